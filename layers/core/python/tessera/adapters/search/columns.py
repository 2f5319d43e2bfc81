"""A ticket, or a person, as both engines hold it: analysed texts, exact values, times, and the texts as written."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from schemas.vocabulary import MessageKind
from tessera.adapters.search import analysis
from tessera.kernel.clock import to_ms
from tessera.kernel.person import comparable
from tessera.search.model import (
    NO_TAG,
    NONE,
    Document,
    Field,
    PersonDocument,
    Place,
    Request,
    Requester,
    Text,
    TicketDocument,
)

#: Raise it when an index made before cannot be searched any more; every organization's is then made anew.
FORMAT = 12

#: The texts of each place. `REQUESTER` is in `REST` too.
SUBJECT, NOTES, REST, REQUESTER = "subject", "notes", "rest", "requester"
#: What people are found by; tickets have nothing in it, and people nothing in any other.
PERSON = "person"
TEXTS = (SUBJECT, NOTES, REST, REQUESTER, PERSON)
#: The stems of each place, and of the two that are nearly always looked at together: one column is quicker than two.
STEMMED = {SUBJECT: "subject_stems", NOTES: "note_stems", REST: "rest_stems"}
STEMS = "stems"
#: What the words of subject and `REST`, and those of the notes, begin with: a letter or a few are the start of
#: thousands of words, and looking up each of them takes longer than the rest of a search.
STARTS, NOTE_STARTS = "starts", "note_starts"
LONGEST_START = 3
TIMES = ("created", "updated", "due")
#: What a document is. A query without any condition asks for tickets; any other one leaves out merged ones, unless it
#: asks by number.
KIND = "kind"
TICKET, MERGED = "ticket", "merged"
#: How much a hit in a column counts beside one in `REST` or `NOTES`.
WEIGHTS = {SUBJECT: 3.0, REQUESTER: 1.0}
STEM_WEIGHT = 0.5
NEAR_WEIGHT = 0.3
#: The ticket of the number that was typed goes before all that words can add up to.
NUMBER_WEIGHT = 1_000.0

#: Tokens of different texts are never neighbours: a phrase does not go on in the next message.
_GAP = " \u241e "


@dataclass(frozen=True)
class Columns:
    kind: str
    texts: Mapping[str, str]
    exact: Mapping[Field, list[str]]
    times: Mapping[str, int]
    content: bytes


def columns(document: Document) -> Columns:
    if isinstance(document, PersonDocument):
        return _of_person(document)
    return _of_merged(document) if document.merged else _of_ticket(document)


def _of_person(person: PersonDocument) -> Columns:
    texts = _joined([analysis.words(text) for text in (person.name, *person.emails, person.company)])
    kept = {"name": person.name, "emails": person.emails, "company": person.company}
    return Columns(kind=PERSON, texts={PERSON: texts}, exact={}, times={}, content=_compressed(kept))


def _of_merged(document: TicketDocument) -> Columns:
    """Its number, and what says who may see it: nothing that words, facets or completions are made of."""
    exact = {Field.NUMBER: [str(document.number)], **_whose(document)}
    return Columns(kind=MERGED, texts={}, exact=exact, times=_times(document), content=_packed(document))


def _of_ticket(document: TicketDocument) -> Columns:
    replies = [analysis.words(text.text) for text in document.texts if text.kind is not MessageKind.NOTE]
    notes = [analysis.words(text.text) for text in document.texts if text.kind is MessageKind.NOTE]
    subject, requester = analysis.words(document.subject), analysis.words(" ".join(document.requester))
    authors = {text.author for text in document.texts}
    merged = [analysis.words(text) for text in document.merged_subjects]
    others = [analysis.words(text) for text in (*document.people, *sorted(authors), *document.files)]
    stems = {
        SUBJECT: [analysis.stems(subject)],
        NOTES: [analysis.stems(text) for text in notes],
        REST: [analysis.stems(text) for text in (*merged, *replies)],
    }
    return Columns(
        kind=TICKET,
        texts={
            SUBJECT: _joined([subject]),
            NOTES: _joined(notes),
            REST: _joined([requester, *others, *merged, *replies]),
            REQUESTER: _joined([requester]),
            STEMS: _joined([*stems[SUBJECT], *stems[REST]]),
            STARTS: _starts([subject, requester, *others, *merged, *replies]),
            NOTE_STARTS: _starts(notes),
        }
        | {STEMMED[place]: _joined(texts) for place, texts in stems.items()},
        exact={
            Field.STATUS: [document.status, *([document.status_id] if document.status_id else [])],
            Field.PRIORITY: [document.priority],
            Field.TAG: [tag.lower() for tag in document.tags] or [NO_TAG],
            Field.CHANNEL: [document.channel],
            Field.NUMBER: [str(document.number)],
            Field.HAS: ["attachment"] if document.files else [],
            Field.TYPE: [document.type or NONE],
            Field.FOLLOWER: list(document.follower_ids) or [NONE],
            Field.COMPANY: [document.company_id or NONE],
            Field.FROM: [whole(text) for text in document.requester],
            **_whose(document),
        },
        times=_times(document),
        content=_packed(document),
    )


def _whose(document: TicketDocument) -> dict[Field, list[str]]:
    return {Field.ASSIGNEE: [document.assignee_id or NONE], Field.TEAM: [document.team_id or NONE]}


def _times(document: TicketDocument) -> dict[str, int]:
    times = {"created": to_ms(document.created_at), "updated": to_ms(document.updated_at)}
    return times | ({"due": to_ms(document.due_at)} if document.due_at else {})


def whole(text: str) -> str:
    """A name or an address in the form in which it is the same as another one, or not."""
    return comparable(text) if "@" in text else analysis.fold(" ".join(text.split()))


def names_of(requester: Requester) -> list[str]:
    return [whole(text) for text in (requester.text, *requester.also)]


def searched(request: Request) -> tuple[str, ...]:
    """The columns in which the request's words are looked for."""
    columns = {Place.SUBJECT: SUBJECT, Place.REST: REST} | ({Place.NOTES: NOTES} if request.notes else {})
    return tuple(column for place, column in columns.items() if place in request.places)


def stems_searched(request: Request) -> tuple[str, ...]:
    """The columns in which the forms of the request's words are looked for."""
    places = set(searched(request))
    together = places >= {SUBJECT, REST}
    apart = places - {SUBJECT, REST} if together else places
    return (*([STEMS] if together else []), *(STEMMED[place] for place in sorted(apart)))


def starts_searched(request: Request) -> tuple[str, ...]:
    """The columns in which a short start of a word is looked for; none if they are not those of the request."""
    places = searched(request)
    if SUBJECT not in places or REST not in places:
        return ()
    return (STARTS, NOTE_STARTS) if NOTES in places else (STARTS,)


def _starts(texts: list[list[str]]) -> str:
    known = {word for words in texts for word in words}
    return " ".join(sorted({word[:length] for word in known for length in range(1, LONGEST_START + 1)}))


def _joined(texts: list[list[str]]) -> str:
    return _GAP.join(" ".join(words) for words in texts if words)


def _packed(document: TicketDocument) -> bytes:
    content = {
        "subject": document.subject,
        "requester": f"{document.requester[0]} <{document.requester[1]}>",
        "texts": [(text.message_id, text.kind.value, text.author, text.text) for text in document.texts],
        "files": document.files,
    }
    return _compressed(content)


def _compressed(content: Mapping[str, object]) -> bytes:
    return zlib.compress(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())


@dataclass(frozen=True)
class Content:
    """The texts as they were written."""

    subject: str
    requester: str
    texts: list[Text]
    files: list[str]


@dataclass(frozen=True)
class PersonContent:
    name: str
    emails: list[str]
    company: str


def unpacked_person(content: bytes) -> PersonContent:
    return PersonContent(**json.loads(zlib.decompress(content)))


def unpacked(content: bytes) -> Content:
    kept = json.loads(zlib.decompress(content))
    texts = [Text(message_id, MessageKind(kind), author, text) for message_id, kind, author, text in kept["texts"]]
    return Content(kept["subject"], kept["requester"], texts, kept["files"])
