/* Generated from schema.json by `npm run types`; not to be edited. Times: ms since epoch. */

/**
 * How one person attends; `deputised` names who came instead and who approved it.
 */
export type Attendance = "not_called" | "in_person" | "online" | "deputised" | "excused" | "absent";
/**
 * Where the session stands; the transition table is in `coordinator.core.session`.
 */
export type Phase = "prepared" | "rehearsal" | "live" | "paused" | "closed" | "reopened";
export type SiteKind = "hall" | "ministry" | "province" | "commune";
/**
 * The line by its worst metric over 15 s.
 */
export type Band = "unknown" | "good" | "fair" | "poor";
/**
 * How a request reached the list.
 */
export type Channel = "site" | "telephone" | "chair";
/**
 * A request's state, always derived from its instants.
 */
export type EntryState =
  | "requested"
  | "queued"
  | "called"
  | "ready"
  | "speaking"
  | "paused"
  | "ended"
  | "withdrawn"
  | "declined";
/**
 * Kinds of programme items; some carry no speech and never a clock.
 */
export type ItemKind = "opening" | "report" | "discussion" | "break" | "directive" | "card";
/**
 * Kinds of speech, each with its own default limit (`coordinator.core.floor.limits`).
 */
export type SpeechKind =
  | "presentation"
  | "intervention"
  | "debate"
  | "explanation"
  | "reply"
  | "point_of_order"
  | "directive";
export type IncidentKind = "no_picture" | "no_sound" | "link_lost" | "power" | "other";
export type IncidentState = "new" | "acknowledged" | "in_progress" | "resolved";
/**
 * What the coordinator has heard from a site's agent: one of three sources, never all.
 */
export type Presence = "unknown" | "heard" | "silent";
/**
 * The metric that decided a band.
 */
export type LineReason = "none" | "round_trip" | "jitter" | "missed_beats";
/**
 * What a time limit can be set for; first and second interventions apart.
 */
export type LimitKey =
  | "presentation"
  | "first_intervention"
  | "second_intervention"
  | "debate"
  | "explanation"
  | "reply"
  | "point_of_order"
  | "directive";
/**
 * The rules say no. Stable for programs; the pages have the sentences.
 */
export type Refusal =
  | "conflict"
  | "forbidden"
  | "wrong_phase"
  | "unknown_site"
  | "unknown_person"
  | "unknown_entry"
  | "unknown_item"
  | "unknown_roll_call"
  | "unknown_notice"
  | "unknown_incident"
  | "wrong_state"
  | "someone_speaking"
  | "nobody_speaking"
  | "standby_full"
  | "list_closed"
  | "list_full"
  | "already_requested"
  | "two_speeches_held"
  | "receive_only"
  | "stale_intent"
  | "not_called"
  | "undo_gone"
  | "reason_required"
  | "deputy_required"
  | "approver_required"
  | "bad_value"
  | "already_exists"
  | "roll_call_open"
  | "roll_call_over"
  | "erased"
  | "seq_conflict"
  | "storage_low"
  | "site_full"
  | "unknown_session"
  | "unknown_command"
  | "busy";
/**
 * Who may do what; the table is in `coordinator.core.rights`.
 */
export type Role = "host" | "secretary" | "organizer" | "site" | "stage" | "admin" | "system";
export type SiteAct = RecordAct | RequestAct | WithdrawAct | ReadyAct;
/**
 * The one state of a site on the wall, derived from presence and band; values are one letter
 * so that a wall of thousands stays small.
 */
export type SiteState = "u" | "n" | "c" | "g" | "w" | "l" | "r" | "s";
/**
 * The peer speaks badly. Sent in `error` frames and as the `code` of a problem.
 */
export type WireCode =
  | "bad_message"
  | "too_big"
  | "unsupported"
  | "slow_down"
  | "gap"
  | "bad_name"
  | "forbidden"
  | "auth_failed"
  | "upgrade_required"
  | "no_hello"
  | "unknown_session";

export interface Everything {
  ActNow: ActNow;
  Attendance: Attendance;
  AttendanceBody: AttendanceBody;
  AttendanceView: AttendanceView;
  AttendeeBody: AttendeeBody;
  Band: Band;
  Channel: Channel;
  CorrectionBody: CorrectionBody;
  Counts: Counts;
  Directory: Directory;
  DirectoryRow: DirectoryRow;
  EntryState: EntryState;
  FloorFrame: FloorFrame;
  HeadCountBody: HeadCountBody;
  HistoryRow: HistoryRow;
  HostView: HostView;
  IncidentBody: IncidentBody;
  IncidentKind: IncidentKind;
  IncidentNow: IncidentNow;
  IncidentRow: IncidentRow;
  IncidentState: IncidentState;
  IntervalRow: IntervalRow;
  ItemKind: ItemKind;
  ItemNow: ItemNow;
  ItemRow: ItemRow;
  LimitKey: LimitKey;
  LineNow: LineNow;
  LineReason: LineReason;
  LinkNow: LinkNow;
  MapTile: MapTile;
  NextUp: NextUp;
  NoticeNow: NoticeNow;
  NoticeReadBody: NoticeReadBody;
  NoticeRow: NoticeRow;
  OwnFrame: OwnFrame;
  PersonNow: PersonNow;
  PersonRecord: PersonRecord;
  PersonRow: PersonRow;
  Phase: Phase;
  Presence: Presence;
  QueueRow: QueueRow;
  ReadyAct: ReadyAct;
  RecentAct: RecentAct;
  RecordAct: RecordAct;
  Refusal: Refusal;
  RequestAct: RequestAct;
  RequestNow: RequestNow;
  Role: Role;
  RollAnswerBody: RollAnswerBody;
  RollAnswerRow: RollAnswerRow;
  RollCallNow: RollCallNow;
  RollCallProgress: RollCallProgress;
  RollCallRow: RollCallRow;
  SiteAct: SiteAct;
  SiteDetail: SiteDetail;
  SiteKind: SiteKind;
  SitePage: SitePage;
  SiteRow: SiteRow;
  SiteState: SiteState;
  Speaking: Speaking;
  SpeechKind: SpeechKind;
  SpeechRow: SpeechRow;
  UndoNow: UndoNow;
  WallTile: WallTile;
  WireCode: WireCode;
  WithdrawAct: WithdrawAct;
}
/**
 * What became of one entry made on this page: waiting, accepted or refused with a code.
 */
export interface ActNow {
  code: string;
  id: string;
  made_at: number;
  settled_at: number | null;
  state: string;
  target: string;
  what: string;
}
/**
 * A person's state was seen.
 *
 * `deputised` needs `deputy` and `approver`, `excused` a `reason`.
 */
export interface AttendanceBody {
  approver?: string | null;
  deputy?: string | null;
  deputy_post?: string | null;
  kind: "attendance";
  person: string;
  reason?: string | null;
  status: Attendance;
}
/**
 * The whole log without persons. `until_at` is where bars end: the closing, or now.
 */
export interface AttendanceView {
  at: number;
  closed_at: number | null;
  from_at: number;
  head_count: number;
  outages: IntervalRow[];
  phase: Phase;
  present: number;
  rev: number;
  roll_calls: RollCallRow[];
  session: string;
  sites: SiteRow[];
  sites_heard: number;
  sites_with_line: number;
  started_at: number | null;
  starts_at: number;
  title: string;
  totals: Counts;
  until_at: number;
}
export interface IntervalRow {
  since_at: number;
  until_at: number | null;
}
/**
 * One roll call; `present` is frozen at its closing, None while it is open.
 */
export interface RollCallRow {
  answered: number;
  closed_at: number | null;
  deadline_at: number;
  expected: number;
  id: string;
  late: number;
  number: number;
  opened_at: number;
  present: number | null;
}
/**
 * One point. `interruptions` are the gaps between intervals, `lost_ms` their union up to the
 * end of the last interval; `present` counts in person, online and deputised.
 */
export interface SiteRow {
  counts: Counts;
  head: string;
  head_count: number | null;
  heard_at: number | null;
  interruptions: number;
  intervals: IntervalRow[];
  kind: SiteKind;
  line: boolean;
  lost_ms: number;
  name: string;
  parent: string | null;
  present: number;
  short: string;
  site: string;
  speeches: number;
  state: string;
}
/**
 * People by attendance state; `invited` is the roster without those added on the day.
 */
export interface Counts {
  absent: number;
  added: number;
  deputised: number;
  excused: number;
  in_person: number;
  invited: number;
  not_called: number;
  online: number;
}
/**
 * Somebody who was not on the roster is present; the agent makes the person's id.
 */
export interface AttendeeBody {
  kind: "attendee";
  name: string;
  person: string;
  post?: string | null;
  status?: Attendance;
}
/**
 * An earlier entry was wrong; `because` says why and the old value stays readable.
 */
export interface CorrectionBody {
  approver?: string | null;
  because: string;
  deputy?: string | null;
  deputy_post?: string | null;
  kind: "correction";
  person: string;
  reason?: string | null;
  status: Attendance;
}
/**
 * `tiles` are parts of the map that are no points: name and place, never a state.
 */
export interface Directory {
  session: string;
  sites: DirectoryRow[];
  tiles: MapTile[];
  title: string;
}
/**
 * One point. Column and row place its tile (0: none); telephone only for those who conduct.
 */
export interface DirectoryRow {
  column: number;
  head: string;
  kind: SiteKind;
  line: boolean;
  name: string;
  parent: string | null;
  phone: string;
  receive_only: boolean;
  row: number;
  short: string;
  site: string;
  title: string;
}
/**
 * A part of the country that stands on the wall but is no point of the meeting.
 */
export interface MapTile {
  column: number;
  name: string;
  row: number;
}
/**
 * What every site sees of the floor; encoded once for all.
 */
export interface FloorFrame {
  at: number;
  floor_rev: number;
  honorific: string;
  item: ItemNow | null;
  limits: {
    [k: string]: number;
  };
  list_open: boolean;
  next: NextUp[];
  phase: Phase;
  rev: number;
  roll_call: RollCallNow | null;
  speaking: Speaking | null;
  title: string;
  waiting: number;
}
/**
 * The current item of the programme.
 */
export interface ItemNow {
  id: string;
  kind: ItemKind;
  planned_ms: number;
  started_at: number;
  title: string;
}
/**
 * One of the first in the queue, in order.
 */
export interface NextUp {
  called_at: number | null;
  entry: string;
  ready_at: number | null;
  site: string;
  site_name: string;
  state: EntryState;
}
/**
 * The roll call that is open.
 */
export interface RollCallNow {
  deadline_at: number;
  id: string;
  number: number;
  opened_at: number;
}
/**
 * The speech that has the floor. Time left = limit − (now − started − paused).
 */
export interface Speaking {
  entry: string;
  kind: SpeechKind;
  limit_ms: number;
  ordinal: number;
  paused_at: number | null;
  paused_ms: number;
  post: string;
  site: string;
  site_name: string;
  speaker: string;
  started_at: number;
}
/**
 * People in the room, without names.
 */
export interface HeadCountBody {
  count: number;
  kind: "head_count";
}
/**
 * One entry of a person's history; a correction keeps what it corrected and why.
 *
 * `effective_at` is when it was true, `recorded_at` when the coordinator had it.
 */
export interface HistoryRow {
  approver: string;
  because: string;
  corrects: Attendance | null;
  deputy: string;
  effective_at: number;
  late: boolean;
  reason: string;
  recorded_at: number;
  role: string;
  status: Attendance;
}
/**
 * The whole console. `counts` are points by wall letter and add up to the points with a line;
 * `attendance` is people by state.
 */
export interface HostView {
  at: number;
  attendance: {
    [k: string]: number;
  };
  counts: {
    [k: string]: number;
  };
  floor_rev: number;
  honorific: string;
  incidents: IncidentRow[];
  incidents_resolved: number;
  items: ItemRow[];
  limits: {
    [k: string]: number;
  };
  list_open: boolean;
  notices: NoticeRow[];
  phase: Phase;
  queue: QueueRow[];
  recent: RecentAct[];
  rev: number;
  roll_call: RollCallProgress | null;
  session: string;
  short_title: string;
  speaking: Speaking | null;
  speaking_line: LineNow | null;
  started_at: number | null;
  starts_at: number;
  title: string;
  undo: UndoNow | null;
  waiting: number;
  wall: WallTile[];
}
export interface IncidentRow {
  id: string;
  kind: IncidentKind;
  note: string;
  opened_at: number;
  phone: string;
  site: string;
  site_name: string;
  state: IncidentState;
}
export interface ItemRow {
  begun_at: number | null;
  current: boolean;
  ended_at: number | null;
  id: string;
  kind: ItemKind;
  planned_at: number;
  planned_ms: number;
  title: string;
}
export interface NoticeRow {
  id: string;
  read: number;
  sent_at: number;
  text: string;
  to: number;
}
/**
 * One who waits. `readiness`: ready, risky, unreachable or unknown, with the line beside it;
 * `seat` is a place in the hall, which has no line.
 */
export interface QueueRow {
  called_at: number | null;
  channel: Channel;
  entry: string;
  kind: SpeechKind;
  limit_ms: number;
  line: LineNow;
  ordinal: number;
  phone: string;
  post: string;
  readiness: string;
  ready_at: number | null;
  requested_at: number;
  seat: boolean;
  site: string;
  site_name: string;
  speaker: string;
  state: EntryState;
  topic: string;
}
/**
 * The line as judged by the coordinator; None where nothing was measured.
 */
export interface LineNow {
  band: Band;
  jitter_ms: number | null;
  missed: number;
  presence: Presence;
  reason: LineReason;
  rtt_ms: number | null;
}
/**
 * `what` is the event's name; `site` the point it concerns, if any.
 */
export interface RecentAct {
  at: number;
  by: string;
  rev: number;
  role: string;
  site: string | null;
  what: string;
}
/**
 * The last roll call. `missing` names at most 12 of those that have not answered.
 */
export interface RollCallProgress {
  answered: number;
  closed_at: number | null;
  deadline_at: number;
  expected: number;
  id: string;
  late: number;
  missing: string[];
  number: number;
  opened_at: number;
}
/**
 * The act that can still be taken back, until `until_at`.
 */
export interface UndoNow {
  act_rev: number;
  site_name: string;
  until_at: number;
  what: string;
}
/**
 * A point of the first two levels; `below` counts the points under it by wall letter.
 */
export interface WallTile {
  below: {
    [k: string]: number;
  };
  site: string;
  state: string;
}
export interface IncidentBody {
  incident: IncidentKind;
  kind: "incident";
  note?: string | null;
}
export interface IncidentNow {
  id: string;
  kind: IncidentKind;
  opened_at: number;
  state: IncidentState;
}
/**
 * How the page's own server stands to the coordinator. `offset_ms` is added to its clock.
 */
export interface LinkNow {
  connected: boolean;
  durable: boolean;
  heard_at: number | null;
  offset_ms: number;
  rtt_ms: number | null;
  since_at: number | null;
  via: string;
  went_back: boolean;
}
/**
 * A message from the centre to this site.
 */
export interface NoticeNow {
  id: string;
  read: boolean;
  sent_at: number;
  text: string;
}
/**
 * A message from the centre was read.
 */
export interface NoticeReadBody {
  kind: "notice_read";
  notice: string;
}
/**
 * What only this site sees: its people, its requests, its line, what was received.
 */
export interface OwnFrame {
  declined_at: number | null;
  head_count: number | null;
  incidents: IncidentNow[];
  line: LineNow;
  notices: NoticeNow[];
  people: PersonNow[];
  receive_only: boolean;
  requests: RequestNow[];
  rev: number;
  roll_answer: number | null;
  site: string;
  site_name: string;
  site_title: string;
}
/**
 * One delegate of the site as the coordinator has it. `since_at` is when the state was true.
 */
export interface PersonNow {
  added: boolean;
  approver: string;
  corrections: number;
  deputy: string;
  head: boolean;
  id: string;
  name: string;
  post: string;
  reason: string;
  since_at: number | null;
  status: Attendance;
}
/**
 * One open request of the site. `position` counts from 1 in the queue; 0 while it speaks.
 */
export interface RequestNow {
  called_at: number | null;
  entry: string;
  intent: string;
  kind: SpeechKind;
  limit_ms: number;
  ordinal: number;
  position: number;
  requested_at: number;
  speaker: string;
  state: EntryState;
}
export interface PersonRecord {
  added: boolean;
  erased: boolean;
  head: boolean;
  history: HistoryRow[];
  name: string;
  person: string;
  post: string;
  since_at: number | null;
  status: Attendance;
}
/**
 * One delegate as a speaker to choose.
 */
export interface PersonRow {
  head: boolean;
  name: string;
  person: string;
  post: string;
  site: string;
}
export interface ReadyAct {
  act: "report_ready";
  called_at: number;
  entry: string;
  id: string;
  ready: boolean;
}
/**
 * Something to be kept: it is waiting until the coordinator has made it durable.
 */
export interface RecordAct {
  act: "record";
  body:
    | AttendanceBody
    | CorrectionBody
    | AttendeeBody
    | HeadCountBody
    | RollAnswerBody
    | IncidentBody
    | NoticeReadBody;
  id: string;
}
/**
 * The site answers a roll call.
 */
export interface RollAnswerBody {
  kind: "roll_answer";
  roll_call: string;
}
export interface RequestAct {
  act: "request_floor";
  id: string;
  kind: SpeechKind;
  person?: string | null;
  topic?: string | null;
}
/**
 * How a point answered a roll call: `answered_at` in time, `late_at` after the deadline.
 */
export interface RollAnswerRow {
  answered_at: number | null;
  late_at: number | null;
  number: number;
  present: number | null;
}
export interface WithdrawAct {
  act: "withdraw_request";
  entry: string;
  id: string;
}
/**
 * One point with its persons and its answers.
 */
export interface SiteDetail {
  people: PersonRecord[];
  roll_answers: RollAnswerRow[];
  row: SiteRow;
}
/**
 * The whole view of `/site`, from the agent or from the coordinator alike.
 */
export interface SitePage {
  acts: ActNow[];
  at: number;
  floor: FloorFrame | null;
  link: LinkNow;
  own: OwnFrame | null;
  session: string;
  waiting: number;
}
/**
 * One entry of the list. `spoken_ms` leaves pauses out; `over_ms` is beyond the limit.
 */
export interface SpeechRow {
  called_at: number | null;
  channel: Channel;
  ended_at: number | null;
  entry: string;
  kind: SpeechKind;
  limit_ms: number;
  number: number;
  ordinal: number;
  over_ms: number;
  paused_ms: number;
  post: string;
  ready_at: number | null;
  requested_at: number;
  site: string;
  site_name: string;
  speaker: string;
  spoken_ms: number;
  started_at: number | null;
  state: EntryState;
  topic: string;
}
