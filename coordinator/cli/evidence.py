"""`diemcau verify` and `diemcau key`: hold a record to what was signed, with no server at hand."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coordinator.cli.exits import Exit, leave, out
from coordinator.evidence import key as keys
from coordinator.evidence.fault_words import words_of
from coordinator.evidence.sheet import Fault
from coordinator.evidence.verify import Kept, Printed, Verdict
from coordinator.evidence.verify import verify as check
from wire.checkpoint import Signer, Verifier, to_base64

DATA = Annotated[Path, typer.Option("--data", envvar="DIEMCAU_DATA", help="Thư mục dữ liệu.")]
JSON = Annotated[bool, typer.Option("--json", help="In JSON cho chương trình.")]
EXIT_CODES = "Mã kết thúc: 0 đúng · 1 không đọc được tệp · 2 sai cú pháp · 6 bản ghi bị sửa."


def verify(
    file: Annotated[Path, typer.Argument(help="Bản ghi chính thức (jsonl).")],
    key: Annotated[
        str | None, typer.Option("--key", help="Khóa kiểm tra đã ghi lại, hoặc tệp chứa khóa.")
    ] = None,
    witness: Annotated[
        list[Path] | None, typer.Option("--witness", help="Tệp của điểm cầu làm chứng; nhiều lần.")
    ] = None,
    paper: Annotated[
        list[str] | None,
        typer.Option(
            "--paper", help="Ba dòng của mã QR trên giấy, hoặc tệp chứa chúng; nhiều lần."
        ),
    ] = None,
    as_json: JSON = False,
) -> None:
    """Kiểm tra bản ghi có đúng như đã ký, không cần máy chủ; chỉ ra dòng sai đầu tiên.

    Ví dụ: diemcau verify ban-ghi.jsonl --key khoa.txt --witness diem-cau-64.json
    """
    verifier = _verifier(key) if key is not None else None
    kept = [_kept(path) for path in witness or ()]
    printed = [_printed(text) for text in paper or ()]
    try:
        with file.open("rb") as lines:
            found = check(lines, verifier, kept, printed)
    except OSError as error:
        leave(Exit.FAILURE, f"Không đọc được {file}: {error.strerror}")
    except Fault as fault:
        told = {"whole": False, "line": fault.line, "code": fault.code, "detail": fault.detail}
        out(told, as_json=as_json, lines=[])
        leave(Exit.FINDINGS, words_of(fault))
    known = verifier is not None or bool(kept) or bool(printed)
    out(_said(found, known=known), as_json=as_json, lines=[*_lines(found), *map(_agrees, printed)])
    if not known:
        typer.echo(
            "Chú ý: chưa so với khóa đã ghi lại, điểm cầu làm chứng hay tờ giấy (--key, --witness, "
            "--paper); khóa trong tệp chỉ nói rằng tệp khớp với chính nó. / "
            "Note: the key is the file's own.",
            err=True,
        )


def _verifier(text: str) -> Verifier:
    """A key as it is written, or from a file. A key has plus signs, a file's name hardly."""
    try:
        written = text if text.count("+") >= 2 else Path(text).read_text(encoding="ascii")
        return Verifier.read(written.strip())
    except OSError as error:
        leave(Exit.FAILURE, f"Không đọc được {text}: {error.strerror}")
    except ValueError:
        leave(Exit.USAGE, "--key không phải khóa kiểm tra (tên+số+khóa).")


def _kept(path: Path) -> Kept:
    try:
        return Kept.read(path.read_text(encoding="utf-8"))
    except OSError as error:
        leave(Exit.FAILURE, f"Không đọc được {path}: {error.strerror}")
    except ValueError:
        leave(Exit.USAGE, f"{path} không phải tệp của điểm cầu làm chứng.")


def _printed(text: str) -> Printed:
    """What was scanned or typed, or a file with it."""
    try:
        return Printed.read(text)
    except ValueError:
        pass
    try:
        return Printed.read(Path(text).read_text(encoding="ascii"))
    except OSError as error:
        leave(Exit.FAILURE, f"Không đọc được {text}: {error.strerror}")
    except ValueError:
        leave(Exit.USAGE, "--paper không phải ba dòng của mã QR (bản ghi, số sự kiện, gốc).")


def _agrees(paper: Printed) -> str:
    return f"Đúng như giấy lập từ {paper.size} sự kiện đầu / as printed of the first {paper.size}."


def _said(found: Verdict, *, known: bool) -> dict[str, object]:
    return {
        "whole": True,
        "session": found.session,
        "events": found.checkpoint.size,
        "at": found.checkpoint.at,
        "root": to_base64(found.checkpoint.root),
        "key": str(found.key),
        "texts": found.texts,
        "erased": found.erased,
        "names": found.names,
        "held_against": known,
    }


def _lines(found: Verdict) -> list[str]:
    texts = f"{found.texts} văn bản cá nhân" if found.names else "không kèm họ tên"
    return [
        f"ĐÚNG / WHOLE: {found.session}, {found.checkpoint.size} sự kiện, {texts}, "
        f"{found.erased} đã xóa.",
        f"Gốc / root: {to_base64(found.checkpoint.root)}",
        f"Khóa / key: {found.key}",
    ]


def key(data: DATA = Path("data"), as_json: JSON = False) -> None:
    """In khóa kiểm tra của kho dữ liệu, để ghi vào biên bản và phát cho các bên.

    Ví dụ: diemcau key --data data
    """
    file = data / keys.FILE_NAME
    try:
        verifier = Signer.read(file.read_text(encoding="ascii").strip()).verifier
    except OSError as error:
        leave(Exit.CONFIGURATION, f"Không đọc được {file}: {error.strerror}")
    except ValueError:
        leave(Exit.FAILURE, f"{file} bị hỏng.")
    out({"key": str(verifier)}, as_json=as_json, lines=[str(verifier)])
