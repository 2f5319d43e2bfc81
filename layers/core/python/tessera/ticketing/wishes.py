"""What somebody wants a ticket's fields to be, made fit for it: checked, in one form, relative wishes resolved."""

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from schemas.vocabulary import Priority, TicketStatus, TicketType
from tessera.catalogue.naming import tag_form
from tessera.kernel.clock import to_text
from tessera.kernel.errors import Invalid
from tessera.kernel.line import filled_line
from tessera.kernel.person import Person
from tessera.ticketing.copying import refuse_crowd, strangers
from tessera.ticketing.model import Ticket

MAX_TAGS = 20
MAX_TAG_LENGTH = 50
MAX_METADATA_BYTES = 8 * 1024

#: So much may a client's clock be late.
SKEW = timedelta(minutes=1)

_CLOSED_LISTS = {"status": TicketStatus, "priority": Priority, "type": TicketType}


def checked(wish: Mapping[str, Any]) -> dict[str, Any]:
    """The wish in the form that tickets keep. Raises `Invalid` with the field at fault."""
    fit = dict(wish)
    for name, values in _CLOSED_LISTS.items():
        if fit.get(name) is not None:
            fit[name] = values(fit[name])
    if fit.get("subject") is not None:
        fit["subject"] = filled_line(fit["subject"], "subject")
    if "metadata" in fit:
        fit["metadata"] = check_metadata(fit["metadata"])
    for name in ("tags", "add_tags", "remove_tags"):
        if name in fit:
            fit[name] = tags_of(fit[name], name)
    for name in ("due_at", "snoozed_until"):
        if fit.get(name) is not None:
            fit[name] = exact(fit[name], name)
    return fit


def resolved(ticket: Ticket, wish: Mapping[str, Any]) -> dict[str, Any]:
    """The wish with what it adds and takes (tags, participants, a follower) turned into what the fields become.

    A snoozed ticket is on hold; one that gets another status is not snoozed any more. A status that is named by its
    category alone is no own status.
    """
    fields = dict(wish)
    added, removed = fields.pop("add_tags", ()), fields.pop("remove_tags", ())
    if added or removed:
        kept = set(fields.get("tags", ticket.tags)) | set(added)
        fields["tags"] = tags_of(kept - set(removed), "add_tags")
    joining, leaving = fields.pop("add_participants", ()), fields.pop("remove_participants", ())
    if joining or leaving:
        fields["participants"] = _participants(ticket, joining, leaving)
    if fields.get("snoozed_until"):
        fields.setdefault("status", TicketStatus.ON_HOLD)
    elif "snoozed_until" in fields and ticket.snoozed_until:
        fields.setdefault("status", TicketStatus.OPEN)
    elif ticket.snoozed_until and fields.get("status", ticket.status) is not ticket.status:
        fields["snoozed_until"] = None
    if "status" in fields:
        fields.setdefault("status_id", None)
    follow, unfollow = fields.pop("follow", None), fields.pop("unfollow", None)
    if follow or unfollow:
        fields["follower_ids"] = tuple(sorted((set(ticket.follower_ids) | {follow}) - {unfollow, None}))
    return fields


def put_back(ticket: Ticket, wish: Mapping[str, Any]) -> Mapping[str, Any]:
    """The wish of an undo, which means no more than it says: what ends a snooze for somebody who does that opens the
    ticket, and here the status was not touched."""
    if "snoozed_until" in wish and "status" not in wish:
        return {"status": ticket.status, "status_id": ticket.status_id, **wish}
    return wish


def refuse_odd_sleep(wish: Mapping[str, Any], now: datetime) -> None:
    """A snooze ends in time to come, and is on hold. `wish` is as `Customs.fitted` gives it. Raises `Invalid`."""
    if wish.get("snoozed_until") is None:
        return
    to_come(wish["snoozed_until"], now, "snoozed_until")
    if wish.get("status", TicketStatus.ON_HOLD) is not TicketStatus.ON_HOLD:
        raise Invalid("A snoozed ticket is on hold. Leave the status out, or the snooze.", "status")


def is_relative(name: str, wish: Mapping[str, Any]) -> bool:
    """Whether the wish adds to or takes from the field: such wishes of two people do not collide."""
    if name == "participants":
        return "requester" not in wish
    return (name == "tags" and "tags" not in wish) or name == "follower_ids"


def _participants(ticket: Ticket, joining: Iterable[Person], leaving: Collection[str]) -> tuple[Person, ...]:
    """Who asks, and the ticket's own address, are never in copy; our other addresses were left out before (see
    `TicketService.outside`). Raises `Invalid` for too many."""
    staying = [person for person in ticket.participants if person.email not in leaving]
    people = (*staying, *strangers(ticket, joining))
    refuse_crowd(staying, people, "add_participants")
    return people


def tags_of(names: Iterable[str], field: str) -> tuple[str, ...]:
    """Tags are lower case, without blanks (a hyphen instead), sorted, each once. Raises `Invalid`."""
    tags = {tag_form(name) for name in names} - {""}
    if len(tags) > MAX_TAGS:
        raise Invalid(f"A ticket has at most {MAX_TAGS} tags.", field)
    if any(len(tag) > MAX_TAG_LENGTH for tag in tags):
        raise Invalid(f"A tag has at most {MAX_TAG_LENGTH} characters.", field)
    return tuple(sorted(tags))


def one_tag(name: str, field: str) -> str:
    """One tag in the form that tickets keep. Raises `Invalid` if nothing is left of it."""
    found = tags_of([name], field)
    if not found:
        raise Invalid("Write at least one letter or digit.", field)
    return found[0]


def check_metadata(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """Raises `Invalid` if it is too large to travel with the ticket, or is no JSON (RFC 8259: no NaN, whole text)."""
    try:
        size = len(json.dumps(metadata, allow_nan=False, ensure_ascii=False).encode())
    except (ValueError, RecursionError) as error:
        raise Invalid("Send plain JSON: no NaN, no half characters, not nested too deep.", "metadata") from error
    if size > MAX_METADATA_BYTES:
        raise Invalid("Keep metadata under 8 KB.", "metadata")
    return dict(metadata)


def exact(at: datetime, field: str) -> datetime:
    """With its zone, and no finer than it is stored. Raises `Invalid` without a zone."""
    if at.tzinfo is None:
        raise Invalid("Give the time with its zone, such as 2026-10-01T12:00:00Z.", field)
    return datetime.fromisoformat(to_text(at))


def to_come(at: datetime, now: datetime, field: str) -> datetime:
    """An `exact` time that is not past. Raises `Invalid`."""
    if at < now - SKEW:
        raise Invalid("Choose a time to come.", field)
    return exact(at, field)
