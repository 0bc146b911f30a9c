"""`diemcau export`: a session in one of several formats; each is an entry of `FORMATS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from coordinator.cli import backend
from coordinator.cli.exits import Exit, leave, say

DATA = Annotated[Path, typer.Option("--data", envvar="DIEMCAU_DATA", help="Thư mục dữ liệu.")]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for. `output` None is standard output, where the format can go there."""

    session: str
    data: Path
    output: Path | None
    what: str
    names: bool

    def file(self) -> Path:
        """Where to write, as a whole path; leaves with words when it was not said."""
        if self.output is None:
            leave(Exit.USAGE, "Định dạng này cần -o TỆP.")
        return self.output.absolute()


def _csv(wanted: Wanted) -> None:
    if wanted.what not in ("attendance", "speeches"):
        leave(Exit.USAGE, "--what là attendance hoặc speeches.")
    result = backend.run(wanted.data, "export", session=wanted.session, what=wanted.what)
    text: str = result["csv"]
    if wanted.output is None:
        typer.echo(text.encode(), nl=False)
        return
    wanted.output.write_bytes(text.encode())
    say(f"Đã ghi {wanted.output}.")


def _jsonl(wanted: Wanted) -> None:
    """The official record, written by whoever holds the store."""
    target = wanted.file()
    asked = {"session": wanted.session, "target": str(target), "names": wanted.names}
    try:
        backend.run(wanted.data, "record", **asked)
    except OSError as error:
        leave(Exit.FAILURE, f"Không ghi được {target}: {error.strerror}")
    say(f"Đã ghi {target}. Kiểm tra bằng: diemcau verify {target}")


FORMATS: Mapping[str, Callable[[Wanted], None]] = {"csv": _csv, "jsonl": _jsonl}


def export(
    session: Annotated[str, typer.Argument(help="Mã phiên họp.")],
    *,
    form: Annotated[
        str, typer.Option("--format", help=f"Định dạng: {', '.join(FORMATS)}.")
    ] = "csv",
    what: Annotated[str, typer.Option(help="csv: attendance hoặc speeches.")] = "attendance",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Tệp ra.")] = None,
    names: Annotated[
        bool, typer.Option("--names/--no-names", help="jsonl: kèm họ tên, hoặc không.")
    ] = True,
    data: DATA = Path("data"),
) -> None:
    """Xuất một phiên họp: bảng CSV mở đúng trong Excel, hoặc bản ghi chính thức (jsonl).

    Ví dụ: diemcau export 2023-09-08-tthc --format jsonl -o ban-ghi.jsonl
    """
    made = FORMATS.get(form)
    if made is None:
        leave(Exit.USAGE, f"--format là một trong: {', '.join(FORMATS)}.")
    made(Wanted(session, data, output, what, names))
