"""What is wrong with a record, in plain words: Vietnamese, then English."""

from __future__ import annotations

from coordinator.evidence.sheet import Fault

_WORDS: dict[str, tuple[str, str]] = {
    "not_a_record": ("không phải bản ghi chính thức", "not an official record"),
    "cut_short": ("tệp bị cắt ngang, thiếu phần sau", "the file ends too early"),
    "unknown_line": ("dòng lạ, không thuộc bản ghi", "a line that does not belong here"),
    "out_of_order": ("dòng sai chỗ hoặc bị lặp", "a line out of its place, or there twice"),
    "bad_line": ("dòng không viết đúng dạng duy nhất của nó", "not written in its one form"),
    "event_changed": (
        "sự kiện này không còn như lúc ghi (bị sửa, xóa, chèn hoặc đổi chỗ)",
        "this event is not as it was recorded (changed, deleted, inserted or moved)",
    ),
    "bad_event": ("không đọc được sự kiện này", "this event cannot be read"),
    "bad_marks": (
        "dòng dấu bị sửa; các sự kiện vẫn đúng",
        "the marks were changed, not the events",
    ),
    "bad_signature": ("chữ ký không đúng", "the signature does not hold"),
    "other_session": ("chữ ký là cho phiên họp khác", "signed for another session"),
    "other_size": ("chữ ký là cho số sự kiện khác", "signed for another number of events"),
    "other_root": ("các sự kiện không phải những gì đã ký", "the events are not those signed for"),
    "other_key": ("ký bằng khóa khác với khóa đã cho", "signed by another key than the one given"),
    "unknown_text": ("không sự kiện nào nói tới văn bản này", "no event refers to this text"),
    "erased_text": ("văn bản này đã bị xóa, không được còn ở đây", "this text was erased"),
    "changed_text": ("văn bản này không như lúc ghi", "this text is not as it was recorded"),
    "missing_text": ("thiếu văn bản mà sự kiện nói tới", "texts that events refer to are missing"),
    "witness_other_key": ("điểm cầu làm chứng giữ khóa khác", "the witness knows another key"),
    "witness_not_signed": (
        "điều điểm cầu làm chứng giữ không do khóa này ký",
        "what the witness kept is not signed by this key",
    ),
    "witness_other_session": (
        "điểm cầu làm chứng cho phiên họp khác",
        "the witness speaks of another session",
    ),
    "witness_has_more": (
        "điểm cầu làm chứng đã thấy nhiều sự kiện hơn: bản ghi được xuất trước lúc đó, "
        "hoặc đã bị cắt bớt; hãy xuất lại rồi kiểm tra lần nữa",
        "the witness has seen more events: the record was exported before that, or shortened; "
        "export it again and verify once more",
    ),
    "witness_denies": (
        "điểm cầu làm chứng đã thấy lịch sử khác: bản ghi bị viết lại",
        "the witness has seen another history: the record was rewritten",
    ),
    "paper_other_session": (
        "tờ giấy là của bản ghi khác",
        "the paper is of another record",
    ),
    "paper_has_more": (
        "tờ giấy lập từ nhiều sự kiện hơn: bản ghi được xuất trước lúc đó, hoặc đã bị cắt bớt",
        "the paper was made from more events: the record was exported before that, or shortened",
    ),
    "paper_denies": (
        "các sự kiện đầu tiên không có gốc như tờ giấy in: bản ghi bị viết lại, hoặc giấy bị sửa",
        "the first events do not have the printed root: the record was rewritten, or the paper "
        "changed",
    ),
}
CODES = frozenset(_WORDS)


def words_of(fault: Fault) -> str:
    """One sentence: where, and what."""
    vi, en = _WORDS[fault.code]
    where = f"dòng {fault.line} / line {fault.line}: " if fault.line else ""
    more = f" ({fault.detail})" if fault.detail else ""
    return f"SAI / NOT WHOLE: {where}{vi} / {en}{more}."
