"""Two people made one, and taken apart again: each is what they were, and what was written since is not lost."""

from dataclasses import replace
from typing import Any

import pytest

from schemas.vocabulary import Role
from tessera.identity.customers import Customer, CustomerChanges, change_customer
from tessera.identity.merging import Pair, merged, taken_apart
from tessera.kernel.errors import Conflict
from tests.factories.identity import actor_with, make_customer
from tests.fakes.identity import START

AGENT = actor_with(Role.AGENT)
BARE: dict[str, Any] = {"name": "", "notes": "VIP", "phones": ("+49 30 1",)}
RICH: dict[str, Any] = {
    "name": "Q Two",
    "notes": "VIP",
    "phones": ("+49 30 1", "+49 30 2"),
    "metadata": {"z": "3"},
    "language": "fr",
    "time_zone": "Europe/Paris",
    "company_id": "company-x",
    "fields": {"plan": "gold"},
}


def person(email: str, **known: Any) -> Customer:
    return replace(make_customer(email=email), **known)


def as_one(kept: Customer, gone: Customer) -> Pair:
    return merged(Pair(kept, gone), AGENT, START)[0]


def apart(pair: Pair, **changes: Any) -> Pair:
    """After somebody changed the one who stayed."""
    wish: CustomerChanges = changes  # type: ignore[assignment]
    kept = change_customer(pair.kept, AGENT, START, wish)[0]
    return taken_apart(Pair(kept, pair.gone), AGENT, START)[0]


def data_of(one: Customer) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("emails", "merged_into", "merged_ids", "brought", *RICH)}


@pytest.mark.parametrize(("first", "second"), [(BARE, RICH), (RICH, BARE), (RICH, RICH), ({}, RICH)])
def test_both_are_what_they_were(first: dict[str, Any], second: dict[str, Any]) -> None:
    kept, gone = person("p@one.example", **first), person("q@two.example", **second)
    one, two = apart(as_one(kept, gone))
    assert data_of(one) == data_of(kept)
    assert data_of(two) == data_of(gone)


def test_what_was_written_since_stays() -> None:
    pair = as_one(person("p@one.example", **BARE | {"metadata": {"a": "1"}}), person("q@two.example", **RICH))
    changes = {
        "name": "Quentin",
        "phones": ["+49 30 3", "+49 30 2", "+49 30 1"],
        "metadata": {"a": "2", "z": "4", "new": "1"},
    }
    one, _ = apart(pair, **changes)
    assert (one.name, one.phones) == ("Quentin", ("+49 30 3", "+49 30 1"))
    assert (one.metadata, one.language) == ({"a": "2", "z": "4", "new": "1"}, None)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("Old customer.\n\nCounts.", "Old customer."),
        ("Old, good customer.\n\nCounts.\n\nCalls on Mondays.", "Old, good customer.\n\nCalls on Mondays."),
        ("Counts. And bills.", "Counts. And bills."),
        ("", ""),
    ],
)
def test_their_notes_go_where_they_stand_by_themselves(now: str, then: str) -> None:
    pair = as_one(person("p@one.example", notes="Old customer."), person("q@two.example", notes="Counts."))
    assert apart(pair, notes=now).kept.notes == then


def test_of_three_any_can_leave_first() -> None:
    first = as_one(person("p@one.example", notes="A"), person("q@two.example", notes="B", phones=("+49 30 2",)))
    second = as_one(first.kept, person("r@three.example", notes="C", phones=("+49 30 3",)))
    without_two = taken_apart(Pair(second.kept, first.gone), AGENT, START)[0].kept
    assert (without_two.notes, without_two.phones) == ("A\n\nC", ("+49 30 3",))
    alone = taken_apart(Pair(without_two, second.gone), AGENT, START)[0].kept
    assert (alone.notes, alone.phones, alone.emails) == ("A", (), ("p@one.example",))


def test_nobody_is_left_without_an_address() -> None:
    pair = as_one(person("p@one.example"), person("q@two.example"))
    with pytest.raises(Conflict):
        apart(pair, emails=["q@two.example"])
