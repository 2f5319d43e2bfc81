"""One item of many: what goes wrong with it is its own result and stops nothing."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from schemas.vocabulary import ItemResult
from tessera.jobs.model import Outcome
from tessera.jobs.ports import Cancelled
from tessera.kernel.errors import AlreadyExists, Conflict, Forbidden, Invalid, NotFound

Item = TypeVar("Item")
#: Items between two looks whether anybody still wants this: one read for each so many.
UNSEEN = 10


def each_in_turn(
    items: Sequence[Item], work: Callable[[Item], Outcome], leave: Callable[[Item], Outcome], cancelled: Cancelled
) -> list[Outcome]:
    """What became of every item, in their order: from the moment on at which it is cancelled, they are left."""
    outcomes: list[Outcome] = []
    for at, item in enumerate(items):
        if at and at % UNSEEN == 0 and cancelled():
            return outcomes + [leave(one) for one in items[at:]]
        outcomes.append(work(item))
    return outcomes


def attempted(item_id: str, work: Callable[[], Outcome], place: str = "") -> Outcome:
    """What the work gives, or why it could not be done. What no caller can mend (a table that does not answer) is
    raised: the page is done again."""
    try:
        return work()
    except NotFound as error:
        return Outcome(item_id, ItemResult.NOT_FOUND, place, error.message)
    except Conflict as error:
        return Outcome(item_id, ItemResult.REFUSED, place, error.message, ", ".join(error.fields))
    except (Invalid, AlreadyExists) as error:
        return Outcome(item_id, ItemResult.REFUSED, place, error.message, error.field)
    except Forbidden as error:
        return Outcome(item_id, ItemResult.REFUSED, place, error.message)
