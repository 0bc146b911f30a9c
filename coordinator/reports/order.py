"""The order of the floor on paper: what is left to read when every screen is dark.

Points only, nobody's name and no telephone: a printed page cannot be erased. Pure. The moment it
was known stands large on it, since a page that is found says nothing of its age.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from datetime import UTC, datetime

from coordinator.core.state import Session
from coordinator.reports.table import HERE, words
from coordinator.reports.words import SPEECH_KIND, STATE
from coordinator.views import parts
from coordinator.views.screens import OrderRow, order_rows
from wire.vocabulary import Phase, SpeechKind

COLUMNS = ("STT", "Điểm cầu", "Loại ý kiến", "Thời lượng", "Tình trạng", "Đăng ký", "Mời")
NOBODY = "Chưa có ai phát biểu"
REHEARSAL = "Tổng duyệt: không phải phiên họp chính thức."
EMPTY = "Chưa có đăng ký nào đang chờ."
NAME_COLUMNS = 34

STYLE = """
@page { size: A4; margin: 15mm; }
body { font: 10.5pt/1.4 "Noto Sans", Arial, sans-serif; color: #000; background: #fff;
  margin: 12mm auto; max-width: 180mm; }
h1 { font-size: 17pt; margin: 0; }
p { margin: 2pt 0; }
.known { font-size: 13pt; font-weight: 700; }
table { width: 100%; border-collapse: collapse; margin: 10pt 0; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 0.5pt solid #555; padding: 3pt 5pt; text-align: left; vertical-align: top; }
td:first-child { text-align: right; }
td:nth-child(n + 3) { white-space: nowrap; }
@media print { body { margin: 0; max-width: none; } }
"""


@dataclass(frozen=True, slots=True)
class Order:
    """What a page says: who has the floor since when, then all who wait, as known at `at`."""

    at: int
    title: str
    item: str
    speaking: str
    speaking_since: int | None
    is_open: bool
    is_rehearsal: bool
    rows: tuple[OrderRow, ...]


def order_of(session: Session, now: int) -> Order:
    """The order as it stands."""
    floor, item = session.floor, parts.item_now(session)
    current = floor.entries[floor.current] if floor.current is not None else None
    return Order(
        at=now,
        title=session.title,
        item=item.title if item else "",
        speaking=session.sites[current.site].spec.name if current else "",
        speaking_since=current.started_at if current else None,
        is_open=floor.list_open,
        is_rehearsal=session.phase is Phase.REHEARSAL,
        rows=order_rows(session),
    )


def order_html(order: Order) -> str:
    """A page to be printed on A4, whole in itself."""
    head = "".join(f"<th>{name}</th>" for name in COLUMNS)
    body = "\n".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>"
        for cells in _cells(order)
    )
    lines = "\n".join(f"<p>{html.escape(line)}</p>" for line in _facts(order))
    list_ = f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table>"
    return f"""<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>Thứ tự phát biểu {_time(order.at)}</title>
<style>{STYLE}</style></head><body>
<h1>Thứ tự phát biểu</h1>
<p class="known">{known_at(order.at)}</p>
{lines}
{list_ if order.rows else f"<p>{EMPTY}</p>"}
</body></html>
"""


def order_text(order: Order) -> str:
    """The same for a terminal or a plain printer."""
    lines = ["THỨ TỰ PHÁT BIỂU", known_at(order.at), *_facts(order), ""]
    for place, name, kind, limit, state, asked, called in _cells(order):
        facts = [kind, limit, state, f"đăng ký {asked}", f"mời {called}" if called else ""]
        lines.append(f"{place:>3}. {name:<{NAME_COLUMNS}} {' · '.join(filter(None, facts))}")
    return "\n".join([*lines, *([] if order.rows else [EMPTY])]) + "\n"


def known_at(at: int) -> str:
    """ "Lúc 09:42:03, ngày 08/09/2023", in Vietnam."""
    return f"Lúc {_time(at)}, ngày {_local(at).strftime('%d/%m/%Y')}"


def _facts(order: Order) -> list[str]:
    since = f" (từ {_time(order.speaking_since)})" if order.speaking_since else ""
    said = f"Đang phát biểu: {order.speaking}{since}" if order.speaking else NOBODY
    waiting = f"{len(order.rows)} chờ · danh sách {'đang mở' if order.is_open else 'đã đóng'}"
    rehearsal = REHEARSAL if order.is_rehearsal else ""
    return [line for line in (rehearsal, order.title, order.item, said, waiting) if line]


def _cells(order: Order) -> list[tuple[str, ...]]:
    return [
        (
            str(place),
            row.site_name,
            _kind(row),
            words(row.limit_ms) if row.limit_ms else "",
            STATE[row.state],
            _time(row.requested_at),
            _time(row.called_at) if row.called_at else "",
        )
        for place, row in enumerate(order.rows, start=1)
    ]


def _kind(row: OrderRow) -> str:
    kind = SPEECH_KIND[row.kind]
    return f"{kind} lần {row.ordinal}" if row.kind is SpeechKind.INTERVENTION else kind


def _local(at: int) -> datetime:
    return datetime.fromtimestamp(at // 1000, UTC).astimezone(HERE)


def _time(at: int) -> str:
    return _local(at).strftime("%H:%M:%S")
