"""Does the container recipe fit the program? Checks without an engine, file against file."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

VARIABLE = re.compile(r"\$\{([A-Z_]+)(?::-([^}]*))?\}")


@dataclass(frozen=True)
class Recipe:
    """A Dockerfile as instructions in order, continued lines joined."""

    steps: tuple[tuple[str, str], ...]

    def last(self, name: str) -> str:
        """The last instruction of this name, "" if there is none."""
        return next((words for step, words in reversed(self.steps) if step == name), "")

    def words(self, name: str) -> list[str]:
        """The last instruction of this name in its JSON form."""
        found: list[str] = json.loads(self.last(name) or "[]")
        return found


def recipe(text: str) -> Recipe:
    """Read a Dockerfile."""
    joined = re.sub(r"\\\n\s*", "", text)
    lines = (line for line in joined.splitlines() if line and not line.startswith("#"))
    return Recipe(tuple((line.split(None, 1)[0], line.split(None, 1)[1]) for line in lines))


def problems(root: Path, settings: Mapping[str, Any]) -> list[str]:
    """Where docker-compose.yml, Dockerfile, .env.example and the program disagree.

    `settings` are the variables that the program reads."""
    compose = yaml.safe_load((root / "docker-compose.yml").read_text(encoding="utf-8"))
    image = recipe((root / "Dockerfile").read_text(encoding="utf-8"))
    service = compose["services"]["coordinator"]
    return [
        *_image(root, image),
        *_ports(service, image),
        *_volumes(compose, service, image),
        *_health(service, image),
        *_variables(root, service, settings),
    ]


def _option(image: Recipe, name: str) -> str:
    words = image.words("CMD")
    return words[words.index(name) + 1] if name in words else ""


def _image(root: Path, image: Recipe) -> Iterator[str]:
    scripts = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    if image.words("ENTRYPOINT") != ["diemcau"] or "diemcau" not in scripts["scripts"]:
        yield "the entry point is not the program's command"
    if image.last("USER") in ("", "root", "0"):
        yield "the image runs as root"
    stages = {w.split(" AS ")[1] for step, w in image.steps if step == "FROM" and " AS " in w}
    for step, words in image.steps:
        if step != "COPY":
            continue
        *sources, _ = [word for word in words.split() if not word.startswith("--")]
        stage = re.search(r"--from=(\S+)", words)
        if stage and stage[1] not in stages:
            yield f"copies from an unknown stage {stage[1]}"
        elif not stage:
            yield from (
                f"copies {name}, which is not there"
                for name in sources
                if not (root / name).exists()
            )


def _ports(service: Mapping[str, Any], image: Recipe) -> Iterator[str]:
    inside = {str(port).rsplit(":", 1)[-1] for port in service["ports"]}
    if inside != {image.last("EXPOSE")} or _option(image, "--port") not in inside:
        yield "published, exposed and served ports differ"
    if _option(image, "--host") != "0.0.0.0":
        yield "the server cannot be reached from outside its container"


def _volumes(
    compose: Mapping[str, Any], service: Mapping[str, Any], image: Recipe
) -> Iterator[str]:
    mounts = dict(str(mount).split(":")[:2] for mount in service["volumes"])
    if list(mounts.values()) != [image.last("VOLUME")] or _option(image, "--data") != image.last(
        "VOLUME"
    ):
        yield "mounted, declared and used data folders differ"
    if not set(mounts) <= set(compose.get("volumes") or {}):
        yield "a volume is mounted that is not declared"


def _health(service: Mapping[str, Any], image: Recipe) -> Iterator[str]:
    asked = f"http://127.0.0.1:{image.last('EXPOSE')}/readyz"
    if asked not in " ".join(service["healthcheck"]["test"]):
        yield "the health check of the service asks elsewhere"
    if asked not in image.last("HEALTHCHECK"):
        yield "the health check of the image asks elsewhere"


def _variables(
    root: Path, service: Mapping[str, Any], settings: Mapping[str, Any]
) -> Iterator[str]:
    given = service.get("environment") or {}
    for name in given:
        if name not in settings:
            yield f"{name} is not a setting"
    used = {match[1] for match in VARIABLE.finditer(json.dumps([service["ports"], given]))}
    sample = (root / ".env.example").read_text(encoding="utf-8")
    offered = {line.split("=")[0] for line in sample.splitlines() if re.match(r"[A-Z]", line)}
    if used != offered:
        yield f".env.example and docker-compose.yml differ: {sorted(used ^ offered)}"
