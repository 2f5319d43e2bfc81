"""Tags, due dates, following and metadata: what may be wished, and what comes of it."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.kernel.errors import Conflict, Invalid
from tessera.kernel.person import Person
from tessera.ticketing import changes, wishes
from tessera.ticketing.copying import MAX_PARTICIPANTS
from tessera.ticketing.model import Ticket
from tests.factories.tickets import agent, later, make_ticket


def edited(ticket: Ticket, seen: int | None = None, **wish: Any) -> Ticket:
    return changes.edit(ticket, wishes.checked(wish), agent(), later(1), seen)[0]


def test_tags_have_one_form() -> None:
    assert edited(make_ticket(), tags=["Billing ", "VIP customer", "billing", " "]).tags == ("billing", "vip-customer")


@given(st.lists(st.text(max_size=40), max_size=20))
def test_the_form_of_a_tag_is_stable(names: list[str]) -> None:
    tags = wishes.tags_of(names, "tags")

    assert wishes.tags_of(tags, "tags") == tags
    assert all(tag == tag.strip() and tag for tag in tags)


def test_what_two_people_add_and_remove_does_not_collide() -> None:
    first = edited(make_ticket(tags=("a", "b")), add_tags=["c"])
    second = edited(first, seen=1, add_tags=["d"], remove_tags=["a"])

    assert second.tags == ("b", "c", "d")


def test_replacing_all_tags_collides() -> None:
    first = edited(make_ticket(), add_tags=["c"])

    with pytest.raises(Conflict):
        edited(first, seen=1, tags=["d"])


def test_removing_a_tag_that_is_not_there_changes_nothing() -> None:
    ticket = make_ticket(tags=("a",))

    assert edited(ticket, remove_tags=["z"]) is ticket


@pytest.mark.parametrize("tags", [[f"t{n}" for n in range(21)], ["x" * 51]])
def test_too_many_or_too_long_tags_are_refused(tags: list[str]) -> None:
    with pytest.raises(Invalid, match="at most"):
        edited(make_ticket(), tags=tags)


def test_following_is_for_each_alone() -> None:
    ticket = edited(edited(make_ticket(), follow="ann"), follow="bob")
    assert ticket.follower_ids == ("ann", "bob")

    assert edited(ticket, unfollow="ann").follower_ids == ("bob",)


def test_a_due_date_needs_its_zone_and_is_kept_in_milliseconds() -> None:
    with pytest.raises(Invalid):
        edited(make_ticket(), due_at=datetime(2026, 12, 1, 10))  # noqa: DTZ001 - the point of the test

    at = datetime(2026, 12, 1, 10, 0, 0, 123_456, tzinfo=timezone(timedelta(hours=1)))
    assert edited(make_ticket(), due_at=at).due_at == datetime(2026, 12, 1, 9, 0, 0, 123_000, tzinfo=UTC)


def test_metadata_stays_small() -> None:
    with pytest.raises(Invalid, match="8 KB"):
        edited(make_ticket(), metadata={"blob": "x" * 9_000})


def test_people_join_and_leave_without_colliding() -> None:
    ada, bob, cora = (Person(None, name, f"{name.lower()}@example.com") for name in ("Ada", "Bob", "Cora"))
    ticket = make_ticket(
        requester=ada, participants=(bob,), mailbox="help@acme.test", field_versions={"participants": 9}
    )
    ours = Person(None, "", "help@acme.test")

    changed = edited(
        ticket, seen=1, add_participants=(cora, ada, ours, bob), remove_participants={"nobody@example.com"}
    )
    assert changed.participants == (bob, cora)
    assert edited(changed, remove_participants={bob.email, cora.email}).participants == ()


def test_only_so_many_are_in_copy() -> None:
    crowd = tuple(Person(None, "", f"{number}@example.com") for number in range(MAX_PARTICIPANTS + 1))
    with pytest.raises(Invalid):
        edited(make_ticket(), add_participants=crowd)
    full = make_ticket(participants=crowd)
    assert len(edited(full, remove_participants={crowd[0].email}).participants) == MAX_PARTICIPANTS
