"""Who is told what of an event. Pure: the event, its ticket and the agents in, notices out."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from schemas.vocabulary import ActorType, Delivery, EventType, NoticeKind
from tessera.identity.model import Agent
from tessera.kernel.actor import Actor
from tessera.kernel.clock import from_text, to_text
from tessera.notices.model import Notice
from tessera.ticketing.model import Ticket
from tessera.ticketing.policy import may_see

Event = Mapping[str, Any]
#: Whom an event concerns, and how; the first of an agent's counts. With the team that was meant, if one was.
Concern = tuple[str, NoticeKind, str | None]
OF_THE_GONE = (EventType.MESSAGE_UNSENT,)
#: Events that say what became of a reply.
_OF_REPLIES = (EventType.MESSAGE_DELIVERY_CHANGED, EventType.MESSAGE_UNSENT, EventType.TICKET_STATUS_KEPT)


def notices(event: Event, ticket: Ticket, agents: Sequence[Agent]) -> list[Notice]:
    """Nobody is told of what they did themselves, nor of a ticket that they may not see; of one that is gone only that
    a reply was not sent for it. What a job does to many tickets is told by the job alone."""
    gone = ticket.deleted_at is not None or ticket.merged_into is not None
    if _is_of_job(event) or (gone and event["type"] not in OF_THE_GONE):
        return []
    others = [one for one in agents if one.may_sign_in and one.id != event["actor"]["id"]]
    may_hear: set[str] = {agent.id for agent in others if may_see(_as_actor(agent), ticket)}
    told: dict[str, Notice] = {}
    for agent_id, kind, team_id in _concerned(event, ticket, others):
        if agent_id in may_hear and agent_id not in told:
            about = {"ticket_id": ticket.id, "message": _message(event), "team_id": team_id}
            told[agent_id] = _notice(event, agent_id, kind, **about)
    return [*told.values()]


def of_job(event: Event) -> list[Notice]:
    """Whoever started it hears that it is over, if they did not wait for it."""
    data = event["data"]
    if not data.get("background"):
        return []
    job = {"id": event["subject"]["id"], "kind": data["kind"], "failed": data["failed"]}
    return [_notice(event, data["created_by"], NoticeKind.JOB_FINISHED, job=job)]


def _concerned(event: Event, ticket: Ticket, agents: Sequence[Agent]) -> Iterator[Concern]:
    match event["type"]:
        case EventType.TICKET_CREATED:
            yield from _arrived(event, ticket, agents)
        case EventType.MESSAGE_ADDED:
            yield from _written(event, ticket, agents)
        case EventType.MESSAGE_EDITED:
            data = event["data"]
            before = {agent_id for agent_id, _, _ in _mentioned(data.get("mentioned", ()), agents)}
            yield from (one for one in _mentioned(data.get("mentions", ()), agents) if one[0] not in before)
        case EventType.MESSAGE_DELIVERY_CHANGED:
            author = event["data"].get("author_id")
            if author and event["changes"]["delivery"]["to"] in (Delivery.FAILED, Delivery.BOUNCED):
                yield author, NoticeKind.REPLY_FAILED, None
        case EventType.MESSAGE_UNSENT:
            yield event["data"]["author_id"], NoticeKind.REPLY_FAILED, None
        case EventType.TICKET_STATUS_KEPT:
            yield event["data"]["author_id"], NoticeKind.STATUS_KEPT, None
        case _:
            yield from _changed(event, ticket, agents)


def _arrived(event: Event, ticket: Ticket, agents: Sequence[Agent]) -> Iterator[Concern]:
    if "assignee_id" in event["changes"]:
        yield from _given(event, ticket)
    elif ticket.assignee_id is None:
        for agent in agents:
            if ticket.team_id is None or ticket.team_id in agent.team_ids:
                yield agent.id, NoticeKind.NEW_TICKET, ticket.team_id


def _given(event: Event, ticket: Ticket) -> Iterator[Concern]:
    """As long as they still have it."""
    given = event["changes"]["assignee_id"]["to"]
    if given is not None and given == ticket.assignee_id:
        yield given, NoticeKind.ASSIGNED, None


def _written(event: Event, ticket: Ticket, agents: Sequence[Agent]) -> Iterator[Concern]:
    yield from _mentioned(event["data"].get("mentions", ()), agents)
    if event["occurred_at"] == to_text(ticket.created_at):
        return  # the ticket's own first message: its arrival is told
    customer = event["data"]["author_type"] == ActorType.CUSTOMER
    kind = NoticeKind.CUSTOMER_REPLIED if customer else NoticeKind.COLLEAGUE_WROTE
    yield from ((agent_id, kind, None) for agent_id in _involved(ticket))


def _mentioned(mentions: Sequence[Mapping[str, str]], agents: Sequence[Agent]) -> Iterator[Concern]:
    for mention in mentions:
        if mention["kind"] == "agent":
            yield mention["id"], NoticeKind.MENTIONED, None
        else:
            yield from (
                (agent.id, NoticeKind.MENTIONED, mention["id"]) for agent in agents if mention["id"] in agent.team_ids
            )


def _changed(event: Event, ticket: Ticket, agents: Sequence[Agent]) -> Iterator[Concern]:
    """Whom it was given to; or the team that it came to, as long as nobody there has it; or that it woke."""
    changes = event["changes"]
    if "assignee_id" in changes:
        yield from _given(event, ticket)
    if "team_id" in changes and ticket.team_id is not None and ticket.assignee_id is None:
        yield from ((a.id, NoticeKind.NEW_TICKET, ticket.team_id) for a in agents if ticket.team_id in a.team_ids)
    slept = changes.get("snoozed_until")
    if slept and slept["to"] is None and event["actor"]["type"] == ActorType.SYSTEM:
        yield from ((agent_id, NoticeKind.WOKE, None) for agent_id in _involved(ticket))


def _involved(ticket: Ticket) -> tuple[str, ...]:
    return (*([ticket.assignee_id] if ticket.assignee_id else []), *ticket.follower_ids)


def _is_of_job(event: Event) -> bool:
    """A job's changes bear its id, as what caused them, beside the id of its whole run."""
    return event["causation_id"] is not None and event["causation_id"] == event["correlation_id"]


def _message(event: Event) -> dict[str, Any] | None:
    data = event["data"]
    if event["type"] == EventType.MESSAGE_ADDED:
        return {"id": data["message_id"], "kind": data["kind"]}
    if event["type"] == EventType.MESSAGE_EDITED:
        return {"id": data["message_id"], "kind": "note"}
    return {"id": data["message_id"], "kind": "reply"} if event["type"] in _OF_REPLIES else None


def _notice(event: Event, agent_id: str, kind: NoticeKind, **about: Any) -> Notice:
    actor = {name: event["actor"][name] for name in ("type", "id", "name")}
    return Notice(event["id"], agent_id, kind, from_text(event["occurred_at"]), actor, **about)


def _as_actor(agent: Agent) -> Actor:
    return Actor(
        agent.org_id,
        ActorType.AGENT,
        agent.id,
        agent.name,
        agent.role,
        frozenset(agent.team_ids),
        agent.ticket_scope,
    )
