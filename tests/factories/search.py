"""Tickets as an index holds them, to test with."""

from datetime import UTC, datetime
from typing import Any

from schemas.vocabulary import MessageKind
from tessera.kernel.ids import new_id
from tessera.search.model import Hit, Part, Text, TicketDocument

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def make_document(subject: str = "Hello", *replies: str, notes: tuple[str, ...] = (), **fields: Any) -> TicketDocument:
    texts = [(MessageKind.REPLY, text) for text in replies] + [(MessageKind.NOTE, text) for text in notes]
    known: dict[str, Any] = {
        "id": new_id(),
        "number": 1,
        "subject": subject,
        "status": "open",
        "priority": "normal",
        "channel": "email",
        "assignee_id": None,
        "team_id": None,
        "requester": ("Grace Hopper", "grace@example.com"),
        "people": (),
        "tags": (),
        "files": (),
        "texts": tuple(Text(new_id(), kind, "Ada Lovelace", text) for kind, text in texts),
        "created_at": NOON,
        "updated_at": NOON,
        "version": 1,
    }
    return TicketDocument(**known | fields)


def marked(parts: tuple[Part, ...]) -> str:
    """Hits between brackets."""
    return "".join(f"[{part.text}]" if part.hit else part.text for part in parts)


def shown(hit: Hit) -> list[str]:
    """The excerpts of a hit's messages."""
    return [marked(excerpt.parts) for excerpt in hit.highlights.messages]
