"""Who of the roster was on the bridge, and when."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coordinator.rosters.attending import Participant, Span, Whose, participants, union
from coordinator.rosters.bridge_files import Joined
from coordinator.rosters.matching import Known
from coordinator.rosters.places import Places
from tests.support.roster_places import roster_places
from wire.vocabulary import PersonId, SiteId

CB, GL = SiteId("04"), SiteId("64")
KNOWN = (
    Known(PersonId("04.01"), CB, "Mẫu Văn An"),
    Known(PersonId("04.02"), CB, "Mẫu Thị Hòa"),
    Known(PersonId("64.01"), GL, "Mẫu Văn Nghiêm"),
    Known(PersonId("64.02"), GL, "Mẫu Văn Trùng"),
    Known(PersonId("04.03"), CB, "Mẫu Văn Trùng"),
    Known(PersonId("64.03"), GL, "Mẫu Văn Thôi", struck=True),
)


def stay(name: str, since: int = 0, until: int | None = 9, *others: str, mark: str = "") -> Joined:
    return Joined(name, others, mark, since, until, f"CSV!A{since}")


def who(*stays: Joined, **chosen: PersonId) -> tuple[Participant, ...]:
    by_cell = {cell.replace("_", "!"): person for cell, person in chosen.items()}
    return participants(stays, Places(roster_places()), KNOWN, by_cell)


def found(name: str, *others: str) -> tuple[Whose, str | None]:
    (one,) = who(stay(name, 0, 9, *others))
    return one.whose, one.person or one.site


def test_a_name_on_the_roster_is_certain() -> None:
    assert found("Mẫu Thị Hoà") == (Whose.PERSON, "04.02")
    assert found("mau van an") == (Whose.PERSON, "04.01")
    assert found("CB", "Mẫu Văn An") == (Whose.PERSON, "04.01")


def test_a_name_with_its_point_is_certain() -> None:
    assert found("Gia Lai - Mẫu Văn Trùng") == (Whose.PERSON, "64.02")
    assert found("04_Mẫu Văn Trùng") == (Whose.PERSON, "04.03")


def test_a_room_is_no_person() -> None:
    assert found("Điểm cầu tỉnh Gia Lai") == (Whose.SITE, "64")
    assert found("64 - Gia Lai") == (Whose.SITE, "64")


def test_what_is_only_like_is_proposed() -> None:
    assert found("Mẫu Văn Nghiên") == (Whose.LIKE, "64.01")
    assert found("Gia Lai - Mẫu Nghiêm")[0] in (Whose.LIKE, Whose.SITE)


def test_nobody_known_and_two_of_one_name_are_left_to_a_person() -> None:
    assert found("iPhone") == (Whose.UNKNOWN, None)
    (both,) = who(stay("Mẫu Văn Trùng"))
    assert (both.whose, set(both.candidates)) == (Whose.UNKNOWN, {"64.02", "04.03"})
    assert found("Mẫu Văn Thôi")[1] != "64.03"


def test_what_a_person_said_holds() -> None:
    (one,) = who(stay("iPhone", 3), CSV_A3=PersonId("04.01"))
    assert (one.whose, one.person) == (Whose.PERSON, "04.01")


def test_two_devices_are_one_person() -> None:
    (one,) = who(stay("Mẫu Văn An", 0, 5), stay("mau van an", 3, 8), stay("Mẫu Văn An", 20, None))
    assert one.spans == (Span(0, 8), Span(20, None))


def test_two_strangers_of_one_name_stay_two() -> None:
    assert len(who(stay("iPhone", 0, 5, mark="a"), stay("iPhone", 1, 5, mark="b"))) == 2


SPANS = st.lists(
    st.builds(
        lambda since, long: Span(since, None if long is None else since + long),
        st.integers(0, 50),
        st.none() | st.integers(0, 20),
    )
)


@given(SPANS)
def test_no_second_is_counted_twice_and_none_is_lost(spans: list[Span]) -> None:
    end = 100

    def seconds(some: object) -> set[int]:
        assert isinstance(some, (list, tuple))
        return {
            at
            for one in some
            for at in range(one.since_at, end if one.until_at is None else one.until_at)
        }

    merged = union(spans)
    assert seconds(merged) == seconds(spans)
    whole = sum((end if one.until_at is None else one.until_at) - one.since_at for one in merged)
    assert whole == len(seconds(spans))
