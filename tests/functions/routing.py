"""A team that routing serves, in process."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from pynamodb.expressions.operand import Path

from functions.router.handler import handler
from schemas.vocabulary import EventType, Role, RoutingMode
from tessera.identity.model import Agent, AgentChanges, change_team
from tests.factories.identity import actor_of
from tests.fakes.alarms import FakeAlarmClock
from tests.functions.agent_api import Api
from tests.functions.mail import Context, batch, failed


class Desk:
    """A team with a mode, and its agents."""

    def __init__(self, api: Api, mode: RoutingMode) -> None:
        self.api = api
        self.team = api.found_team()
        self.serve(mode)

    def serve(self, mode: RoutingMode) -> None:
        people = self.api.services.people(self.api.org)
        team = people.team(self.team)
        assert team
        changed, event = change_team(team, actor_of(self.api.me), datetime.now(UTC), {"routing": mode})
        if event:
            people.save_team(changed, event)

    def hire(self, name: str, **fields: Any) -> Agent:
        role = fields.pop("role", Role.AGENT)
        return self.api.hire(role, name=name, team_ids=(self.team,), **fields)

    def ticket(self, **fields: Any) -> str:
        return str(self.api.open_ticket(**{"team_id": self.team} | fields)["id"])

    def happens(self, kind: str, subject: str, type_: EventType | None = None) -> None:
        """The router hears what happened to it last (of this type), and hears it twice."""
        pk = f"O#{self.api.org}#T#{subject}" if kind == "ticket" else f"O#{self.api.org}"
        events = [
            json.loads(item["event"])
            for prefix in ("M#", "X#")
            for item in self.api.services.core.query(pk, Path("sk").startswith(prefix))[0]
            if item["kind"] == "event"
        ]
        about = [each for each in events if each["subject"]["id"] == subject and type_ in (None, each["type"])]
        newest = max(about, key=lambda each: each["id"])
        heard = {"source": "tessera", "detail": newest}
        assert failed(handler(batch(heard, heard), Context("router"))) == []

    def happens_to(self, agent: Agent) -> None:
        """Something after which they may be given tickets."""
        changes: AgentChanges = {"skills": [*agent.skills, "anything"]}
        self.api.services.staff(self.api.org).change_agent(actor_of(self.api.me), agent.id, changes)
        self.happens("agent", agent.id)

    def comes(self, **fields: Any) -> str | None:
        """The assignee of a new ticket once it is routed."""
        ticket = self.ticket(**fields)
        self.happens("ticket", ticket)
        return self.assignee(ticket)

    def comes_to(self, agent: Agent) -> str:
        """A new ticket that is given to them."""
        ticket = self.ticket()
        self.happens("ticket", ticket)
        assert self.assignee(ticket) == agent.id
        return ticket

    def away(self, agent_id: str) -> bool:
        found = next(one for one in self.api.get("/agents").body["items"] if one["id"] == agent_id)
        return bool(found["away"])

    def assignee(self, ticket: str) -> str | None:
        found: str | None = self.api.get(f"/tickets/{ticket}").body["assignee_id"]
        return found

    def reason(self, ticket: str) -> dict[str, Any]:
        entries = self.api.get(f"/tickets/{ticket}").body["entries"]["items"]
        found: dict[str, Any] = next(each["routing"] for each in reversed(entries) if each.get("routing"))
        return found


@pytest.fixture(autouse=True)
def alarms(api: Api, monkeypatch: pytest.MonkeyPatch) -> FakeAlarmClock:
    made = FakeAlarmClock()
    monkeypatch.setitem(vars(api.services), "alarm_clock", made)
    return made


@pytest.fixture
def turns(api: Api) -> Desk:
    return Desk(api, RoutingMode.ROUND_ROBIN)
