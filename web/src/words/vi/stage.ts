/** The hall's screen. */
export const stage = {
  page: "màn hình hội trường",
  speaking: "Đang phát biểu",
  paused: "Tạm dừng",
  directive: "Phát biểu chỉ đạo",
  left: "thời gian còn lại",
  over: "quá giờ",
  nextIs: "Tiếp theo",
  nextReady: "Tiếp theo · đã sẵn sàng",
  thenIs: "Sau đó",
  stale: (at: string) => `Mất liên lạc với máy chủ – hình ảnh lúc ${at}`,
  full: "Toàn màn hình",
  before: "Hội nghị sẽ bắt đầu",
  at: (time: string) => `lúc ${time}`,
  pausedSession: "Hội nghị tạm dừng",
  closed: "Hội nghị đã kết thúc",
  rehearsal: "Tổng duyệt",
};
