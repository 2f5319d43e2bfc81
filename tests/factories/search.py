"""Tickets as an index holds them, to test with."""

from datetime import UTC, datetime
from typing import Any

from schemas.vocabulary import MessageKind
from tessera.kernel.ids import new_id
from tessera.search.model import Condition, Document, Found, Hit, Part, Request, Text, TicketDocument
from tessera.search.ports import Index

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


def fill(index: Index, *documents: Document) -> None:
    draft = index.draft()
    draft.add(documents)
    draft.publish()


def find(index: Index, *conditions: Condition, **more: object) -> Found:
    return index.search(Request(conditions, **more))  # type: ignore[arg-type]  # the fields of Request by name


def subjects(found: Found, *documents: TicketDocument) -> list[str]:
    named = {document.id: document.subject for document in documents}
    return [named[hit.ticket_id] for hit in found.hits]


#: A subject, a text, and a word by which the two are found.
WORDS_THAT_FIND = [
    ("Der Drucker brennt", "Die Häuser und das Büro sind nicht zu retten", "buro"),
    ("Der Drucker brennt", "Die Häuser und das Büro sind nicht zu retten", "haus"),
    ("Help", "The printers are not printing and we have to wait", "printer"),
    ("Help", "The cities are far and the trains are late", "city"),
    ("Hjelp", "Smørbrød på Straße 5", "smorbrod"),
    ("Hjelp", "Smørbrød på Straße 5", "strasse"),
    ("ПОМОЩЬ", "Ёлка горит", "елка"),
    ("プリンター", "日本語のテストです", "日本語"),
    ("プリンター", "日本語のテストです", "テスト"),
    ("打印机", "发票丢失了", "发票"),
    ("ปัญหา", "เครื่องพิมพ์เสีย", "พิมพ์"),
    ("मदद", "कंप्यूटर खराब है", "कंप्यूटर"),
    ("مساعدة", "السَّلَامُ عليكم", "السلام"),
    ("도움", "프린터 고장", "프린터"),
    ("Order", "Invoice INV-2026/001 is missing", "inv-2026/001"),
    ("Cafe\u0301", "", "café"),
]
