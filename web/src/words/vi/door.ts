/** The first page: sign in, then one's own sessions. */
export const door = {
  page: "đăng nhập",
  title: "Điểm Cầu",
  lead: "Điều phối hội nghị trực tuyến toàn quốc",
  paste: "Dán liên kết hoặc mã đăng nhập",
  pasteHint: "Liên kết do Ban tổ chức hoặc kỹ thuật Trung ương cấp.",
  go: "Đăng nhập",
  bad: "Mã không đúng hoặc đã hết hiệu lực.",
  sessions: "Phiên họp của tôi",
  noSessions: "Chưa có phiên họp nào cho liên kết này.",
  open: {
    host: "Bàn điều hành",
    secretary: "Bàn điều hành (thư ký)",
    operator: "Đưa hình lên màn hình",
    stage: "Màn hình hội trường",
    organizer: "Nhật ký điểm danh",
    site: "Trang điểm cầu",
  } as Record<string, string>,
  signOut: "Đăng xuất",
  secret: "Không dùng cho cuộc họp có nội dung bí mật nhà nước.",
};
