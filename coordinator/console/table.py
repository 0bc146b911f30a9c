"""The routes of the console: path, who may come in, what is answered. Deny by default.

A route cannot be made without saying who may use it; a test compares this table with the router.
"""

from __future__ import annotations

from coordinator.console import (
    actions,
    answers,
    attendance_reads,
    bridge_files,
    checkin,
    evidence,
    exports,
    health,
    log_routes,
    openapi,
    reads,
    rosters,
    screen_words,
    screens,
    series,
    series_names,
    show,
    sign_in,
    site_door,
    site_rosters,
    standing,
    static,
    stream,
    stream_words,
    voice_checks,
)
from coordinator.console.commands import AnyCommand
from coordinator.console.route import Open, Param, Route
from coordinator.core.readings import Reading
from coordinator.views.attendance import AttendanceView, SiteDetail
from coordinator.views.directory import Directory, PersonRow
from coordinator.views.open_matters import OpenMatters
from coordinator.views.share import ShareView
from coordinator.views.speeches import SpeechRow
from wire.site_acts import SiteAct
from wire.vocabulary import Role

ACTORS = frozenset(Role) - {Role.STAGE, Role.SYSTEM}
SITE = frozenset((Role.SITE,))

V1 = "/api/v1"
ONE = f"{V1}/sessions/{{session}}"
RULES = ("conflict", "wrong_phase", "wrong_state", "bad_value", "bad_name", "busy", "storage_low")
SITE_PARAM = Param("site", "A point's code.")
PART = (
    Param("after", "Of a point's people those after the first so many.", number=True),
    Param("limit", "At most so many of them.", number=True),
)
FORMAT = Param("format", "csv for a spreadsheet.", choices=("json", "csv"))
AS = Param("as", "The role a browser acts as.", choices=tuple(Role))
CLAIM = (
    Param("screen", "Which screen of the hall asks: an id of its own."),
    Param("name", "What the screen is called."),
    Param("page", "Which page it shows.", choices=screen_words.PAGES),
    Param("looks", "The query of its address."),
)
STREAMED = (
    answers.HostFrame
    | answers.StageFrame
    | screen_words.WallFrame
    | screen_words.QueueFrame
    | screen_words.ScreenFrame
    | stream_words.PictureFrame
    | stream_words.HandsFrame
    | stream_words.ConsolesFrame
    | answers.PointsFrame
    | answers.AliveFrame
    | answers.ClockFrame
)

ROUTES: tuple[Route, ...] = (
    Route(
        "POST",
        f"{V1}/sign-in",
        sign_in.sign_in,
        Open.EVERYONE,
        "Add the grant of a secret to this browser.",
        answers.SignedIn,
        body=answers.SignIn,
        problems=("auth_failed", "slow_down"),
    ),
    Route(
        "POST",
        f"{V1}/sign-out",
        sign_in.sign_out,
        Open.EVERYONE,
        "Forget what this browser may do.",
        answers.SignedIn,
    ),
    Route(
        "GET", f"{V1}/me", sign_in.me, Open.SIGNED_IN, "What the asker may do.", answers.SignedIn
    ),
    Route(
        "GET",
        f"{V1}/sessions",
        reads.sessions,
        Open.SIGNED_IN,
        "The asker's sessions.",
        tuple[answers.SessionRow, ...],
    ),
    Route("GET", ONE, reads.session, Reading.FIGURES, "One session.", answers.SessionView),
    Route(
        "GET",
        f"{ONE}/sites",
        reads.sites,
        Reading.FIGURES,
        "Every point as it stands.",
        tuple[answers.SiteNow, ...],
        query=(
            Param("under", "Only the points right under this one."),
            Param("only", "Only these points: codes with commas between, 100 at most."),
            Param("unanswered", "Only those the last roll call waits for.", ("roll_call",)),
        ),
        problems=("unknown_site", "bad_message"),
    ),
    Route(
        "GET",
        f"{ONE}/floor",
        reads.floor,
        Reading.FLOOR,
        "Who speaks, and the list.",
        answers.FloorAnswer,
    ),
    Route(
        "GET",
        f"{ONE}/attendance",
        attendance_reads.attendance,
        Reading.OWN_NAMES,
        "The attendance log, or one point with its people.",
        AttendanceView | SiteDetail,
        query=(SITE_PARAM, FORMAT, *PART),
        problems=("unknown_site", "bad_message"),
    ),
    Route(
        "GET",
        f"{ONE}/speeches",
        reads.speech_rows,
        Reading.NAMES,
        "Who spoke, how long.",
        tuple[SpeechRow, ...],
        query=(FORMAT,),
        problems=("bad_message",),
    ),
    Route(
        "GET",
        f"{ONE}/share",
        reads.share,
        Reading.LOG,
        "The speaking time of each province and ministry; a hint.",
        ShareView,
    ),
    Route(
        "GET",
        f"{ONE}/open",
        reads.open_now,
        Reading.CONDUCT,
        "What stands open when another takes the console over.",
        OpenMatters,
    ),
    Route(
        "GET",
        f"{ONE}/timeline",
        reads.timeline,
        Reading.FIGURES,
        "The journaled events in order.",
        answers.Timeline,
        query=(
            Param("after", "Events after this revision.", number=True),
            Param("limit", "At most so many (500 if not said, 5,000 at most).", number=True),
        ),
        problems=("bad_message",),
    ),
    Route(
        "GET",
        f"{ONE}/directory",
        reads.directory_rows,
        Reading.NAMES,
        "Names and places of all points; telephones for those who conduct. Has an ETag.",
        Directory,
    ),
    Route(
        "GET",
        f"{ONE}/people",
        reads.people_rows,
        Reading.OWN_NAMES,
        "The delegates of one point.",
        tuple[PersonRow, ...],
        query=(Param("site", "The point's code.", required=True),),
        problems=("unknown_site", "bad_message"),
    ),
    Route(
        "POST",
        f"{ONE}/commands",
        actions.command,
        ACTORS,
        "Carry out a command, once.",
        answers.CommandAnswer,
        body=AnyCommand,
        problems=RULES,
    ),
    Route(
        "GET",
        f"{ONE}/commands/{{command}}",
        actions.fate,
        ACTORS,
        "What became of a command.",
        answers.CommandFate,
        problems=("unknown_command",),
    ),
    Route(
        "GET",
        f"{ONE}/stream",
        stream.stream,
        Reading.SCREEN,
        "WebSocket: the live view of the host, of the picture operator or of a screen of the hall, "
        "a sign of life each second, the clock exchange, and hands on the list.",
        STREAMED,
        query=(Param("view", "Which view.", choices=stream.VIEWS, required=True), AS, *CLAIM),
        problems=("bad_message", "busy", "too_big"),
        status=101,
    ),
    *screens.ROUTES,
    *show.ROUTES,
    *log_routes.ROUTES,
    *series.ROUTES,
    *evidence.ROUTES,
    *exports.ROUTES,
    *checkin.ROUTES,
    *voice_checks.ROUTES,
    *rosters.ROUTES,
    *bridge_files.ROUTES,
    *standing.ROUTES,
    *series_names.ROUTES,
    *sign_in.SITE_ROUTES,
    Route(
        "GET",
        "/site/stream",
        site_door.stream,
        SITE,
        "WebSocket: the whole page of one point.",
        answers.PageFrame | answers.AliveFrame | answers.ClockFrame,
        query=(*sign_in.POINT, AS),
        problems=("bad_message", "busy", "unknown_session"),
        status=101,
    ),
    *site_rosters.ROUTES,
    Route(
        "POST",
        "/site/act",
        site_door.act,
        SITE,
        "Make an entry on a point's page.",
        answers.ActAnswer,
        body=SiteAct,
        query=sign_in.POINT,
        problems=("bad_name", "busy", "slow_down", "unknown_session"),
        status=202,
    ),
    *(
        Route("GET", path, static.page(name), Open.EVERYONE, f"The page {name}.", media="text/html")
        for path, name in (
            ("/", "index"),
            ("/host/{session}", "host"),
            *((f"/{name}/{{session}}", name) for name in screen_words.PAGES),
            ("/attendance/{session}", "attendance"),
            ("/roster/{session}", "roster"),
            ("/invitations/{session}", "invitations"),
            ("/picture/{session}", "picture"),
        )
    ),
    Route("GET", "/assets/{name}", static.asset, Open.EVERYONE, "A file of a page.", media="*/*"),
    Route("GET", "/marks/{name}", static.mark, Open.EVERYONE, "A picture.", media="image/svg+xml"),
    Route("GET", "/openapi.json", openapi.serve, Open.NEAR, "This description."),
    Route("GET", "/healthz", health.healthz, Open.NEAR, "The process answers."),
    Route("GET", "/readyz", health.readyz, Open.NEAR, "It can work.", problems=("unavailable",)),
    Route("GET", "/metrics", health.metrics, Open.NEAR, "Measurements.", media="text/plain"),
)
