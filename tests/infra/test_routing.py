"""What the router hears of: each change that makes room or leaves a ticket to nobody, once; and no other."""

from typing import Any

import pytest
from moto.events.models import EventPattern

from schemas.vocabulary import EventType, RoutingMode
from tessera.identity.model import change_agent, change_team
from tessera.kernel.events import Event
from tessera.ticketing import changes
from tests.factories.events import make_envelope
from tests.factories.identity import make_agent, make_team
from tests.factories.tickets import agent, later, make_ticket
from tests.infra.conftest import Synthesised

pytestmark = pytest.mark.xdist_group("infra")

ADA, BOB, TEAM = "ada", "bob", "team"
BOSS = agent()


def heard(stage: Synthesised, event: dict[str, Any]) -> int:
    """How often the router's queue gets the event."""
    queues = stage.of_type("AWS::SQS::Queue").items()
    queue = next(logical for logical, each in queues if each["Properties"]["QueueName"].endswith("-router"))
    rules = [rule["Properties"] for rule in stage.of_type("AWS::Events::Rule").values()]
    patterns = [
        rule["EventPattern"]
        for rule in rules
        if any(target["Arn"] == {"Fn::GetAtt": [queue, "Arn"]} for target in rule["Targets"])
    ]
    sent: Any = {"source": "tessera", "detail-type": event["type"], "detail": event}
    return sum(EventPattern(None, pattern).matches_event(sent) for pattern in patterns)


def edited(wish: dict[str, Any], **fields: Any) -> Event:
    _, (event,) = changes.edit(make_ticket(later(0), **fields), wish, BOSS, later(1))
    return event


def deleted(**fields: Any) -> Event:
    _, (event,) = changes.delete(make_ticket(later(0), **fields), BOSS, later(1))
    return event


def restored() -> Event:
    _, (event,) = changes.restore(make_ticket(later(0), deleted_at=later(0)), BOSS, later(1))
    return event


def served(mode: RoutingMode, before: RoutingMode) -> Event:
    _, event = change_team(make_team(routing=before), BOSS, later(1), {"routing": mode})
    assert event
    return event


def renamed() -> Event:
    _, event = change_team(make_team(routing=RoutingMode.ROUND_ROBIN), BOSS, later(1), {"name": "Other"})
    assert event
    return event


def back_at_work() -> Event:
    _, event = change_agent(make_agent(away=True), BOSS, later(1), {"away": False})
    assert event
    return event


def about(type_: EventType, data: dict[str, Any] | None = None, **told: tuple[Any, Any]) -> dict[str, Any]:
    both = {name: {"from": before, "to": after} for name, (before, after) in told.items()}
    return make_envelope(type_, changes=both, data=data or {})


HEARD = {
    "new": about(EventType.TICKET_CREATED, assignee_id=(None, None)),
    "resolved": edited({"status": "resolved"}, assignee_id=ADA).to_json(),
    "given to somebody else": edited({"assignee_id": BOB}, assignee_id=ADA).to_json(),
    "put back": edited({"assignee_id": None}, assignee_id=ADA).to_json(),
    "moved and put back": edited({"team_id": TEAM, "assignee_id": None}, assignee_id=ADA).to_json(),
    "moved and opened": edited({"team_id": TEAM, "status": "open"}, status="pending").to_json(),
    "deleted": deleted(assignee_id=ADA).to_json(),
    "restored": restored().to_json(),
    "merged": about(EventType.TICKET_MERGED, merged_into=(None, "other"), status=("open", "closed")),
    "taken out of another": about(EventType.TICKET_UNMERGED, merged_into=("other", None), status=("closed", "open")),
    "put back into another": about(EventType.TICKET_REJOINED, {"assignee_id": ADA}, deleted_at=(None, "2026")),
    "split off once more": about(EventType.TICKET_SPLIT, deleted_at=("2026", None)),
    "served by turn": served(RoutingMode.ROUND_ROBIN, RoutingMode.MANUAL).to_json(),
    "served by load": served(RoutingMode.LEAST_LOADED, RoutingMode.ROUND_ROBIN).to_json(),
    "back": back_at_work().to_json(),
    "hired": about(EventType.AGENT_CREATED, role=(None, "agent")),
}
UNHEARD = {
    "taken by hand": edited({"assignee_id": ADA}).to_json(),
    "urgent": edited({"priority": "urgent"}, assignee_id=ADA).to_json(),
    "deleted, nobody's": deleted().to_json(),
    "another merged into it": about(EventType.TICKET_MERGED, merged_ids=([], ["other"])),
    "lost some messages": about(EventType.TICKET_SPLIT, links=([], [])),
    "got them back": about(EventType.TICKET_REJOINED, links=([], [])),
    "no longer served": served(RoutingMode.MANUAL, RoutingMode.ROUND_ROBIN).to_json(),
    "another name": renamed().to_json(),
}


@pytest.mark.parametrize("name", HEARD)
def test_the_router_hears_once_of_what_makes_room_or_waits(prod: Synthesised, name: str) -> None:
    assert heard(prod, HEARD[name]) == 1


@pytest.mark.parametrize("name", UNHEARD)
def test_the_router_hears_of_nothing_else(prod: Synthesised, name: str) -> None:
    assert heard(prod, UNHEARD[name]) == 0
