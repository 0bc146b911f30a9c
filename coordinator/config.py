"""Settings: one frozen model; every field documented, named with its unit, and set by environment.

`docs/configuration.md` is written from this model by `diemcau config --markdown`; a test compares.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, FilePath, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from coordinator.targets import LOOPBACK, code_index, host_port, secrets_of, web_address

PREFIX = "DIEMCAU_"


def _split(value: object) -> object:
    """Many in one variable are separated by commas."""
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value


def _checked(read: Callable[[str], object]) -> AfterValidator:
    """Refuse a text that cannot be read so; the text stays as it was written."""

    def check(value: tuple[str, ...]) -> tuple[str, ...]:
        for one in value:
            read(one)
        return value

    return AfterValidator(check)


Many = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)]
Hosts = Annotated[Many, _checked(host_port)]


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
    order_dir: Annotated[
        Path | None,
        Field(description="Folder where the order is kept to be printed, each minute; unset: not."),
    ] = None
    osc_to: Annotated[
        Hosts, Field(description="Where variables go over OSC (UDP): host:port, comma between.")
    ] = ()
    osc_listen: Annotated[
        str | None,
        Field(description="Where buttons are taken over OSC: port (this machine) or host:port."),
    ] = None
    tsl5_to: Annotated[
        Hosts, Field(description="Where names and tally go over TSL UMD 5.0 on UDP.")
    ] = ()
    tsl5_tcp_to: Annotated[Hosts, Field(description="The same on TCP.")] = ()
    tsl3_to: Annotated[Hosts, Field(description="The same over TSL UMD 3.1 on UDP.")] = ()
    tsl_index: Annotated[
        Annotated[Many, _checked(code_index)],
        Field(description="Displays by point: 64=1,04=2; unset: the directory's order from 0."),
    ] = ()
    webhooks: Annotated[
        Annotated[Many, _checked(web_address)],
        Field(description="Addresses that are told what happens; comma between."),
    ] = ()
    webhook_secrets: Annotated[
        FilePath | None,
        Field(description="File with a secret (whsec_…) on a line for each of them, or for all."),
    ] = None

    @model_validator(mode="after")
    def _show_control(self) -> Settings:
        """What can be wrong with targets is said before anything is started."""
        if self.osc_listen is not None:
            host_port(self.osc_listen, LOOPBACK)
        if self.webhooks:
            self.hook_secrets()
        return self

    def hook_secrets(self) -> list[tuple[bytes, ...]]:
        """The secrets of each webhook. Raises ValueError, never with a secret in it."""
        if self.webhook_secrets is None:
            raise ValueError("webhooks need webhook_secrets, a file with their secrets")
        text = self.webhook_secrets.read_text(encoding="utf-8")
        return secrets_of(text, len(self.webhooks))


def markdown() -> str:
    """The table of settings, for `docs/configuration.md`."""
    rows = ["| Variable | Default | Meaning |", "|---|---|---|"]
    for name, info in Settings.model_fields.items():
        default = info.default
        shown = "" if default in (None, ()) else str(default)
        rows.append(f"| `{PREFIX}{name.upper()}` | `{shown}` | {info.description} |")
    return "\n".join(rows) + "\n"
