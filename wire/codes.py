"""What can be said when it does not work: refusals, faults of the peer, reasons for closing."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Refusal(StrEnum):
    """The rules say no. Stable for programs; the pages have the sentences."""

    CONFLICT = "conflict"
    FORBIDDEN = "forbidden"
    WRONG_PHASE = "wrong_phase"
    UNKNOWN_SITE = "unknown_site"
    UNKNOWN_PERSON = "unknown_person"
    UNKNOWN_ENTRY = "unknown_entry"
    UNKNOWN_ITEM = "unknown_item"
    UNKNOWN_ROLL_CALL = "unknown_roll_call"
    UNKNOWN_NOTICE = "unknown_notice"
    UNKNOWN_REVIEW = "unknown_review"
    SECOND_PERSON = "second_person"
    UNKNOWN_INCIDENT = "unknown_incident"
    WRONG_STATE = "wrong_state"
    SOMEONE_SPEAKING = "someone_speaking"
    NOBODY_SPEAKING = "nobody_speaking"
    STANDBY_FULL = "standby_full"
    LIST_CLOSED = "list_closed"
    LIST_FULL = "list_full"
    ALREADY_REQUESTED = "already_requested"
    TWO_SPEECHES_HELD = "two_speeches_held"
    RECEIVE_ONLY = "receive_only"
    NOT_PRESENT = "not_present"
    NOT_LAST_SPEAKER = "not_last_speaker"
    NOBODY_WAITING = "nobody_waiting"
    UNKNOWN_MESSAGE = "unknown_message"
    STALE_INTENT = "stale_intent"
    NOT_CALLED = "not_called"
    UNDO_GONE = "undo_gone"
    REASON_REQUIRED = "reason_required"
    DEPUTY_REQUIRED = "deputy_required"
    APPROVER_REQUIRED = "approver_required"
    BAD_VALUE = "bad_value"
    ALREADY_EXISTS = "already_exists"
    ROLL_CALL_OPEN = "roll_call_open"
    ROLL_CALL_OVER = "roll_call_over"
    ERASED = "erased"
    SEQ_CONFLICT = "seq_conflict"
    STORAGE_LOW = "storage_low"
    SITE_FULL = "site_full"
    UNKNOWN_SESSION = "unknown_session"
    UNKNOWN_COMMAND = "unknown_command"
    GIVEN_UP = "given_up"
    BUSY = "busy"


class WireCode(StrEnum):
    """The peer speaks badly. Sent in `error` frames and as the `code` of a problem."""

    BAD_MESSAGE = "bad_message"
    TOO_BIG = "too_big"
    UNSUPPORTED = "unsupported"
    SLOW_DOWN = "slow_down"
    GAP = "gap"
    BAD_NAME = "bad_name"
    FORBIDDEN = "forbidden"
    AUTH_FAILED = "auth_failed"
    UPGRADE_REQUIRED = "upgrade_required"
    NO_HELLO = "no_hello"
    UNKNOWN_SESSION = "unknown_session"


class CloseCode(IntEnum):
    """Why the coordinator closed a link (RFC 6455 §7.4: 4000–4999 are private use)."""

    NORMAL = 1000
    GOING_AWAY = 1001
    TOO_BIG = 1009
    INTERNAL = 1011
    BAD_MESSAGES = 4400
    AUTH_FAILED = 4401
    FORBIDDEN = 4403
    TIMEOUT = 4408
    SLOW_DOWN = 4429
    VERSION = 4426


class Feature(StrEnum):
    """Optional parts of the protocol that `hello` offers and `welcome` picks."""

    BEAT = "beat"
    HEALTH = "health"
    RECORDS = "records"
    INTENTS = "intents"
    FORGET = "forget"
    ROSTER = "roster"
    WITNESS = "witness"
