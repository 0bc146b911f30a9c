"""What the coordinator said, made durable in order."""

from __future__ import annotations

from agents.effects import Join, Refuse, Rewind, Settle
from tests.support.agent_world import SESSION, World, at_once
from tests.support.agents_at_work import arrival
from tests.support.tiny_coordinator import floor_frame, own_frame
from wire.codes import Refusal, WireCode
from wire.messages import Ack, Closing, Fate, Floor, Forget, Own, Receipt, Welcome
from wire.records import HeadCountBody


def world() -> World:
    one = World(["04", "64"])
    one.settle()
    return one


def test_a_picture_of_the_floor_is_for_all_sites_and_an_own_one_for_its_site() -> None:
    one = world()
    at_once(one.clerk.do(Floor(type="floor", view=floor_frame(7))))
    at_once(one.clerk.do(Own(type="own", view=own_frame("64"))))
    at_once(one.clerk.do(Own(type="own", view=own_frame("99"))))
    points = one.desk.points
    assert points["04"].floor == points["64"].floor == floor_frame(7)
    assert (points["04"].own, points["64"].own) == (None, own_frame("64"))


def test_a_fate_that_was_not_taken_leaves_the_intent_waiting() -> None:
    one = world()
    one.cut_all()
    asked = one.ask("64")
    busy = Fate(type="fate", intent=asked, site="64", accepted=False, code=Refusal.STORAGE_LOW)
    at_once(one.clerk.do(busy))
    assert one.states("64")[asked] == "waiting"
    assert one.core.intents.again


def test_a_fate_for_a_site_of_another_link_is_passed_over() -> None:
    one = world()
    at_once(one.clerk.do(Fate(type="fate", intent="i1", site="99", accepted=True)))


def test_an_intent_that_was_not_understood_is_refused_with_its_code() -> None:
    one = world()
    one.cut_all()
    asked = one.ask("64")
    at_once(one.clerk.do(Refuse("64", asked, WireCode.BAD_NAME)))
    (act,) = one.desk.page("64").acts
    assert (act.state, act.code) == ("refused", "bad_name")
    assert one.core.intents.messages() == []


def test_an_erasure_reaches_what_is_under_way() -> None:
    one = world()
    one.flow(1)
    one.enter("64", arrival("64.p02", reason="Đại biểu mẫu 02 đi công tác"))
    one.tick(60)
    one.clerk_works()
    assert "Đại biểu mẫu 02" in repr(one.core.bulk.sites["64"].flight)
    at_once(one.clerk.do(Forget(type="forget", persons=["64.p02"])))
    assert one.core.bulk.sites["64"].flight is None
    one.settle()
    (item, *_) = one.durable.taken[("64", one.core.hello.incarnation)]
    assert item.seq == 1


def test_a_welcome_that_knows_less_marks_the_sites_that_were_set_back() -> None:
    one = world()
    one.enter("64")
    one.settle()
    one.durable.back_to(0)
    one.cut_all()
    one.flow(40)
    assert one.desk.points["64"].went_back
    assert not one.desk.points["04"].went_back
    one.settle()
    assert len(one.durable.accepted("64")) == 1
    one.cut_all()
    one.settle()
    one.flow(40)
    assert not one.desk.points["64"].went_back


def test_an_old_mark_beside_a_newer_ack_is_no_step_back() -> None:
    """The second connection said hello before the first one's records were durable."""
    one = world()
    one.enter("64")
    one.settle()
    welcome = one.welcome(one.core.hello, 5)
    before = welcome.model_copy(
        update={"marks": [mark.model_copy(update={"upto": 0}) for mark in welcome.marks]}
    )
    at_once(one.clerk.do(Join(1, before, {"04": 0, "64": 0})))
    assert not one.desk.points["64"].went_back
    assert one.desk.points["64"].shelf.waiting == 0


def test_another_session_shows_none_of_the_first() -> None:
    one = world()
    at_once(one.clerk.do(Own(type="own", view=own_frame("64"))))
    other = one.welcome(one.core.hello, 5).model_copy(update={"session": "s2"})
    at_once(one.clerk.do(Join(1, other, {})))
    page = one.desk.page("64")
    assert (page.session, page.own, page.acts) == ("s2", None, ())


def test_the_receipt_in_a_welcome_or_at_the_close_lets_go() -> None:
    one = world()
    one.enter("64")
    one.settle()
    at_once(one.clerk.do(Closing(type="closing", receipt=Receipt(rev=1, link="ab"))))
    assert one.keeper.db.execute("SELECT count(body) FROM acts").fetchone() == (0,)
    assert one.desk.page("64").acts[0].state == "accepted"


def test_numbers_that_cannot_be_made_whole_begin_anew_for_the_whole_link() -> None:
    one = world()
    one.enter("64")
    one.settle()
    at_once(one.clerk.do(Closing(type="closing", receipt=Receipt(rev=1, link="ab"))))
    one.durable.back_to(0)
    born = one.core.hello.incarnation
    one.enter("64")
    one.enter("04")
    at_once(one.clerk.do(Rewind("64", 0)))
    one.settle()
    assert one.core.hello.incarnation != born
    for site, counts in (("04", [3]), ("64", [2])):
        taken = one.durable.taken[(site, one.core.hello.incarnation)]
        assert [i.body.count for i in taken if isinstance(i.body, HeadCountBody)] == counts


def test_an_answer_that_cannot_be_kept_is_asked_for_again() -> None:
    one = world()
    one.flow(1)
    one.enter("64")
    one.tick(60)
    one.clerk_works()
    flight = one.core.bulk.sites["64"].flight
    assert flight is not None
    one.keeper.low = True
    ack = Ack(type="ack", site="64", incarnation=flight.incarnation, upto=1)
    one.clerk.not_kept(Settle(flight, ack))
    assert one.states("64") == {"a1": "waiting"}
    one.settle()
    assert one.states("64") == {"a1": "accepted"}
    assert len(one.durable.accepted("64")) == 1


def test_the_session_of_a_welcome_is_joined() -> None:
    one = World(["64"])
    assert one.desk.points["64"].session == ""
    one.settle()
    one.flow(3)
    assert one.desk.points["64"].session == SESSION
    assert isinstance(one.welcome(one.core.hello, 1), Welcome)


def test_a_new_file_in_the_middle_of_a_link_means_a_new_link() -> None:
    """The one that was open was damaged and moved aside."""
    one = world()
    one.flow(3)
    born = one.core.hello.incarnation
    one.keeper.db.execute("UPDATE sites SET session = '', incarnation = 'of another file'")
    one.enter("64")
    one.settle()
    one.flow(3)
    assert one.core.hello.incarnation not in (born, "of another file")
    assert len(one.durable.accepted("64")) == 1
    assert one.desk.points["64"].session == SESSION


def test_pictures_of_a_session_that_is_over_are_dropped() -> None:
    one = world()
    at_once(one.clerk.do(Own(type="own", view=own_frame("64"))))
    at_once(one.desk.save())
    other = one.welcome(one.core.hello, 5).model_copy(update={"session": "s2"})
    at_once(one.clerk.do(Join(1, other, {})))
    assert one.keeper.db.execute("SELECT count(*) FROM frames").fetchone() == (0,)
