"""Request bodies as the domain's wishes."""

from typing import TYPE_CHECKING, Any, cast

from schemas.http.messages import AddMessage
from schemas.http.people import CustomerFields
from schemas.http.tickets import AssignTicket, CreateTicket, PatchTicket, RequesterInput, SplitTicket
from schemas.http.tickets import NewMessage as MessageBody
from schemas.vocabulary import UNRESOLVED, Channel, MessageKind, Priority, TicketStatus
from tessera.edge.http import idempotency_key
from tessera.identity.customers import CustomerChanges
from tessera.kernel.actor import Actor
from tessera.kernel.errors import Invalid
from tessera.kernel.ids import parse_id
from tessera.kernel.person import Person, is_reachable, normalise_email
from tessera.ticketing.custom import Customs
from tessera.ticketing.drafts import Forward, NewMessage, NewTicket
from tessera.ticketing.model import Claim
from tessera.ticketing.ports import TicketQuery
from tessera.ticketing.requesting import NewRequester
from tessera.ticketing.wishes import checked, exact

if TYPE_CHECKING:
    from tessera.identity.book import CustomerBook

NEVER_EMPTY = (
    "requester",
    "subject",
    "status",
    "priority",
    "tags",
    "add_tags",
    "remove_tags",
    "fields",
    "metadata",
    "add_participants",
    "remove_participants",
)


def request_claims(app: Any, actor: Actor) -> tuple[Claim, ...]:
    """The claim that makes a repeated request find what the first one made."""
    sent = idempotency_key(app)
    if sent is None:
        return ()
    key, fingerprint = sent
    return (Claim("request", f"{actor.id}:{key}", "", fingerprint=fingerprint),)


def new_ticket(body: CreateTicket, claims: tuple[Claim, ...]) -> NewTicket:
    return NewTicket(
        id=parse_id(body.id, "id") if body.id else None,
        subject=body.subject,
        requester=_person(body.requester, "requester"),
        channel=Channel.WEB,
        status=body.status if "status" in body.model_fields_set else None,
        priority=body.priority,
        assignee_id=body.assignee_id,
        team_id=body.team_id,
        metadata=body.metadata,
        status_id=body.status_id,
        fields=body.fields,
        participants=_people(body.participants, "participants"),
        **checked({"type": body.type, "tags": body.tags, "due_at": body.due_at}),
        claims=claims,
    )


def first_message(body: MessageBody) -> NewMessage:
    return NewMessage(MessageKind.REPLY, body.text, body.html, tuple(body.attachment_ids))


def new_message(body: AddMessage, claims: tuple[Claim, ...]) -> NewMessage:
    if body.send_at and body.hold_seconds:
        raise Invalid("Give a time, or how long to hold it; not both.", "hold_seconds")
    to = None if body.to is None else _people(body.to, "to")
    return NewMessage(
        body.kind,
        body.text,
        body.html,
        tuple(body.attachment_ids),
        to,
        _people(body.cc, "cc"),
        _people(body.bcc, "bcc"),
        body.set_status,
        exact(body.send_at, "send_at") if body.send_at else None,
        body.hold_seconds,
        body.seen_version,
        body.reply_to,
        claims,
        _forward(body),
        body.set_status_id,
    )


def _forward(body: AddMessage) -> Forward | None:
    chosen = body.forward
    if chosen is None:
        return None
    files = chosen.attachment_ids
    return Forward(chosen.message_id, None if files is None else tuple(files))


def sent_fields(body: PatchTicket | AssignTicket | SplitTicket, path: str = "") -> dict[str, Any]:
    """The fields that the request names, and no others. Raises `Invalid` if it names none, or empties one that has to
    be something; `path` leads to them in the body."""
    wish = {name: getattr(body, name) for name in body.model_fields_set}
    if not wish:
        raise Invalid("Name at least one field to change.", path.rstrip("."))
    for name in NEVER_EMPTY:
        if name in wish and wish[name] is None:
            raise Invalid("This cannot be empty. Leave the field out to keep it as it is.", f"{path}{name}")
    if isinstance(body, PatchTicket) and body.requester is not None:
        wish["requester"] = NewRequester(_person(body.requester, f"{path}requester"), body.requester.keep_former)
    if isinstance(body, PatchTicket) and body.add_participants is not None:
        wish["add_participants"] = _people(body.add_participants, f"{path}add_participants")
    if isinstance(body, PatchTicket) and body.remove_participants is not None:
        places = enumerate(body.remove_participants)
        wish["remove_participants"] = {normalise_email(each, f"{path}remove_participants.{at}") for at, each in places}
    return wish


def customer_changes(body: CustomerFields) -> CustomerChanges:
    """The fields of a person that the request names."""
    return cast(CustomerChanges, {name: getattr(body, name) for name in body.model_fields_set - {"email"}})


def list_query(
    actor: Actor,
    customs: Customs,
    book: "CustomerBook",
    *,
    status: str,
    assignee: str | None,
    team: str | None,
    requester: str | None,
    company: str | None,
    priority: Priority | None,
    tag: str | None,
) -> TicketQuery:
    """A list's filters as they are sent: to look at what they find, or to work on it."""
    names = customs.tag_names(tag) if tag else ()
    stays = book.who_stays([requester] if requester else ())
    return TicketQuery(
        statuses=_statuses(status),
        assignee=actor.id if assignee == "me" else assignee,
        team=team,
        requester=requester and stays[requester],
        company=company,
        priority=priority,
        tag=names[0] if names else None,
        tag_aliases=names[1:],
        deleted=status == "deleted",
    )


def _statuses(word: str) -> tuple[TicketStatus, ...]:
    """Which statuses a list's filter means; none for all of them."""
    if word == "unresolved":
        return UNRESOLVED
    return () if word in ("all", "deleted") else (TicketStatus(word),)


def _people(many: list[RequesterInput], field: str) -> tuple[Person, ...]:
    people = tuple(_person(one, f"{field}.{place}") for place, one in enumerate(many))
    for place, person in enumerate(people):
        if not is_reachable(person.email):
            said = "No mail can be sent to this address: only letters from a to z may stand before the @."
            raise Invalid(said, f"{field}.{place}.email")
    return people


def _person(someone: RequesterInput, field: str) -> Person:
    return Person(None, " ".join(someone.name.split()), normalise_email(someone.email, f"{field}.email"))
