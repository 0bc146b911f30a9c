"""What an agent keeps of the record, and what it makes of what it is shown."""

from __future__ import annotations

import json
import sqlite3
import stat
from pathlib import Path

import pytest

from agents import witness
from agents.outbox import Outbox
from agents.runner import agent
from agents.storage import SCHEMA
from agents.witness import Keepsake, Weighed, first_words, weigh
from tests.support.agents_at_work import arrival, settings
from tests.support.forked import FORK, KEY, SIGNER, TREE, at, shown
from tests.support.tiny_coordinator import SESSION, TinyCoordinator
from tests.support.until import until_async
from wire.checkpoint import Checkpoint, Signer, to_base64
from wire.merkle import Tree
from wire.vocabulary import LinkTrouble
from wire.witness import CheckpointShown, Contradicted, Doubt, Witness

NOTHING = Keepsake("s")
TWENTY = Keepsake("s", KEY, SIGNER.note(at(20)))
OTHER = Signer("diemcau/0a1b2c3d4e", bytes(32))


def keeps(size: int) -> Witness:
    return Witness(type="witness", size=size, root=to_base64(at(size).root))


def test_the_first_contact_pins_the_key() -> None:
    weighed = weigh(NOTHING, shown(0, 20))
    assert weighed == Weighed(TWENTY, is_new=True, words=(keeps(20),))
    assert first_words(NOTHING) == [Witness(type="witness", size=0)]
    assert first_words(weighed.keepsake) == [keeps(20)]


def test_a_continuation_takes_the_place_of_what_was_kept() -> None:
    weighed = weigh(TWENTY, shown(20, 33))
    assert weighed.keepsake == Keepsake("s", KEY, SIGNER.note(at(33)))
    assert (weighed.is_new, weighed.is_doubt, weighed.words) == (True, False, (keeps(33),))


@pytest.mark.parametrize(
    ("said", "doubt"),
    [
        (shown(20, 33, FORK), Doubt.FORKED),
        (shown(20, 20, FORK), Doubt.FORKED),
        (shown(19, 20, FORK), Doubt.FORKED),
        (shown(20, 19), Doubt.BEHIND),
        (shown(20, 33, signer=OTHER), Doubt.OTHER_KEY),
        (shown(20, 33).model_copy(update={"note": "x"}), Doubt.BAD_SIGNATURE),
        (shown(3, 33).model_copy(update={"note": "x"}), Doubt.BAD_SIGNATURE),
    ],
)
def test_a_doubt_is_told_with_both_notes_and_changes_nothing(
    said: CheckpointShown, doubt: Doubt
) -> None:
    weighed = weigh(TWENTY, said)
    told = Contradicted(type="contradicted", doubt=doubt, kept=TWENTY.note, shown=said.note)
    assert weighed.is_doubt
    assert weighed.words == (told,)
    assert weighed.keepsake.note == TWENTY.note
    assert first_words(weighed.keepsake) == [keeps(20), told]


def test_the_first_doubt_is_the_one_on_record_and_is_never_forgotten() -> None:
    doubted = weigh(TWENTY, shown(20, 33, FORK)).keepsake
    assert weigh(doubted, shown(20, 19)) == Weighed(doubted)
    better = weigh(doubted, shown(20, 33)).keepsake
    assert better.checkpoint == at(33)
    assert (better.doubt, better.kept) == ("forked", TWENTY.note)


def test_nothing_kept_and_nothing_signed_is_a_doubt() -> None:
    weighed = weigh(NOTHING, shown(0, 20).model_copy(update={"note": "x"}))
    assert weighed.is_doubt
    assert weighed.keepsake.key == ""


def test_what_rests_on_another_size_is_compared_where_it_can_be() -> None:
    assert weigh(TWENTY, shown(12, 20)) == Weighed(TWENTY, words=(keeps(20),)), "as large"
    assert weigh(TWENTY, shown(12, 33)) == Weighed(TWENTY, words=(keeps(20),)), "asked anew"
    assert weigh(TWENTY, shown(12, 19)) == Weighed(TWENTY), "made before"
    assert weigh(TWENTY, shown(20, 20)) == Weighed(TWENTY, words=(keeps(20),)), "the same"


def test_it_is_kept_in_the_outbox_by_session() -> None:
    db = sqlite3.connect(":memory:")
    db.executescript(SCHEMA)
    box = Outbox(db)
    assert witness.recall(box, "s") == NOTHING
    witness.keep(box, TWENTY)
    assert witness.recall(box, "s") == TWENTY
    assert witness.recall(box, "another") == Keepsake("another")
    assert witness.take(box, "s", shown(20, 33)).is_new
    assert witness.recall(box, "s").checkpoint == at(33)
    box.whereabouts("64")
    db.execute("UPDATE sites SET session = 's'")
    assert witness.doubted(box, ["64"]) == frozenset()
    assert witness.take(box, "s", shown(33, 40, FORK)).is_doubt
    assert witness.doubted(box, ["64"]) == {"64"}
    assert not witness.take(box, "s", shown(33, 33)).is_new


def test_files_to_hand_over(tmp_path: Path) -> None:
    kept = Keepsake("2023:s", KEY, TWENTY.note)
    witness.write(tmp_path, kept)
    file = tmp_path / "witness-2023-s.json"
    assert json.loads(file.read_text()) == {"session": "2023:s", "key": KEY, "note": TWENTY.note}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_the_file_of_a_contradiction_is_written_once(tmp_path: Path) -> None:
    doubted = weigh(TWENTY, shown(20, 33, FORK)).keepsake
    witness.write(tmp_path, doubted)
    file = tmp_path / "contradiction-s.json"
    said = json.loads(file.read_text())
    assert (said["doubt"], said["kept"]) == ("forked", TWENTY.note)
    witness.write(tmp_path, weigh(doubted, shown(20, 33)).keepsake)
    assert json.loads(file.read_text()) == said


def test_a_disk_that_takes_no_writes_is_told_elsewhere(tmp_path: Path) -> None:
    witness.write(tmp_path / "no-such", TWENTY)


# --- the whole agent ------------------------------------------------------------------------------


def of_session(since: int, size: int, tree: Tree = TREE) -> CheckpointShown:
    """What the tiny coordinator shows of its session."""
    origin = SIGNER.verifier.origin(SESSION)
    note = SIGNER.note(Checkpoint(origin, size, tree.root(size), 1))
    proof = [to_base64(one) for one in tree.consistency(since, size)]
    return CheckpointShown(type="checkpoint_shown", key=KEY, note=note, since=since, proof=proof)


async def test_an_agent_keeps_what_holds_and_says_so(tmp_path: Path) -> None:
    async with TinyCoordinator() as centre, agent(settings(centre.url, tmp_path)) as running:
        await until_async(lambda: centre.of(Witness), "the first word")
        assert centre.of(Witness)[0].size == 0
        await centre.say(of_session(0, 20))
        await until_async(lambda: centre.of(Witness)[-1].size == 20, "kept and confirmed")
        assert (tmp_path / f"witness-{SESSION}.json").exists()
        assert running.desk.page("64").link.troubles == ()
    async with TinyCoordinator() as centre, agent(settings(centre.url, tmp_path)):
        await until_async(lambda: centre.of(Witness), "the first word of the next life")
        assert centre.of(Witness)[0].size == 20


async def test_an_agent_shouts_and_goes_on_working(tmp_path: Path) -> None:
    async with TinyCoordinator() as centre, agent(settings(centre.url, tmp_path)) as running:
        await until_async(lambda: centre.of(Witness), "the first word")
        await centre.say(of_session(0, 20))
        await until_async(lambda: centre.of(Witness)[-1].size == 20, "kept")
        await centre.say(of_session(20, 33, FORK))
        await until_async(lambda: centre.of(Contradicted), "told")
        assert centre.of(Contradicted)[0].doubt is Doubt.FORKED
        assert running.desk.page("64").link.troubles == (LinkTrouble.CONTRADICTED,)
        assert (tmp_path / f"contradiction-{SESSION}.json").exists()
        await running.desk.act("64", arrival("64.p02"))
        await until_async(lambda: running.desk.points["64"].shelf.waiting == 0, "accepted")
    async with TinyCoordinator() as centre, agent(settings(centre.url, tmp_path)) as running:
        assert running.desk.page("64").link.troubles == (LinkTrouble.CONTRADICTED,)
        await until_async(lambda: centre.of(Contradicted), "told again on every link")
