"""A query by which tickets are chosen for something that is done to all of them."""

from tessera.kernel.errors import Invalid
from tessera.search.understanding import Asker, Notice, Understanding, understand

FIELD = "query.search"


def understood(text: str, asker: Asker) -> Understanding:
    """What it means, all of it. Raises `Invalid` for a query with anything that was not taken as it was meant.

    Who searches sees what was made of it. Here a filter that is left out would choose everything, and one that is
    looked for as words others than were meant: whoever wants the words puts them between quotation marks.
    """
    meaning = understand(text, asker)
    if meaning.notices:
        raise Invalid(_told(meaning.notices[0]), FIELD)
    if not meaning.conditions:
        raise Invalid("This query finds every ticket. Write words or filters, such as status:open, into it.", FIELD)
    return meaning


def _told(notice: Notice) -> str:
    told = [f"Tickets are chosen only by what is clear, and {notice.text} is not.", notice.reason]
    if notice.instead:
        told.append(f"Perhaps {notice.instead} is meant.")
    if notice.as_text:
        told.append("To look for it as text, put it between quotation marks.")
    return " ".join(told)
