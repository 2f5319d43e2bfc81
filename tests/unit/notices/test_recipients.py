"""Who is told of what."""

from datetime import timedelta
from typing import Any

import pytest

from schemas.vocabulary import ActorType, EventType, NoticeKind, Role, TicketScope
from tessera.identity.model import Agent
from tessera.kernel.clock import to_text
from tessera.notices.recipients import notices, of_job
from tessera.ticketing.model import Ticket
from tests.factories.events import make_envelope
from tests.factories.identity import make_agent
from tests.factories.tickets import make_ticket
from tests.fakes.identity import START

TEAMS = {"Ada": ("t1",), "Bob": ("t1", "t2"), "Cy": ()}
ADA, BOB, CY = (make_agent(name=name, id=name, team_ids=teams) for name, teams in TEAMS.items())
EVERYBODY = (ADA, BOB, CY)
LATER = to_text(START + timedelta(hours=1))


def event(type_: EventType, ticket: Ticket, by: Agent | None = ADA, **fields: Any) -> dict[str, Any]:
    actor = {"type": "customer", "id": "grace", "name": "Grace", "ip": None}
    if by is not None:
        actor = {"type": "agent", "id": by.id, "name": by.name, "ip": None}
    known: dict[str, Any] = {
        "actor": actor,
        "subject": {"type": "ticket", "id": ticket.id},
        "changes": {},
        "data": {},
        "occurred_at": LATER,
    }
    return make_envelope(type_, **known | fields)


def message(ticket: Ticket, by: Agent | None = ADA, **data: Any) -> dict[str, Any]:
    author = ActorType.CUSTOMER if by is None else ActorType.AGENT
    known = {"message_id": "m", "kind": "reply", "author_type": author.value}
    return event(EventType.MESSAGE_ADDED, ticket, by, data=known | data)


def change(ticket: Ticket, by: Agent | None = ADA, **changes: tuple[Any, Any]) -> dict[str, Any]:
    told = {name: {"from": before, "to": after} for name, (before, after) in changes.items()}
    return event(EventType.TICKET_UPDATED, ticket, by, changes=told)


def told(of: dict[str, Any], ticket: Ticket, agents: tuple[Agent, ...] = EVERYBODY) -> dict[str, NoticeKind]:
    return {notice.agent_id: notice.kind for notice in notices(of, ticket, agents)}


def test_who_is_given_a_ticket_is_told_and_who_takes_one_is_not() -> None:
    ticket = make_ticket(assignee_id="Bob")
    assert told(change(ticket, assignee_id=(None, "Bob")), ticket) == {"Bob": NoticeKind.ASSIGNED}
    assert told(change(ticket, BOB, assignee_id=(None, "Bob")), ticket) == {}


def test_what_is_not_so_any_more_is_not_told() -> None:
    moved_on = make_ticket(assignee_id="Cy")
    assert told(change(moved_on, assignee_id=(None, "Bob")), moved_on) == {}
    assert told(change(make_ticket(assignee_id=None), assignee_id=("Bob", None)), make_ticket()) == {}


def test_a_new_ticket_is_its_assignees_or_its_teams_or_everybodys() -> None:
    created = EventType.TICKET_CREATED
    mine, teams, nobodys = make_ticket(assignee_id="Bob"), make_ticket(team_id="t1"), make_ticket()
    given = {"assignee_id": {"from": None, "to": "Bob"}}
    assert told(event(created, mine, None, changes=given), mine) == {"Bob": NoticeKind.ASSIGNED}
    assert told(event(created, teams, None), teams) == dict.fromkeys(("Ada", "Bob"), NoticeKind.NEW_TICKET)
    assert told(event(created, nobodys, ADA), nobodys) == dict.fromkeys(("Bob", "Cy"), NoticeKind.NEW_TICKET)


def test_a_ticket_that_was_given_away_before_its_arrival_was_told_is_told_by_that() -> None:
    ticket = make_ticket(assignee_id="Bob")
    assert told(event(EventType.TICKET_CREATED, ticket, None), ticket) == {}


def test_a_ticket_that_moves_is_new_to_the_team_it_comes_to() -> None:
    ticket = make_ticket(team_id="t2")
    (notice,) = notices(change(ticket, team_id=("t1", "t2")), ticket, EVERYBODY)
    assert (notice.agent_id, notice.kind, notice.team_id) == ("Bob", NoticeKind.NEW_TICKET, "t2")
    taken = make_ticket(team_id="t2", assignee_id="Cy")
    assert told(change(taken, team_id=("t1", "t2")), taken) == {}


def test_an_answer_is_told_to_who_works_on_it_and_who_follows() -> None:
    ticket = make_ticket(assignee_id="Bob", follower_ids=("Cy", "Bob"))
    customer = dict.fromkeys(("Bob", "Cy"), NoticeKind.CUSTOMER_REPLIED)
    assert told(message(ticket, None), ticket) == customer
    assert told(message(ticket, BOB, kind="note"), ticket) == {"Cy": NoticeKind.COLLEAGUE_WROTE}
    (notice, _) = notices(message(ticket, ADA, kind="note"), ticket, EVERYBODY)
    assert notice.message == {"id": "m", "kind": "note"}


def test_a_tickets_own_first_message_is_not_told_beside_the_ticket() -> None:
    ticket = make_ticket(assignee_id="Bob")
    assert told(message(ticket, None) | {"occurred_at": to_text(ticket.created_at)}, ticket) == {}


def test_whoever_is_mentioned_hears_that_first_and_a_team_as_a_team() -> None:
    ticket = make_ticket(assignee_id="Bob", follower_ids=("Cy",))
    said = message(ticket, CY, mentions=[{"kind": "agent", "id": "Bob"}, {"kind": "team", "id": "t1"}])
    found = {one.agent_id: (one.kind, one.team_id) for one in notices(said, ticket, EVERYBODY)}
    assert found == {"Bob": (NoticeKind.MENTIONED, None), "Ada": (NoticeKind.MENTIONED, "t1")}


def test_a_ticket_wakes_its_people_only_by_itself() -> None:
    ticket = make_ticket(assignee_id="Bob", follower_ids=("Cy",))
    woke = change(ticket, snoozed_until=(LATER, None))
    assert told(woke, ticket) == {}
    system = woke | {"actor": {"type": "system", "id": None, "name": "Tessera", "ip": None}}
    assert told(system, ticket) == dict.fromkeys(("Bob", "Cy"), NoticeKind.WOKE)


@pytest.mark.parametrize(("to", "kinds"), [("bounced", ["reply_failed"]), ("failed", ["reply_failed"]), ("sent", [])])
def test_a_reply_that_came_back_is_its_authors(to: str, kinds: list[str]) -> None:
    ticket = make_ticket()
    changes, data = {"delivery": {"from": "sent", "to": to}}, {"message_id": "m", "author_id": "Ada"}
    system = {"type": "system", "id": None, "name": "Tessera", "ip": None}
    back = event(EventType.MESSAGE_DELIVERY_CHANGED, ticket, changes=changes, data=data, actor=system)
    assert [one.kind for one in notices(back, ticket, EVERYBODY)] == kinds
    assert notices(back | {"data": {"message_id": "m"}}, ticket, EVERYBODY) == []


@pytest.mark.parametrize("fields", [{}, {"deleted_at": START}, {"merged_into": "other"}])
def test_a_reply_that_was_not_sent_is_its_authors_also_when_the_ticket_is_gone(fields: dict[str, Any]) -> None:
    ticket = make_ticket(assignee_id="Bob", **fields)
    system = {"type": "system", "id": None, "name": "Tessera", "ip": None}
    unsent = event(EventType.MESSAGE_UNSENT, ticket, data={"message_id": "m", "author_id": "Ada"}, actor=system)
    (notice,) = notices(unsent, ticket, EVERYBODY)
    assert (notice.agent_id, notice.kind) == ("Ada", NoticeKind.REPLY_FAILED)
    assert notice.message == {"id": "m", "kind": "reply"}


def test_a_status_that_a_reply_did_not_set_is_its_authors_to_know() -> None:
    ticket = make_ticket(assignee_id="Bob")
    system = {"type": "system", "id": None, "name": "Tessera", "ip": None}
    kept = event(EventType.TICKET_STATUS_KEPT, ticket, data={"message_id": "m", "author_id": "Ada"}, actor=system)
    (notice,) = notices(kept, ticket, EVERYBODY)
    assert (notice.agent_id, notice.kind) == ("Ada", NoticeKind.STATUS_KEPT)
    assert notice.message == {"id": "m", "kind": "reply"}


def test_nobody_is_told_of_what_they_may_not_see() -> None:
    limited = make_agent(id="Di", team_ids=("t2",), ticket_scope=TicketScope.TEAMS)
    gone = make_agent(id="Ed", active=False)
    ticket = make_ticket(team_id="t1", follower_ids=("Di", "Ed", "nobody"))
    assert told(message(ticket, None), ticket, (limited, gone)) == {}
    theirs = make_ticket(team_id="t2", follower_ids=("Di", "Ed"))
    assert told(message(theirs, None), theirs, (limited, gone)) == {"Di": NoticeKind.CUSTOMER_REPLIED}


@pytest.mark.parametrize("fields", [{"deleted_at": START}, {"merged_into": "other"}])
def test_of_a_ticket_that_is_gone_nothing_is_told(fields: dict[str, Any]) -> None:
    ticket = make_ticket(assignee_id="Bob", **fields)
    assert told(message(ticket, None), ticket) == {}


def test_what_a_job_does_to_many_is_told_once_by_the_job() -> None:
    ticket = make_ticket(assignee_id="Bob")
    by_job = change(ticket, assignee_id=(None, "Bob")) | {"correlation_id": "job", "causation_id": "job"}
    assert told(by_job, ticket) == {}
    data = {"kind": "import", "created_by": "Ada", "failed": True, "background": True}
    over = make_envelope(EventType.JOB_FINISHED, subject={"type": "job", "id": "job"}, data=data)
    (notice,) = of_job(over)
    assert (notice.agent_id, notice.job) == ("Ada", {"id": "job", "kind": "import", "failed": True})
    assert of_job(over | {"data": data | {"background": False}}) == []


def test_a_viewer_is_told_like_anybody_who_follows() -> None:
    viewer = make_agent(id="Vi", role=Role.VIEWER)
    ticket = make_ticket(follower_ids=("Vi",))
    assert told(message(ticket, None), ticket, (viewer,)) == {"Vi": NoticeKind.CUSTOMER_REPLIED}
