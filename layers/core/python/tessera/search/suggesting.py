"""How a query may go on, and what may have been meant."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tessera.search import statuses
from tessera.search.model import NONE, Field, Found, Scope, Words
from tessera.search.ports import Index
from tessera.search.tokens import Token, tokenise
from tessera.search.understanding import (
    ALIASES,
    CHANNELS,
    MAX_COMPANIES,
    PLACES,
    PRIORITIES,
    READERS,
    THINGS,
    TYPES,
    Asker,
    Understanding,
    quoted,
)

MAX_CORRECTIONS = 3
#: More than anybody uses: a tag is known by its name of today, which the index does not have, so all are looked at.
TAGS_CONSIDERED = 10_000
TIMES = (">7d", ">30d", "today", "yesterday")
DUE_TIMES = (NONE, "today", "tomorrow", "<today", "<+3d", "<+1w")
MIN_WORD = 2
MAX_PEOPLE = 8


class SuggestionKind(StrEnum):
    FIELD = "field"
    VALUE = "value"
    WORD = "word"
    CORRECTION = "correction"


@dataclass(frozen=True)
class Suggestion:
    """`query` is the whole query as it would be, `label` what is new in it."""

    kind: SuggestionKind
    label: str
    query: str


def completions(text: str, asker: Asker, index: Index, scope: Scope | None, limit: int) -> list[Suggestion]:
    """For the piece that is being typed: values of its field, or fields and words that begin so. Raises `NoIndex`."""
    tokens = tokenise(text)
    last = tokens[-1] if tokens else None
    if last is None or not last.open:
        return []
    found = _of_field(last, asker, index, scope) if last.field else _of_word(last, index, scope, limit)
    begun = text[: last.start] + ("-" if last.excluded else "")
    return [Suggestion(kind, label, begun + label) for kind, label in found][:limit]


def corrections(text: str, understanding: Understanding, found: Found, near: bool) -> tuple[Suggestion, ...]:
    """What the pieces that could not be read, and the words that were found only nearly, may have been meant to be."""
    meant = [(notice.text, notice.instead) for notice in understanding.notices if notice.instead]
    if near:
        meant += _respelled(understanding, found)
    return tuple(
        Suggestion(SuggestionKind.CORRECTION, instead, text.replace(typed, instead, 1))
        for typed, instead in meant[:MAX_CORRECTIONS]
    )


def _respelled(understanding: Understanding, found: Found) -> Iterator[tuple[str, str]]:
    """For a word that no hit has: the word that most hits have in its place."""
    counted = Counter(word for hit in found.hits for word in hit.highlights.words)
    for words in understanding.conditions:
        if not isinstance(words, Words) or words.exact or words.excluded or counted[_plain(words.text)]:
            continue
        similar = [(count, word) for word, count in counted.items() if word[:1] == _plain(words.text)[:1]]
        if similar:
            yield words.text, max(similar)[1]


def _of_word(token: Token, index: Index, scope: Scope | None, limit: int) -> Iterator[tuple[SuggestionKind, str]]:
    start = _plain(token.value)
    if token.quoted or not start:
        return
    for name in READERS:
        if name.startswith(start):
            yield SuggestionKind.FIELD, f"{name}:"
    if len(start) >= MIN_WORD and start.isalnum():
        for word in index.complete(start, scope, limit):
            yield SuggestionKind.WORD, word


def _of_field(token: Token, asker: Asker, index: Index, scope: Scope | None) -> Iterator[tuple[SuggestionKind, str]]:
    start = token.value.casefold()
    if ALIASES.get(token.field, token.field) == "requester":
        for email in _addresses(start, index):
            yield SuggestionKind.VALUE, f"{token.field}:{email}"
        return
    for value in _values(ALIASES.get(token.field, token.field), token.value, asker, index, scope):
        if any(word.startswith(start) for word in (value.casefold(), *value.casefold().split())):
            yield SuggestionKind.VALUE, f"{token.field}:{quoted(value)}"


def _addresses(start: str, index: Index) -> list[str]:
    found = index.people(start, MAX_PEOPLE)
    return ["".join(part.text for part in person.email) for person in found if person.email]


def _values(name: str, start: str, asker: Asker, index: Index, scope: Scope | None) -> list[str]:
    match name:
        case "status":
            return statuses.words(asker.definitions.read().statuses)
        case "priority":
            return list(PRIORITIES)
        case "channel":
            return list(CHANNELS)
        case "has":
            return list(THINGS)
        case "in":
            return list(PLACES)
        case "type":
            return list(TYPES)
        case "assignee":
            return ["me", NONE, *(agent.name for agent in asker.directory.agents())]
        case "follower":
            return ["me", NONE, *(agent.name for agent in asker.directory.agents())]
        case "team":
            return [NONE, *(team.name for team in asker.directory.teams())]
        case "company":
            return [NONE, *(one.name for one in asker.companies.companies(start, MAX_COMPANIES, None).items)]
        case "tag":
            named = index.values(Field.TAG, scope, TAGS_CONSIDERED)
            shown = asker.definitions.read().shown_tags
            return list(dict.fromkeys([NONE, *(tag for name in named for tag in shown((name,)))]))
        case "created" | "updated":
            return list(TIMES)
        case "due":
            return list(DUE_TIMES)
    return []


def _plain(text: str) -> str:
    """Without accents and case: as words are compared."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in bare if not unicodedata.combining(letter))
