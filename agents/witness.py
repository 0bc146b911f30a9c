"""This agent as a witness: it keeps the newest signed checkpoint of each session's record, and
holds whatever it is shown later against it (`docs/protocol.md` §15).

The key is pinned at the first contact. What does not follow from what was kept is never forgotten:
it is shown on the page, told to the coordinator, and both notes are kept in a file of their own.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from agents.outbox import Outbox
from wire.checkpoint import Checkpoint, to_base64, unopened
from wire.witness import CheckpointShown, Contradicted, Doubt, Witness, Witnessed, judged


@dataclass(frozen=True, slots=True)
class Keepsake:
    """What is kept of one session: the pinned key and the newest note that holds; and, if there
    was ever a doubt, the note that was kept then and the one that was shown."""

    session: str
    key: str = ""
    note: str = ""
    doubt: str = ""
    kept: str = ""
    shown: str = ""

    @property
    def checkpoint(self) -> Checkpoint | None:
        return unopened(self.note) if self.note else None


@dataclass(frozen=True, slots=True)
class Weighed:
    """What became of a checkpoint that was shown: what is kept now, whether that is new or is a
    new doubt, and what to say."""

    keepsake: Keepsake
    is_new: bool = False
    is_doubt: bool = False
    words: tuple[Witnessed, ...] = ()


def recall(box: Outbox, session: str) -> Keepsake:
    """What the outbox has of a session."""
    found = box.meta(_place(session))
    return Keepsake(**json.loads(found)) if found else Keepsake(session)


def doubted(box: Outbox, sites: Sequence[str]) -> frozenset[str]:
    """The sites in whose session the record was ever contradicted."""
    return frozenset(site for site in sites if recall(box, box.whereabouts(site)[0]).doubt)


def keep(box: Outbox, keepsake: Keepsake) -> None:
    """Inside the caller's transaction."""
    box.set_meta(_place(keepsake.session), json.dumps(asdict(keepsake), ensure_ascii=False))


def take(box: Outbox, session: str, shown: CheckpointShown) -> Weighed:
    """Weigh a checkpoint, and keep what is new, in the caller's transaction."""
    weighed = weigh(recall(box, session), shown)
    if weighed.is_new:
        keep(box, weighed.keepsake)
    return weighed


def _place(session: str) -> str:
    return f"witness:{session}"


def first_words(keepsake: Keepsake) -> list[Witnessed]:
    """What is said after a welcome: what is kept, and any doubt there ever was."""
    words: list[Witnessed] = [_witness(keepsake)]
    if keepsake.doubt:
        words.append(_contradicted(keepsake))
    return words


def _witness(keepsake: Keepsake) -> Witness:
    found = keepsake.checkpoint
    if found is None:
        return Witness(type="witness", size=0, root="")
    return Witness(type="witness", size=found.size, root=to_base64(found.root))


def _contradicted(keepsake: Keepsake) -> Contradicted:
    return Contradicted(
        type="contradicted",
        doubt=Doubt(keepsake.doubt),
        kept=keepsake.kept,
        shown=keepsake.shown,
    )


def weigh(keepsake: Keepsake, shown: CheckpointShown) -> Weighed:
    """Hold a checkpoint against what is kept. One that rests on another size than ours can be
    compared only where it is as large; for a larger one the proof is asked for anew."""
    key, kept = keepsake.key or shown.key, keepsake.checkpoint
    known = kept.size if kept else 0
    if shown.since == known:
        found = judged(shown, key, kept, keepsake.session)
    else:
        found = judged(shown, key, None, keepsake.session)
        if isinstance(found, Checkpoint) and kept is not None:
            if found.size > known:
                return Weighed(keepsake, words=(_witness(keepsake),))
            if found.size < known:
                return Weighed(keepsake)  # made before what is kept: old news
            found = found if found.root == kept.root else Doubt.FORKED
    if isinstance(found, Doubt):
        return _doubted(keepsake, shown, found)
    if kept is not None and found.size == known:
        return Weighed(keepsake, words=(_witness(keepsake),))
    newer = replace(keepsake, key=key, note=shown.note)
    return Weighed(newer, is_new=True, words=(_witness(newer),))


def _doubted(keepsake: Keepsake, shown: CheckpointShown, doubt: Doubt) -> Weighed:
    """What was kept stays. The first doubt is the one that is kept on record."""
    if keepsake.doubt:
        return Weighed(keepsake)
    marked = replace(keepsake, doubt=doubt.value, kept=keepsake.note, shown=shown.note)
    return Weighed(marked, is_new=True, is_doubt=True, words=(_contradicted(marked),))


# --- files to be handed over ----------------------------------------------------------------------


def write(folder: Path, keepsake: Keepsake) -> None:
    """What is kept, as a file for `diemcau verify --witness`; after a doubt both notes, in one
    that is never written again. A disk that takes no writes is told elsewhere."""
    name = keepsake.session.replace(":", "-")
    with contextlib.suppress(OSError):
        _replace(folder / f"witness-{name}.json", keepsake, ("session", "key", "note"))
        proof = folder / f"contradiction-{name}.json"
        if keepsake.doubt and not proof.exists():
            _replace(proof, keepsake, ("session", "key", "doubt", "kept", "shown"))


def _replace(file: Path, keepsake: Keepsake, fields: Sequence[str]) -> None:
    new = file.with_name(f"{file.name}.new")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        said = asdict(keepsake)
        json.dump({field: said[field] for field in fields}, out, ensure_ascii=False, indent=1)
    new.replace(file)
