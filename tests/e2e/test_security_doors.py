"""The doors of a running meeting: paths, headers, and what is for this machine alone.

Sources: OWASP ASVS 5.0, V3.4, V4.1, V5.4, V13.4.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from coordinator.admin.door import SERVER_FILE
from tests.support.processes import Demo
from tests.support.raw_http import ask
from tests.support.store import SESSION

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    running = Demo(tmp_path_factory.mktemp("doors") / "data", sites=8).start()
    try:
        running.joined(7)
        yield running
    finally:
        running.program.stop()


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../host.html",
        "/assets/..%2f..%2fpyproject.toml",
        "/assets/%2e%2e/%2e%2e/pyproject.toml",
        "/assets/....//host.html",
        "/assets/%00",
        "/assets/..%5c..%5cpyproject.toml",
        "/assets//etc/passwd",
        "/marks/%2fetc%2fpasswd",
        "/marks/.hidden",
        "//etc/passwd",
        f"/host/{SESSION}/../../server.json",
    ],
)
def test_no_path_leads_out_of_the_pages(demo: Demo, path: str) -> None:
    for url in (demo.url, demo.said["site_url"]):
        status, _, body = ask(url, path)
        assert status in (400, 404), (url, path)
        assert b"root:" not in body
        assert b"[project]" not in body


def test_a_file_name_is_made_of_plain_characters(demo: Demo) -> None:
    token = demo.token("organizer")
    path = f"/api/v1/sessions/{SESSION}/attendance?format=csv"
    _, answered, _ = ask(demo.url, path, Authorization=f"Bearer {token}")
    assert answered["content-disposition"] == f'attachment; filename="attendance-{SESSION}.csv"'
    bad = "/api/v1/sessions/x%0d%0aSet-Cookie:%20a=b/attendance?format=csv"
    status, answered, _ = ask(demo.url, bad, Authorization=f"Bearer {token}")
    assert (status, "set-cookie" in answered) == (404, False)


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/"), ("GET", "/nowhere"), ("GET", "/api/v1/me"), ("PUT", "/"), ("TRACE", "/"),
     ("OPTIONS", "/api/v1/sign-in"), ("POST", "/api/v1/admin/session_list")],
)  # fmt: skip
def test_every_answer_is_dressed(demo: Demo, method: str, path: str) -> None:
    _, answered, _ = ask(demo.url, path, method)
    assert "default-src 'none'" in answered["content-security-policy"]
    assert "frame-ancestors 'none'" in answered["content-security-policy"]
    assert answered["x-content-type-options"] == "nosniff"
    assert answered["referrer-policy"] == "no-referrer"
    assert answered["server"] == "diemcau"
    assert "access-control-allow-origin" not in answered
    assert answered["cache-control"] in ("no-store", "no-cache")


@pytest.mark.parametrize("header", ["Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"])
def test_what_is_for_this_machine_is_not_for_those_behind_its_proxy(
    demo: Demo, header: str
) -> None:
    secret = json.loads((demo.data / SERVER_FILE).read_text())["token"]
    admin = "/api/v1/admin/session_list"
    right = {"Authorization": f"Bearer {secret}"}
    assert ask(demo.url, admin, "POST", b"{}", **right)[0] == 200
    assert ask(demo.url, admin, "POST", b"{}", **right, **{header: "127.0.0.1"})[0] == 401
    assert ask(demo.url, admin, "POST", b"{}", Authorization="Bearer dc1_no")[0] == 401
    for path in ("/metrics", "/healthz", "/readyz", "/openapi.json"):
        assert ask(demo.url, path)[0] == 200
        assert ask(demo.url, path, **{header: "127.0.0.1"})[0] == 403


@pytest.mark.parametrize("body", [b"[" * 100_000, b"[]", b"no", b'{"session": 4}', b"\xff"])
def test_the_administrators_door_answers_nonsense_with_a_code(demo: Demo, body: bytes) -> None:
    secret = json.loads((demo.data / SERVER_FILE).read_text())["token"]
    given = {"Authorization": f"Bearer {secret}"}
    status, _, answer = ask(demo.url, "/api/v1/admin/session_show", "POST", body, **given)
    assert status in (409, 422)
    assert json.loads(answer)["code"] in ("bad_message", "unknown_session")
