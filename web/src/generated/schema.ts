/* Generated from schema.json by `npm run types`; not to be edited. Times: ms since epoch. */

/**
 * How one person attends; `deputised` names who came instead and who approved it.
 */
export type Attendance = "not_called" | "in_person" | "online" | "deputised" | "excused" | "absent";
export type AnyCommand =
  | StartSession
  | PauseSession
  | ResumeSession
  | CloseSession
  | ReopenSession
  | BeginRehearsal
  | EndRehearsal
  | BeginItem
  | RequestFloor
  | WithdrawRequest
  | ApproveRequest
  | DeclineRequest
  | DeferRequest
  | CallPoint
  | RevokeCall
  | GiveFloor
  | PauseSpeech
  | ResumeSpeech
  | EndSpeech
  | MoveRequest
  | ReportReady
  | ExtendSpeech
  | NameSpeaker
  | UndoFloorAct
  | ChangeLimits
  | SetListOpen
  | OpenRollCall
  | CloseRollCall
  | AnswerRollCall
  | NoteAttendance
  | CorrectAttendance
  | AddAttendee
  | NoteHeadCount
  | SendNotice
  | ReadNotice
  | ReportIncident
  | MoveIncident
  | ErasePerson;
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
/**
 * How a request reached the list.
 */
export type Channel = "site" | "telephone" | "chair";
export type IncidentKind = "no_picture" | "no_sound" | "link_lost" | "power" | "other";
export type IncidentState = "new" | "acknowledged" | "in_progress" | "resolved";
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
 * Who may do what; the table is in `coordinator.core.rights`.
 */
export type Role = "host" | "secretary" | "organizer" | "site" | "stage" | "admin" | "system";
/**
 * Kinds of programme items; some carry no speech and never a clock.
 */
export type ItemKind = "opening" | "report" | "discussion" | "break" | "directive" | "card";
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
 * What keeps a page's own server from its work, for the page to say in plain words.
 */
export type LinkTrouble =
  | "unreachable"
  | "no_address"
  | "proxy"
  | "certificate"
  | "auth_failed"
  | "forbidden"
  | "version"
  | "storage_low"
  | "outbox_moved";
export type PersonRows = PersonRow[];
export type SessionRows = SessionRow[];
export type SiteAct = RecordAct | RequestAct | WithdrawAct | ReadyAct;
export type SiteRows = SiteNow[];
/**
 * The one state of a site on the wall, derived from presence and band; values are one letter
 * so that a wall of thousands stays small.
 */
export type SiteState = "u" | "n" | "c" | "g" | "w" | "l" | "r" | "s";
export type SpeechRows = SpeechRow[];
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
  ActAnswer: ActAnswer;
  ActNow: ActNow;
  AddAttendee: AddAttendee;
  AliveFrame: AliveFrame;
  AnswerRollCall: AnswerRollCall;
  AnyCommand: AnyCommand;
  ApproveRequest: ApproveRequest;
  Attendance: Attendance;
  AttendanceBody: AttendanceBody;
  AttendanceView: AttendanceView;
  AttendeeBody: AttendeeBody;
  Band: Band;
  BeginItem: BeginItem;
  BeginRehearsal: BeginRehearsal;
  CallPoint: CallPoint;
  ChangeLimits: ChangeLimits;
  Channel: Channel;
  ClockFrame: ClockFrame;
  CloseRollCall: CloseRollCall;
  CloseSession: CloseSession;
  CommandAnswer: CommandAnswer;
  CommandFate: CommandFate;
  CorrectAttendance: CorrectAttendance;
  CorrectionBody: CorrectionBody;
  Counts: Counts;
  DeclineRequest: DeclineRequest;
  DeferRequest: DeferRequest;
  Directory: Directory;
  DirectoryRow: DirectoryRow;
  EndRehearsal: EndRehearsal;
  EndSpeech: EndSpeech;
  EntryState: EntryState;
  ErasePerson: ErasePerson;
  ErrorFrame: ErrorFrame;
  EventRow: EventRow;
  ExtendSpeech: ExtendSpeech;
  FloorAnswer: FloorAnswer;
  FloorFrame: FloorFrame;
  GiveFloor: GiveFloor;
  GrantRow: GrantRow;
  HeadCountBody: HeadCountBody;
  HistoryRow: HistoryRow;
  HostFrame: HostFrame;
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
  LinkTrouble: LinkTrouble;
  MapTile: MapTile;
  MoveIncident: MoveIncident;
  MoveRequest: MoveRequest;
  NameSpeaker: NameSpeaker;
  NextUp: NextUp;
  NoteAttendance: NoteAttendance;
  NoteHeadCount: NoteHeadCount;
  NoticeNow: NoticeNow;
  NoticeReadBody: NoticeReadBody;
  NoticeRow: NoticeRow;
  OpenRollCall: OpenRollCall;
  OwnFrame: OwnFrame;
  PageFrame: PageFrame;
  PauseSession: PauseSession;
  PauseSpeech: PauseSpeech;
  PersonNow: PersonNow;
  PersonRecord: PersonRecord;
  PersonRow: PersonRow;
  PersonRows: PersonRows;
  Phase: Phase;
  PointsFrame: PointsFrame;
  PointsView: PointsView;
  Presence: Presence;
  Problem: Problem;
  QueueRow: QueueRow;
  ReadNotice: ReadNotice;
  ReadyAct: ReadyAct;
  RecentAct: RecentAct;
  RecordAct: RecordAct;
  Refusal: Refusal;
  ReopenSession: ReopenSession;
  ReportIncident: ReportIncident;
  ReportReady: ReportReady;
  RequestAct: RequestAct;
  RequestFloor: RequestFloor;
  RequestNow: RequestNow;
  ResumeSession: ResumeSession;
  ResumeSpeech: ResumeSpeech;
  RevokeCall: RevokeCall;
  Role: Role;
  RollAnswerBody: RollAnswerBody;
  RollAnswerRow: RollAnswerRow;
  RollCallNow: RollCallNow;
  RollCallProgress: RollCallProgress;
  RollCallRow: RollCallRow;
  SendNotice: SendNotice;
  SessionRow: SessionRow;
  SessionRows: SessionRows;
  SessionView: SessionView;
  SetListOpen: SetListOpen;
  SignIn: SignIn;
  SignedIn: SignedIn;
  SiteAct: SiteAct;
  SiteDetail: SiteDetail;
  SiteKind: SiteKind;
  SiteMe: SiteMe;
  SiteNow: SiteNow;
  SitePage: SitePage;
  SiteRow: SiteRow;
  SiteRows: SiteRows;
  SiteState: SiteState;
  SourceRow: SourceRow;
  Speaking: Speaking;
  SpeechKind: SpeechKind;
  SpeechRow: SpeechRow;
  SpeechRows: SpeechRows;
  StageFrame: StageFrame;
  StartSession: StartSession;
  Timeline: Timeline;
  UndoFloorAct: UndoFloorAct;
  UndoNow: UndoNow;
  WaitingRow: WaitingRow;
  WallTile: WallTile;
  WireCode: WireCode;
  WithdrawAct: WithdrawAct;
  WithdrawRequest: WithdrawRequest;
}
/**
 * What became of an entry of a site's page; `code` is empty unless refused.
 */
export interface ActAnswer {
  id: string;
  state: "waiting" | "accepted" | "refused";
  code: string;
}
/**
 * What became of an entry of this page: waiting, accepted or refused with a code. `what`,
 * `target` and `word` are those of `wire.site_acts.summary`: never a name.
 */
export interface ActNow {
  id: string;
  what: string;
  target: string;
  state: string;
  code: string;
  made_at: number;
  settled_at: number | null;
  word?: string;
}
/**
 * Somebody who was not on the roster came; the coordinator makes the person's id.
 */
export interface AddAttendee {
  command_id: string;
  expected_rev?: number | null;
  type: "add_attendee";
  site: string;
  name: string;
  post?: string | null;
  status?: Attendance;
}
/**
 * Each second: the coordinator answered at `at`, so what is shown is that fresh.
 */
export interface AliveFrame {
  type: "alive";
  at: number;
}
export interface AnswerRollCall {
  command_id: string;
  expected_rev?: number | null;
  type: "answer_roll_call";
  roll_call: string;
  site: string;
}
export interface StartSession {
  command_id: string;
  expected_rev?: number | null;
  type: "start_session";
}
export interface PauseSession {
  command_id: string;
  expected_rev?: number | null;
  type: "pause_session";
}
export interface ResumeSession {
  command_id: string;
  expected_rev?: number | null;
  type: "resume_session";
}
export interface CloseSession {
  command_id: string;
  expected_rev?: number | null;
  type: "close_session";
}
export interface ReopenSession {
  command_id: string;
  expected_rev?: number | null;
  type: "reopen_session";
}
export interface BeginRehearsal {
  command_id: string;
  expected_rev?: number | null;
  type: "begin_rehearsal";
}
export interface EndRehearsal {
  command_id: string;
  expected_rev?: number | null;
  type: "end_rehearsal";
}
export interface BeginItem {
  command_id: string;
  expected_rev?: number | null;
  type: "begin_item";
  item: string;
}
/**
 * A request to speak; `telephone` and `chair` are entered by those who conduct.
 */
export interface RequestFloor {
  command_id: string;
  expected_rev?: number | null;
  type: "request_floor";
  site: string;
  kind: SpeechKind;
  person?: string | null;
  channel?: Channel;
  topic?: string | null;
}
export interface WithdrawRequest {
  command_id: string;
  expected_rev?: number | null;
  entry: string;
  type: "withdraw_request";
}
export interface ApproveRequest {
  command_id: string;
  expected_rev?: number | null;
  entry: string;
  type: "approve_request";
}
export interface DeclineRequest {
  command_id: string;
  expected_rev?: number | null;
  entry: string;
  type: "decline_request";
}
export interface DeferRequest {
  command_id: string;
  expected_rev?: number | null;
  entry: string;
  type: "defer_request";
}
export interface CallPoint {
  command_id: string;
  expected_rev?: number | null;
  entry: string;
  type: "call_point";
}
export interface RevokeCall {
  command_id: string;
  expected_rev?: number | null;
  entry: string;
  type: "revoke_call";
}
export interface GiveFloor {
  command_id: string;
  expected_rev?: number | null;
  entry: string;
  type: "give_floor";
}
export interface PauseSpeech {
  command_id: string;
  expected_rev?: number | null;
  entry: string;
  type: "pause_speech";
}
export interface ResumeSpeech {
  command_id: string;
  expected_rev?: number | null;
  entry: string;
  type: "resume_speech";
}
export interface EndSpeech {
  command_id: string;
  expected_rev?: number | null;
  entry: string;
  type: "end_speech";
}
/**
 * Before another entry, or to the end when `before` is null.
 */
export interface MoveRequest {
  command_id: string;
  expected_rev?: number | null;
  entry: string;
  type: "move_request";
  before: string | null;
}
/**
 * Ready (or not) for the call that `called_at` names.
 */
export interface ReportReady {
  command_id: string;
  expected_rev?: number | null;
  entry: string;
  type: "report_ready";
  called_at: number;
  ready: boolean;
}
/**
 * Longer by `by_ms`, or shorter if negative.
 */
export interface ExtendSpeech {
  command_id: string;
  expected_rev?: number | null;
  entry: string;
  type: "extend_speech";
  by_ms: number;
}
export interface NameSpeaker {
  command_id: string;
  expected_rev?: number | null;
  entry: string;
  type: "name_speaker";
  person: string;
}
export interface UndoFloorAct {
  command_id: string;
  expected_rev?: number | null;
  type: "undo_floor_act";
  act_rev: number;
}
/**
 * Limits in ms by kind; 0 means no countdown.
 */
export interface ChangeLimits {
  command_id: string;
  expected_rev?: number | null;
  type: "change_limits";
  limits: {
    [k: string]: number;
  };
}
export interface SetListOpen {
  command_id: string;
  expected_rev?: number | null;
  type: "set_list_open";
  is_open: boolean;
}
export interface OpenRollCall {
  command_id: string;
  expected_rev?: number | null;
  type: "open_roll_call";
  duration_ms: number;
}
export interface CloseRollCall {
  command_id: string;
  expected_rev?: number | null;
  type: "close_roll_call";
  roll_call: string;
}
export interface NoteAttendance {
  command_id: string;
  expected_rev?: number | null;
  person: string;
  status: Attendance;
  deputy?: string | null;
  deputy_post?: string | null;
  approver?: string | null;
  reason?: string | null;
  type: "note_attendance";
}
/**
 * An earlier entry was wrong; `because` says why.
 */
export interface CorrectAttendance {
  command_id: string;
  expected_rev?: number | null;
  person: string;
  status: Attendance;
  deputy?: string | null;
  deputy_post?: string | null;
  approver?: string | null;
  reason?: string | null;
  type: "correct_attendance";
  because: string;
}
export interface NoteHeadCount {
  command_id: string;
  expected_rev?: number | null;
  type: "note_head_count";
  site: string;
  count: number;
}
/**
 * A message to these points, or to all when `sites` is empty.
 */
export interface SendNotice {
  command_id: string;
  expected_rev?: number | null;
  type: "send_notice";
  /**
   * @maxItems 4096
   */
  sites: string[];
  text: string;
}
export interface ReadNotice {
  command_id: string;
  expected_rev?: number | null;
  type: "read_notice";
  notice: string;
  site: string;
}
export interface ReportIncident {
  command_id: string;
  expected_rev?: number | null;
  type: "report_incident";
  site: string;
  kind: IncidentKind;
  note?: string | null;
}
export interface MoveIncident {
  command_id: string;
  expected_rev?: number | null;
  type: "move_incident";
  incident: string;
  state: IncidentState;
}
/**
 * Remove what is readable of a person; counts stay whole. Not to be undone.
 */
export interface ErasePerson {
  command_id: string;
  expected_rev?: number | null;
  type: "erase_person";
  person: string;
}
/**
 * A person's state was seen.
 *
 * `deputised` needs `deputy` and `approver`, `excused` a `reason`.
 */
export interface AttendanceBody {
  kind: "attendance";
  person: string;
  status: Attendance;
  deputy?: string | null;
  deputy_post?: string | null;
  approver?: string | null;
  reason?: string | null;
}
/**
 * The whole log without persons. `until_at` is where bars end: the closing, or now.
 */
export interface AttendanceView {
  session: string;
  title: string;
  rev: number;
  at: number;
  phase: Phase;
  starts_at: number;
  started_at: number | null;
  closed_at: number | null;
  from_at: number;
  until_at: number;
  totals: Counts;
  present: number;
  head_count: number;
  sites_with_line: number;
  sites_heard: number;
  sites: SiteRow[];
  roll_calls: RollCallRow[];
  outages: IntervalRow[];
}
/**
 * People by attendance state; `invited` is the roster without those added on the day.
 */
export interface Counts {
  invited: number;
  added: number;
  in_person: number;
  online: number;
  deputised: number;
  excused: number;
  absent: number;
  not_called: number;
}
/**
 * One point. `interruptions` are the gaps between intervals, `lost_ms` their union up to the
 * end of the last interval; `present` counts in person, online and deputised.
 */
export interface SiteRow {
  site: string;
  name: string;
  short: string;
  kind: SiteKind;
  parent: string | null;
  line: boolean;
  state: string;
  head: string;
  counts: Counts;
  present: number;
  head_count: number | null;
  heard_at: number | null;
  intervals: IntervalRow[];
  interruptions: number;
  lost_ms: number;
  speeches: number;
}
export interface IntervalRow {
  since_at: number;
  until_at: number | null;
}
/**
 * One roll call; `present` is frozen at its closing, None while it is open.
 */
export interface RollCallRow {
  id: string;
  number: number;
  opened_at: number;
  deadline_at: number;
  closed_at: number | null;
  expected: number;
  answered: number;
  late: number;
  present: number | null;
}
/**
 * Somebody who was not on the roster is present; the agent makes the person's id.
 */
export interface AttendeeBody {
  kind: "attendee";
  person: string;
  name: string;
  post?: string | null;
  status?: Attendance;
}
/**
 * The clock exchange of RFC 5905 §8: `t0` theirs, `t1` when it came, `t2` when it left.
 */
export interface ClockFrame {
  type: "clock";
  t0: number;
  t1: number;
  t2: number;
}
/**
 * A command that was carried out, durably, at `rev`. `duplicate`: it had been before.
 */
export interface CommandAnswer {
  command_id: string;
  accepted: true;
  rev: number;
  at: number;
  entry: string | null;
  duplicate: boolean;
}
/**
 * What became of a command; `code` and `params` say why when it was refused.
 */
export interface CommandFate {
  command_id: string;
  accepted: boolean;
  rev: number;
  at: number;
  entry: string | null;
  code: Refusal | null;
  params: {
    [k: string]: string | number;
  };
}
/**
 * An earlier entry was wrong; `because` says why and the old value stays readable.
 */
export interface CorrectionBody {
  kind: "correction";
  person: string;
  status: Attendance;
  because: string;
  deputy?: string | null;
  deputy_post?: string | null;
  approver?: string | null;
  reason?: string | null;
}
/**
 * `tiles` are parts of the map that are no points: name and place, never a state. `order` names
 * the order of `sites`; the live states of all points say which one they are in.
 */
export interface Directory {
  session: string;
  title: string;
  order: string;
  tiles: MapTile[];
  sites: DirectoryRow[];
}
/**
 * A part of the country that stands on the wall but is no point of the meeting.
 */
export interface MapTile {
  name: string;
  column: number;
  row: number;
}
/**
 * One point. Column and row place its tile (0: none); telephone only for those who conduct.
 */
export interface DirectoryRow {
  site: string;
  name: string;
  short: string;
  title: string;
  kind: SiteKind;
  parent: string | null;
  line: boolean;
  receive_only: boolean;
  column: number;
  row: number;
  head: string;
  phone: string;
}
/**
 * What the page sent was not understood.
 */
export interface ErrorFrame {
  type: "error";
  code: string;
  detail: string;
}
/**
 * One journaled event. Personal texts stand as references, never as words.
 */
export interface EventRow {
  rev: number;
  recorded_at: number;
  effective_at: number;
  by: string;
  role: Role;
  event: string;
  fields: {
    [k: string]: unknown;
  };
  command_id: string | null;
  source: SourceRow | null;
}
/**
 * The record of an agent that an event came from.
 */
export interface SourceRow {
  site: string;
  seq: number;
  device_at: number;
  received_at: number;
  offset_ms: number | null;
}
/**
 * The floor with the whole queue.
 */
export interface FloorAnswer {
  rev: number;
  floor_rev: number;
  at: number;
  phase: Phase;
  title: string;
  honorific: string;
  item: ItemNow | null;
  speaking: Speaking | null;
  next: NextUp[];
  waiting: number;
  list_open: boolean;
  limits: {
    [k: string]: number;
  };
  roll_call: RollCallNow | null;
  queue: WaitingRow[];
}
/**
 * The current item of the programme.
 */
export interface ItemNow {
  id: string;
  title: string;
  kind: ItemKind;
  started_at: number;
  planned_ms: number;
}
/**
 * The speech that has the floor. Time left = limit − (now − started − paused).
 *
 * `site_title` stands before the name on the hall's screen ("Điểm cầu tỉnh").
 */
export interface Speaking {
  entry: string;
  site: string;
  site_name: string;
  speaker: string;
  post: string;
  kind: SpeechKind;
  ordinal: number;
  started_at: number;
  limit_ms: number;
  paused_at: number | null;
  paused_ms: number;
  site_title?: string;
}
/**
 * One of the first in the queue, in order.
 */
export interface NextUp {
  entry: string;
  site: string;
  site_name: string;
  state: EntryState;
  called_at: number | null;
  ready_at: number | null;
}
/**
 * The roll call that is open.
 */
export interface RollCallNow {
  id: string;
  number: number;
  opened_at: number;
  deadline_at: number;
}
/**
 * One who waits, in order. Speaker and topic only for those who conduct or log.
 */
export interface WaitingRow {
  entry: string;
  site: string;
  site_name: string;
  kind: SpeechKind;
  ordinal: number;
  channel: Channel;
  state: EntryState;
  speaker: string;
  topic: string;
  requested_at: number;
  called_at: number | null;
  ready_at: number | null;
}
/**
 * What every site sees of the floor; encoded once for all.
 */
export interface FloorFrame {
  rev: number;
  floor_rev: number;
  at: number;
  phase: Phase;
  title: string;
  honorific: string;
  item: ItemNow | null;
  speaking: Speaking | null;
  next: NextUp[];
  waiting: number;
  list_open: boolean;
  limits: {
    [k: string]: number;
  };
  roll_call: RollCallNow | null;
}
/**
 * What a sign-in may do. `session` null means every session; `sites` empty means all.
 */
export interface GrantRow {
  id: string;
  role: Role;
  session: string | null;
  sites: string[];
}
/**
 * People in the room, without names.
 */
export interface HeadCountBody {
  kind: "head_count";
  count: number;
}
/**
 * One entry of a person's history; a correction keeps what it corrected and why.
 *
 * `effective_at` is when it was true, `recorded_at` when the coordinator had it.
 */
export interface HistoryRow {
  status: Attendance;
  effective_at: number;
  recorded_at: number;
  role: string;
  deputy: string;
  approver: string;
  reason: string;
  corrects: Attendance | null;
  because: string;
  late: boolean;
}
export interface HostFrame {
  type: "view";
  view: "host";
  data: HostView;
}
/**
 * The whole console. `counts` are points by wall letter, `attendance` is people by state.
 *
 * Whatever people write, all but the queue stays within its part of the 32 KB: of a programme
 * too long the items around the current one are shown, of long notes the beginning.
 */
export interface HostView {
  rev: number;
  floor_rev: number;
  at: number;
  session: string;
  title: string;
  short_title: string;
  honorific: string;
  phase: Phase;
  starts_at: number;
  started_at: number | null;
  items: ItemRow[];
  speaking: Speaking | null;
  speaking_line: LineNow | null;
  queue: QueueRow[];
  waiting: number;
  list_open: boolean;
  limits: {
    [k: string]: number;
  };
  undo: UndoNow | null;
  wall: WallTile[];
  counts: {
    [k: string]: number;
  };
  attendance: {
    [k: string]: number;
  };
  roll_call: RollCallProgress | null;
  incidents: IncidentRow[];
  incidents_resolved: number;
  notices: NoticeRow[];
  recent: RecentAct[];
}
export interface ItemRow {
  id: string;
  title: string;
  kind: ItemKind;
  planned_at: number;
  planned_ms: number;
  begun_at: number | null;
  ended_at: number | null;
  current: boolean;
}
/**
 * The line as judged by the coordinator; None where nothing was measured.
 */
export interface LineNow {
  presence: Presence;
  band: Band;
  reason: LineReason;
  rtt_ms: number | null;
  jitter_ms: number | null;
  missed: number;
}
/**
 * One who waits. `readiness`: ready, risky, unreachable or unknown, with the line beside it;
 * `seat` is a place in the hall, which has no line.
 */
export interface QueueRow {
  entry: string;
  site: string;
  site_name: string;
  kind: SpeechKind;
  ordinal: number;
  channel: Channel;
  speaker: string;
  post: string;
  topic: string;
  state: EntryState;
  requested_at: number;
  called_at: number | null;
  ready_at: number | null;
  limit_ms: number;
  seat: boolean;
  readiness: string;
  line: LineNow;
  phone: string;
}
/**
 * The act that can still be taken back, until `until_at`.
 */
export interface UndoNow {
  act_rev: number;
  what: string;
  site_name: string;
  until_at: number;
}
/**
 * A point of the first two levels. `below` counts the points under it that have no tile of
 * their own, by wall letter, so that all tiles together are all points.
 */
export interface WallTile {
  site: string;
  state: string;
  below: {
    [k: string]: number;
  };
}
/**
 * The last roll call. `missing` names at most 12 of those that have not answered.
 */
export interface RollCallProgress {
  id: string;
  number: number;
  opened_at: number;
  deadline_at: number;
  closed_at: number | null;
  expected: number;
  answered: number;
  late: number;
  missing: string[];
}
export interface IncidentRow {
  id: string;
  site: string;
  site_name: string;
  kind: IncidentKind;
  state: IncidentState;
  note: string;
  opened_at: number;
  phone: string;
}
export interface NoticeRow {
  id: string;
  text: string;
  sent_at: number;
  to: number;
  read: number;
}
/**
 * `what` is the event's name; `site` the point it concerns, if any.
 */
export interface RecentAct {
  rev: number;
  at: number;
  by: string;
  role: string;
  what: string;
  site: string | null;
}
export interface IncidentBody {
  kind: "incident";
  incident: IncidentKind;
  note?: string | null;
}
export interface IncidentNow {
  id: string;
  kind: IncidentKind;
  state: IncidentState;
  opened_at: number;
}
/**
 * How the page's own server stands to the coordinator; `offset_ms` is added to its clock.
 * `troubles`: what the technician should be told, the most pressing first.
 */
export interface LinkNow {
  connected: boolean;
  since_at: number | null;
  heard_at: number | null;
  rtt_ms: number | null;
  offset_ms: number;
  via: string;
  durable: boolean;
  went_back: boolean;
  troubles?: LinkTrouble[];
}
/**
 * A message from the centre to this site.
 */
export interface NoticeNow {
  id: string;
  text: string;
  sent_at: number;
  read: boolean;
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
  site: string;
  site_name: string;
  site_title: string;
  receive_only: boolean;
  rev: number;
  people: PersonNow[];
  head_count: number | null;
  requests: RequestNow[];
  declined_at: number | null;
  roll_answer: number | null;
  notices: NoticeNow[];
  incidents: IncidentNow[];
  line: LineNow;
}
/**
 * One delegate of the site as the coordinator has it. `since_at` is when the state was true.
 */
export interface PersonNow {
  id: string;
  name: string;
  post: string;
  head: boolean;
  added: boolean;
  status: Attendance;
  since_at: number | null;
  deputy: string;
  approver: string;
  reason: string;
  corrections: number;
}
/**
 * One open request of the site. `position` counts from 1 in the queue; 0 while it speaks.
 */
export interface RequestNow {
  entry: string;
  intent: string;
  kind: SpeechKind;
  ordinal: number;
  speaker: string;
  state: EntryState;
  position: number;
  requested_at: number;
  called_at: number | null;
  limit_ms: number;
}
export interface PageFrame {
  type: "page";
  view: SitePage;
}
/**
 * The whole view of `/site`, from the agent or from the coordinator alike.
 */
export interface SitePage {
  at: number;
  session: string;
  floor: FloorFrame | null;
  own: OwnFrame | null;
  link: LinkNow;
  acts: ActNow[];
  waiting: number;
}
export interface PersonRecord {
  person: string;
  name: string;
  post: string;
  head: boolean;
  added: boolean;
  erased: boolean;
  status: Attendance;
  since_at: number | null;
  history: HistoryRow[];
}
/**
 * One delegate as a speaker to choose.
 */
export interface PersonRow {
  person: string;
  site: string;
  name: string;
  post: string;
  head: boolean;
}
/**
 * The states of all points, at most four times a second; for a page that shows the list.
 */
export interface PointsFrame {
  type: "view";
  view: "points";
  data: PointsView;
}
/**
 * All points. `order` names the order of the directory that `states` is in: Base64 of one
 * nibble for each point, the high one first, an index into `letters`. `counts` are points by
 * letter.
 */
export interface PointsView {
  rev: number;
  at: number;
  order: string;
  points: number;
  letters: string;
  states: string;
  counts: {
    [k: string]: number;
  };
}
/**
 * RFC 9457. `code` is stable; further members depend on it (a conflict has `current_rev`, `by`,
 * `role`, `what`, `at`, `entry`).
 */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail?: string | null;
  [k: string]: unknown;
}
export interface ReadyAct {
  act: "report_ready";
  id: string;
  entry: string;
  called_at: number;
  ready: boolean;
}
/**
 * Something to be kept: it is waiting until the coordinator has made it durable.
 */
export interface RecordAct {
  act: "record";
  id: string;
  body:
    | AttendanceBody
    | CorrectionBody
    | AttendeeBody
    | HeadCountBody
    | RollAnswerBody
    | IncidentBody
    | NoticeReadBody;
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
  number: number;
  answered_at: number | null;
  late_at: number | null;
  present: number | null;
}
export interface SessionRow {
  session: string;
  title: string;
  short_title: string;
  phase: Phase;
  starts_at: number;
  started_at: number | null;
  closed_at: number | null;
  rev: number;
}
/**
 * One session. `counts` are points by wall letter, `attendance` people by state; `link` is
 * the hash of the journal's last event.
 */
export interface SessionView {
  session: string;
  title: string;
  short_title: string;
  honorific: string;
  phase: Phase;
  starts_at: number;
  started_at: number | null;
  closed_at: number | null;
  at: number;
  rev: number;
  link: string;
  floor_rev: number;
  items: ItemRow[];
  counts: {
    [k: string]: number;
  };
  attendance: {
    [k: string]: number;
  };
}
/**
 * A secret, once; the browser gets a cookie for it.
 */
export interface SignIn {
  token: string;
}
/**
 * All that this browser or secret may do; `now` is session time.
 */
export interface SignedIn {
  grants: GrantRow[];
  now: number;
}
export interface WithdrawAct {
  act: "withdraw_request";
  id: string;
  entry: string;
}
/**
 * One point with its persons and its answers.
 */
export interface SiteDetail {
  row: SiteRow;
  people: PersonRecord[];
  roll_answers: RollAnswerRow[];
}
/**
 * The points that this browser may work for, and who serves the page.
 */
export interface SiteMe {
  sites: string[];
  via: "agent" | "coordinator";
}
/**
 * One point as it stands. `state` is its wall letter, `since_at` when presence last changed;
 * `attendance` is people by state, `below` points under it by wall letter.
 */
export interface SiteNow {
  site: string;
  name: string;
  kind: SiteKind;
  parent: string | null;
  state: string;
  presence: Presence;
  band: Band;
  heard_at: number | null;
  since_at: number | null;
  line: LineNow;
  attendance: {
    [k: string]: number;
  };
  head_count: number | null;
  below: {
    [k: string]: number;
  };
}
/**
 * One entry of the list. `spoken_ms` leaves pauses out; `over_ms` is beyond the limit.
 */
export interface SpeechRow {
  number: number;
  entry: string;
  site: string;
  site_name: string;
  speaker: string;
  post: string;
  kind: SpeechKind;
  ordinal: number;
  channel: Channel;
  state: EntryState;
  topic: string;
  requested_at: number;
  called_at: number | null;
  ready_at: number | null;
  started_at: number | null;
  ended_at: number | null;
  limit_ms: number;
  spoken_ms: number;
  paused_ms: number;
  over_ms: number;
}
export interface StageFrame {
  type: "view";
  view: "stage";
  data: FloorFrame;
}
/**
 * Events in order; `rev` is the last revision there is, so that a reader knows the end.
 */
export interface Timeline {
  rev: number;
  events: EventRow[];
}
