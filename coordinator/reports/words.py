"""Vietnamese words for the codes that documents show; the screens have theirs in the catalogues."""

from __future__ import annotations

from coordinator.core.attendance.facts import CAME
from wire.record_words import ReviewState, RollCallWay
from wire.vocabulary import (
    Attendance,
    Channel,
    EntryState,
    IncidentKind,
    IncidentState,
    ItemKind,
    Phase,
    Role,
    SiteKind,
    SiteState,
    SpeechKind,
)

STATUS = {
    Attendance.NOT_CALLED: "Chưa điểm danh",
    Attendance.IN_PERSON: "Tại điểm cầu",
    Attendance.ONLINE: "Dự từ xa",
    Attendance.DEPUTISED: "Dự thay",
    Attendance.EXCUSED: "Vắng có lý do",
    Attendance.ABSENT: "Vắng chưa rõ lý do",
    Attendance.LEFT: "Đã về",
}
STRUCK = "Đã rút khỏi danh sách"
SITE_KIND = {
    SiteKind.HALL: "Điểm cầu Trung ương",
    SiteKind.MINISTRY: "Bộ, ngành",
    SiteKind.PROVINCE: "Điểm cầu cấp tỉnh",
    SiteKind.COMMUNE: "Điểm cầu cấp xã",
}
SPEECH_KIND = {
    SpeechKind.PRESENTATION: "Tham luận",
    SpeechKind.INTERVENTION: "Phát biểu",
    SpeechKind.DEBATE: "Tranh luận",
    SpeechKind.EXPLANATION: "Giải trình",
    SpeechKind.REPLY: "Trả lời kiến nghị",
    SpeechKind.POINT_OF_ORDER: "Về cách điều hành",
    SpeechKind.DIRECTIVE: "Phát biểu chỉ đạo",
}
CHANNEL = {
    Channel.SITE: "Điểm cầu đăng ký",
    Channel.TELEPHONE: "Đăng ký hộ qua điện thoại",
    Channel.CHAIR: "Chủ trì chỉ định",
}
STATE = {
    EntryState.REQUESTED: "Mới đăng ký",
    EntryState.QUEUED: "Đã duyệt",
    EntryState.CALLED: "Đã mời chuẩn bị",
    EntryState.READY: "Đã sẵn sàng",
    EntryState.SPEAKING: "Đang phát biểu",
    EntryState.PAUSED: "Tạm dừng",
    EntryState.ENDED: "Đã phát biểu",
    EntryState.WITHDRAWN: "Đã rút",
    EntryState.DECLINED: "Chưa bố trí, gửi văn bản",
    EntryState.DEFERRED: "Để lại, còn thời gian",
    EntryState.WRITTEN: "Đã gửi văn bản",
}
ITEM_KIND = {
    ItemKind.OPENING: "Khai mạc",
    ItemKind.REPORT: "Báo cáo",
    ItemKind.DISCUSSION: "Thảo luận",
    ItemKind.BREAK: "Giải lao",
    ItemKind.DIRECTIVE: "Kết luận, chỉ đạo",
    ItemKind.CARD: "Thông báo",
    ItemKind.SALUTE: "Chào cờ",
    ItemKind.SILENCE: "Mặc niệm",
    ItemKind.FILM: "Phim tư liệu",
    ItemKind.AWARD: "Trao thưởng",
}
INCIDENT_KIND = {
    IncidentKind.NO_PICTURE: "Không có hình",
    IncidentKind.NO_SOUND: "Không có tiếng",
    IncidentKind.LINK_LOST: "Mất kết nối",
    IncidentKind.POWER: "Mất điện",
    IncidentKind.OTHER: "Sự cố khác",
}
INCIDENT_STATE = {
    IncidentState.NEW: "mới báo",
    IncidentState.ACKNOWLEDGED: "đã tiếp nhận",
    IncidentState.IN_PROGRESS: "đang xử lý",
    IncidentState.RESOLVED: "đã khắc phục",
}
SITE_STATE = {
    SiteState.UNKNOWN: "Không rõ",
    SiteState.NEVER: "Chưa kết nối",
    SiteState.UNMEASURED: "Đã kết nối",
    SiteState.GOOD: "Đã kết nối, tốt",
    SiteState.WEAK: "Đã kết nối, chập chờn",
    SiteState.LOST: "Mất kết nối",
    SiteState.MEDIA_ONLY: "Còn cầu truyền hình, máy trạm im lặng",
    SiteState.RECEIVE_ONLY: "Chỉ nhận",
    SiteState.SEAT: "Tại hội trường",
}
PHASE = {
    Phase.PREPARED: "Chưa bắt đầu",
    Phase.REHEARSAL: "Tổng duyệt",
    Phase.LIVE: "Đang họp",
    Phase.PAUSED: "Tạm dừng",
    Phase.CLOSED: "Đã kết thúc",
    Phase.REOPENED: "Mở lại",
}
ROLE = {
    Role.HOST: "Người điều hành",
    Role.SECRETARY: "Thư ký",
    Role.ORGANIZER: "Ban tổ chức",
    Role.SITE: "Kỹ thuật điểm cầu",
    Role.STAGE: "Màn hình hội trường",
    Role.ADMIN: "Quản trị hệ thống",
    Role.OPERATOR: "Kỹ thuật hình",
    Role.SYSTEM: "Hệ thống",
}
ROLL_CALL_WAY = {
    RollCallWay.AT_ONCE: "Đồng loạt",
    RollCallWay.IN_ORDER: "Lần lượt bằng lời",
}
ANSWER = {
    "answered": "Đã trả lời",
    "late": "Trả lời muộn",
    "silent": "Không trả lời",
    "": "Chưa trả lời",
}
REVIEW_STATE = {
    ReviewState.OPEN: "Chờ duyệt",
    ReviewState.ACCEPTED: "Đã chấp nhận",
    ReviewState.REJECTED: "Không chấp nhận",
}
REVIEW_KIND = {
    "note": "Điểm danh đến muộn",
    "correction": "Đính chính",
    "added": "Bổ sung đại biểu",
    "head_count": "Số người tại điểm cầu",
    "head": "Đổi chủ trì điểm cầu",
    "transfer": "Chuyển điểm cầu",
}


def standing(status: Attendance, *, struck: bool) -> str:
    """A person's state as it counts: whoever was taken off the roster and did not come is in no
    figure, so that nothing else is said of them."""
    return STRUCK if struck and status not in CAME else STATUS[status]
