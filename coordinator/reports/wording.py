"""How documents of administration write numbers, times and the words of the field.

Documents say "09 giờ 42 phút, ngày 08 tháng 9 năm 2023", "4,2%", "1.435": days below ten and the
first two months take a leading zero (Nghị định 30/2020/NĐ-CP, Phụ lục I). Instants are ms since
the epoch and are said in Vietnam time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from itertools import islice
from typing import TypeVar

from coordinator.reports.figures import Carried, Named, SiteNote
from coordinator.reports.paper import Remark
from coordinator.reports.table import HERE
from wire.record_words import RollCallWay
from wire.vocabulary import ItemKind

Row = TypeVar("Row")

DOTS = "…………"
HONORIFIC = {"comrade": "đồng chí", "sir_madam": "ông (bà)", "none": ""}

WAY = {
    RollCallWay.AT_ONCE: "các điểm cầu cùng trả lời trong thời hạn",
    RollCallWay.IN_ORDER: "gọi lần lượt từng điểm cầu",
}
# Items that are ceremony or rest: named in the minutes with their time, without speeches.
QUIET_ITEMS = frozenset(
    (
        ItemKind.BREAK,
        ItemKind.CARD,
        ItemKind.SALUTE,
        ItemKind.SILENCE,
        ItemKind.FILM,
        ItemKind.AWARD,
    )
)


def number(value: int) -> str:
    """ "1.435", "-12"."""
    return f"{value:,}".replace(",", ".")


def percent(part: int, whole: int) -> str:
    """A share with at most one decimal, "4,2%"; never "100%" of less than all, nor "0%" of
    something. "" when there is no whole."""
    if whole <= 0:
        return ""
    tenths = (part * 1000 + whole // 2) // whole
    if 0 < part < whole:
        tenths = min(999, max(1, tenths))
    return f"{tenths // 10},{tenths % 10}%" if tenths % 10 else f"{tenths // 10}%"


def local(at: int) -> datetime:
    """The instant in Vietnam, to the second."""
    return datetime.fromtimestamp(at // 1000, UTC).astimezone(HERE)


def clock(at: int, beside: int | None = None) -> str:
    """ "09 giờ 42 phút", with its day after it when that is not the day of `beside`."""
    if beside is not None and local(beside).date() != local(at).date():
        return moment(at)
    return local(at).strftime("%H giờ %M phút")


def short_clock(at: int | None, beside: int | None = None) -> str:
    """ "09 giờ 42" for a table, with "08/9" after it when that is not the day of `beside`; "" for
    None."""
    if at is None:
        return ""
    here = local(at)
    said = here.strftime("%H giờ %M")
    if beside is None or local(beside).date() == here.date():
        return said
    return f"{said}, {here.day:02}/{_month(here.month)}"


def day(at: int) -> str:
    """ "ngày 08 tháng 9 năm 2023"."""
    here = local(at)
    return f"ngày {here.day:02} tháng {_month(here.month)} năm {here.year}"


def moment(at: int) -> str:
    """ "09 giờ 42 phút, ngày 08 tháng 9 năm 2023"."""
    return f"{clock(at)}, {day(at)}"


def listed(texts: Iterable[str], between: str = "; ") -> str:
    """Those that say something, one after another."""
    return between.join(filter(None, texts))


def line(text: str) -> str:
    """What somebody typed, as one line."""
    return " ".join(text.split())


def counted(value: int) -> str:
    """A count in a table, where nothing is nothing."""
    return number(value) if value else ""


def named(person: Named) -> str:
    """ "Đại biểu mẫu 07, Giám đốc Sở"."""
    return listed((person.name, person.post), ", ")


def substituted(
    person: str, deputy: str, approver: str, at: int | None, beside: int | None = None
) -> str:
    """ "A vắng – B dự thay, chủ trì đồng ý 08 giờ 02 phút": both are always named."""
    when = clock(at, beside) if at is not None else ""
    return f"{person} vắng – {deputy} dự thay, {approver or 'chủ trì'} đồng ý {when}".rstrip()


def noted(one: SiteNote, hour: Callable[[int], str] = short_clock) -> str:
    """ "Không có tiếng 09 giờ 53: đã khắc phục"."""
    return one.words if one.at is None else f"{one.words} {hour(one.at)}: {one.outcome}"


def carried(one: Carried, hour: Callable[[int], str] = short_clock) -> str:
    """ "đếm tại phòng 20 lúc 09 giờ 00, sau đó 1 người chuyển đi": why another figure counts."""
    what = "báo chung" if one.covers else "đếm tại phòng"
    moved = (
        f"{number(many)} người {how}"
        for many, how in ((one.moved_in, "chuyển đến"), (one.moved_out, "chuyển đi"))
        if many
    )
    return f"{what} {number(one.count)} lúc {hour(one.at)}, sau đó {listed(moved, ', ')}"


def cut(rows: Iterable[Row], most: int) -> tuple[list[Row], int]:
    """The first so many, and how many there are besides."""
    walk = iter(rows)
    first = list(islice(walk, most))
    return first, sum(1 for _ in walk)


def too_long(left_out: int, what: str) -> tuple[Remark, ...]:
    """The line below a table that was cut; nothing when it was not."""
    if not left_out:
        return ()
    return (Remark(f"Còn {number(left_out)} {what} nữa, xem bảng tính xuất cùng bản ghi."),)


def first_upper(text: str) -> str:
    """The sentence with its first letter raised, the rest as it is."""
    return text[:1].upper() + text[1:]


def _month(month: int) -> str:
    return f"{month:02}" if month < 3 else str(month)
