"""What `status:` may name."""

import pytest

from schemas.vocabulary import TicketStatus
from tessera.catalogue.model import Status
from tessera.search import statuses
from tests.factories.search import NOON


def own(id_: str, name: str, deleted: bool = False) -> Status:
    return Status(
        id=id_,
        name=name,
        category=TicketStatus.PENDING,
        deleted=deleted,
        created_at=NOON,
        updated_at=NOON,
        created_by=None,
    )


OWN = [
    own("p1", "Waiting for parts"),
    own("p2", "Waiting for parts", deleted=True),
    own("c", "Sent, not paid"),
    own("q", "“Asked” the vendor"),
    own("w", "انتظار القطع"),
    own("s", "🔥"),
    own("b", "Open, pending"),
    own("u", "Unresolved"),
]


@pytest.mark.parametrize(
    ("typed", "values", "label"),
    [
        ("waiting FOR parts", ("p1", "p2"), "Waiting for parts"),
        ("waiting_for-parts", ("p1", "p2"), "Waiting for parts"),
        ("Waitingforparts,closed", ("p1", "p2", "closed"), "Waiting for parts, closed"),
        ("c", ("c",), "Sent, not paid"),
        ("sent, not paid", ("c",), "Sent, not paid"),
        ("asked the vendor", ("q",), "“Asked” the vendor"),
        ("انتظار القطع", ("w",), "انتظار القطع"),
        ("🔥", ("s",), "🔥"),
        ("On Hold", ("on_hold",), "on_hold"),
        ("open, pending", ("open", "pending"), "open, pending"),
        ("unresolved", ("open", "pending", "on_hold"), "unresolved"),
    ],
)
def test_a_name_or_a_word(typed: str, values: tuple[str, ...], label: str) -> None:
    assert statuses.meant(typed, OWN) == (values, label)


@pytest.mark.parametrize("typed", ["waiting", "open,nothing", ",", "nothing,closed"])
def test_anything_else_is_none(typed: str) -> None:
    assert statuses.meant(typed, OWN) is None


def test_what_can_be_chosen_is_what_is_understood() -> None:
    words = [*statuses.CATEGORIES, "Waiting for parts", "Sent, not paid", "Asked the vendor", "انتظار القطع", "🔥"]
    assert statuses.words(OWN) == words


def test_a_misspelt_name_is_known() -> None:
    assert statuses.nearest("wating for part", OWN) == "Waiting for parts"
    assert statuses.nearest("xyz", OWN) is None
