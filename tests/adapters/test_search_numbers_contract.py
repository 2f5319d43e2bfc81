"""What both engines of search give for a number: the ticket of that number, also one that was merged."""

from typing import Any

import pytest

from tessera.search.model import (
    Field,
    OneOf,
    Order,
    Period,
    Requester,
    Scope,
    Words,
)
from tessera.search.ports import Index
from tests.adapters.search_engines import ONE_SERVER, index, make_index
from tests.factories.search import NOON, fill, find, make_document, marked, subjects

__all__ = ["index", "make_index"]
pytestmark = ONE_SERVER


def test_a_merged_ticket_is_found_by_its_number_alone(index: Index) -> None:
    mine = Scope(frozenset({"mine"}), "me")
    known: dict[str, Any] = {"number": 637, "team_id": "mine", "assignee_id": "me", "tags": ("gone",), "due_at": NOON}
    merged = make_document("Merged lamp", status="closed", merged=True, **known)
    fill(index, merged, make_document("There"))
    for conditions in (
        (),
        (Words("lamp"),),
        (Words("hop", prefix=True),),
        (Words("zebra", excluded=True),),
        (Requester("grace"),),
        (Requester("alan", excluded=True),),
        (OneOf(Field.STATUS, ("open", "closed")),),
        (OneOf(Field.ASSIGNEE, ("me", "none")),),
        (OneOf(Field.TEAM, ("mine", "none")), Words("zebra", excluded=True)),
        (OneOf(Field.NUMBER, ("9",), excluded=True),),
        (Period("created", NOON, None),),
        (Period("due", None, None),),
    ):
        for scope in (None, mine):
            found = find(index, *conditions, scope=scope, facets=True)
            assert merged.id not in [hit.ticket_id for hit in found.hits], conditions
            assert (found.total, found.facets[Field.TAG]) == (len(found.hits), []), conditions
    assert index.values(Field.TAG, None, 5) == index.values(Field.TAG, mine, 5) == []
    assert index.complete("la", None, 5) == []

    its_number = OneOf(Field.NUMBER, ("637",))
    for order in Order:
        assert subjects(find(index, its_number, order=order), merged) == ["Merged lamp"]
    assert find(index, its_number, scope=mine).total == 1
    assert find(index, its_number, scope=Scope(frozenset(), "another")).total == 0

    index.publish(index.begin(), [make_document("Apart lamp", id=merged.id, version=2, **known)], [])
    assert find(index, Words("lamp")).total == find(index, its_number).total == 1
    assert index.values(Field.TAG, mine, 5) == ["gone"]


def test_what_merged_tickets_were_about_finds_the_ticket_that_they_are_in(index: Index) -> None:
    fill(index, make_document("Kitchen", merged_subjects=("All of the broken kettles",)), make_document("There"))
    for words in (Words("kettles"), Words("kettle"), Words("ke", prefix=True), Words("broken kettles", exact=True)):
        assert find(index, words).total == 1, words
    assert index.complete("ket", None, 5) == []


@pytest.mark.parametrize("prefix", [True, False])
def test_a_bare_number_finds_its_ticket_first_and_the_word_too(index: Index, prefix: bool) -> None:
    ticket = make_document("Its ticket", number=320, team_id="mine")
    word = make_document("320 320", "order 320", "320", number=2)
    other = make_document("Other", "order 3201 of 1320", number=3200)
    fill(index, word, ticket, other, *(make_document("Filler", "words without it", number=9) for _ in range(20)))
    bare = Words("320", prefix=prefix, number="320")
    expected = ["Its ticket", "320 320"] + (["Other"] if prefix else [])
    assert subjects(find(index, bare), ticket, word, other) == expected
    assert subjects(find(index, bare, typos=True), ticket, word, other) == expected
    assert marked(find(index, bare).hits[1].highlights.subject) == "[320] [320]"
    assert find(index, bare, scope=Scope(frozenset(), None)).total == len(expected) - 1
    assert ("mine", 1) in find(index, bare, facets=True).facets[Field.TEAM]


def test_a_bare_number_finds_a_merged_ticket_by_nothing_else(index: Index) -> None:
    merged = make_document("Order 320", number=637, status="closed", merged=True)
    fill(index, merged, make_document("Something else", number=2))
    assert subjects(find(index, Words("637", number="637")), merged) == ["Order 320"]
    assert find(index, Words("320", number="320")).total == 0
