"""What was found as the world sees it: the JSON of `schemas.http.search`."""

from collections.abc import Iterable
from typing import Any

from tessera.search.model import FACETS, Field, FoundPerson, Highlights, Hit, Part, Words
from tessera.search.service import Results
from tessera.search.suggesting import Suggestion
from tessera.search.understanding import Understanding
from tessera.ticketing import present
from tessera.ticketing.model import Ticket


def page(results: Results) -> dict[str, Any]:
    return {
        "items": [_item(ticket, hit) for ticket, hit in results.hits],
        "people": [_person(person) for person in results.people],
        "companies": [{"id": company.id, "name": company.name} for company in results.companies],
        "facets": None if results.facets is None else _facets(results.facets),
        "total": results.total,
        "next_cursor": results.next_cursor,
        "understood": _understood(results.understanding, results.near),
        "suggestions": suggestions(results.suggestions),
        "preparing": results.preparing,
    }


def suggestions(found: Iterable[Suggestion]) -> list[dict[str, Any]]:
    return [{"kind": each.kind.value, "label": each.label, "query": each.query} for each in found]


def _person(person: FoundPerson) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": _parts(person.name),
        "email": _parts(person.email),
        "company": _parts(person.company),
    }


def _item(ticket: Ticket, hit: Hit) -> dict[str, Any]:
    return {"ticket": present.summary(ticket), "highlights": _highlights(hit.highlights), "score": round(hit.score, 4)}


def _highlights(shown: Highlights) -> dict[str, Any]:
    return {
        "subject": _parts(shown.subject),
        "requester": _parts(shown.requester),
        "messages": [
            {"message_id": each.message_id, "kind": each.kind.value, "parts": _parts(each.parts)}
            for each in shown.messages
        ],
        "files": [_parts(name) for name in shown.files],
    }


def _parts(parts: tuple[Part, ...]) -> list[dict[str, Any]]:
    return [{"text": part.text, "hit": part.hit} for part in parts]


def _facets(counted: dict[Field, list[tuple[str, int]]]) -> dict[str, Any]:
    return {
        field.value: [{"value": value, "count": count} for value, count in counted.get(field, [])] for field in FACETS
    }


def _understood(understanding: Understanding, near: bool) -> dict[str, Any]:
    words = [each for each in understanding.conditions if isinstance(each, Words)]
    return {
        "words": [_spoken(each) for each in words],
        "filters": [
            {"field": said.field, "value": said.value, "excluded": said.excluded} for said in understanding.filters
        ],
        "notices": [{"text": notice.text, "reason": notice.said} for notice in understanding.notices],
        "near": near,
    }


def _spoken(words: Words) -> str:
    text = f'"{words.text}"' if words.exact else words.text
    return f"-{text}" if words.excluded else text
