"""`diemcau token …`: issue, list, revoke. A secret is shown once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coordinator.cli import backend
from coordinator.cli.exits import Exit, leave, out
from wire.vocabulary import Role

app = typer.Typer(no_args_is_help=True)

DATA = Annotated[Path, typer.Option("--data", envvar="DIEMCAU_DATA", help="Thư mục dữ liệu.")]
JSON = Annotated[bool, typer.Option("--json", help="In JSON cho chương trình.")]
ROLES = tuple(role.value for role in Role if role not in (Role.SYSTEM, Role.ADMIN))


@app.command()
def issue(
    session: Annotated[str, typer.Argument(help="Mã phiên họp.")],
    role: Annotated[str, typer.Argument(help=", ".join(ROLES))],
    site: Annotated[list[str] | None, typer.Option(help="Mã điểm cầu (vai trò site).")] = None,
    data: DATA = Path("data"),
    as_json: JSON = False,
) -> None:
    """Cấp một mã đăng nhập mới và in đường dẫn (mã chỉ hiện một lần).

    Ví dụ: diemcau token issue 2023-09-08-tthc site --site 64
    """
    if role not in ROLES:
        leave(Exit.USAGE, f"Vai trò là một trong: {', '.join(ROLES)}.")
    result = backend.run(data, "token_issue", session=session, role=role, sites=site or [])
    server = backend.server_of(data)
    base = server.url if server else "http://127.0.0.1:8080"
    result["url"] = f"{base}{result['path']}#t={result['token']}"
    out(result, as_json=as_json, lines=[result["url"]])


@app.command("list")
def list_tokens(
    session: Annotated[str, typer.Argument(help="Mã phiên họp.")],
    data: DATA = Path("data"),
    as_json: JSON = False,
) -> None:
    """Liệt kê các mã đã cấp (không có phần bí mật).

    Ví dụ: diemcau token list 2023-09-08-tthc
    """
    result = backend.run(data, "token_list", session=session)
    out(
        result,
        as_json=as_json,
        lines=[
            f"{item['id']}  {item['role']}  {','.join(item['sites'])}"
            + ("  đã thu hồi" if item["revoked_at"] else "")
            for item in result["tokens"]
        ],
    )


@app.command()
def revoke(
    token_id: Annotated[str, typer.Argument(help="Mã định danh, xem token list.")],
    data: DATA = Path("data"),
    as_json: JSON = False,
) -> None:
    """Thu hồi một mã đăng nhập.

    Ví dụ: diemcau token revoke host-1a2b3c4d
    """
    result = backend.run(data, "token_revoke", token_id=token_id)
    out(result, as_json=as_json, lines=[f"{token_id}: đã thu hồi"])
