"""The pages' fixed views, made from the morning: `python -m tests.web.views` writes them.

They stand in `web/fixtures/`; a test makes them anew and compares, so that none grows stale.
"""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from coordinator.core.floor import commands as floor
from coordinator.views.attendance import attendance_view, site_detail
from coordinator.views.directory import directory, people_of
from coordinator.views.host import host_view
from coordinator.views.open_matters import open_matters
from coordinator.views.picture import picture_view
from coordinator.views.points import PackedStates, points_view
from coordinator.views.roster import roster_now, roster_pages
from coordinator.views.screens import queue_view, wall_view
from coordinator.views.share import share_view
from coordinator.views.site import floor_frame, own_frame
from coordinator.views.speeches import speeches
from tests.web import record
from tests.web.crowded import crowded
from tests.web.discussion import discussion, on_air
from tests.web.morning import (
    GIA_LAI,
    HOST,
    NOW,
    Morning,
    arrivals,
    clock,
    first_hour,
    listen,
    prepared,
)
from wire.site_view import ActNow, LinkNow, SitePage

FIXTURES = Path(__file__).resolve().parents[2] / "web" / "fixtures"


def plain(value: Any) -> Any:
    """As it comes over the line."""
    return json.loads(TypeAdapter(type(value)).dump_json(value))


def host(morning: Morning, at: str) -> Any:
    return plain(host_view(morning.session, morning.people, morning.watch, clock(at)))


def stage(morning: Morning, at: str) -> Any:
    return plain(floor_frame(morning.session, morning.people, clock(at)))


def site(morning: Morning, at: str, acts: tuple[ActNow, ...] = ()) -> Any:
    """Gia Lai's page from its agent, connected."""
    now = clock(at)
    page = SitePage(
        at=now,
        session=morning.session.id,
        floor=floor_frame(morning.session, morning.people, now),
        own=own_frame(
            morning.session,
            morning.people,
            morning.watch,
            GIA_LAI,
            roster_now(morning.session, GIA_LAI),
        ),
        link=LinkNow(True, clock("7:31:04"), now, 38, 0, "agent", True, False),
        acts=acts,
        waiting=sum(act.state == "waiting" for act in acts),
    )
    return plain(page)


def acts() -> tuple[ActNow, ...]:
    """Received, waiting and refused entries, newest last."""
    done, wait = clock("9:36:30"), clock("9:36:40")
    one = ActNow("a-1", "attendance", "64.01", "accepted", "", done, done, "in_person")
    return (
        one,
        replace(one, id="a-2", target="64.08", what="correction"),
        ActNow("a-3", "attendance", "64.04", "waiting", "", wait, None, "absent"),
        ActNow("a-4", "attendance", "64.05", "refused", "wrong_phase", wait, wait, "online"),
    )


def made() -> dict[str, Any]:
    """All fixtures by name."""
    found: dict[str, Any] = {}
    morning = prepared()
    arrivals(morning)
    listen(morning, "8:00:30")
    found["host-prepared"] = host(morning, "8:00:30")
    found["stage-prepared"] = stage(morning, "8:00:30")
    found["site-prepared"] = site(morning, "8:00:30")
    first_hour(morning)
    asked = discussion_called(morning, found)
    on_air(morning, asked)
    listen(morning)
    found["host"] = host(morning, NOW)
    found["stage"] = stage(morning, NOW)
    full, waiting = copy.deepcopy((morning, asked))
    crowded(full, waiting)
    found["host-crowded"] = host(full, "9:42:28")
    found["wall"] = plain(wall_view(morning.session, clock(NOW)))
    found["queue"] = plain(queue_view(morning.session, morning.people, clock(NOW)))
    found["site-air"] = site(morning, NOW, acts())
    session, people, now = morning.session, morning.people, clock(NOW)
    found["directory"] = plain(directory(session, people, phones=True))
    found["roster-64"] = plain(roster_pages(session, people, GIA_LAI))
    found["people-64"] = plain(people_of(session, people, GIA_LAI))
    found["attendance"] = plain(attendance_view(session, people, now))
    found["attendance-64"] = plain(site_detail(session, people, GIA_LAI, now))
    found["speeches"] = plain(speeches(session, people, now))
    found["share"] = plain(share_view(session, now))
    found["open"] = plain(open_matters(session, people, now))
    found["points"] = plain(points_view(session, PackedStates(session), now))
    found["picture"] = plain(picture_view(session, now))
    found |= record_views(morning)
    morning.do("9:46:50", floor.EndSpeech(asked["64"]), HOST)
    found["host-undo"] = host(morning, "9:46:52")
    found["stage-between"] = stage(morning, "9:46:52")
    return with_steady_tags(found)


def with_steady_tags(found: dict[str, Any]) -> dict[str, Any]:
    """The tags of a roster's pages rest on fresh salts: here they are numbered as they come."""
    pages = (found[name]["own"]["roster"]["pages"] for name in found if name.startswith("site-"))
    tags = [*(tag for tags in pages for tag in tags), *(one["tag"] for one in found["roster-64"])]
    text = json.dumps(found, ensure_ascii=False)
    for number, tag in enumerate(dict.fromkeys(tags), start=1):
        text = text.replace(f'"{tag}"', f'"{number:012x}"')
    steady: dict[str, Any] = json.loads(text)
    return steady


def record_views(morning: Morning) -> dict[str, Any]:
    """What an organizer reads at 09:46, and what two organizers read after the closing."""
    lived = record.lived(morning)
    listen(lived, "9:46")
    after = record.closed(lived)
    found = {f"log-{k}": plain(v) for k, v in record.log_views(lived, "9:46", "x").items()}
    late = record.log_views(after, "10:10", record.ORGANIZER.id)
    for name in ("overview", "reviews", "person-64.22", "people-64", "point-64"):
        found[f"after-{name}"] = plain(late[name])
    return found


def discussion_called(morning: Morning, found: dict[str, Any]) -> Any:
    """The discussion, with Gia Lai's page at each step to the floor."""
    asked = discussion(morning)
    listen(morning, "9:38:45")
    found["site-ready"] = site(morning, "9:38:45")
    called = json.loads(json.dumps(found["site-ready"]))
    called["at"] = clock("9:38:36")
    request = called["own"]["requests"][0]
    request["state"] = "called"
    found["site-called"] = called
    waiting = json.loads(json.dumps(called))
    waiting["own"]["requests"][0] |= {"state": "queued", "position": 3, "called_at": None}
    waiting["floor"]["next"][0] |= {"state": "queued", "called_at": None}
    found["site-waiting"] = waiting
    return asked


def main() -> None:
    FIXTURES.mkdir(exist_ok=True)
    for name, value in made().items():
        text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
        (FIXTURES / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
