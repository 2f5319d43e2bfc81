"""What can be known of a person, and what is refused."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.vocabulary import EventType, Role
from tessera.identity.customers import (
    MAX_ADDRESSES,
    block_customer,
    change_customer,
    new_customer,
    unblock_customer,
)
from tessera.kernel.errors import Invalid
from tests.factories.identity import actor_with, make_customer
from tests.fakes.identity import START, FakeClock

AGENT = actor_with(Role.AGENT)


def test_the_first_address_is_the_one_we_write_to() -> None:
    grace = make_customer(email="grace@example.com")
    both, event = change_customer(
        grace, AGENT, START, {"emails": [" Grace@Home.test", "grace@example.com", "grace@home.test"]}
    )
    assert both.emails == ("grace@home.test", "grace@example.com")
    assert event is not None
    assert event.changes == {
        "email": ("grace@example.com", "grace@home.test"),
        "other_emails": ([], ["grace@example.com"]),
    }
    assert change_customer(both, AGENT, START, {"emails": list(both.emails)})[1] is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"emails": []}, "emails"),
        ({"emails": ["grace@example.com", "no address"]}, "emails.1"),
        ({"emails": [f"a{n}@example.com" for n in range(MAX_ADDRESSES + 1)]}, "emails"),
        ({"phones": ["call me"]}, "phones.0"),
        ({"phones": [f"+49 30 {n}00" for n in range(11)]}, "phones"),
        ({"language": "Klingon, please"}, "language"),
        ({"time_zone": "Europe/Lisbon; rm -rf"}, "time_zone"),
        ({"time_zone": "Mars/X"}, "time_zone"),
        ({"time_zone": "../UTC"}, "time_zone"),
        ({"time_zone": "Europe"}, "time_zone"),
        ({"notes": "x" * 10_001}, "notes"),
        ({"metadata": {"": "x"}}, "metadata"),
        ({"metadata": {"plan": "x" * 501}}, "metadata"),
        ({"metadata": {f"k{n}": "" for n in range(51)}}, "metadata"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_field(changes: Any, field: str) -> None:
    with pytest.raises(Invalid) as caught:
        change_customer(make_customer(), AGENT, START, changes)
    assert caught.value.field == field


def test_everything_that_is_known_of_somebody_new() -> None:
    details: Any = {
        "phones": ["+49 30 1234567"],
        "language": "pt-BR",
        "notes": "Likes tea.\r\nNo calls.",
        "name": "Grace",
    }
    grace, event = new_customer(AGENT, START, "grace@example.com", details=details)
    assert (grace.name, grace.notes, grace.phones) == ("Grace", "Likes tea.\nNo calls.", ("+49 30 1234567",))
    assert event.changes["phones"] == (None, ["+49 30 1234567"])
    cleared, _ = change_customer(grace, AGENT, START, {"language": None, "time_zone": ""})
    assert cleared.language is None


def test_a_block_has_a_reason_and_can_be_lifted() -> None:
    clock = FakeClock()
    blocked, event = block_customer(make_customer(), AGENT, clock(), "Spam\n every day")
    assert event is not None
    assert event.type is EventType.CUSTOMER_BLOCKED
    assert event.changes["blocked_reason"] == (None, "Spam every day")
    again, _ = block_customer(blocked, AGENT, clock.forward(days=1), "Threats")
    assert (again.blocked_at, again.blocked_reason) == (START, "Threats")
    assert block_customer(again, AGENT, clock(), "Threats")[1] is None
    free, lifted = unblock_customer(again, AGENT, clock())
    assert (free.blocked_at, free.blocked_reason) == (None, None)
    assert lifted is not None
    assert unblock_customer(free, AGENT, clock())[1] is None


@given(st.text(max_size=300))
def test_notes_keep_no_controls(notes: str) -> None:
    kept = change_customer(make_customer(), AGENT, START, {"notes": notes})[0].notes
    assert not set(kept) & set("\x00\x1b\x9f\r\u202e\ud800")
    kept.encode()
