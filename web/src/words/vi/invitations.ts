/** Invitations with codes, to be printed. */
export const invitations = {
  page: "giấy mời",
  link: "In giấy mời có mã",
  all: "Tất cả điểm cầu",
  one: "Điểm cầu",
  print: "In",
  perPage: "Số giấy mời một trang",
  perPageOf: (n: number) => `${n} giấy mời / trang A4`,
  heading: "GIẤY MỜI",
  dear: {
    comrade: "Trân trọng kính mời đồng chí",
    sir_madam: "Trân trọng kính mời ông (bà)",
    none: "Trân trọng kính mời",
  },
  attends: "dự",
  at: "Điểm cầu",
  when: "Thời gian",
  bring: "Xuất trình mã này khi vào phòng họp",
  count: (n: number) => `${n} giấy mời`,
  without: (n: number) => `${n} người chưa có mã, chưa in được`,
  tooMany: (n: number, most: number) => `${n} giấy mời: nhiều hơn ${most}, in theo từng điểm cầu.`,
  nothing: "Chưa có giấy mời nào có mã.",
};
