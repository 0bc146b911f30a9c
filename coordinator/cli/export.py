"""`diemcau export`: a session in one of several formats; each is an entry of `FORMATS`.

Whoever holds the store writes the official record; documents are made of it here.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from coordinator.cli import backend
from coordinator.cli.exits import Exit, leave, say
from coordinator.evidence.sheet import Fault
from coordinator.orders import (
    Delimiter,
    ReportChoices,
    ReportDocument,
    ReportFormat,
    ReportOrder,
    ReportTable,
    contents,
)

DATA = Annotated[Path, typer.Option("--data", envvar="DIEMCAU_DATA", help="Thư mục dữ liệu.")]
TABLES = tuple(table.value for table in ReportTable)
DELIMITERS = tuple(one.value for one in Delimiter)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for. `output` None is standard output, where the format can go there."""

    session: str
    data: Path
    output: Path | None
    what: str
    names: bool
    delimiter: str

    def file(self) -> Path:
        """Where to write, as a whole path; leaves with words when it was not said."""
        if self.output is None:
            leave(Exit.USAGE, "Định dạng này cần -o TỆP.")
        return self.output.absolute()


def _csv(wanted: Wanted) -> None:
    """`attendance` and `speeches` as the page has them; any other table as in the workbook."""
    if wanted.what in TABLES and wanted.what != "speeches":
        table, delimiter = ReportTable(wanted.what), Delimiter(wanted.delimiter)
        choices = ReportChoices(names=wanted.names, table=table, delimiter=delimiter)
        _make(wanted, ReportOrder(ReportFormat.CSV, options=choices))
        return
    if wanted.what not in ("attendance", "speeches"):
        leave(Exit.USAGE, f"--what là attendance hoặc một trong: {', '.join(TABLES)}.")
    result = backend.run(wanted.data, "export", session=wanted.session, what=wanted.what)
    text: str = result["csv"]
    if wanted.output is None:
        typer.echo(text.encode(), nl=False)
        return
    wanted.output.write_bytes(text.encode())
    say(f"Đã ghi {wanted.output}.")


def _xlsx(wanted: Wanted) -> None:
    _make(wanted, ReportOrder(ReportFormat.XLSX, options=ReportChoices(names=wanted.names)))


def _pdf(wanted: Wanted) -> None:
    documents = [document.value for document in ReportDocument]
    if wanted.what not in documents:
        leave(Exit.USAGE, f"--what là một trong: {', '.join(documents)}.")
    document, choices = ReportDocument(wanted.what), ReportChoices(names=wanted.names)
    _make(wanted, ReportOrder(ReportFormat.PDF, document, choices))


def _make(wanted: Wanted, order: ReportOrder) -> None:
    """Have the record written beside the target, read it, and make the document of it. What stood
    at the target before stays until the new one is whole."""
    from coordinator.press.make import make, read_record  # the makers are needed here only

    target = wanted.file()
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".diemcau-") as folder:
            record, made = Path(folder) / "record", Path(folder) / "made"
            _record(wanted, record, order)
            with record.open("rb") as lines:
                source = read_record(lines)
            make(source, order, made, now=time.time_ns() // 1_000_000)
            made.replace(target)
    except Fault as fault:
        leave(Exit.FINDINGS, f"Bản ghi không toàn vẹn: {fault}")
    except OSError as error:
        leave(Exit.FAILURE, f"Không ghi được {target}: {error}")
    say(f"Đã ghi {target}.")


def _record(wanted: Wanted, target: Path, order: ReportOrder | None = None) -> None:
    """The record, written where it is wanted; whoever holds the store notes what it is for."""
    made = {} if order is None else {"what": contents(order), "form": order.format.value}
    backend.run(
        wanted.data,
        "record",
        session=wanted.session,
        target=str(target),
        names=wanted.names,
        **made,
    )


def _jsonl(wanted: Wanted) -> None:
    """The official record, written by whoever holds the store."""
    target = wanted.file()
    try:
        _record(wanted, target)
    except OSError as error:
        leave(Exit.FAILURE, f"Không ghi được {target}: {error}")
    say(f"Đã ghi {target}. Kiểm tra bằng: diemcau verify {target}")


FORMATS: Mapping[str, Callable[[Wanted], None]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "pdf": _pdf,
    "jsonl": _jsonl,
}


def export(
    session: Annotated[str, typer.Argument(help="Mã phiên họp.")],
    *,
    form: Annotated[
        str, typer.Option("--format", help=f"Định dạng: {', '.join(FORMATS)}.")
    ] = "csv",
    what: Annotated[
        str,
        typer.Option(help=f"pdf: attendance, minutes; csv: attendance, {', '.join(TABLES)}."),
    ] = "attendance",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Tệp ra.")] = None,
    names: Annotated[
        bool, typer.Option("--names/--no-names", help="Kèm họ tên, hoặc không.")
    ] = True,
    delimiter: Annotated[
        str, typer.Option(help=f"Dấu ngăn cột của csv: {', '.join(DELIMITERS)}.")
    ] = "comma",
    data: DATA = Path("data"),
) -> None:
    """Xuất một phiên họp: bảng tính, bảng CSV, văn bản PDF, hoặc bản ghi chính thức (jsonl).

    Ví dụ: diemcau export 2023-09-08-tthc --format xlsx -o diem-danh.xlsx
    """
    made = FORMATS.get(form)
    if made is None:
        leave(Exit.USAGE, f"--format là một trong: {', '.join(FORMATS)}.")
    if delimiter not in DELIMITERS:
        leave(Exit.USAGE, f"--delimiter là một trong: {', '.join(DELIMITERS)}.")
    made(Wanted(session, data, output, what, names, delimiter))
