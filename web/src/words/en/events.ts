/** What was done, in English: "The secretary called Gia Lai to standby". */
import type { Words } from "../vi";

export const events: Words["events"] = {
  FloorRequested: { by: (s) => `entered a request for ${s}`, self: "asked to speak" },
  RequestWithdrawn: { by: (s) => `withdrew the request of ${s}`, self: "withdrew its request" },
  RequestApproved: { by: (s) => `approved ${s}` },
  RequestDeclined: { by: (s) => `did not arrange ${s}` },
  RequestDeferred: { by: (s) => `deferred ${s}` },
  RequestMoved: { by: (s) => `moved ${s}` },
  PointCalled: { by: (s) => `called ${s} to standby` },
  CallRevoked: { by: (s) => `took back the call of ${s}` },
  SiteReady: { by: (s) => `reported ${s} ready`, self: "is ready" },
  SiteNotReady: { by: (s) => `reported ${s} not ready`, self: "is not ready" },
  FloorGiven: { by: (s) => `gave the floor to ${s}` },
  SpeechPaused: {
    by: (s) => `paused ${s}`,
    alone: (s) => `${s} was paused with the session`,
  },
  SpeechResumed: { by: (s) => `resumed ${s}` },
  SpeechExtended: { by: (s) => `changed the limit of ${s}` },
  SpeechEnded: {
    by: (s) => `ended the turn of ${s}`,
    alone: (s) => `The turn of ${s} ended with the session`,
  },
  SpeakerNamed: { by: (s) => `named the speaker of ${s}` },
  FloorActUndone: { by: (s) => `undid an act on ${s}` },
  LimitsChanged: { by: () => "changed the time limits" },
  ListOpenSet: { by: () => "closed or opened the list" },
  PhaseChanged: { by: () => "changed the phase of the session" },
  CoordinatorRestarted: {
    by: () => "restarted the coordinator",
    alone: () => "The coordinator was restarted",
  },
  ItemBegun: { by: () => "moved to another item" },
  RollCallOpened: { by: () => "opened a roll call" },
  RollCallClosed: { by: () => "closed the roll call", alone: () => "The roll call ran out" },
  NoticeSent: { by: () => "sent a notice" },
  IncidentReported: { by: (s) => `reported an incident at ${s}`, self: "reported an incident" },
  AttendanceCorrected: { by: () => "corrected attendance", self: "corrected attendance" },
  SiteWentQuiet: { by: (s) => `${s} disconnected`, alone: (s) => `${s} disconnected` },
};
