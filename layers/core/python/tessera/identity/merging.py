"""Two records of one person become one, and can be taken apart again.

The one that goes keeps what it was and points to the one that stays, which from then on has its addresses and answers
for it: by its id one finds the one that stays.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from schemas.vocabulary import EventType
from tessera.identity.customers import MAX_ADDRESSES, MAX_METADATA, MAX_NOTES, MAX_PHONES, Customer
from tessera.identity.model import changed_record
from tessera.kernel.actor import Actor
from tessera.kernel.errors import Conflict, Invalid
from tessera.kernel.events import Event

BETWEEN_NOTES = "\n\n"
#: What goes back by itself when two are taken apart.
MOVED = frozenset({"other_emails", "merged_ids"})


class Pair(NamedTuple):
    """Who stays, and who goes into them."""

    kept: Customer
    gone: Customer


def merged(pair: Pair, actor: Actor, at: datetime) -> tuple[Pair, list[Event]]:
    """What only the one who goes has is added to the one who stays. Raises `Invalid`, `Conflict`."""
    kept, gone = pair
    if kept.id == gone.id:
        raise Invalid("Somebody cannot be merged into themselves. Choose another person.", "from")
    if gone.merged_into is not None:
        raise Conflict("This person is merged into another one already. Take that apart first.")
    if kept.blocked_at or gone.blocked_at:
        raise Conflict("One of the two is blocked. Unblock them first, so that it is clear what holds for both.")
    joined = {
        "name": kept.name or gone.name,
        "other_emails": (*kept.other_emails, *gone.emails),
        "phones": tuple(dict.fromkeys((*kept.phones, *gone.phones))),
        "language": kept.language or gone.language,
        "time_zone": kept.time_zone or gone.time_zone,
        "notes": BETWEEN_NOTES.join(dict.fromkeys(text for text in (kept.notes, gone.notes) if text)),
        "company_id": kept.company_id or gone.company_id,
        "metadata": {**gone.metadata, **kept.metadata},
        "fields": {**gone.fields, **kept.fields},
        "merged_ids": (*kept.merged_ids, gone.id),
    }
    _check_room(joined)
    people, events = _both(pair, joined, {"merged_into": kept.id}, EventType.CUSTOMER_MERGED, actor, at)
    brought = {name: both for name, both in events[0].changes.items() if name not in MOVED}
    return Pair(people.kept, replace(people.gone, brought=brought)), events


def taken_apart(pair: Pair, actor: Actor, at: datetime) -> tuple[Pair, list[Event]]:
    """The one who went is back with those addresses that the other still has; these, and what they brought, leave the
    other. What was the other's own stays, and so does what somebody wrote since. Raises `Conflict`."""
    kept, gone = pair
    if gone.merged_into != kept.id:
        raise Conflict("This person is not merged.")
    if kept.merged_into is not None:
        raise Conflict("The one who stayed was merged as well. Take that apart first.")
    back = [email for email in gone.emails if email in kept.emails]
    left = [email for email in kept.emails if email not in gone.emails]
    if not back or not left:
        raise Conflict("One of the two would have no address. Add one before you take them apart.")
    shrunk = {
        **{name: _without(name, getattr(kept, name), *both) for name, both in gone.brought.items()},
        "email": left[0],
        "other_emails": tuple(left[1:]),
        "merged_ids": tuple(one for one in kept.merged_ids if one != gone.id),
    }
    alone = {"email": back[0], "other_emails": tuple(back[1:]), "merged_into": None}
    people, events = _both(pair, shrunk, alone, EventType.CUSTOMER_UNMERGED, actor, at)
    return Pair(people.kept, replace(people.gone, brought={})), events


def _without(name: str, now: Any, before: Any, after: Any) -> Any:
    """A field as it is `now`, without what made it `after` of what it was `before`, in JSON both."""
    if name == "phones":
        return tuple(phone for phone in now if phone in before or phone not in after)
    if name in ("metadata", "fields"):
        return {key: value for key, value in now.items() if key in before or after.get(key) != value}
    if name == "notes":
        return _without_notes(now, after.removeprefix(before).strip())
    return before if now == after else now


def _without_notes(now: str, theirs: str) -> str:
    """As long as they stand there by themselves; within what somebody made of them they stay."""
    framed = f"{BETWEEN_NOTES}{now}{BETWEEN_NOTES}"
    head, found, tail = framed.rpartition(f"{BETWEEN_NOTES}{theirs}{BETWEEN_NOTES}")
    return f"{head}{BETWEEN_NOTES}{tail}".strip() if found else now


def _both(
    pair: Pair, kept_fields: dict[str, Any], gone_fields: dict[str, Any], type_: EventType, actor: Actor, at: datetime
) -> tuple[Pair, list[Event]]:
    events, people = [], []
    for one, fields, other in ((pair.kept, kept_fields, pair.gone), (pair.gone, gone_fields, pair.kept)):
        different = {name: value for name, value in fields.items() if value != getattr(one, name)}
        changed, event = changed_record(one, type_, actor, at, ("customer", one.id), different)
        people.append(changed)
        if event is not None:
            events.append(replace(event, data={"other_id": other.id}))
    return Pair(*people), events


def _check_room(joined: dict[str, Any]) -> None:
    limits = {"other_emails": MAX_ADDRESSES - 1, "phones": MAX_PHONES, "notes": MAX_NOTES, "metadata": MAX_METADATA}
    for name, most in limits.items():
        if len(joined[name]) > most:
            raise Invalid(f"Together the two have more {name.removeprefix('other_')} than one person can have.", "from")
