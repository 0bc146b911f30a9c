"""The programme of a session file: presenters, documents, and the rules that an item brings."""

from __future__ import annotations

import pytest

from coordinator.casefile.examples import EVERYDAY, example
from coordinator.casefile.model import Opening
from coordinator.casefile.problems import CaseErrors
from coordinator.casefile.programme import DOCUMENTS_MAX, PRESENTERS_MAX
from coordinator.casefile.read import read_case
from coordinator.core.floor.state import FloorRules
from coordinator.core.programme import ItemRules, ItemSpec
from wire.floor_words import QueueFate
from wire.vocabulary import ItemKind, LimitKey

SMALL = """\
session:
  id: hop-mau
  title: Phiên họp mẫu
  starts_at: 2023-09-08T08:00+07:00
  chair: {site: TW, person: "01"}
hall:
  code: TW
  name: Trung ương
  roster:
    - {name: Đại biểu mẫu 01 – Trung ương, head: true}
    - {name: Đại biểu mẫu 02 – Trung ương}
provinces:
  - {code: "64", name: Gia Lai, type: tỉnh}
programme:
"""


def item(rest: str, kind: str = "discussion") -> ItemSpec:
    text = SMALL + f'  - {{id: "1", kind: {kind}, minutes: 5, title: A, {rest}}}\n'
    (found,) = read_case(text).programme
    return found


def faults_of(text: str) -> list[str]:
    with pytest.raises(CaseErrors) as caught:
        read_case(text)
    return [str(error) for error in caught.value.errors]


def faults_of_item(rest: str) -> list[str]:
    return faults_of(SMALL + f'  - {{id: "1", kind: report, minutes: 5, title: A, {rest}}}\n')


def test_who_presents_with_which_documents() -> None:
    found = item('presenters: ["64", TW, "64"], documents: [Báo cáo mẫu, Kế hoạch mẫu]')
    assert found.presenters == ("64", "TW")
    assert found.documents == ("Báo cáo mẫu", "Kế hoạch mẫu")
    assert found.rules == ItemRules()


def test_the_rules_that_an_item_brings() -> None:
    found = item(
        "rules: {list: closed, limits: {first_intervention: 5}, present_only: true, "
        "speeches_max: 1, queue: park}"
    )
    assert found.rules == ItemRules(
        list_open=False,
        limits={LimitKey.FIRST_INTERVENTION: 300_000},
        present_only=True,
        speeches_max=1,
        queue=QueueFate.PARK,
    )
    assert item("rules: {present_only: false}").rules == ItemRules(present_only=False)


@pytest.mark.parametrize("kind", list(ItemKind))
def test_every_kind_of_item(kind: ItemKind) -> None:
    assert item("documents: []", kind.value).kind is kind


def test_faults_have_their_line_and_reason() -> None:
    assert faults_of_item('presenters: ["99"]') == [
        "dòng 15: presenters: không có điểm cầu nào mang mã “99”"
    ]
    assert faults_of_item("presenters: [64]") == [
        'dòng 15: presenters phải viết trong ngoặc kép: "64"'
    ]
    assert faults_of_item("rules: {list: shut, speeches_max: 0, queue: drop, tempo: 3}") == [
        "dòng 15: list “shut” không dùng được; chọn một trong: open, closed",
        "dòng 15: speeches_max phải là số nguyên từ 1 đến 9",
        "dòng 15: queue “drop” không dùng được; chọn một trong: keep, park, written",
        "dòng 15: không có mục nào tên là tempo; các mục dùng được: limits, list, present_only, "
        "queue, speeches_max",
    ]
    many = ", ".join(["Tài liệu mẫu"] * (DOCUMENTS_MAX + 1))
    assert faults_of_item(f"documents: [{many}]") == [
        f"dòng 15: có {DOCUMENTS_MAX + 1} tài liệu, nhiều nhất {DOCUMENTS_MAX}"
    ]
    points = ", ".join(["TW"] * (PRESENTERS_MAX + 1))
    assert "điểm cầu trình bày" in faults_of_item(f"presenters: [{points}]")[0]


def test_the_rules_with_which_a_meeting_begins() -> None:
    assert read_case(SMALL).opening == Opening()
    text = SMALL + "rules: {list: closed, present_only: true, picture_check: true}\n"
    assert read_case(text).opening == Opening(FloorRules(True, True, 2), list_open=False)
    assert faults_of(SMALL + "rules: {limits: {debate: 1}}\n")[0].startswith(
        "dòng 15: không có mục"
    )


def test_the_chair_comes_first_and_co_chairs_after() -> None:
    text = SMALL.replace("hall:", '  co_chairs:\n    - {site: TW, person: "02"}\nhall:', 1)
    assert read_case(text).chairs == ("TW.01", "TW.02")
    wrong = text.replace('person: "02"', 'person: "03"')
    assert faults_of(wrong) == [
        "dòng 7: đồng chủ trì phải là người trong danh sách của một điểm cầu"
    ]


def test_two_rooms_may_share_one_right_to_speak() -> None:
    room = '  - {code: 64-B, name: Gia Lai 2, type: tỉnh, voice: "64"}\n'
    text = SMALL.replace("programme:\n", room)
    assert {point.spec.id: point.spec.voice for point in read_case(text).points} == {
        "TW": None,
        "64": None,
        "64-B": "64",
    }
    for voice in ("99", "64-B"):
        assert faults_of(text.replace('voice: "64"', f'voice: "{voice}"')) == [
            f"dòng 14: voice phải là mã của một điểm cầu khác, có quyền phát biểu riêng: “{voice}”"
        ]


def test_the_example_says_who_presents_and_that_its_papers_are_samples() -> None:
    case = read_case(example(EVERYDAY))
    assert case.chairs == ("TW.01",)
    assert case.programme[-1].presenters == ("TW",), "as the announcement says"
    papers = [paper for item in case.programme for paper in item.documents]
    assert len(papers) == 5
    assert all(paper.startswith("Tài liệu mẫu ") for paper in papers)
