"""The generated parts of `docs/floor.md`, made from the one table of transitions.

`python -m tests.laws.floor_page` writes them anew. An act that any of those who wait, stand by or
are on air may meet is drawn once, from the box around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from coordinator.core.base import FloorCommand
from coordinator.core.floor.queue import STANDBY
from coordinator.core.floor.table import ON_AIR, TABLE, Row
from tests.laws.tree import ROOT
from wire.vocabulary import EntryState

PAGE = "docs/floor.md"
STARTS = (EntryState.REQUESTED, EntryState.QUEUED)
# The boxes of the drawing: what is said of all in one is said of the box.
BOXES: Mapping[str, tuple[EntryState, ...]] = {
    "waits": STARTS,
    "stands_by": STANDBY,
    "on_air": ON_AIR,
}
VIETNAMESE = {
    "WithdrawRequest": "rút đăng ký",
    "ApproveRequest": "duyệt",
    "DeclineRequest": "chưa bố trí",
    "DeferRequest": "lùi lượt",
    "MoveRequest": "chuyển chỗ",
    "CallPoint": "mời chuẩn bị",
    "RevokeCall": "mời nhầm",
    "PassOver": "nhường lượt",
    "ReportReady": "báo sẵn sàng",
    "NameSpeaker": "ghi tên người phát biểu",
    "TakeByTelephone": "nghe qua điện thoại",
    "CuePicture": "đưa hình lên",
    "ConfirmPicture": "đã có hình",
    "GiveFloor": "mời phát biểu",
    "PauseSpeech": "tạm dừng",
    "ResumeSpeech": "phát biểu tiếp",
    "ExtendSpeech": "gia hạn",
    "LosePicture": "mất hình",
    "EndSpeech": "kết thúc",
    "KeepWaiting": "chờ thêm",
    "SetAside": "để lại",
    "ReturnRequest": "đưa lại",
    "PutBack": "mời phát biểu tiếp",
    "ReadDecline": "đã đọc",
    "ReceiveWritten": "nhận văn bản",
}


def api_name(act: str) -> str:
    """`GiveFloor` is `give_floor` in the API."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", act).lower()


def drawn(table: Mapping[type[FloorCommand], Row]) -> Iterator[tuple[str, str, str]]:
    """Every arrow of the drawing: from a state or a box, the act, to a state."""
    for act, row in table.items():
        for to in filter(None, (row.to, row.back)):
            left = [state for state in row.among if state is not to]
            for box, states in BOXES.items():
                if len(states) > 1 and to not in states and set(states) <= set(left):
                    left = [state for state in left if state not in states]
                    yield box, api_name(act.__name__), to.value
            for state in left:
                yield state.value, api_name(act.__name__), to.value


def diagram(table: Mapping[type[FloorCommand], Row]) -> str:
    """The table as a mermaid state diagram; acts between the same two stand on one arrow."""
    arrows: dict[tuple[str, str], list[str]] = {}
    for before, act, to in drawn(table):
        arrows.setdefault((before, to), []).append(act)
    lines = ["```mermaid", "stateDiagram-v2"]
    for box, states in BOXES.items():
        lines += [f"    state {box} {{", *(f"        {state.value}" for state in states), "    }"]
    lines += [f"    [*] --> {state.value}: request_floor" for state in STARTS]
    lines += [f"    {before} --> {to}: {', '.join(acts)}" for (before, to), acts in arrows.items()]
    ends = set(EntryState) - {state for row in table.values() for state in row.among}
    lines += [f"    {state.value} --> [*]" for state in EntryState if state in ends]
    return "\n".join([*lines, "```"])


def acts(table: Mapping[type[FloorCommand], Row]) -> str:
    """The table of acts: in which states, and where each leads."""
    lines = ["| Act | Tiếng Việt | In which states | Leads to |", "|---|---|---|---|"]
    for act, row in table.items():
        to = " or ".join(f"`{state.value}`" for state in (row.to, row.back) if state) or "stays"
        among = ", ".join(f"`{state.value}`" for state in row.among)
        name = act.__name__
        lines.append(f"| `{api_name(name)}` | {VIETNAMESE[name]} | {among} | {to} |")
    return "\n".join(lines)


def parts(table: Mapping[type[FloorCommand], Row]) -> dict[str, str]:
    """What stands between the page's markers, by the marker's name."""
    return {"diagram": diagram(table), "acts": acts(table)}


def stale(text: str, table: Mapping[type[FloorCommand], Row]) -> list[str]:
    """The parts of the page that are not what the table says."""
    return [name for name, part in parts(table).items() if _marked(name, part) not in text]


def renewed(text: str, table: Mapping[type[FloorCommand], Row]) -> str:
    """The page with its generated parts as the table has them."""
    for name, part in parts(table).items():
        old = re.compile(f"<!-- {name}: made -->.*?<!-- {name}: end -->", re.DOTALL)
        start, end = next(old.finditer(text)).span()
        text = text[:start] + _marked(name, part) + text[end:]
    return text


def expanded(arrows: Iterable[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
    """The drawing's arrows with every box opened."""
    return {
        (state, act, to)
        for before, act, to in arrows
        for state in ([one.value for one in BOXES[before]] if before in BOXES else [before])
    }


def _marked(name: str, part: str) -> str:
    return f"<!-- {name}: made -->\n\n{part}\n\n<!-- {name}: end -->"


if __name__ == "__main__":
    page: Path = ROOT / PAGE
    page.write_text(renewed(page.read_text(encoding="utf-8"), TABLE), encoding="utf-8")
