/** Invitations with codes, to be printed. */
import { count as figure } from "../../time/format";
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
  at: "Tại",
  when: "Thời gian",
  bring: "Xuất trình mã này khi vào phòng họp",
  count: (n: number) => `${figure(n, "vi")} giấy mời`,
  without: (n: number) => `${figure(n, "vi")} người chưa có mã, chưa in được`,
  tooMany: (n: number, most: number) =>
    `${figure(n, "vi")} giấy mời: nhiều hơn ${figure(most, "vi")}, in theo từng điểm cầu.`,
  nothing: "Chưa có giấy mời nào có mã.",
  loading: "Đang chuẩn bị giấy mời…",
};
