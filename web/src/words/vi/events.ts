/** What was done, for the foot of the console and for conflicts: "Thư ký mời Gia Lai chuẩn bị". */

interface Said {
  /** After the one who did it; `site` is the point concerned. */
  by(site: string): string;
  /** After the point's name, when the point did it itself. */
  self?: string;
  /** Alone, when nobody did it. */
  alone?(site: string): string;
}

export const events: Record<string, Said> = {
  FloorRequested: { by: (s) => `đăng ký phát biểu cho ${s}`, self: "đăng ký phát biểu" },
  RequestWithdrawn: { by: (s) => `rút đăng ký của ${s}`, self: "rút đăng ký" },
  RequestApproved: { by: (s) => `duyệt đăng ký của ${s}` },
  RequestDeclined: { by: (s) => `chưa bố trí ${s}` },
  RequestDeferred: { by: (s) => `lùi lượt ${s}` },
  RequestMoved: { by: (s) => `đổi chỗ ${s}` },
  PointCalled: { by: (s) => `mời ${s} chuẩn bị` },
  CallRevoked: { by: (s) => `rút lời mời ${s}` },
  SiteReady: { by: (s) => `báo ${s} sẵn sàng`, self: "báo sẵn sàng" },
  SiteNotReady: { by: (s) => `báo ${s} chưa sẵn sàng`, self: "báo chưa sẵn sàng" },
  FloorGiven: { by: (s) => `mời ${s} phát biểu` },
  SpeechPaused: {
    by: (s) => `tạm dừng lượt của ${s}`,
    alone: (s) => `Lượt của ${s} tạm dừng theo phiên họp`,
  },
  SpeechResumed: { by: (s) => `cho ${s} tiếp tục` },
  SpeechExtended: { by: (s) => `đổi thời lượng của ${s}` },
  SpeechEnded: {
    by: (s) => `kết thúc lượt của ${s}`,
    alone: (s) => `Lượt của ${s} kết thúc theo phiên họp`,
  },
  SpeakerNamed: { by: (s) => `chọn người phát biểu của ${s}` },
  FloorActUndone: { by: (s) => `hoàn tác việc với ${s}` },
  LimitsChanged: { by: () => "đổi thời lượng phát biểu" },
  ListOpenSet: { by: () => "đóng hoặc mở danh sách đăng ký" },
  RulesChanged: { by: () => "đổi quy định phát biểu" },
  PictureCued: { by: (s) => `đề nghị đưa hình ${s} lên` },
  PictureUp: { by: (s) => `xác nhận đã có hình ${s}` },
  PictureLost: { by: (s) => `báo mất hình ${s}, giữ lượt` },
  HandOverAsked: {
    by: (s) => `hỏi về lượt của ${s}`,
    alone: (s) => `Lượt của ${s} chờ quá lâu, cần quyết định`,
  },
  WaitKept: { by: (s) => `chờ thêm ${s}` },
  PassedOver: { by: (s) => `mời điểm cầu khác thay ${s}` },
  RequestsSetAside: {
    by: (s) => `để lại lượt của ${s}`,
    alone: (s) => `Lượt của ${s} để lại theo chương trình`,
  },
  RequestsReturned: {
    by: (s) => `đưa ${s} trở lại danh sách`,
    alone: (s) => `${s} trở lại danh sách theo chương trình`,
  },
  SpeakerPutBack: { by: (s) => `mời ${s} phát biểu tiếp` },
  TelephoneTaken: { by: (s) => `chuyển cách nghe ${s} (điện thoại, cầu truyền hình)` },
  DeclineRead: { by: (s) => `xác nhận ${s} đã đọc`, self: "đã đọc: gửi ý kiến bằng văn bản" },
  WrittenReceived: { by: (s) => `nhận văn bản của ${s}`, self: "đã gửi ý kiến bằng văn bản" },
  ListWoundDown: { by: () => "rút gọn danh sách vì thời gian có hạn" },
  CallLogged: { by: (s) => `ghi cuộc gọi đến ${s}` },
  SpeechNoted: { by: (s) => `ghi chép lượt của ${s}` },
  PhaseChanged: { by: () => "chuyển trạng thái phiên họp" },
  CoordinatorRestarted: {
    by: () => "máy chủ điều phối khởi động lại",
    alone: () => "Máy chủ điều phối khởi động lại",
  },
  ItemBegun: { by: () => "chuyển nội dung chương trình" },
  RollCallOpened: { by: () => "mở điểm danh" },
  PersonMoved: {
    by: () => "chuyển đại biểu sang điểm cầu khác",
    self: "chuyển đại biểu sang điểm cầu khác",
  },
  ReviewOpened: {
    by: () => "gửi số liệu điểm danh chờ người thứ hai duyệt",
    self: "gửi số liệu điểm danh sau khi kết thúc, chờ duyệt",
    alone: () => "Số liệu điểm danh đến sau khi kết thúc, chờ duyệt",
  },
  ReviewSettled: { by: () => "duyệt số liệu điểm danh đến sau" },
  RollCallClosed: { by: () => "kết thúc điểm danh", alone: () => "Điểm danh hết giờ" },
  MessageSent: { by: (s) => `ghi tin của ${s}`, self: "nhắn Thư ký" },
  IncidentMoved: { by: (s) => `xử lý sự cố của ${s}` },
  HeadChanged: { by: (s) => `đổi chủ trì điểm cầu ${s}`, self: "đổi chủ trì điểm cầu" },
  ChairHanded: { by: () => "giao quyền chủ trì hội nghị" },
  ShiftTaken: { by: () => "tiếp nhận ca tại bàn điều hành" },
  RestrictedBegun: { by: () => "bắt đầu phần họp hạn chế" },
  RestrictedEnded: { by: () => "kết thúc phần họp hạn chế" },
  NoticeSent: { by: () => "gửi thông báo" },
  IncidentReported: { by: (s) => `báo sự cố của ${s}`, self: "báo sự cố" },
  AttendanceCorrected: { by: () => "đính chính điểm danh", self: "đính chính điểm danh" },
  SiteWentQuiet: { by: (s) => `${s} mất kết nối`, alone: (s) => `${s} mất kết nối` },
};
