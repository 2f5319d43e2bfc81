"""One item of many: what goes wrong with it is its own result and stops nothing."""

from collections.abc import Callable

from schemas.vocabulary import ItemResult
from tessera.jobs.model import Outcome
from tessera.kernel.errors import AlreadyExists, Conflict, Forbidden, Invalid, NotFound


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
