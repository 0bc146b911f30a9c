/* Generated from schema.json by `npm run types`; not to be edited. Times: ms since epoch. */

/**
 * How one person attends; `deputised` names who came instead and who approved it, `left` came
 * and has left.
 */
export type Attendance =
  "not_called" | "in_person" | "online" | "deputised" | "excused" | "absent" | "left";
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
  | CuePicture
  | ConfirmPicture
  | LosePicture
  | KeepWaiting
  | PassOver
  | SetAside
  | ReturnRequest
  | PutBack
  | TakeByTelephone
  | ReadDecline
  | ReceiveWritten
  | NoteSpeech
  | WindDown
  | HandChair
  | TakeShift
  | BeginRestricted
  | EndRestricted
  | LogCall
  | SendMessage
  | ReadMessage
  | ChangeHead
  | SendNotice
  | ReadNotice
  | ReportIncident
  | MoveIncident
  | ChangeRules
  | OpenRollCall
  | CloseRollCall
  | AnswerRollCall
  | TransferPerson
  | SettleReview
  | MarkSilent
  | AskSite
  | SetQuorum
  | NoteVoiceCheck
  | ReportMedia
  | NoteAttendance
  | CorrectAttendance
  | AddAttendee
  | NoteHeadCount
  | GiveUpCommand
  | ErasePerson;
/**
 * What becomes of those who wait when the programme goes on: they stay, are set aside until
 * this item comes back, or are asked to send their opinion in writing.
 */
export type QueueFate = "keep" | "park" | "written";
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
/**
 * Why a speech is paused; `none` when nobody said why.
 */
export type PauseCause = "none" | "interjection" | "line" | "recess";
/**
 * What the secretary notes of a speech for the minutes.
 */
export type NoteKind = "note" | "petition" | "task";
/**
 * How a telephone call to a point's duty technician ended.
 */
export type CallOutcome = "reached" | "no_answer" | "busy" | "wrong_number";
/**
 * What a message of the centre is about; the site's page shows each in its own way.
 */
export type NoticeKind = "message" | "time" | "mute";
export type IncidentKind = "no_picture" | "no_sound" | "link_lost" | "power" | "other";
export type IncidentState = "new" | "acknowledged" | "in_progress" | "resolved";
/**
 * All points at once until a deadline, or one after another by voice.
 */
export type RollCallWay = "at_once" | "in_order";
export type CheckResult = "unknown" | "pass" | "fail";
/**
 * How a head-count reached the coordinator.
 */
export type CountedBy = "agent" | "sheet" | "telephone";
export type SiteKind = "hall" | "ministry" | "province" | "commune";
/**
 * Where the session stands; the transition table is in `coordinator.core.session`.
 */
export type Phase = "prepared" | "rehearsal" | "live" | "paused" | "closed" | "reopened";
/**
 * The line by its worst metric over 15 s.
 */
export type Band = "unknown" | "good" | "fair" | "poor";
/**
 * Whose file it is, as far as its words tell.
 */
export type Bridge = "teams" | "zoom" | "webex" | "other";
/**
 * Whom a participant is: on the roster by name, or by likeness; a room; or nobody known.
 */
export type Whose = "person" | "like" | "site" | "unknown";
/**
 * Stable codes. Those in `WARNINGS` let the row in; all others keep it out.
 */
export type Fault =
  | "empty_file"
  | "wrong_kind"
  | "password"
  | "damaged"
  | "unpacked_too_big"
  | "too_many_sheets"
  | "too_many_rows"
  | "too_many_columns"
  | "unknown_encoding"
  | "no_table"
  | "no_name_column"
  | "name_missing"
  | "bad_name"
  | "too_long"
  | "not_a_name"
  | "several_names"
  | "letters_lost"
  | "duplicate"
  | "site_missing"
  | "site_unknown"
  | "site_unclear"
  | "site_full"
  | "same_name"
  | "bad_phone"
  | "phone_lost"
  | "two_heads"
  | "total_differs"
  | "not_taken"
  | "hidden_sheet"
  | "converted"
  | "erased_here"
  | "no_times"
  | "bad_time"
  | "other_day"
  | "too_many_intervals";
/**
 * What the voice check of the day before goes through at each point.
 */
export type CheckItem = "picture" | "sound_out" | "sound_in" | "backup" | "name" | "phone";
/**
 * What a column holds. `not_taken` is personal and not needed: it is never imported.
 */
export type Column =
  | "nothing"
  | "number"
  | "name"
  | "family"
  | "given"
  | "post"
  | "unit"
  | "province"
  | "code"
  | "phone"
  | "head"
  | "note"
  | "not_taken";
/**
 * Why a column was guessed to hold something.
 */
export type Reason = "heading" | "like_heading" | "values" | "chosen" | "none";
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
  | "unknown_review"
  | "second_person"
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
  | "not_present"
  | "not_last_speaker"
  | "nobody_waiting"
  | "unknown_message"
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
  | "given_up"
  | "busy";
/**
 * Who may do what; the table is in `coordinator.core.rights`.
 */
export type Role =
  "host" | "secretary" | "organizer" | "site" | "stage" | "admin" | "operator" | "system";
/**
 * What the present ones were counted from.
 */
export type CountedFrom = "roll_call" | "lines" | "attendance";
/**
 * What stands between two fields of a CSV: a spreadsheet in Vietnamese may want a semicolon.
 */
export type Delimiter = "comma" | "semicolon" | "tab";
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
  | "declined"
  | "deferred"
  | "written";
/**
 * What a row is to the roster. `respelt` (a like name, or one that several bear) and
 * `elsewhere` wait for a person's decision.
 */
export type Fate = "new" | "same" | "changed" | "restored" | "respelt" | "elsewhere";
/**
 * Kinds of programme items; some carry no speech and never a clock.
 */
export type ItemKind =
  | "opening"
  | "report"
  | "discussion"
  | "break"
  | "directive"
  | "card"
  | "salute"
  | "silence"
  | "film"
  | "award";
export type FromPage = ClockQuestion | HandWord;
export type Handouts = Handout[];
/**
 * What the coordinator has heard from a site's agent: one of three sources, never all.
 */
export type Presence = "unknown" | "heard" | "silent";
/**
 * The metric that decided a band.
 */
export type LineReason = "none" | "round_trip" | "jitter" | "missed_beats";
/**
 * What the hand-over asks those who conduct when a step takes too long.
 */
export type Question = "unanswered" | "waiting" | "no_picture" | "overtime" | "line_lost";
/**
 * How a point was found. `like` must be confirmed, `remembered` is shown; `unclear` and
 * `unknown` found none.
 */
export type How =
  "code" | "name" | "within" | "chosen" | "remembered" | "like" | "unclear" | "unknown" | "missing";
/**
 * How a point met the last roll call.
 */
export type HowAnswered =
  "none" | "not_asked" | "asked" | "answered" | "late" | "silent" | "missing";
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
  | "outbox_moved"
  | "contradicted";
export type PeopleSaid = PersonSaid[];
export type PersonRows = PersonRow[];
/**
 * What is proposed.
 */
export type ReviewKind = "note" | "correction" | "added" | "head_count" | "head" | "transfer";
export type ReviewState = "open" | "accepted" | "rejected";
/**
 * What the three sources come to.
 */
export type PointState = "unknown" | "in" | "doubtful" | "out" | "never" | "seat";
/**
 * Which of the sources say so; the words are the page's.
 */
export type Why =
  | "seat"
  | "agent_and_bridge"
  | "bridge_agent_silent"
  | "bridge_no_agent"
  | "agent_bridge_down"
  | "agent_only"
  | "both_silent"
  | "agent_silent"
  | "bridge_down"
  | "voice_only"
  | "restarted"
  | "receive_only"
  | "nothing";
/**
 * Which table a CSV has.
 */
export type ReportTable =
  | "people"
  | "sites"
  | "units"
  | "roll_calls"
  | "speeches"
  | "incidents"
  | "corrections"
  | "reviews";
/**
 * What a PDF says; the tables hold both.
 */
export type ReportDocument = "attendance" | "minutes";
/**
 * Why an order came to nothing.
 */
export type ReportFailure = "record" | "storage" | "typesetter" | "too_long" | "internal";
/**
 * How a report is written. `jsonl` is the official record itself.
 */
export type ReportFormat = "xlsx" | "csv" | "pdf" | "jsonl";
/**
 * What is being done for an order.
 */
export type ReportStage = "waiting" | "fetching" | "writing" | "done" | "failed";
export type ReportJobs = ReportJob[];
/**
 * What a person decided of one row: take it as proposed, leave it out; it is the one on the
 * roster, or somebody new; the one on the roster moves here.
 */
export type Verdict = "take" | "skip" | "same" | "new" | "transfer";
export type RosterPages = RosterPage[];
/**
 * What a row is; only people are taken.
 */
export type RowKind =
  "blank" | "title" | "heading" | "section" | "numbers" | "total" | "footer" | "person" | "faulty";
/**
 * What a note says of somebody's coming; a hint to be shown, never entered by itself.
 */
export type Said = "nothing" | "absent" | "excused" | "deputy" | "online";
export type ScreenAct = Identify | Rename | Redirect;
export type SeriesRows = SeriesRow[];
export type SessionRows = SessionRow[];
export type SiteAct = RecordAct | RequestAct | WithdrawAct | ReadyAct;
export type SiteRows = SiteNow[];
/**
 * The one state of a site on the wall, derived from presence, media leg and band; values are
 * one letter so that a wall of thousands stays small. `MEDIA_ONLY`: no word from the agent while
 * the bridge still has the point, so that nobody can say whether its line is lost.
 */
export type SiteState = "u" | "n" | "c" | "g" | "w" | "l" | "r" | "s" | "m";
export type SpeechRows = SpeechRow[];
export type StandingRows = StandingRow[];
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
  AreaRow: AreaRow;
  AsideRow: AsideRow;
  AskSite: AskSite;
  Attendance: Attendance;
  AttendanceBody: AttendanceBody;
  AttendanceView: AttendanceView;
  AttendeeBody: AttendeeBody;
  Band: Band;
  BeginItem: BeginItem;
  BeginRehearsal: BeginRehearsal;
  BeginRestricted: BeginRestricted;
  Bridge: Bridge;
  BridgeApplied: BridgeApplied;
  BridgeChoices: BridgeChoices;
  BridgeDecisions: BridgeDecisions;
  BridgePreview: BridgePreview;
  CallNow: CallNow;
  CallOutcome: CallOutcome;
  CallPoint: CallPoint;
  CandidateRow: CandidateRow;
  Chair: Chair;
  ChangeHead: ChangeHead;
  ChangeLimits: ChangeLimits;
  ChangeRules: ChangeRules;
  Channel: Channel;
  CheckItem: CheckItem;
  CheckResult: CheckResult;
  ClockFrame: ClockFrame;
  ClockQuestion: ClockQuestion;
  CloseRollCall: CloseRollCall;
  CloseSession: CloseSession;
  Column: Column;
  ColumnRow: ColumnRow;
  CommandAnswer: CommandAnswer;
  CommandFate: CommandFate;
  ConductNow: ConductNow;
  ConfirmPicture: ConfirmPicture;
  ConsoleRow: ConsoleRow;
  ConsolesFrame: ConsolesFrame;
  Contradiction: Contradiction;
  CorrectAttendance: CorrectAttendance;
  CorrectionBody: CorrectionBody;
  CorrectionPage: CorrectionPage;
  CorrectionRow: CorrectionRow;
  CountRow: CountRow;
  CountedBy: CountedBy;
  CountedFrom: CountedFrom;
  Counts: Counts;
  CuePicture: CuePicture;
  DeclineReadBody: DeclineReadBody;
  DeclineRequest: DeclineRequest;
  DeclineRow: DeclineRow;
  DeclinedNow: DeclinedNow;
  DeferRequest: DeferRequest;
  Delimiter: Delimiter;
  Directory: Directory;
  DirectoryRow: DirectoryRow;
  EndRehearsal: EndRehearsal;
  EndRestricted: EndRestricted;
  EndSpeech: EndSpeech;
  EntryState: EntryState;
  ErasePerson: ErasePerson;
  ErrorFrame: ErrorFrame;
  EventRow: EventRow;
  EvidenceState: EvidenceState;
  ExtendSpeech: ExtendSpeech;
  Fate: Fate;
  Fault: Fault;
  Figures: Figures;
  FloorAnswer: FloorAnswer;
  FloorFrame: FloorFrame;
  FromPage: FromPage;
  GiveFloor: GiveFloor;
  GiveUpCommand: GiveUpCommand;
  GrantRow: GrantRow;
  HandChair: HandChair;
  HandRow: HandRow;
  HandWord: HandWord;
  Handout: Handout;
  Handouts: Handouts;
  HandsFrame: HandsFrame;
  HeadBody: HeadBody;
  HeadCountBody: HeadCountBody;
  HeadsRow: HeadsRow;
  HistoryRow: HistoryRow;
  HostFrame: HostFrame;
  HostView: HostView;
  How: How;
  HowAnswered: HowAnswered;
  Identify: Identify;
  ImportFigures: ImportFigures;
  IncidentBody: IncidentBody;
  IncidentKind: IncidentKind;
  IncidentNow: IncidentNow;
  IncidentRow: IncidentRow;
  IncidentState: IncidentState;
  IntervalRow: IntervalRow;
  InvitationCard: InvitationCard;
  InvitationSite: InvitationSite;
  Invitations: Invitations;
  ItemKind: ItemKind;
  ItemNow: ItemNow;
  ItemRow: ItemRow;
  KeepWaiting: KeepWaiting;
  LaneSpan: LaneSpan;
  Lanes: Lanes;
  LastSpoke: LastSpoke;
  LegRow: LegRow;
  LimitKey: LimitKey;
  LineNow: LineNow;
  LineReason: LineReason;
  LinkNow: LinkNow;
  LinkTrouble: LinkTrouble;
  LogCall: LogCall;
  LosePicture: LosePicture;
  MapTile: MapTile;
  MarkSilent: MarkSilent;
  MemberRow: MemberRow;
  MessageBody: MessageBody;
  MessageNow: MessageNow;
  MessageRow: MessageRow;
  MissingRow: MissingRow;
  MoveIncident: MoveIncident;
  MoveRequest: MoveRequest;
  MoveRow: MoveRow;
  MovedRow: MovedRow;
  NameSpeaker: NameSpeaker;
  Near: Near;
  NextUp: NextUp;
  NoteAttendance: NoteAttendance;
  NoteHeadCount: NoteHeadCount;
  NoteKind: NoteKind;
  NoteRow: NoteRow;
  NoteSpeech: NoteSpeech;
  NoteVoiceCheck: NoteVoiceCheck;
  NoticeKind: NoticeKind;
  NoticeNow: NoticeNow;
  NoticeReadBody: NoticeReadBody;
  NoticeRow: NoticeRow;
  OpenMatters: OpenMatters;
  OpenRollCall: OpenRollCall;
  OrderRow: OrderRow;
  Overview: Overview;
  OwnFrame: OwnFrame;
  PageFrame: PageFrame;
  PaperChoices: PaperChoices;
  ParticipantRow: ParticipantRow;
  PassOver: PassOver;
  PauseCause: PauseCause;
  PauseSession: PauseSession;
  PauseSpeech: PauseSpeech;
  PeoplePage: PeoplePage;
  PeopleSaid: PeopleSaid;
  PeopleTimes: PeopleTimes;
  PersonLine: PersonLine;
  PersonRecord: PersonRecord;
  PersonRow: PersonRow;
  PersonRows: PersonRows;
  PersonSaid: PersonSaid;
  PersonStory: PersonStory;
  Phase: Phase;
  PictureFrame: PictureFrame;
  PictureRow: PictureRow;
  PictureView: PictureView;
  PointHeads: PointHeads;
  PointLine: PointLine;
  PointPage: PointPage;
  PointState: PointState;
  PointStory: PointStory;
  PointsFrame: PointsFrame;
  PointsView: PointsView;
  Presence: Presence;
  PresenceStep: PresenceStep;
  PresenceTime: PresenceTime;
  Problem: Problem;
  PutBack: PutBack;
  Question: Question;
  QuestionRow: QuestionRow;
  QueueFate: QueueFate;
  QueueFrame: QueueFrame;
  QueueRow: QueueRow;
  QueueView: QueueView;
  QuorumNow: QuorumNow;
  ReadDecline: ReadDecline;
  ReadMessage: ReadMessage;
  ReadNotice: ReadNotice;
  ReadyAct: ReadyAct;
  Reason: Reason;
  ReceiveWritten: ReceiveWritten;
  RecentAct: RecentAct;
  RecordAct: RecordAct;
  RecordItem: RecordItem;
  Redirect: Redirect;
  Refusal: Refusal;
  RefusedItem: RefusedItem;
  Rename: Rename;
  ReopenSession: ReopenSession;
  ReportChoices: ReportChoices;
  ReportDocument: ReportDocument;
  ReportFailure: ReportFailure;
  ReportFormat: ReportFormat;
  ReportIncident: ReportIncident;
  ReportJob: ReportJob;
  ReportJobs: ReportJobs;
  ReportMedia: ReportMedia;
  ReportOrder: ReportOrder;
  ReportReady: ReportReady;
  ReportStage: ReportStage;
  ReportTable: ReportTable;
  RequestAct: RequestAct;
  RequestFloor: RequestFloor;
  RequestNow: RequestNow;
  ResumeSession: ResumeSession;
  ResumeSpeech: ResumeSpeech;
  ReturnRequest: ReturnRequest;
  ReviewKind: ReviewKind;
  ReviewPage: ReviewPage;
  ReviewRow: ReviewRow;
  ReviewState: ReviewState;
  RevokeCall: RevokeCall;
  Role: Role;
  RollAnswer: RollAnswer;
  RollAnswerBody: RollAnswerBody;
  RollAnswerLine: RollAnswerLine;
  RollAnswerRow: RollAnswerRow;
  RollCallNow: RollCallNow;
  RollCallProgress: RollCallProgress;
  RollCallRow: RollCallRow;
  RollCallWay: RollCallWay;
  RollMark: RollMark;
  RollSource: RollSource;
  RollUp: RollUp;
  RosterApplied: RosterApplied;
  RosterChoices: RosterChoices;
  RosterDecisions: RosterDecisions;
  RosterNow: RosterNow;
  RosterPage: RosterPage;
  RosterPages: RosterPages;
  RosterPerson: RosterPerson;
  RosterPreview: RosterPreview;
  RosterRow: RosterRow;
  RowKind: RowKind;
  Rules: Rules;
  Said: Said;
  ScreenAct: ScreenAct;
  ScreenFrame: ScreenFrame;
  ScreenRow: ScreenRow;
  Screens: Screens;
  SendMessage: SendMessage;
  SendNotice: SendNotice;
  SeriesCell: SeriesCell;
  SeriesPerson: SeriesPerson;
  SeriesRow: SeriesRow;
  SeriesRows: SeriesRows;
  SeriesSession: SeriesSession;
  SeriesView: SeriesView;
  SessionRow: SessionRow;
  SessionRows: SessionRows;
  SessionView: SessionView;
  SetAside: SetAside;
  SetListOpen: SetListOpen;
  SetQuorum: SetQuorum;
  SettleReview: SettleReview;
  Share: Share;
  ShareNow: ShareNow;
  ShareRow: ShareRow;
  ShareView: ShareView;
  SheetChoices: SheetChoices;
  SheetRow: SheetRow;
  SignIn: SignIn;
  SignedIn: SignedIn;
  SiteAct: SiteAct;
  SiteDetail: SiteDetail;
  SiteKind: SiteKind;
  SiteMe: SiteMe;
  SiteNow: SiteNow;
  SitePage: SitePage;
  SiteRecords: SiteRecords;
  SiteRecordsAnswer: SiteRecordsAnswer;
  SiteRow: SiteRow;
  SiteRows: SiteRows;
  SiteState: SiteState;
  SourceRow: SourceRow;
  SourceSays: SourceSays;
  Sources: Sources;
  SpanRow: SpanRow;
  Speaking: Speaking;
  SpeechKind: SpeechKind;
  SpeechRow: SpeechRow;
  SpeechRows: SpeechRows;
  StageFrame: StageFrame;
  Standby: Standby;
  StandbyRow: StandbyRow;
  StandingDetail: StandingDetail;
  StandingRow: StandingRow;
  StandingRows: StandingRows;
  StartSession: StartSession;
  StoryEntry: StoryEntry;
  TakeByTelephone: TakeByTelephone;
  TakeShift: TakeShift;
  Timeline: Timeline;
  TransferPerson: TransferPerson;
  TroubleRow: TroubleRow;
  UndoFloorAct: UndoFloorAct;
  UndoNow: UndoNow;
  UnreadBody: UnreadBody;
  UnsentNow: UnsentNow;
  Verdict: Verdict;
  VoiceCheckBody: VoiceCheckBody;
  VoiceCheckNow: VoiceCheckNow;
  VoiceCheckRow: VoiceCheckRow;
  VoiceCheckSheet: VoiceCheckSheet;
  WaitingRow: WaitingRow;
  WallFrame: WallFrame;
  WallSpot: WallSpot;
  WallTile: WallTile;
  WallView: WallView;
  Whose: Whose;
  WhoseCode: WhoseCode;
  Why: Why;
  WindDown: WindDown;
  WireCode: WireCode;
  WithdrawAct: WithdrawAct;
  WithdrawRequest: WithdrawRequest;
  Witnessed: Witnessed;
  WrittenBody: WrittenBody;
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
  word: string;
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
  at?: number | null;
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
/**
 * A recess, until `resumes_at` if that is said.
 */
export interface PauseSession {
  command_id: string;
  expected_rev?: number | null;
  type: "pause_session";
  resumes_at?: number | null;
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
/**
 * `queue` is what becomes of those who wait; left out, what the item's rules say.
 */
export interface BeginItem {
  command_id: string;
  expected_rev?: number | null;
  type: "begin_item";
  item: string;
  queue?: QueueFate | null;
}
/**
 * A request to speak; `telephone` and `chair` are entered by those who conduct. `answers` are
 * speeches that a reply answers, `mic` a microphone in the hall; `call` (with `chair`) calls the
 * point in the same act.
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
  /**
   * @maxItems 10
   */
  answers?: string[];
  mic?: string;
  call?: boolean;
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
/**
 * `cause` is `none` or `interjection`; `interjector` is the person who cuts in.
 */
export interface PauseSpeech {
  command_id: string;
  expected_rev?: number | null;
  entry: string;
  type: "pause_speech";
  cause?: PauseCause;
  interjector?: string | null;
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
 * Ready (or not) for the call that `called_at` names; `person` confirms who will speak.
 */
export interface ReportReady {
  command_id: string;
  expected_rev?: number | null;
  entry: string;
  type: "report_ready";
  called_at: number;
  ready: boolean;
  person?: string | null;
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
/**
 * Ask the picture operator for the point's picture.
 */
export interface CuePicture {
  command_id: string;
  expected_rev?: number | null;
  entry: string;
  type: "cue_picture";
}
/**
 * The picture is on, or on again.
 */
export interface ConfirmPicture {
  command_id: string;
  expected_rev?: number | null;
  entry: string;
  type: "confirm_picture";
}
/**
 * The speaker's picture or sound is gone: the turn is held.
 */
export interface LosePicture {
  command_id: string;
  expected_rev?: number | null;
  entry: string;
  type: "lose_picture";
}
/**
 * The answer "wait" to what the hand-over asked.
 */
export interface KeepWaiting {
  command_id: string;
  expected_rev?: number | null;
  entry: string;
  type: "keep_waiting";
}
/**
 * The called point gives way; the next one is called.
 */
export interface PassOver {
  command_id: string;
  expected_rev?: number | null;
  entry: string;
  type: "pass_over";
}
/**
 * Out of the list for now, with the time that is left.
 */
export interface SetAside {
  command_id: string;
  expected_rev?: number | null;
  entry: string;
  type: "set_aside";
}
/**
 * One set aside comes back.
 */
export interface ReturnRequest {
  command_id: string;
  expected_rev?: number | null;
  entry: string;
  type: "return_request";
}
/**
 * The last speaker had not finished.
 */
export interface PutBack {
  command_id: string;
  expected_rev?: number | null;
  entry: string;
  type: "put_back";
}
/**
 * Heard by telephone, the video down (or no longer).
 */
export interface TakeByTelephone {
  command_id: string;
  expected_rev?: number | null;
  entry: string;
  type: "take_by_telephone";
  on: boolean;
}
/**
 * The point has read that its turn could not be arranged.
 */
export interface ReadDecline {
  command_id: string;
  expected_rev?: number | null;
  entry: string;
  type: "read_decline";
}
/**
 * The opinion came in writing.
 */
export interface ReceiveWritten {
  command_id: string;
  expected_rev?: number | null;
  entry: string;
  type: "receive_written";
}
/**
 * What the secretary notes of a speech.
 */
export interface NoteSpeech {
  command_id: string;
  expected_rev?: number | null;
  entry: string;
  type: "note_speech";
  kind: NoteKind;
  text: string;
}
/**
 * Time runs short: so many more may speak, each for `limit_ms` at most; the rest write.
 */
export interface WindDown {
  command_id: string;
  expected_rev?: number | null;
  type: "wind_down";
  take: number;
  limit_ms?: number | null;
}
/**
 * Another chairs from now on.
 */
export interface HandChair {
  command_id: string;
  expected_rev?: number | null;
  type: "hand_chair";
  person: string;
}
/**
 * The asker is on duty at the console from now on.
 */
export interface TakeShift {
  command_id: string;
  expected_rev?: number | null;
  type: "take_shift";
}
/**
 * Only these points from now on; every other page is blank.
 */
export interface BeginRestricted {
  command_id: string;
  expected_rev?: number | null;
  type: "begin_restricted";
  /**
   * @minItems 1
   * @maxItems 4096
   */
  sites: string[];
}
export interface EndRestricted {
  command_id: string;
  expected_rev?: number | null;
  type: "end_restricted";
}
/**
 * How a telephone call to a point's duty technician ended.
 */
export interface LogCall {
  command_id: string;
  expected_rev?: number | null;
  type: "log_call";
  site: string;
  outcome: CallOutcome;
}
/**
 * A point writes to the centre.
 */
export interface SendMessage {
  command_id: string;
  expected_rev?: number | null;
  type: "send_message";
  site: string;
  text: string;
}
/**
 * Somebody at the centre has read it.
 */
export interface ReadMessage {
  command_id: string;
  expected_rev?: number | null;
  type: "read_message";
  message: string;
}
/**
 * Another heads the person's point from now on.
 */
export interface ChangeHead {
  command_id: string;
  expected_rev?: number | null;
  type: "change_head";
  person: string;
}
/**
 * A message to these points, or to all when `sites` is empty; `mute` and `time` are shown in
 * their own way.
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
  kind?: NoticeKind;
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
 * The rules of the floor; what is left out stays as it is.
 */
export interface ChangeRules {
  command_id: string;
  expected_rev?: number | null;
  type: "change_rules";
  present_only?: boolean | null;
  picture_check?: boolean | null;
  speeches_max?: number | null;
}
/**
 * All points at once, or one after another by voice.
 */
export interface OpenRollCall {
  command_id: string;
  expected_rev?: number | null;
  type: "open_roll_call";
  duration_ms: number;
  way?: RollCallWay;
}
export interface CloseRollCall {
  command_id: string;
  expected_rev?: number | null;
  type: "close_roll_call";
  roll_call: string;
}
/**
 * The same person sits at another point, from now on or since `at`.
 */
export interface TransferPerson {
  command_id: string;
  expected_rev?: number | null;
  type: "transfer_person";
  person: string;
  to: string;
  at?: number | null;
}
/**
 * Let in what came after closing, or not: then `because` says why. Never by who brought it.
 */
export interface SettleReview {
  command_id: string;
  expected_rev?: number | null;
  type: "settle_review";
  review: string;
  accept: boolean;
  because?: string | null;
}
/**
 * The point was called by voice and did not answer; the next one is called.
 */
export interface MarkSilent {
  command_id: string;
  expected_rev?: number | null;
  type: "mark_silent";
  roll_call: string;
  site: string;
}
/**
 * Call this point by voice now, out of the order or once more.
 */
export interface AskSite {
  command_id: string;
  expected_rev?: number | null;
  type: "ask_site";
  roll_call: string;
  site: string;
}
/**
 * What must be there before a decision; null means that it is not asked for.
 */
export interface SetQuorum {
  command_id: string;
  expected_rev?: number | null;
  type: "set_quorum";
  sites: Share | null;
  people: Share | null;
}
/**
 * At least numerator / denominator of those invited.
 */
export interface Share {
  numerator: number;
  denominator: number;
}
/**
 * The voice check of the day before at one point; `signed` is who answers for it.
 */
export interface NoteVoiceCheck {
  command_id: string;
  expected_rev?: number | null;
  type: "note_voice_check";
  site: string;
  checks: {
    [k: string]: CheckResult;
  };
  signed?: string | null;
}
/**
 * The bridge has the point's leg up, or has not.
 */
export interface ReportMedia {
  command_id: string;
  expected_rev?: number | null;
  type: "report_media";
  site: string;
  up: boolean;
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
  at?: number | null;
  type: "note_attendance";
}
/**
 * The entry of revision `entry` was wrong, or the one that holds; `because` says why.
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
  at?: number | null;
  type: "correct_attendance";
  because: string;
  entry?: number | null;
}
/**
 * People in the room; with `covers`, at the point and all points below it.
 */
export interface NoteHeadCount {
  command_id: string;
  expected_rev?: number | null;
  type: "note_head_count";
  site: string;
  count: number;
  covers?: boolean;
  means?: CountedBy;
}
/**
 * `command_id` is that of a command which had no answer. The answer is its outcome if it was
 * carried out; otherwise it is refused with `given_up`, and so will the command be, should the
 * line deliver it after all.
 */
export interface GiveUpCommand {
  command_id: string;
  expected_rev?: number | null;
  type: "give_up_command";
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
 * A point under no other with all below it: a province with its communes, a ministry.
 *
 * `present` (of whom some `deputised`), `left`, `excused`, `absent` and `not_called` add up to
 * `invited` and `added`; `never` is the question across these columns (`Figures`).
 */
export interface AreaRow {
  site: string;
  name: string;
  short: string;
  kind: SiteKind;
  points: number;
  invited: number;
  added: number;
  present: number;
  deputised: number;
  left: number;
  excused: number;
  absent: number;
  not_called: number;
  came: number;
  never: number;
  long: number;
  heads: PointHeads;
  times: PeopleTimes;
}
/**
 * The heads of one point. `by_name` are present by name, `by_name_below` those of all points
 * under it; `room` and `covering` the newest counts, `own` the room's figure, `below` the sum of
 * the totals under it, `total` what counts. `other` is the figure of the other way of counting
 * where it differs, else None.
 */
export interface PointHeads {
  by_name: number;
  by_name_below: number;
  room: CountRow | null;
  covering: CountRow | null;
  own: number;
  below: number;
  total: number;
  other: number | null;
}
/**
 * A head-count as it was given; `moved_in` and `moved_out` were transferred across the border
 * of what it counts since, where it is carried forward to a later moment.
 */
export interface CountRow {
  count: number;
  at: number;
  means: CountedBy;
  moved_in: number;
  moved_out: number;
}
/**
 * Of the people of a point or an area who came: the first arrival; the last departure, None
 * while somebody is there or nobody came; gaps between presences and the time present, in the
 * meeting, summed over people.
 */
export interface PeopleTimes {
  first_at: number | null;
  last_at: number | null;
  here: number;
  interruptions: number;
  interrupted_ms: number;
  present_ms: number;
}
/**
 * One set aside: since when, with how much of its time used, and for which item, if any.
 */
export interface AsideRow {
  entry: string;
  site: string;
  site_name: string;
  kind: SpeechKind;
  speaker: string;
  aside_at: number;
  used_ms: number;
  limit_ms: number;
  item: string;
}
/**
 * A person's state was seen, `ago_ms` before the record was made.
 *
 * `deputised` needs `deputy` and `approver`, `excused` a `reason`; `left` came and has left.
 */
export interface AttendanceBody {
  kind: "attendance";
  person: string;
  status: Attendance;
  deputy?: string | null;
  deputy_post?: string | null;
  approver?: string | null;
  reason?: string | null;
  ago_ms?: number;
}
/**
 * The whole log without persons. `until_at` is where bars end: the closing, or now.
 * `head_count` are the heads rolled up (`coordinator.views.rollup`), `moved` the rooms whose own
 * count was carried forward for that. `sites_with_line` may speak; `sites_heard` of these were
 * heard in the meeting.
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
  moved: MovedRow[];
  sites_with_line: number;
  sites_heard: number;
  sites: SiteRow[];
  roll_calls: RollCallRow[];
  outages: IntervalRow[];
}
/**
 * People by attendance state; `invited` is the roster without those added on the day, or struck
 * and come all the same. Who was struck and did not come is in none of them.
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
  left: number;
}
/**
 * A room after whose newest head-count people were transferred into it and out of it.
 */
export interface MovedRow {
  site: string;
  moved_in: number;
  moved_out: number;
}
/**
 * One point. `interruptions` are the gaps between intervals, `lost_ms` how long they were, both
 * of the meeting's time; `present` counts in person, online and deputised. `head_count` is the
 * newest count of the room as it was given.
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
 * One roll call; `present` is frozen at its closing, None while it is open. `silent` did not
 * answer when they were called by voice; `closed_rev` is what was known when it was frozen.
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
  way: RollCallWay;
  silent: number;
  closed_rev: number | null;
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
 * What was done, in figures that add up to the participants; `waiting` says that it waits for
 * a second person, since the meeting was closed.
 */
export interface BridgeApplied {
  entered: number;
  added: number;
  same: number;
  rooms: number;
  skipped: number;
  undecided: number;
  rev: number;
  waiting: boolean;
}
/**
 * How far the file's times are ahead of UTC in minutes, and whom a person took participants
 * for, by cell.
 */
export interface BridgeChoices {
  ahead_min?: number;
  people?: {
    [k: string]: string;
  };
}
/**
 * What to do with participants, by cell; `add` names the point where somebody new is added.
 */
export interface BridgeDecisions {
  command_id: string;
  rows?: {
    [k: string]: "take" | "skip";
  };
  add?: {
    [k: string]: string;
  };
}
/**
 * All that would come of a file. `day_first` says how its dates were read; `first_at` and
 * `last_at` are the ends of all stays, null without any.
 */
export interface BridgePreview {
  bridge: Bridge;
  day_first: boolean;
  ahead_min: number;
  first_at: number | null;
  last_at: number | null;
  people: ParticipantRow[];
  troubles: TroubleRow[];
}
/**
 * One participant: the union of all stays, and whom of the roster it is. `status` is what the
 * record has of that person now; `known` that all of it is there already, `outside` that there is
 * nothing to enter since no stay began before the closing.
 */
export interface ParticipantRow {
  cell: string;
  name: string;
  spans: SpanRow[];
  whose: Whose;
  person: CandidateRow | null;
  site: string;
  score: number;
  candidates: CandidateRow[];
  status: Attendance;
  waits: boolean;
  known: boolean;
  outside: boolean;
}
export interface SpanRow {
  since_at: number;
  until_at: number | null;
}
/**
 * Somebody on the roster whom a participant may be.
 */
export interface CandidateRow {
  person: string;
  name: string;
  post: string;
  site: string;
}
/**
 * One fault; `stops` says that what stands there is kept out.
 */
export interface TroubleRow {
  cell: string;
  fault: Fault;
  stops: boolean;
  params: {
    [k: string]: string | number;
  };
}
/**
 * The last telephone call to the point.
 */
export interface CallNow {
  at: number;
  outcome: CallOutcome;
}
export interface Chair {
  person: string;
  name: string;
  post: string;
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
 * The page's own clock, to learn how ours stands to it.
 */
export interface ClockQuestion {
  type: "clock";
  t0: number;
}
/**
 * What a column holds, how sure that is (0 to 100), and why.
 */
export interface ColumnRow {
  column: number;
  letters: string;
  heading: string;
  holds: Column;
  sure: number;
  reason: Reason;
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
 * `chair` is who chairs now, "" if not said; `restricted` how many points a restricted part is
 * for, None outside one; `on_duty` the sign-in that took the console over.
 */
export interface ConductNow {
  chair: string;
  chairs: Chair[];
  on_duty: string;
  on_duty_at: number | null;
  restricted: number | null;
  resumes_at: number | null;
  present_only: boolean;
  picture_check: boolean;
  speeches_max: number;
}
/**
 * Somebody else who has the console open. `by` is a sign-in, never a name.
 */
export interface ConsoleRow {
  by: string;
  role: Role;
}
/**
 * All who have the console open but the page itself, each sign-in once.
 */
export interface ConsolesFrame {
  type: "consoles";
  here: ConsoleRow[];
}
/**
 * Two signed notes about one record that cannot both be true, or one that it denies.
 *
 * `by` is who found it: a point, or the store itself at its opening; `kind` is one of
 * `wire.witness.Doubt`; `kept` is the note that was kept, `shown` what came later.
 */
export interface Contradiction {
  by: string;
  kind: string;
  kept: string;
  shown: string;
  at: number;
}
/**
 * The entry that holds was wrong; `because` says why and the old value stays readable.
 *
 * The correction takes the entry's place and time; with `ago_ms`, its own time.
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
  ago_ms?: number;
}
/**
 * Corrections from `offset` on, the newest first.
 */
export interface CorrectionPage {
  rev: number;
  offset: number;
  total: number;
  rows: CorrectionRow[];
}
/**
 * A correction: `was` at `was_at` was replaced by `status` at `status_at`. `undone` says that a
 * later correction has taken its own place; `review` let it in after the closing.
 */
export interface CorrectionRow {
  rev: number;
  person: string;
  name: string;
  site: string;
  site_name: string;
  was: Attendance;
  was_at: number | null;
  status: Attendance;
  status_at: number;
  by: string;
  role: string;
  corrected_at: number;
  because: string;
  undone: boolean;
  review: string | null;
}
/**
 * The site has read that its turn could not be arranged.
 */
export interface DeclineReadBody {
  kind: "decline_read";
  entry: string;
}
/**
 * A point that has not read yet that its turn could not be arranged.
 */
export interface DeclineRow {
  entry: string;
  site: string;
  site_name: string;
  declined_at: number;
}
/**
 * The last request that could not be arranged, until the site asks again.
 */
export interface DeclinedNow {
  entry: string;
  at: number;
  read: boolean;
  written: boolean;
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
 * `size` events are signed for, with this `root` (base64; `root_short` to be read aloud), at
 * `at`; null before the first signature. `events` is how many there are by now. `witnessed` is
 * by size, largest first; each contradiction carries both notes.
 */
export interface EvidenceState {
  session: string;
  events: number;
  size: number;
  root: string;
  root_short: string;
  at: number | null;
  note: string;
  key: string;
  witnesses: number;
  witnessed: Witnessed[];
  contradictions: Contradiction[];
}
/**
 * So many points keep a checkpoint of this size, the last of them since `at`.
 */
export interface Witnessed {
  size: number;
  witnesses: number;
  at: number;
}
/**
 * People by what is true of them at the moment; the seven states add up to `people`, and so do
 * `invited` and `added`. Tables show them as present (in person, online, deputised), left, away
 * (excused, absent) and not called: everybody stands in one of these columns.
 *
 * `never`: invited and not come up to the moment, whether noted as away or not called. `long` and
 * `short` are of those who came, by the share of the meeting; `late`, `early`, `interrupted` by
 * the rules.
 */
export interface Figures {
  people: number;
  invited: number;
  added: number;
  present: number;
  in_person: number;
  online: number;
  deputised: number;
  left: number;
  excused: number;
  absent: number;
  not_called: number;
  came: number;
  never: number;
  long: number;
  short: number;
  late: number;
  early: number;
  interrupted: number;
  corrected: number;
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
  chair: string;
  resumes_at: number | null;
  restricted: boolean;
  picture_check: boolean;
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
 * The speech that has the floor. Time left = limit − used − (now − started − paused).
 *
 * `site_title` stands before the name on the hall's screen ("Điểm cầu tỉnh"); `used_ms` was
 * spoken before the speech was set aside and came back; `cause` says why it is paused, and
 * `interjector` who cut in; `answers` are the points it replies to; `mic` is a microphone in the
 * hall, `picture` whether somebody confirmed the picture, `by_phone` that it is only heard.
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
  site_title: string;
  used_ms: number;
  cause: PauseCause;
  interjector: string;
  answers: string[];
  mic: string;
  picture: boolean;
  by_phone: boolean;
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
  cued_at: number | null;
  picture_at: number | null;
}
/**
 * The roll call that is open. By voice (`in_order`), `asked` is the point that is called.
 */
export interface RollCallNow {
  id: string;
  number: number;
  opened_at: number;
  deadline_at: number;
  way: RollCallWay;
  asked: string | null;
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
 * What every site sees of the floor; encoded once for all. In a restricted part those who are
 * not chosen get one that says so and nothing else. `resumes_at` is when a recess should end.
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
  chair: string;
  resumes_at: number | null;
  restricted: boolean;
  picture_check: boolean;
}
/**
 * The console holds this entry of the list, or none any more; on the host's stream only.
 */
export interface HandWord {
  type: "hand";
  entry: string | null;
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
 * Somebody else's hand on an entry of the list. `by` is a sign-in, never a name.
 */
export interface HandRow {
  by: string;
  role: Role;
  entry: string;
  since_at: number;
}
/**
 * Something of a session that was taken out of the program: by which credential in which role
 * (`by` is "admin" for the command line), what and how it was written, and whether people or
 * telephones stand in it. Never who these are.
 */
export interface Handout {
  at: number;
  session: string;
  by: string;
  role: Role;
  what: string;
  format: string;
  names: boolean;
  phones: boolean;
}
/**
 * All hands but the page's own, the oldest first; what is not in it any more was let go.
 */
export interface HandsFrame {
  type: "hands";
  hands: HandRow[];
}
/**
 * Another heads the site from now on: leaders come late and leave early.
 */
export interface HeadBody {
  kind: "head";
  person: string;
}
/**
 * People in the room, without names; with `covers`, at the point and all points below it.
 */
export interface HeadCountBody {
  kind: "head_count";
  count: number;
  covers?: boolean;
  means?: CountedBy;
}
/**
 * One point of the tree with its heads; `children` are points right under it.
 */
export interface HeadsRow {
  site: string;
  name: string;
  kind: SiteKind;
  parent: string | null;
  children: number;
  heads: PointHeads;
}
/**
 * One entry of a person's history; a correction keeps what it corrected and why.
 *
 * `effective_at` is when it was true, `recorded_at` when the coordinator had it; `replaced_by` is
 * the revision of the correction that took its place.
 */
export interface HistoryRow {
  rev: number;
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
  replaced_by: number | null;
}
export interface HostFrame {
  type: "view";
  view: "host";
  data: HostView;
}
/**
 * The whole console. `counts` are points by wall letter, `attendance` is people by state,
 * `names_rev` the revision since which the directory is as it is.
 *
 * Whatever people write, all but the queue stays within its part of the 32 KB: of a programme
 * too long the items around the current one are shown, of long texts the beginning.
 */
export interface HostView {
  rev: number;
  floor_rev: number;
  names_rev: number;
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
  speaking_near: Near | null;
  last_spoke: LastSpoke | null;
  queue: QueueRow[];
  waiting: number;
  aside: AsideRow[];
  conduct: ConductNow;
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
  quorum: QuorumNow | null;
  incidents: IncidentRow[];
  incidents_resolved: number;
  notices: NoticeRow[];
  messages: MessageRow[];
  messages_unread: number;
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
  presenters: string[];
  documents: string[];
  queue: QueueFate;
}
/**
 * What the host needs of those who speak soon, or now. `deadline_at` is when the step of the
 * hand-over becomes a question, `asked` the question that stands.
 */
export interface Near {
  line: LineNow;
  phone: string;
  post: string;
  confirmed: boolean;
  cued_at: number | null;
  picture_at: number | null;
  deadline_at: number | null;
  asked: Question | null;
  by_phone: boolean;
  call: CallNow | null;
}
/**
 * The line as judged by the coordinator; None where nothing was measured. `media` is what the
 * video bridge says of the point, apart from what its agent says.
 */
export interface LineNow {
  presence: Presence;
  band: Band;
  reason: LineReason;
  rtt_ms: number | null;
  jitter_ms: number | null;
  missed: number;
  media: Presence;
}
/**
 * Who spoke last and may be put back.
 */
export interface LastSpoke {
  entry: string;
  site_name: string;
  ended_at: number;
}
/**
 * One who waits. `readiness`: ready, risky, unreachable or unknown; `seat` is a place in the
 * hall, which has no line; `spoken_ms` and `speeches` are what its point has had of the meeting;
 * `answers` the points that a reply answers. `near` stands at the first few only.
 */
export interface QueueRow {
  entry: string;
  site: string;
  site_name: string;
  kind: SpeechKind;
  ordinal: number;
  channel: Channel;
  person: string;
  speaker: string;
  topic: string;
  state: EntryState;
  requested_at: number;
  called_at: number | null;
  ready_at: number | null;
  limit_ms: number;
  used_ms: number;
  seat: boolean;
  mic: string;
  readiness: string;
  spoken_ms: number;
  speeches: number;
  answers: string[];
  near: Near | null;
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
 *
 * By voice, `asked` is being called and `coming` are those after it; `silent` counts those who
 * did not answer when called, `silent_first` are the first of them; `marks` are the last ones,
 * newest first. `present` are the people who were there when it was closed.
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
  way: RollCallWay;
  asked: string | null;
  coming: string[];
  silent: number;
  silent_first: string[];
  marks: RollMark[];
  present: number | null;
}
/**
 * What was noted of a point: `present` or `silent`; `own` says that it answered by itself, so
 * that no one else can take it back.
 */
export interface RollMark {
  site: string;
  answer: string;
  at: number;
  own: boolean;
}
/**
 * What was asked for; met when all of it is.
 */
export interface QuorumNow {
  sites: ShareNow | null;
  people: ShareNow | null;
  met: boolean;
}
/**
 * One of the two shares. `margin` is how many more than needed there are; negative: how many
 * are missing. `counted` says from what, `roll_call` from which roll call (0: none).
 */
export interface ShareNow {
  numerator: number;
  denominator: number;
  base: number;
  needed: number;
  present: number;
  met: boolean;
  margin: number;
  counted: CountedFrom;
  roll_call: number;
}
/**
 * One incident. `by` and `role` are of whoever took its last step, by sign-in; `call` is the
 * last telephone call to the point.
 */
export interface IncidentRow {
  id: string;
  site: string;
  site_name: string;
  kind: IncidentKind;
  state: IncidentState;
  note: string;
  opened_at: number;
  moved_at: number | null;
  phone: string;
  by: string;
  role: string;
  call: CallNow | null;
}
/**
 * A message of the centre: to how many, read by how many, and the first that have not. `site`
 * is the point it is for when it is for one alone, else "".
 */
export interface NoticeRow {
  id: string;
  kind: NoticeKind;
  site: string;
  text: string;
  sent_at: number;
  to: number;
  read: number;
  unread: string[];
}
/**
 * A message of a point to the centre.
 */
export interface MessageRow {
  id: string;
  site: string;
  site_name: string;
  text: string;
  sent_at: number;
  read_at: number | null;
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
/**
 * Show its number large for some seconds.
 */
export interface Identify {
  do: "identify";
}
/**
 * What comes of a file, in figures that add up to the people in it.
 */
export interface ImportFigures {
  added: number;
  changed: number;
  restored: number;
  moved: number;
  same: number;
  skipped: number;
  undecided: number;
  struck: number;
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
 * One invited person. `qr` is the picture of the code as the path of an SVG (one module is one
 * unit, with the quiet zone around); whoever makes the picture fills it in.
 */
export interface InvitationCard {
  person: string;
  name: string;
  post: string;
  code: string;
  qr: string;
}
/**
 * A point with the cards of its people; `without_code` are those who have none. `name` and
 * `title` are of the point where they sit.
 */
export interface InvitationSite {
  site: string;
  name: string;
  title: string;
  cards: InvitationCard[];
  without_code: number;
}
/**
 * `qr_side` is the side of every picture in modules, the quiet zone included.
 */
export interface Invitations {
  session: string;
  title: string;
  starts_at: number;
  honorific: string;
  qr_side: number;
  sites: InvitationSite[];
}
/**
 * What lasts ends with the lanes.
 */
export interface LaneSpan {
  since_at: number;
  until_at: number;
}
/**
 * Two sources as bars from `from_at` to `until_at`, the roll call as points in time, and when
 * the coordinator was away.
 */
export interface Lanes {
  from_at: number;
  until_at: number;
  agent: LaneSpan[];
  bridge: LaneSpan[];
  rolls: RollSource[];
  outages: LaneSpan[];
}
/**
 * The last roll call and the point's answer to it.
 */
export interface RollSource {
  number: number;
  answer: HowAnswered;
  at: number | null;
}
/**
 * The leg of one point at the bridge: `heard` is up, `silent` down, `unknown` not reported.
 */
export interface LegRow {
  site: string;
  name: string;
  media: Presence;
}
/**
 * How the page's own server stands to the coordinator; `offset_ms` is added to its clock.
 * `troubles`: what the technician should be told, the most pressing first; `unsent` what waits
 * for other sessions than the one that is shown.
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
  troubles: LinkTrouble[];
  unsent: UnsentNow[];
}
/**
 * Records of the site that wait in the outbox for a session which it is not welcomed to now.
 */
export interface UnsentNow {
  session: string;
  waiting: number;
}
export interface MemberRow {
  id: string;
  site: string;
  name: string;
  post: string;
  head: boolean;
}
/**
 * The site writes to the centre.
 */
export interface MessageBody {
  kind: "message";
  text: string;
}
/**
 * A message from this site to the centre; `read_at` is when somebody there read it.
 */
export interface MessageNow {
  id: string;
  text: string;
  sent_at: number;
  read_at: number | null;
}
/**
 * Somebody on the roster who is not in the file.
 */
export interface MissingRow {
  person: string;
  name: string;
  post: string;
  site: string;
}
/**
 * A transfer: from `at` on the person is at `site`.
 */
export interface MoveRow {
  at: number;
  site: string;
  site_name: string;
}
/**
 * What the secretary noted of a speech.
 */
export interface NoteRow {
  kind: NoteKind;
  text: string;
  at: number;
}
/**
 * A message from the centre to this site.
 */
export interface NoticeNow {
  id: string;
  text: string;
  sent_at: number;
  read: boolean;
  kind: NoticeKind;
}
/**
 * A message from the centre was read.
 */
export interface NoticeReadBody {
  kind: "notice_read";
  notice: string;
}
/**
 * Each list has the first few, the number beside it all of them. `notices` are messages of
 * the centre that some of those named have not read; `declines` wait to be read, too.
 */
export interface OpenMatters {
  at: number;
  rev: number;
  floor_rev: number;
  phase: Phase;
  item: ItemNow | null;
  conduct: ConductNow;
  speaking: Speaking | null;
  waiting: number;
  standby: StandbyRow[];
  questions: QuestionRow[];
  aside: AsideRow[];
  aside_count: number;
  incidents: IncidentRow[];
  incidents_new: number;
  incidents_open: number;
  messages: MessageRow[];
  messages_unread: number;
  notices: NoticeRow[];
  notices_unread: number;
  declines: DeclineRow[];
  declines_unread: number;
  roll_call: RollCallProgress | null;
}
/**
 * One that was called: since when, and what the hand-over asks of it, if anything.
 */
export interface StandbyRow {
  entry: string;
  site: string;
  site_name: string;
  state: EntryState;
  called_at: number;
  asked: Question | null;
}
/**
 * A question of the hand-over that nobody has answered.
 */
export interface QuestionRow {
  entry: string;
  site: string;
  site_name: string;
  question: Question;
}
/**
 * One who waits, without a name: which point, what for, how far it has come.
 */
export interface OrderRow {
  entry: string;
  site: string;
  site_name: string;
  kind: SpeechKind;
  ordinal: number;
  state: EntryState;
  requested_at: number;
  called_at: number | null;
  ready_at: number | null;
  limit_ms: number;
}
/**
 * `asked_at` is the moment of the figures, `at` when they were made; `known_rev` and
 * `known_at` say as known when. `points_with_line` may speak, so that a line is expected of them;
 * of these, `points_heard` were heard in the meeting up to the moment. `heads` is the sum over the
 * tree, `heads_apart` how many areas have two figures that differ. Charts begin at `from_at`.
 */
export interface Overview {
  session: string;
  title: string;
  rev: number;
  at: number;
  asked_at: number;
  known_rev: number;
  known_at: number | null;
  phase: Phase;
  starts_at: number;
  started_at: number | null;
  closed_at: number | null;
  end_at: number;
  from_at: number;
  rules: Rules;
  time: PresenceTime;
  figures: Figures;
  heads: number;
  heads_apart: number;
  points: number;
  points_with_line: number;
  points_heard: number;
  reviews_open: number;
  corrections: number;
  speeches: number;
  roll_calls: RollCallRow[];
  outages: LaneSpan[];
  areas: AreaRow[];
  steps: PresenceStep[];
}
/**
 * What counts as long enough, late and early. `share_percent`: there for at least that much of
 * the meeting. `late_ms`: first arrival later than so long after the opening. `early_ms`: gone,
 * and not back, earlier than so long before the end.
 */
export interface Rules {
  share_percent: number;
  late_ms: number;
  early_ms: number;
}
/**
 * The meeting's time that shares are of: from `since_at` (None: not begun) to `until_at`,
 * `length_ms` without `recess_ms`.
 */
export interface PresenceTime {
  since_at: number | null;
  until_at: number;
  length_ms: number;
  recess_ms: number;
  sittings: LaneSpan[];
}
/**
 * At this whole minute so many had arrived for the first time, and so many were there.
 */
export interface PresenceStep {
  at: number;
  arrived: number;
  present: number;
}
/**
 * What only this site sees: its people in short, its requests, its line, what was received.
 *
 * `declined_at` is the instant of `declined`, for agents that know no more than that.
 * `below` counts the points that this one answers for, `head_count_below` is the newest head-count
 * of it with all of them. `roll_silent_at` is when the site was called by voice in the open roll
 * call and did not answer; `voice_check` is there before the meeting only.
 */
export interface OwnFrame {
  site: string;
  site_name: string;
  site_title: string;
  receive_only: boolean;
  rev: number;
  head_count: number | null;
  requests: RequestNow[];
  declined_at: number | null;
  roll_answer: number | null;
  notices: NoticeNow[];
  incidents: IncidentNow[];
  line: LineNow;
  declined: DeclinedNow | null;
  messages: MessageNow[];
  roll_silent_at: number | null;
  voice_check: VoiceCheckNow | null;
  below: number;
  head_count_below: number | null;
  roster: RosterNow;
}
/**
 * One open request of the site. `position` counts from 1 in the queue; 0 while it speaks or is
 * set aside. `person` is the speaker's id, `confirmed` whether the site said so at standby;
 * `used_ms` of `limit_ms` were spoken before.
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
  person: string;
  confirmed: boolean;
  used_ms: number;
}
/**
 * The sheet of the voice check as the coordinator has it: what was found, by item, and who
 * answers for it ("" if nobody signed, or something changed since).
 */
export interface VoiceCheckNow {
  at: number;
  checks: {
    [k: string]: CheckResult;
  };
  signed: string;
}
/**
 * The people of a site in short, in the roster's order: a letter each in `states`, three
 * figures each in `since`; `pages` are the tags of the pages with their names. `head` leads the
 * site, "" if nobody is said to.
 */
export interface RosterNow {
  pages: string[];
  states: string;
  since_from: number;
  since: string;
  head: string;
}
export interface PageFrame {
  type: "page";
  view: SitePage;
}
/**
 * The whole view of `/site`, from the agent or from the coordinator alike.
 *
 * `entered` has a letter for each person in the roster's order: the state of the last entry of
 * this page's server that has no answer yet, `!` where it was refused, `.` where there is none.
 */
export interface SitePage {
  at: number;
  session: string;
  floor: FloorFrame | null;
  own: OwnFrame | null;
  link: LinkNow;
  acts: ActNow[];
  waiting: number;
  entered: string;
}
/**
 * What the organizers say of the paper itself; what they leave out is left open on it.
 */
export interface PaperChoices {
  /**
   * @maxItems 6
   */
  upper?: string[];
  /**
   * @maxItems 6
   */
  issuer?: string[];
  sign?: string;
  place?: string;
  dated_at?: number | null;
  /**
   * @maxItems 30
   */
  recipients?: string[];
  /**
   * @maxItems 6
   */
  signer?: string[];
  signer_name?: string;
  secretary?: string;
  delegates?: boolean;
}
/**
 * Some of the people that were asked for, from `offset` on. `total` are all of them; None where
 * names were searched and more may follow.
 */
export interface PeoplePage {
  rev: number;
  at: number;
  offset: number;
  total: number | null;
  rows: PersonLine[];
}
/**
 * A person at the survey's moment. `present_ms` of `PresenceTime.length_ms` is the share;
 * `marks` are of `coordinator.views.marks`; `review` is what waits for a second person, or "".
 *
 * Deputy, approver and reason are those of the entry that holds.
 */
export interface PersonLine {
  person: string;
  name: string;
  post: string;
  site: string;
  site_name: string;
  home: string;
  head: boolean;
  added: boolean;
  struck: boolean;
  erased: boolean;
  status: Attendance;
  since_at: number | null;
  arrived_at: number | null;
  left_at: number | null;
  present_ms: number;
  interruptions: number;
  interrupted_ms: number;
  corrections: number;
  marks: string[];
  review: string;
  deputy: string;
  deputy_post: string;
  approver: string;
  reason: string;
}
/**
 * What belongs to a person's state besides itself; "" where nothing was said.
 */
export interface PersonSaid {
  person: string;
  deputy: string;
  deputy_post: string;
  approver: string;
  reason: string;
  corrections: number;
}
export interface PersonRecord {
  person: string;
  name: string;
  post: string;
  head: boolean;
  added: boolean;
  struck: boolean;
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
 * `spans` is the union of presence up to the moment: what the figures in `line` are summed
 * from; `meeting_ms` is the meeting's time up to then, without recesses.
 */
export interface PersonStory {
  at: number;
  line: PersonLine;
  meeting_ms: number;
  spans: LaneSpan[];
  entries: StoryEntry[];
  home_name: string;
  moves: MoveRow[];
  reviews: ReviewRow[];
}
/**
 * One entry. `effective_at` is when it was true, `recorded_at` when the coordinator had it.
 *
 * `corrects` is the value a correction replaced, `because` why; `replaced_by` is the revision of
 * the correction that took this entry's place, so that it no longer holds; `review` let it in
 * after the closing.
 */
export interface StoryEntry {
  rev: number;
  status: Attendance;
  effective_at: number;
  recorded_at: number;
  by: string;
  role: string;
  deputy: string;
  deputy_post: string;
  approver: string;
  reason: string;
  corrects: Attendance | null;
  because: string;
  late: boolean;
  replaced_by: number | null;
  review: string | null;
}
/**
 * One thing that waits or waited. `was` is the state at its time as known now, `status` what
 * it would be; `was_count` and `count` the same of heads, `was_site` and `site` of a transfer.
 *
 * `by` and `role` are of whoever brought it; `mine` says that the reader did, and so cannot
 * settle it. `because` is why it was proposed, `verdict` why it was turned down.
 */
export interface ReviewRow {
  id: string;
  kind: ReviewKind;
  state: ReviewState;
  at: number;
  person: string;
  name: string;
  site: string;
  site_name: string;
  was: Attendance | null;
  was_at: number | null;
  status: Attendance | null;
  was_site: string;
  was_count: number | null;
  count: number | null;
  covers: boolean;
  means: CountedBy | null;
  deputy: string;
  approver: string;
  reason: string;
  because: string;
  by: string;
  role: string;
  mine: boolean;
  opened_at: number;
  settled_at: number | null;
  settled_by: string;
  verdict: string;
}
/**
 * For the page of the picture operator.
 */
export interface PictureFrame {
  type: "view";
  view: "picture";
  data: PictureView;
}
/**
 * `cue` is whose picture is asked for and not confirmed yet: of one on air whose picture was
 * lost, or else of the first called. `next` are those after it. In a restricted part
 * nothing of it is told. `legs` are points of the first two levels, as many as fit; `legs_up` and
 * `legs_down` count all points.
 */
export interface PictureView {
  at: number;
  floor_rev: number;
  phase: Phase;
  title: string;
  restricted: boolean;
  picture_check: boolean;
  on_air: PictureRow | null;
  cue: PictureRow | null;
  next: PictureRow[];
  legs: LegRow[];
  legs_up: number;
  legs_down: number;
}
/**
 * One point; `site_title` stands before its name ("Điểm cầu tỉnh"). `seat` is a place in the
 * hall, `mic` its microphone; `by_phone`: heard only; `cued_at` is when its picture was asked
 * for, `picture_at` when it was confirmed; `since_at` is when it came to its `state`.
 */
export interface PictureRow {
  entry: string;
  site: string;
  site_name: string;
  site_short: string;
  site_title: string;
  state: EntryState;
  seat: boolean;
  mic: string;
  by_phone: boolean;
  since_at: number;
  cued_at: number | null;
  picture_at: number | null;
}
/**
 * One point at the survey's moment. Its table has everybody in one column: present, of whom
 * some are deputised; left; away, excused or not; not called. These add up to those invited and
 * added (`coordinator.views.overview.Figures`).
 *
 * `interruptions` and `lost_ms` are gaps between the stretches in which its agent was heard, of
 * the meeting's time; `reviews` wait for a second person.
 */
export interface PointLine {
  site: string;
  name: string;
  short: string;
  kind: SiteKind;
  parent: string | null;
  line: boolean;
  receive_only: boolean;
  state: string;
  head: string;
  figures: Figures;
  times: PeopleTimes;
  heads: PointHeads;
  sources: Sources;
  lanes: Lanes;
  interruptions: number;
  lost_ms: number;
  speeches: number;
  reviews: number;
}
/**
 * One point's three sources; `since_at` is when what `why` names began.
 */
export interface Sources {
  agent: SourceSays;
  bridge: SourceSays;
  roll: RollSource;
  state: PointState;
  why: Why;
  since_at: number | null;
}
/**
 * What one source says, and since when.
 */
export interface SourceSays {
  says: Presence;
  since_at: number | null;
}
/**
 * Some of the points, from `offset` on; `total` are all that were asked for.
 */
export interface PointPage {
  rev: number;
  at: number;
  asked_at: number;
  offset: number;
  total: number;
  rows: PointLine[];
}
/**
 * One point: its line, each head-count ever given, each answer to a roll call.
 */
export interface PointStory {
  row: PointLine;
  parent_name: string;
  room_counts: CountRow[];
  covering_counts: CountRow[];
  rolls: RollAnswerLine[];
  expected: boolean;
}
/**
 * A point's answer to one roll call; `present` by name as frozen at its closing.
 */
export interface RollAnswerLine {
  roll: RollSource;
  by_voice: boolean;
  opened_at: number;
  closed_at: number | null;
  present: number | null;
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
export interface QueueFrame {
  type: "view";
  view: "queue";
  data: QueueView;
}
/**
 * The order as known at `at`: who has the floor, then the first of those who wait;
 * `waiting` tells how many they are in all. In a `restricted` part nobody is named.
 */
export interface QueueView {
  at: number;
  floor_rev: number;
  phase: Phase;
  title: string;
  honorific: string;
  item: ItemNow | null;
  speaking: Speaking | null;
  rows: OrderRow[];
  waiting: number;
  list_open: boolean;
  restricted: boolean;
}
/**
 * Ready (or not) for a call; `person` confirms who will speak.
 */
export interface ReadyAct {
  act: "report_ready";
  id: string;
  entry: string;
  called_at: number;
  ready: boolean;
  person?: string | null;
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
    | NoticeReadBody
    | MessageBody
    | DeclineReadBody
    | WrittenBody
    | HeadBody
    | VoiceCheckBody;
}
/**
 * The site answers a roll call.
 */
export interface RollAnswerBody {
  kind: "roll_answer";
  roll_call: string;
}
/**
 * The site has sent its opinion in writing instead of speaking.
 */
export interface WrittenBody {
  kind: "written";
  entry: string;
}
/**
 * The voice check of the day before, at this site; `signed` is who answers for it.
 */
export interface VoiceCheckBody {
  kind: "voice_check";
  checks: {
    [k: string]: CheckResult;
  };
  signed?: string | null;
}
/**
 * One durable record. `device_at` is the device's own clock, uncorrected; `offset_ms`, if
 * known, is what to add to it (measured by the clock exchange).
 */
export interface RecordItem {
  seq: number;
  device_at: number;
  offset_ms?: number | null;
  body:
    | (
        | AttendanceBody
        | CorrectionBody
        | AttendeeBody
        | HeadCountBody
        | RollAnswerBody
        | IncidentBody
        | NoticeReadBody
        | MessageBody
        | DeclineReadBody
        | WrittenBody
        | HeadBody
        | VoiceCheckBody
      )
    | UnreadBody;
}
/**
 * A body that could not be read. Made by the reader, never sent: the record keeps its number
 * and is refused alone, so that the ones after it go on. `trace` is 16 bits of what was sent.
 */
export interface UnreadBody {
  kind?: "unread";
  trace: string;
}
/**
 * Go to another page of the same session.
 */
export interface Redirect {
  do: "redirect";
  to: string;
}
/**
 * A record that was recorded as refused, and why.
 */
export interface RefusedItem {
  seq: number;
  code: Refusal;
}
/**
 * Call it by another name: of the device or its place, never of a person.
 */
export interface Rename {
  do: "rename";
  name: string;
}
/**
 * `names` and `phones` are personal and left out unless asked for.
 */
export interface ReportChoices {
  names?: boolean;
  phones?: boolean;
  table?: ReportTable;
  delimiter?: Delimiter;
  paper?: PaperChoices;
}
/**
 * An order and how far it is: `share` goes from 0 to 1 over all stages. `by` is the sign-in
 * that ordered, `what` the document, the table of a CSV, or the record; `expires_at` is when the
 * file goes; `failure` is why there is none.
 */
export interface ReportJob {
  id: string;
  format: ReportFormat;
  document: ReportDocument;
  what: string;
  names: boolean;
  phones: boolean;
  stage: ReportStage;
  share: number;
  by: string;
  made_at: number;
  done_at: number | null;
  expires_at: number | null;
  bytes: number;
  file_name: string;
  failure: ReportFailure | null;
}
/**
 * One document in one format.
 */
export interface ReportOrder {
  format: ReportFormat;
  document?: ReportDocument;
  options?: ReportChoices;
}
export interface RequestAct {
  act: "request_floor";
  id: string;
  kind: SpeechKind;
  person?: string | null;
  topic?: string | null;
}
/**
 * Reviews from `offset` on: those that wait, the oldest first; then the newest settled.
 */
export interface ReviewPage {
  rev: number;
  offset: number;
  total: number;
  open: number;
  rows: ReviewRow[];
}
/**
 * What a point said in the newest roll call: `present`, `late`, `silent`, or `none` so far.
 * `asked` is that it is being called by voice.
 */
export interface RollAnswer {
  number: number;
  answer: string;
  at: number | null;
  asked: boolean;
}
/**
 * How a point answered a roll call: `answered_at` in time, `late_at` after the deadline;
 * `silent_at` is when it was called by voice in vain.
 */
export interface RollAnswerRow {
  number: number;
  answered_at: number | null;
  late_at: number | null;
  present: number | null;
  silent_at: number | null;
}
/**
 * The points right under `under` (None: those under no other), and the sum of their totals.
 *
 * `named` is how many are present by name in all of the session.
 */
export interface RollUp {
  under: string | null;
  at: number;
  total: number;
  named: number;
  rows: HeadsRow[];
}
/**
 * What was done, in figures; `rev` is the revision it was recorded at.
 */
export interface RosterApplied {
  figures: ImportFigures;
  rev: number;
  duplicate: boolean;
}
/**
 * What was changed of the file: sheets by name, points by the text that means them (null takes
 * back what was chosen with an earlier file), and the point of whoever says none.
 */
export interface RosterChoices {
  sheets?: {
    [k: string]: SheetChoices;
  };
  places?: {
    [k: string]: string | null;
  };
  site?: string | null;
}
/**
 * What was changed of a sheet; what is left out stays as it was guessed.
 */
export interface SheetChoices {
  use?: boolean | null;
  top?: number | null;
  below?: number | null;
  columns?: {
    [k: string]: Column;
  };
}
/**
 * What to do: `mark` is the preview's, so that nothing rests on a roster that has changed.
 */
export interface RosterDecisions {
  command_id: string;
  mark: string;
  rows?: {
    [k: string]: Verdict;
  };
  /**
   * @maxItems 50000
   */
  strike?: string[];
}
/**
 * One page of a site's roster; `tag` changes whenever anything on it does. A page beyond the
 * last has no people and the tag "".
 */
export interface RosterPage {
  site: string;
  page: number;
  tag: string;
  people: RosterPerson[];
}
/**
 * One delegate. `code` is what stands on the invitation, "" if there is none; `struck` is no
 * longer invited and need not be listed unless there is a state to show.
 */
export interface RosterPerson {
  id: string;
  name: string;
  post: string;
  code: string;
  added: boolean;
  struck: boolean;
}
/**
 * All that would come of a file. `figures` are those without any decision made. Of all
 * troubles, `stops_count` keep a row out for another reason than that its point is not known.
 */
export interface RosterPreview {
  mark: string;
  sheets: SheetRow[];
  people: RosterRow[];
  missing: MissingRow[];
  troubles: TroubleRow[];
  troubles_count: number;
  stops_count: number;
  figures: ImportFigures;
}
/**
 * A sheet as it is, its rows, and what each of them was taken for. Headings stand in rows
 * `top`..`below`−1; both are −1 where no table was found. Of a file too great for one answer the
 * last rows are left out: `rows_total` says how many there are.
 */
export interface SheetRow {
  name: string;
  hidden: boolean;
  used: boolean;
  encoding: string;
  top: number;
  below: number;
  columns: ColumnRow[];
  rows: string[][];
  kinds: RowKind[];
  rows_total: number;
}
/**
 * One person of the file: who, where, and what the roster knows. `waits` says that a person
 * must decide; `was_*` is what the roster has now.
 */
export interface RosterRow {
  cell: string;
  sheet: string;
  row: number;
  name: string;
  title: string;
  post: string;
  phone: string;
  head: boolean;
  note: string;
  said: Said;
  site: string;
  how: How;
  site_text: string;
  site_cell: string;
  candidates: string[];
  carried: boolean;
  fate: Fate;
  waits: boolean;
  person: string;
  was_name: string;
  was_post: string;
  was_site: string;
  score: number;
  changes: string[];
}
/**
 * What a screen is told: who it is in the list, to show its number, its new name, or where to
 * go. `to` is a page of this session with its looks ("clock?size=1.4").
 */
export interface ScreenFrame {
  type: "screen";
  do: "known" | "identify" | "rename" | "redirect";
  number: number;
  name: string;
  to: string;
}
/**
 * A screen. `number` is what it shows when it is to make itself known; `looks` the query of
 * its address; `windows` how many show the same; `gone_at` when the last of them left.
 */
export interface ScreenRow {
  screen: string;
  number: number;
  name: string;
  page: "stage" | "clock" | "queue" | "wall" | "lower-third";
  looks: string;
  role: Role;
  windows: number;
  since_at: number;
  gone_at: number | null;
}
/**
 * The screens that are connected or left a short time ago; no more than `limit` are listed.
 */
export interface Screens {
  at: number;
  limit: number;
  screens: ScreenRow[];
}
/**
 * One person in one session, at its end or now.
 */
export interface SeriesCell {
  person: string;
  site: string;
  status: Attendance;
  arrived_at: number | null;
  left_at: number | null;
  present_ms: number;
  came: boolean;
  long: boolean;
}
/**
 * One person over all sessions; a cell is None where they were not on the list.
 *
 * `invited` is in how many sessions they were on the list, or were added, `came` to how many of
 * these they came. `member` is the id in the standing roster, "" if matched by name and unit.
 */
export interface SeriesPerson {
  name: string;
  post: string;
  member: string;
  invited: number;
  came: number;
  long: number;
  cells: (SeriesCell | null)[];
}
/**
 * A session and its series.
 */
export interface SeriesRow {
  session: string;
  series: string;
}
/**
 * One session of the comparison; `length_ms` is the meeting's time without recesses.
 *
 * `invited_came` of `figures.invited` came, and `added_came` who were not on the list: together
 * they are `figures.came`. `members_only`: it has so many people that only those of a standing
 * roster are listed.
 */
export interface SeriesSession {
  session: string;
  title: string;
  starts_at: number;
  phase: Phase;
  length_ms: number;
  figures: Figures;
  invited_came: number;
  added_came: number;
  members_only: boolean;
}
/**
 * People from `offset` on, in the order in which they first appear.
 */
export interface SeriesView {
  sessions: SeriesSession[];
  offset: number;
  total: number;
  rows: SeriesPerson[];
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
 * One province or ministry with all its rooms, seats in the hall and communes. `speaking`:
 * it has the floor now.
 */
export interface ShareRow {
  site: string;
  name: string;
  kind: SiteKind;
  spoken_ms: number;
  speeches: number;
  speaking: boolean;
}
/**
 * All that may speak, in the order of the list of points. `median_ms` is over those that have
 * spoken (0 before the first), so that those far under it can be marked.
 */
export interface ShareView {
  at: number;
  median_ms: number;
  rows: ShareRow[];
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
 * One point with its persons or some of them, and its answers; `listed` are all there are.
 */
export interface SiteDetail {
  row: SiteRow;
  people: PersonRecord[];
  roll_answers: RollAnswerRow[];
  listed: number;
}
/**
 * The points that this browser may work for, who serves the page, and the sessions it may work
 * in at each, that of the link opened last at the end; an agent works in one and names none.
 */
export interface SiteMe {
  sites: string[];
  via: "agent" | "coordinator";
  sessions: {
    [k: string]: string[];
  };
}
/**
 * One point as it stands. `state` is its wall letter, made of three sources that stand beside
 * it: the agent (`presence`, `since_at` when that last changed, `last_word_at` as far as is
 * remembered), the bridge (`line.media`, `media_at`), and the newest roll call (`roll_call`).
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
  last_word_at: number | null;
  line: LineNow;
  media_at: number | null;
  roll_call: RollAnswer | null;
  attendance: {
    [k: string]: number;
  };
  head_count: number | null;
  below: {
    [k: string]: number;
  };
}
/**
 * Records of one point and one outbox, of the session they were made in, numbers contiguous.
 * Without items it only asks how far they have come.
 */
export interface SiteRecords {
  session: string;
  incarnation: string;
  /**
   * @maxItems 200
   */
  items: RecordItem[];
}
/**
 * All records up to `upto` are durable; those in `refused` are recorded as refused. A picture
 * of `rev` or later shows what they changed. `short`
 * says that some were not taken: too much at once, or a number was passed over. `erased` are
 * the point's people whose names must leave the browser; `closed` that the session is over.
 */
export interface SiteRecordsAnswer {
  upto: number;
  refused: RefusedItem[];
  short: "" | "slow_down" | "gap";
  erased: string[];
  closed: boolean;
  rev: number;
  now: number;
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
  written_at: number | null;
  aside_at: number | null;
  mic: string;
  by_phone: boolean;
  answers: string[];
  notes: NoteRow[];
}
export interface StageFrame {
  type: "view";
  view: "stage";
  data: FloorFrame;
}
/**
 * A point that was called to prepare.
 */
export interface Standby {
  site: string;
  state: EntryState;
}
/**
 * A standing roster with its members in order.
 */
export interface StandingDetail {
  row: StandingRow;
  members: MemberRow[];
}
/**
 * A standing roster, without its members.
 */
export interface StandingRow {
  id: string;
  name: string;
  series: string;
  members: number;
  updated_at: number;
}
/**
 * Events in order; `rev` is the last revision there is, so that a reader knows the end.
 */
export interface Timeline {
  rev: number;
  events: EventRow[];
}
/**
 * One point. `checks` holds the items that somebody has said something of, `signed` who answers
 * for all of it ("": nobody, or something changed since), `by` the role that noted last; `phone`
 * is the duty telephone, for those who conduct only.
 */
export interface VoiceCheckRow {
  site: string;
  name: string;
  title: string;
  phone: string;
  checks: {
    [k: string]: CheckResult;
  };
  signed: string;
  at: number | null;
  by: string;
}
/**
 * All points in the organizers' order; `open` says whether something may still be noted.
 */
export interface VoiceCheckSheet {
  session: string;
  title: string;
  phase: Phase;
  at: number;
  open: boolean;
  rows: VoiceCheckRow[];
}
export interface WallFrame {
  type: "view";
  view: "wall";
  data: WallView;
}
/**
 * All points at one glance. `counts` are points by wall letter and agree with the spots;
 * `tiles` are parts of the map that are no points; `on_air` is the point that has the floor.
 */
export interface WallView {
  at: number;
  phase: Phase;
  title: string;
  item: ItemNow | null;
  spots: WallSpot[];
  tiles: MapTile[];
  counts: {
    [k: string]: number;
  };
  on_air: string | null;
  standby: Standby[];
  restricted: boolean;
}
/**
 * A point on the hall's wall. Column and row place its tile (0: none); `short` is empty where
 * it says no more than the name; `below` counts the points under it by wall letter.
 */
export interface WallSpot {
  site: string;
  name: string;
  short: string;
  kind: SiteKind;
  column: number;
  row: number;
  state: string;
  below: {
    [k: string]: number;
  };
}
/**
 * The point that a code is of, "" when nobody in the session has it; `struck`: the person is
 * no longer invited.
 */
export interface WhoseCode {
  site: string;
  site_name: string;
  struck: boolean;
}
