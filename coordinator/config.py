"""Settings: one frozen model; every field documented, named with its unit, and set by environment.

`docs/configuration.md` is written from this model by `diemcau config --markdown`; a test compares.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "DIEMCAU_"


class Settings(BaseSettings):
    """Read from `DIEMCAU_*` variables; arguments of the command line win over them."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    host: Annotated[str, Field(description="Address to listen on.")] = "127.0.0.1"
    port: Annotated[
        int, Field(ge=0, le=65_535, description="Port to listen on; 0 takes a free one.")
    ] = 8080
    data: Annotated[Path, Field(description="Folder of the store; one process at a time.")] = Path(
        "data"
    )
    public_origins: Annotated[
        tuple[str, ...],
        Field(description="Origins (scheme://host:port) that pages may come from, beside our own."),
    ] = ()
    secure_cookies: Annotated[
        bool, Field(description="Mark cookies Secure; needs HTTPS in front.")
    ] = False
    metrics_everywhere: Annotated[
        bool,
        Field(description="Serve /metrics and API documentation beyond loopback."),
    ] = False
    ballast_mib: Annotated[
        int, Field(ge=0, le=4096, description="Space kept back for the host's commands, in MiB.")
    ] = 64
    alive_mark_s: Annotated[
        int, Field(ge=1, le=60, description="How often the liveness mark is written, in seconds.")
    ] = 10
    connections_max: Annotated[
        int,
        Field(ge=0, description="Most connections at once; 0 takes what the file limit allows."),
    ] = 0
    log_json: Annotated[
        bool | None, Field(description="Logs as JSON; unset: JSON unless on a terminal.")
    ] = None


def markdown() -> str:
    """The table of settings, for `docs/configuration.md`."""
    rows = ["| Variable | Default | Meaning |", "|---|---|---|"]
    for name, info in Settings.model_fields.items():
        default = info.default
        shown = "" if default in (None, ()) else str(default)
        rows.append(f"| `{PREFIX}{name.upper()}` | `{shown}` | {info.description} |")
    return "\n".join(rows) + "\n"
