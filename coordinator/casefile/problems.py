"""What can be wrong with a session file: stable codes for programs, sentences for organizers.

Faults are collected, never raised one by one, so that an organizer mends a file in one go.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

ERRORS_SHOWN_MAX = 500


class Fault(StrEnum):
    """Stable codes of faults."""

    TOO_BIG = "too_big"
    NOT_UTF8 = "not_utf8"
    YAML_SYNTAX = "yaml_syntax"
    ALIAS_USED = "alias_used"
    TOO_DEEP = "too_deep"
    WRONG_TYPE = "wrong_type"
    DUPLICATE_KEY = "duplicate_key"
    UNKNOWN_KEY = "unknown_key"
    MISSING_KEY = "missing_key"
    QUOTE_IT = "quote_it"
    BAD_CODE = "bad_code"
    DUPLICATE_CODE = "duplicate_code"
    UNKNOWN_PARENT = "unknown_parent"
    UNKNOWN_CHAIR = "unknown_chair"
    UNKNOWN_CO_CHAIR = "unknown_co_chair"
    UNKNOWN_POINT = "unknown_point"
    BAD_VOICE = "bad_voice"
    BAD_TIME = "bad_time"
    TIME_BACKWARDS = "time_backwards"
    BAD_NUMBER = "bad_number"
    BAD_CHOICE = "bad_choice"
    BAD_NAME = "bad_name"
    TOO_LONG = "too_long"
    SHORT_NEEDED = "short_needed"
    BAD_TILE = "bad_tile"
    TILE_TAKEN = "tile_taken"
    ROSTER_TOO_LONG = "roster_too_long"
    ROSTER_TWICE = "roster_twice"
    TWO_HEADS = "two_heads"
    NO_SAMPLE_POSTS = "no_sample_posts"
    TOO_MANY = "too_many"
    MORE_ERRORS = "more_errors"


WORDS: dict[Fault, str] = {
    Fault.TOO_BIG: "tệp lớn hơn {limit} KiB",
    Fault.NOT_UTF8: "tệp không phải văn bản UTF-8; hãy lưu lại với mã UTF-8",
    Fault.YAML_SYNTAX: "sai cú pháp YAML: {detail}",
    Fault.ALIAS_USED: "không dùng neo (&) và bí danh (*) trong tệp này; hãy viết đầy đủ",
    Fault.TOO_DEEP: "lồng nhau quá {limit} tầng",
    Fault.WRONG_TYPE: "{key} phải là {expected}",
    Fault.DUPLICATE_KEY: "{key} được ghi hai lần",
    Fault.UNKNOWN_KEY: "không có mục nào tên là {key}; các mục dùng được: {allowed}",
    Fault.MISSING_KEY: "thiếu {key}",
    Fault.QUOTE_IT: '{key} phải viết trong ngoặc kép: "{value}"',
    Fault.BAD_CODE: "{key} “{value}” không hợp lệ: {rule}",
    Fault.DUPLICATE_CODE: "{key} “{value}” đã dùng ở dòng {first}",
    Fault.UNKNOWN_PARENT: "không có tỉnh, thành phố nào mang mã “{value}”",
    Fault.UNKNOWN_CHAIR: "chủ trì phải là người có head: true trong danh sách của một điểm cầu",
    Fault.UNKNOWN_CO_CHAIR: "đồng chủ trì phải là người trong danh sách của một điểm cầu",
    Fault.UNKNOWN_POINT: "{key}: không có điểm cầu nào mang mã “{value}”",
    Fault.BAD_VOICE: "voice phải là mã của một điểm cầu khác, có quyền phát biểu riêng: “{value}”",
    Fault.BAD_TIME: "{key} “{value}” không phải giờ hợp lệ; viết như {example}",
    Fault.TIME_BACKWARDS: "mục này bắt đầu trước mục đứng trên nó",
    Fault.BAD_NUMBER: "{key} phải là số nguyên từ {low} đến {high}",
    Fault.BAD_CHOICE: "{key} “{value}” không dùng được; chọn một trong: {allowed}",
    Fault.BAD_NAME: "{key} có ký tự điều khiển hoặc ký tự ẩn ({detail})",
    Fault.TOO_LONG: "{key} dài hơn {limit} ký tự",
    Fault.SHORT_NEEDED: "tên “{value}” dài hơn {limit} ký tự; hãy thêm short: (tên trên ô bản đồ)",
    Fault.BAD_TILE: "tile phải là [cột, hàng], mỗi số từ 1 đến {limit}",
    Fault.TILE_TAKEN: "ô bản đồ này đã dùng ở dòng {first}",
    Fault.ROSTER_TOO_LONG: "danh sách có {count} người, nhiều nhất {limit}",
    Fault.ROSTER_TWICE: "chỉ ghi một trong hai: roster hoặc sample_delegates",
    Fault.TWO_HEADS: "danh sách có hai người cùng ghi head: true",
    Fault.NO_SAMPLE_POSTS: "sample_delegates cần có sample_posts trong defaults",
    Fault.TOO_MANY: "có {count} {what}, nhiều nhất {limit}",
    Fault.MORE_ERRORS: "và {count} lỗi khác",
}


@dataclass(frozen=True, slots=True)
class CaseError:
    """One fault. `line` counts from 1; `words` is the reason, in Vietnamese."""

    line: int
    code: Fault
    words: str

    def __str__(self) -> str:
        return f"dòng {self.line}: {self.words}"


class CaseErrors(Exception):
    """A session file cannot be imported; `errors` are all its faults by line."""

    def __init__(self, errors: tuple[CaseError, ...]) -> None:
        super().__init__("\n".join(str(error) for error in errors))
        self.errors = errors


class Faults:
    """Collects faults while a file is read."""

    def __init__(self) -> None:
        self._found: list[CaseError] = []

    def add(self, line: int, fault: Fault, **params: str | int) -> None:
        """Note a fault of this line; `params` fill its sentence."""
        self._found.append(CaseError(line, fault, WORDS[fault].format(**params)))

    def raise_any(self) -> None:
        """Raise CaseErrors with what was found so far, by line, if anything was."""
        if not self._found:
            return
        found = sorted(self._found, key=lambda error: error.line)
        shown = found[:ERRORS_SHOWN_MAX]
        if len(found) > len(shown):
            words = WORDS[Fault.MORE_ERRORS].format(count=len(found) - len(shown))
            shown.append(CaseError(found[-1].line, Fault.MORE_ERRORS, words))
        raise CaseErrors(tuple(shown))
