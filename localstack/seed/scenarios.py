"""The hand-written conversations in `scenarios/*.toml`.

A scenario is one kind of problem: several openings, each of which becomes one ticket, and the turns that follow. A turn
has several wordings. Texts may use `{first}` (the customer's first name), `{agent}`, `{machine}`, `{order}`, `{serial}`
and `{amount}`; greetings and signatures are added.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

FOLDER = Path(__file__).parent / "scenarios"

#: From this length on, the end of a line in a file is only the margin.
LONG = 95

Author = Literal["agent", "customer", "note"]


@dataclass(frozen=True)
class Opening:
    """`html` is how it is sent, `file` what is attached (see `files.py`), `copied` somebody in copy (`Name <address>`).
    `business` is for somebody who writes from work. `path` chooses the wording of all turns that follow."""

    subject: str
    text: str
    html: bool = False
    file: str | None = None
    copied: str | None = None
    business: bool = False
    path: int | None = None


@dataclass(frozen=True)
class Turn:
    """`texts` are its wordings and `files` what is attached, by path. `then` is the status an agent sets with it."""

    author: Author
    texts: tuple[str, ...]
    then: str | None = None
    files: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scenario:
    key: str
    team: str
    language: str
    priority: str
    channel: str
    type: str | None
    tags: tuple[str, ...]
    openings: tuple[Opening, ...]
    turns: tuple[Turn, ...]


def load() -> list[Scenario]:
    """All scenarios, always in the same order."""
    files = sorted(FOLDER.glob("*.toml"))
    tables = (table for file in files for table in tomllib.loads(file.read_text(encoding="utf-8"))["scenario"])
    return [_scenario(table) for table in tables]


def _scenario(table: dict[str, Any]) -> Scenario:
    return Scenario(
        key=table["key"],
        team=table.get("team", "support"),
        language=table.get("language", "en"),
        priority=table.get("priority", "normal"),
        channel=table.get("channel", "email"),
        type=table.get("type"),
        tags=tuple(sorted(table.get("tags", ()))),
        openings=_openings(table["opening"]),
        turns=tuple(_turn(turn) for turn in table.get("turn", ())),
    )


def _openings(tables: list[dict[str, Any]]) -> tuple[Opening, ...]:
    """Where one opening chooses its path, the others take the first."""
    path = 0 if any("path" in table for table in tables) else None
    return tuple(Opening(**{"path": path} | table | {"text": _unwrapped(table["text"])}) for table in tables)


def _turn(table: dict[str, Any]) -> Turn:
    (author,) = [name for name in ("agent", "customer", "note") if name in table]
    texts = tuple(_unwrapped(text) for text in table[author])
    return Turn(author, texts, table.get("then"), tuple(table.get("files", ())))


def _unwrapped(text: str) -> str:
    """A paragraph on one line, as mail programs send it: here only long lines were broken, short ones are meant."""
    lines: list[str] = []
    for line in text.strip().splitlines():
        if lines and len(lines[-1]) > LONG and line:
            lines[-1] += line if line[0] > "\u2fff" else f" {line}"
        else:
            lines.append(line)
    return "\n".join(lines)
