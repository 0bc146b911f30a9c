"""The speaking log tells what the hall really did: telephone, notes, set aside, in writing."""

from __future__ import annotations

from coordinator.core.floor.events import FloorGiven, FloorRequested, RequestDeclined, SpeechEnded
from coordinator.core.floor.turns import RequestsSetAside, TelephoneTaken, WrittenReceived
from coordinator.core.minutes import SpeechNoted
from tests.coordinator.reports.test_csv import Meeting
from tests.support.small_meeting import CB, E1, E2, GL, HEAD
from wire.floor_words import NoteKind
from wire.vocabulary import HALL, Channel, SpeechKind


def test_what_was_noted_of_a_speech_and_how_it_was_heard() -> None:
    kept = Meeting()
    kept.at(
        "9:10",
        FloorRequested(E1, GL, HEAD, SpeechKind.DEBATE, 1, Channel.CHAIR),
        FloorRequested(E2, HALL, None, SpeechKind.REPLY, 1, Channel.CHAIR, answers=(E1,), mic="12"),
    )
    kept.at("9:20", TelephoneTaken(E1, True), FloorGiven(E1, 420_000, False))
    for number, kind in enumerate((NoteKind.PETITION, NoteKind.PETITION, NoteKind.TASK)):
        text = kept.text(f"n{number}", text=f"Nội dung mẫu {number}")
        kept.at("9:21", SpeechNoted(E1, kind, text.as_ref()))
    kept.at("9:22", SpeechEnded(E1))
    first, second = kept.speeches("10:00")
    assert (first["Qua điện thoại"], second["Qua điện thoại"]) == ("Có", "")
    assert first["Kiến nghị"] == "Nội dung mẫu 0\nNội dung mẫu 1"
    assert (first["Việc được giao"], first["Ghi chú"]) == ("Nội dung mẫu 2", "")
    assert (second["Trả lời kiến nghị của"], second["Micrô hội trường"]) == ("Gia Lai", "12")


def test_what_was_set_aside_and_what_came_in_writing() -> None:
    kept = Meeting()
    kept.at(
        "9:10",
        FloorRequested(E1, GL, None, SpeechKind.DEBATE, 1, Channel.CHAIR),
        FloorRequested(E2, CB, None, SpeechKind.DEBATE, 1, Channel.CHAIR),
        FloorGiven(E1, 180_000, False),
    )
    kept.at("9:11", RequestsSetAside((E1,)), RequestDeclined(E2))
    kept.at("9:40", WrittenReceived(E2))
    first, second = kept.speeches("10:00")
    assert (first["Tình trạng"], first["Giờ để lại"]) == (
        "Để lại, còn thời gian",
        "08/09/2023 09:11:00",
    )
    assert (first["Thời gian phát biểu (giây)"], first["Giờ kết thúc"]) == ("60", "")
    assert (second["Tình trạng"], second["Giờ nhận văn bản"]) == (
        "Đã gửi văn bản",
        "08/09/2023 09:40:00",
    )
