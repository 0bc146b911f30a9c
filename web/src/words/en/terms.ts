/** The words of the field in English. */
import type { Words } from "../vi";

type Terms = Omit<
  Words,
  | "shell"
  | "check"
  | "checkin"
  | "imports"
  | "invitations"
  | "codes"
  | "events"
  | "floor"
  | "host"
  | "picture"
  | "points"
  | "reports"
  | "log"
  | "roll"
  | "roster"
  | "sides"
  | "site"
  | "stage"
  | "screens"
  | "attendance"
  | "door"
>;

export const terms: Terms = {
  phase: {
    prepared: "not started",
    rehearsal: "rehearsal",
    live: "in session",
    paused: "paused",
    closed: "closed",
    reopened: "re-opened",
  },
  siteState: {
    u: "unknown",
    n: "not joined",
    c: "connected",
    g: "stable",
    w: "unstable",
    l: "disconnected",
    r: "receive only",
    s: "in the hall",
    m: "agent silent",
  },
  siteKind: {
    hall: "main hall",
    ministry: "ministry",
    province: "provincial point",
    commune: "commune point",
  },
  status: {
    not_called: "Not called yet",
    in_person: "At the point",
    online: "Online",
    deputised: "Deputised",
    excused: "Absent, excused",
    absent: "Absent, no reason known",
    left: "Left",
  },
  speechKind: {
    presentation: "presentation",
    intervention: "intervention",
    debate: "debate",
    explanation: "explanation",
    reply: "reply to a petition",
    point_of_order: "point of order",
    directive: "directive speech",
  },
  limit: {
    presentation: "Presentation",
    first_intervention: "First intervention",
    second_intervention: "Second intervention",
    debate: "Debate",
    explanation: "Explanation",
    reply: "Reply to a petition",
    point_of_order: "Point of order",
    directive: "Directive speech",
  },
  entryState: {
    requested: "requested",
    queued: "approved",
    called: "called to standby",
    ready: "ready",
    speaking: "speaking",
    paused: "paused",
    ended: "has spoken",
    withdrawn: "withdrawn",
    declined: "not arranged, in writing",
    deferred: "set aside",
    written: "sent in writing",
  },
  channel: {
    site: "asked by the point",
    telephone: "entered by telephone",
    chair: "called by the chair",
  },
  itemKind: {
    opening: "opening",
    report: "report",
    discussion: "discussion",
    break: "break",
    directive: "directive speech",
    card: "ceremony",
    salute: "flag salute",
    silence: "minute of silence",
    film: "film",
    award: "award",
  },
  incident: {
    no_picture: "No picture",
    no_sound: "No sound",
    link_lost: "Connection lost",
    power: "Power cut",
    other: "Other incident",
  },
  incidentState: {
    new: "new",
    acknowledged: "acknowledged",
    in_progress: "in progress",
    resolved: "resolved",
  },
  incidentStep: {
    new: "New",
    acknowledged: "Acknowledge",
    in_progress: "In progress",
    resolved: "Resolved",
  },
  callOutcome: {
    reached: "reached",
    no_answer: "no answer",
    busy: "engaged",
    wrong_number: "wrong number",
  },
  lineReason: {
    none: "",
    round_trip: "high delay",
    jitter: "high jitter",
    missed_beats: "missed beats",
  },
  readiness: {
    ready: "ready",
    risky: "at risk",
    unreachable: "unreachable",
    unknown: "unknown",
    seat: "in the hall",
  },
  role: {
    host: "The host",
    secretary: "The secretary",
    organizer: "The organizer",
    site: "The point",
    stage: "The screen",
    admin: "The administrator",
    operator: "The picture operator",
    system: "The system",
  },
  trouble: {
    unreachable: "The central server cannot be reached: check cable and line.",
    no_address: "The address of the central server is not found: check the settings.",
    proxy: "A proxy blocks the connection: tell the network administrator.",
    certificate:
      "The server’s certificate is not trusted: check this computer’s date and time, or tell the central technicians.",
    auth_failed: "The agent’s code is wrong or was revoked: ask for a new one.",
    forbidden: "The agent may not join this session: tell the central technicians.",
    version: "The agent is too old for the server: it needs an update.",
    storage_low: "This computer is running out of storage: new entries cannot be kept.",
    outbox_moved: "The earlier outbox was damaged and was set aside; a new one is in use.",
    contradicted:
      "The coordinator shows a record that denies what this point has witnessed. Tell the organizer; the files are in the agent's folder.",
  },
  honorific: { comrade: "Comrade", sir_madam: "Mr/Ms", none: "" },
};
