"""Who takes part in a conversation besides whoever asks: each once, never we ourselves, and not too many. Pure.

Who comes by a message for whom there is no room got that message, which names them; they take part no further.
"""

from collections.abc import Collection, Iterable

from tessera.kernel.errors import Invalid
from tessera.kernel.person import Person
from tessera.ticketing.model import Ticket

#: Of one mail, in copy or not: https://docs.aws.amazon.com/ses/latest/dg/quotas.html
MAX_RECIPIENTS = 50
#: The next answer goes to all of them, and to whoever asks.
MAX_PARTICIPANTS = MAX_RECIPIENTS - 1


def each_once(people: Iterable[Person], besides: Collection[str | None] = ()) -> tuple[Person, ...]:
    """In their order, without those at the addresses `besides`."""
    found: dict[str, Person] = {}
    for person in people:
        if person.email not in besides:
            found.setdefault(person.email, person)
    return tuple(found.values())


def strangers(ticket: Ticket, people: Iterable[Person]) -> tuple[Person, ...]:
    """Those who do not take part yet."""
    known = {ticket.requester.email, ticket.mailbox} | {person.email for person in ticket.participants}
    return each_once(people, known)


def joined(ticket: Ticket, people: Iterable[Person]) -> tuple[Person, ...]:
    """Who takes part, with as many of these people as there is room for."""
    room = max(0, MAX_PARTICIPANTS - len(ticket.participants))
    return ticket.participants + strangers(ticket, people)[:room]


def latest_asked(consulted: Iterable[Person], asked: Iterable[Person]) -> tuple[Person, ...]:
    """Who was consulted, those who are asked now last. Of too many, who was asked longest ago is forgotten."""
    newest = each_once(asked)[:MAX_PARTICIPANTS]
    before = each_once(consulted, {person.email for person in newest})
    return (*before[max(0, len(before) + len(newest) - MAX_PARTICIPANTS) :], *newest)


def refuse_crowd(before: Collection[Person], after: Collection[Person], field: str) -> None:
    """Raises `Invalid` if more take part than there is room for. As many as there are by now may stay."""
    if len(after) > max(len(before), MAX_PARTICIPANTS):
        raise Invalid(f"At most {MAX_PARTICIPANTS} people are in copy.", field)
