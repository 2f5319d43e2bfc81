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

Author = Literal["agent", "customer", "note"]


@dataclass(frozen=True)
class Opening:
    """`html` is how it is sent, `file` what is attached (see `files.py`), `copied` somebody in copy (`Name <address>`).
    `business` is for somebody who writes from work."""

    subject: str
    text: str
    html: bool = False
    file: str | None = None
    copied: str | None = None
    business: bool = False


@dataclass(frozen=True)
class Turn:
    """`then` is the status that an agent sets with it, `file` what is attached."""

    author: Author
    texts: tuple[str, ...]
    then: str | None = None
    file: str | None = None


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
        openings=tuple(_opening(opening) for opening in table["opening"]),
        turns=tuple(_turn(turn) for turn in table.get("turn", ())),
    )


def _opening(table: dict[str, Any]) -> Opening:
    return Opening(**table | {"text": table["text"].strip()})


def _turn(table: dict[str, Any]) -> Turn:
    (author,) = [name for name in ("agent", "customer", "note") if name in table]
    texts = tuple(text.strip() for text in table[author])
    return Turn(author, texts, table.get("then"), table.get("file"))  # type: ignore[arg-type]  # one of the three
