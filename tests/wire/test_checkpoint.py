"""Checkpoints as signed notes: what is opened, and that no other text is."""

from __future__ import annotations

import base64

import pytest

from wire.checkpoint import (
    NOTE_BYTES_MAX,
    Checkpoint,
    Signer,
    Verifier,
    from_base64,
    opened,
    read,
    short_root,
    to_base64,
    unopened,
)

SIGNER = Signer("diemcau/0a1b2c3d4e", bytes(range(32)))
OTHER = Signer("diemcau/0a1b2c3d4e", bytes(32))
SAID = Checkpoint("diemcau/0a1b2c3d4e/2023-09-08-tthc", 1_000, bytes(range(32)), 1_694_140_000_000)
NOTE = SIGNER.note(SAID)


def test_a_note_is_opened_by_the_key_that_signed_it() -> None:
    assert opened(NOTE, SIGNER.verifier) == SAID == unopened(NOTE)
    assert NOTE.startswith(
        "diemcau/0a1b2c3d4e/2023-09-08-tthc\n1000\n"
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\nat 1694140000000\n\n"
        "\u2014 diemcau/0a1b2c3d4e "
    )


def test_any_other_key_does_not_open_it() -> None:
    for verifier in (OTHER.verifier, Verifier("diemcau/other", SIGNER.verifier.key)):
        with pytest.raises(ValueError, match="no signature"):
            opened(NOTE, verifier)


def test_signatures_of_others_are_passed_over() -> None:
    theirs = OTHER.note(SAID).splitlines()[-1]
    assert opened(f"{NOTE}{theirs}\n", SIGNER.verifier) == SAID
    assert opened(f"{NOTE}{theirs}\n", OTHER.verifier) == SAID


def test_a_key_speaks_for_its_own_sessions_only() -> None:
    note = SIGNER.note(Checkpoint("elsewhere/2023", 1, bytes(32), 1))
    with pytest.raises(ValueError, match="origin"):
        opened(note, SIGNER.verifier)


@pytest.mark.slow
def test_no_character_of_a_note_can_be_another() -> None:
    """Least of all the last of a base64 text, whose spare bits many readers pass over."""
    for at, was in enumerate(NOTE):
        for char in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= \n-":
            if char == was:
                continue
            with pytest.raises(ValueError, match=r".") as told:
                opened(f"{NOTE[:at]}{char}{NOTE[at + 1 :]}", SIGNER.verifier)
            assert type(told.value) is ValueError
    for at in range(len(NOTE)):
        with pytest.raises(ValueError, match=r"."):
            opened(NOTE[:at], SIGNER.verifier)


@pytest.mark.parametrize(
    "text",
    [
        "o\n1\n" + to_base64(bytes(32)) + "\nat 1",
        "\n1\n" + to_base64(bytes(32)) + "\nat 1\n",
        "o\n01\n" + to_base64(bytes(32)) + "\nat 1\n",
        "o\n-1\n" + to_base64(bytes(32)) + "\nat 1\n",
        "o\n1\n" + to_base64(bytes(32)) + "\nat 01\n",
        "o\n1\n" + to_base64(bytes(32)) + "\n1\n",
        "o\n1\n" + to_base64(bytes(31)) + "\nat 1\n",
        "o\n1\n" + to_base64(bytes(32)) + "\nat 1\nmore\n",
        "o\n1\nnot base64!\nat 1\n",
        "o\n" + "9" * 17 + "\n" + to_base64(bytes(32)) + "\nat 1\n",
    ],
)
def test_a_body_has_one_form(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read(text)


def test_an_empty_record_has_a_checkpoint_too() -> None:
    assert read(f"o\n0\n{to_base64(bytes(32))}\nat 0\n") == Checkpoint("o", 0, bytes(32), 0)


@pytest.mark.parametrize(
    "note",
    [
        "x" * (NOTE_BYTES_MAX + 1),
        "no gap\n",
        "text\n\n\u2014 name sig",
        "text\n\nno dash\n",
        "\ud800\n\n\u2014 diemcau/0a1b2c3d4e x\n",
    ],
)
def test_a_note_has_a_text_and_signatures(note: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        opened(note, SIGNER.verifier)


def test_a_signature_with_another_id_is_not_ours() -> None:
    text, signature = NOTE.rsplit(" ", 1)
    raw = base64.b64decode(signature)
    with pytest.raises(ValueError, match="no signature"):
        opened(f"{text} {to_base64(bytes(4) + raw[4:])}\n", SIGNER.verifier)
    with pytest.raises(ValueError, match="no signature"):
        opened(f"{text} {to_base64(raw[:4] + bytes(64))}\n", SIGNER.verifier)


def test_keys_are_written_and_read() -> None:
    verifier = SIGNER.verifier
    assert Verifier.read(str(verifier)) == verifier
    assert str(verifier).startswith("diemcau/0a1b2c3d4e+")
    assert verifier.origin("s1") == "diemcau/0a1b2c3d4e/s1"
    assert Signer.read(SIGNER.secret()).note(SAID) == NOTE
    assert SIGNER.secret().startswith("PRIVATE+KEY+diemcau/0a1b2c3d4e+")


@pytest.mark.parametrize("text", ["", "a+b", "n+00000000+AQ==", "n+00000000+!!"])
def test_what_is_no_key_is_refused(text: str) -> None:
    for kind in (Verifier, Signer):
        with pytest.raises(ValueError, match=r"."):
            kind.read(text)


def test_one_character_less_or_other_is_no_key() -> None:
    for text, kind in ((str(SIGNER.verifier), Verifier), (SIGNER.secret(), Signer)):
        for at in range(len(text)):
            for changed in (text[:at] + text[at + 1 :], text[:at] + "_" + text[at + 1 :]):
                with pytest.raises(ValueError, match=r".") as told:
                    kind.read(changed)
                assert to_base64(bytes(range(32)))[:20] not in str(told.value)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\nb"])
def test_a_name_has_neither_spaces_nor_plus_signs(name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        Signer(name, bytes(32))


def test_base64_has_one_form() -> None:
    assert from_base64("AAE=") == b"\x00\x01"
    for text in ("AAF=", "AAE", "AA\nE=", "\u00e9"):
        with pytest.raises(ValueError, match="base64"):
            from_base64(text)


def test_the_short_form_of_a_root_can_be_read_aloud() -> None:
    assert short_root(bytes(range(32))) == "0001 0203 0405 0607"
