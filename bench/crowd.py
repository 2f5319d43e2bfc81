"""Organizations with many tickets, written straight into the table as the services would have left them."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from random import Random

from schemas.vocabulary import Priority, TicketStatus
from tessera.adapters.dynamodb.codec import Item
from tessera.adapters.dynamodb.ticket_items import message_item, ticket_item
from tessera.bootstrap import Services
from tessera.kernel.clock import to_ms
from tessera.kernel.ids import CustomerId, OrgId, new_id
from tessera.kernel.person import Person
from tests.factories.tickets import make_message, make_ticket
from tests.fakes.identity import START

#: Every text has the same length in every organization, so that a unit more is the size's doing and nothing else's.
TEXT = "The printer on the second floor makes a noise like a small helicopter, and then it stops. " * 7
STATUSES = (TicketStatus.OPEN, TicketStatus.PENDING, TicketStatus.ON_HOLD, TicketStatus.RESOLVED, TicketStatus.CLOSED)
CHUNK = 500


def fill(services: Services, org_id: OrgId, tickets: int, assignees: tuple[str, ...], teams: tuple[str, ...]) -> None:
    """So many tickets of one message each. A tenth has no assignee; each status is as frequent as any other."""
    items = _items(org_id, tickets, assignees, teams)
    while chunk := list(islice(items, CHUNK)):
        services.core.put_all(chunk)


def _items(org_id: OrgId, tickets: int, assignees: tuple[str, ...], teams: tuple[str, ...]) -> Iterator[Item]:
    rng = Random(f"crowd {tickets}")
    writers = [_writer(rng) for _ in range(max(20, tickets // 10))]
    for number in range(1, tickets + 1):
        at = START - timedelta(minutes=tickets - number)
        ticket = make_ticket(
            at,
            id=new_id(to_ms(at)),
            number=number,
            subject=f"The printer is on fire, case {number:07d}",
            requester=rng.choice(writers),
            status=rng.choice(STATUSES),
            priority=rng.choice(list(Priority)),
            assignee_id=None if rng.random() < 0.1 else rng.choice(assignees),
            team_id=rng.choice(teams),
            tags=("printer", "second-floor"),
            preview=TEXT[:160],
        )
        yield ticket_item(org_id, ticket)
        yield message_item(org_id, ticket.id, make_message(at, text=TEXT, html=f"<p>{TEXT}</p>"))


def _writer(rng: Random) -> Person:
    name = f"Customer {rng.randrange(10**6):06d}"
    return Person(CustomerId(new_id()), name, f"{name.replace(' ', '.').lower()}@example.com")
