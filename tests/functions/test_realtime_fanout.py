"""From the stream to the screens, in process: what a ticket's own item says is all that is needed."""

import json
from typing import Any

import pytest
from pynamodb.expressions.operand import Path

from functions.realtime_fanout.handler import handler
from schemas.realtime.messages import DefinitionsChanged, Delta, SyncPosition
from schemas.vocabulary import ActorType, Defined, Role, TicketScope
from tessera.adapters.dynamodb.codec import Item
from tessera.bootstrap import Services
from tessera.identity.model import AgentChanges
from tessera.kernel.actor import Actor
from tessera.kernel.ids import OrgId, new_id
from tessera.realtime.service import POSITION
from tests.factories.identity import actor_of
from tests.factories.streams import stream_record
from tests.factories.tickets import make_message, make_ticket
from tests.fakes.realtime import FakePush
from tests.functions.agent_api import Api, found


@pytest.fixture
def push(services: Services, monkeypatch: pytest.MonkeyPatch) -> FakePush:
    made = FakePush()
    monkeypatch.setitem(vars(services), "push", made)
    return made


def listen(api: Api, connection_id: str) -> None:
    me = api.me
    actor = Actor(
        api.org, ActorType.AGENT, me.id, me.name, me.role, frozenset(me.team_ids), me.ticket_scope, correlation_id="c"
    )
    realtime = api.services.realtime
    realtime.connect(realtime.issue_pass(actor), connection_id)


def record_of(api: Api, ticket_id: str) -> dict[str, Any]:
    """The stream's record of a ticket as it is now."""
    return stream_record(item_of(api, ticket_id))


def item_of(api: Api, ticket_id: str) -> Item:
    item = api.services.core.get(f"O#{api.org}#T#{ticket_id}", "N")
    assert item is not None
    return item


def told(push: FakePush, connection_id: str) -> list[Delta]:
    return [Delta.model_validate_json(text) for text in push.sent.get(connection_id, []) if POSITION not in text]


def test_a_new_version_of_a_ticket_is_told(api: Api, push: FakePush) -> None:
    listen(api, "c1")
    ticket = api.open_ticket()
    handler({"Records": [record_of(api, ticket["id"])]}, None)
    (delta, message) = told(push, "c1")
    assert delta.ticket is not None
    assert (delta.event, delta.seq, delta.ticket.model_dump(mode="json")) == (
        "ticket:created",
        1,
        ticket,
    )
    assert (delta.actor.id, delta.actor.name) == (api.me.id, "Ada")
    assert (message.event, message.kind) == ("message:new", "reply")
    api.post(f"/tickets/{ticket['id']}/assign", {"assignee_id": api.me.id})
    handler({"Records": [record_of(api, ticket["id"])]}, None)
    assert [(delta.event, delta.seq) for delta in told(push, "c1")[2:]] == [("ticket:assigned", 2)]


@pytest.mark.parametrize(
    ("act", "events"),
    [
        (("PATCH", "", {"priority": "urgent"}), ["ticket:updated"]),
        (("POST", "/status", {"status": "pending"}), ["ticket:status_changed"]),
        (("POST", "/messages", {"kind": "note", "text": "x"}), ["ticket:updated", "message:new"]),
        (
            ("POST", "/messages", {"kind": "reply", "text": "x", "set_status": "resolved"}),
            ["ticket:status_changed", "message:new"],
        ),
        (("DELETE", "", None), ["ticket:updated"]),
    ],
)
def test_each_act_has_its_name(api: Api, push: FakePush, act: tuple[str, str, Any], events: list[str]) -> None:
    listen(api, "c1")
    ticket = api.open_ticket()
    method, path, body = act
    api.call(method, f"/tickets/{ticket['id']}{path}", body)
    handler({"Records": [record_of(api, ticket["id"])]}, None)
    assert [delta.event for delta in told(push, "c1")] == events


def test_only_those_who_may_see_it_are_told(api: Api, neighbour: Api, push: FakePush) -> None:
    mine, other = api.found_team(), api.found_team()
    insider, outsider = api.by(api.hire(Role.AGENT, mine)), api.by(api.hire(Role.AGENT, other))
    for somebody, name in ((api, "boss"), (insider, "insider"), (outsider, "outsider"), (neighbour, "neighbour")):
        listen(somebody, name)
    ticket = api.open_ticket(team_id=mine)
    handler({"Records": [record_of(api, ticket["id"])]}, None)
    assert [name for name in push.sent if told(push, name)] == ["boss", "insider"]
    assert "neighbour" not in push.sent
    assert ticket["id"] not in json.dumps(push.sent["outsider"])


def test_who_loses_sight_of_a_ticket_is_told(api: Api, push: FakePush) -> None:
    mine, other = api.found_team(), api.found_team()
    insider = api.by(api.hire(Role.AGENT, mine))
    listen(insider, "insider")
    ticket = api.open_ticket(team_id=mine)
    before = item_of(api, ticket["id"])
    api.post(f"/tickets/{ticket['id']}/assign", {"team_id": other})
    handler({"Records": [stream_record(item_of(api, ticket["id"]), old=before)]}, None)
    (removed,) = told(push, "insider")
    assert (removed.event, removed.ticket_id, removed.version) == ("ticket:removed", ticket["id"], 2)


def test_a_screen_that_is_gone_is_forgotten(api: Api, push: FakePush, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tessera.adapters.dynamodb.connections.HANDSHAKE_SECONDS", -60)
    listen(api, "c1")
    listen(api, "c2")
    push.gone.add("c1")
    record = record_of(api, api.open_ticket()["id"])
    handler({"Records": [record]}, None)
    push.gone.clear()
    handler({"Records": [record]}, None)
    assert set(push.sent) == {"c2"}


def test_what_is_no_news_is_not_told(api: Api, push: FakePush) -> None:
    listen(api, "c1")
    other = {"pk": "p", "sk": "M#1", "kind": "message"}
    records = [stream_record(None), stream_record(other), stream_record({"pk": "p"})]
    handler({"Records": records}, None)
    assert push.sent == {}


def test_an_import_is_pointed_at(api: Api, push: FakePush) -> None:
    listen(api, "c1")
    imported = make_ticket()
    api.services.ticket_table(api.org).import_conversation(imported, [make_message()])
    handler({"Records": [record_of(api, imported.id)]}, None)
    (position,) = [SyncPosition.model_validate_json(text) for text in push.sent["c1"]]
    assert (position.after, position.seq) == (1, 1)
    (entry,) = api.services.change_log.read(api.org, 0).entries
    assert entry.change.summary["id"] == imported.id


def test_many_versions_at_once_are_told_in_order(api: Api, push: FakePush) -> None:
    listen(api, "c1")
    records = [record_of(api, api.open_ticket(subject=str(number))["id"]) for number in range(4)]
    handler({"Records": records}, None)
    tickets = [delta for delta in told(push, "c1") if delta.ticket]
    assert [(delta.seq, delta.ticket.subject) for delta in tickets if delta.ticket] == [
        (number + 1, str(number)) for number in range(4)
    ]


def test_what_was_done_is_in_the_activity_of_who_may_see_it(api: Api, push: FakePush) -> None:
    mine, other = api.found_team(), api.found_team()
    insider = api.by(api.hire(Role.AGENT, mine))
    listen(api, "c1")
    ticket = api.open_ticket(team_id=mine, subject="Paper jam")
    before = item_of(api, ticket["id"])
    handler({"Records": [stream_record(before, event_name="INSERT")]}, None)
    api.post(f"/tickets/{ticket['id']}/status", {"status": "pending"})
    handler({"Records": [stream_record(item_of(api, ticket["id"]), old=before)]}, None)
    pending, opened = api.get("/activity").body["items"]
    assert (opened["event"], opened["fields"], opened["message"]) == ("ticket.created", [], "reply")
    assert (pending["event"], pending["fields"], pending["to"]) == (
        "ticket.status_changed",
        ["status"],
        {"status": "pending"},
    )
    assert pending["ticket"] == {"id": ticket["id"], "number": ticket["number"], "subject": "Paper jam"}
    deed = told(push, "c1")[-1].deed
    assert deed is not None
    assert (deed.fields, deed.actor.name) == (["status"], "Ada")
    assert len(insider.get("/activity").body["items"]) == 2
    api.patch(f"/tickets/{ticket['id']}", {"team_id": other})
    assert insider.get("/activity").body == {"items": [], "before": None}
    assert api.get("/activity", before="2").body["items"] == [opened]
    assert api.get("/activity", before="0").status == 422


def test_that_a_mail_arrived_is_nobody_s_deed(api: Api, push: FakePush) -> None:
    listen(api, "c1")
    ticket = api.open_ticket()
    item = item_of(api, ticket["id"])
    system = {"type": "system", "id": None, "name": "Tessera"}
    noted = item | {"last_event": "message.delivery_changed", "last_actor": system, "last_message": None}
    handler({"Records": [stream_record(noted, old=item)]}, None)
    assert told(push, "c1")[-1].deed is None
    assert api.get("/activity").body["items"] == []


def test_what_the_organization_arranges_is_told_once_to_every_screen_of_it(api: Api, push: FakePush) -> None:
    listen(api, "c1")
    listen(found(api.services, OrgId(new_id())), "another organization's")
    for name in ("Waiting", "Late"):
        api.post("/views", {"name": name, "filter": {"match": "all", "of": []}})
    api.open_ticket()
    events, _ = api.services.core.query(f"O#{api.org}", Path("sk").startswith("X#"))
    handler({"Records": [stream_record(item, "INSERT") for item in events]}, None)
    heard = [DefinitionsChanged.model_validate_json(text).what for text in push.sent["c1"]]
    assert heard.count(Defined.VIEWS) == 1
    assert len(heard) == len(set(heard))
    assert set(push.sent) == {"c1"}


def test_who_is_deactivated_hears_nothing_more(api: Api, push: FakePush) -> None:
    ada = api.by(api.hire())
    listen(api, "mine")
    listen(ada, "hers")
    api.services.staff(api.org).change_agent(actor_of(api.me), ada.me.id, {"active": False})
    events, _ = api.services.core.query(f"O#{api.org}", Path("sk").startswith("X#"))
    handler({"Records": [stream_record(item) for item in events if ada.me.id in item["event"]]}, None)
    assert list(push.sent) == ["mine"]
    ticket = api.open_ticket()
    handler({"Records": [record_of(api, ticket["id"])]}, None)
    assert list(push.sent) == ["mine"]


@pytest.mark.parametrize(
    "change", [{"team_ids": []}, {"ticket_scope": TicketScope.TEAMS, "team_ids": []}], ids=["leaves", "is limited"]
)
def test_who_leaves_a_team_hears_no_more_of_its_tickets(api: Api, push: FakePush, change: AgentChanges) -> None:
    """A socket lasts for two hours, longer than the token that it was opened with."""
    mine = api.found_team()
    scope = TicketScope.ALL if "ticket_scope" in change else TicketScope.TEAMS
    ada = api.by(api.hire(Role.AGENT, mine, ticket_scope=scope))
    listen(ada, "hers")
    api.services.staff(api.org).change_agent(actor_of(api.me), ada.me.id, change)
    events, _ = api.services.core.query(f"O#{api.org}", Path("sk").startswith("X#"))
    handler({"Records": [stream_record(item) for item in events if ada.me.id in item["event"]]}, None)
    ticket = api.open_ticket(team_id=mine, subject="Hush")
    handler({"Records": [record_of(api, ticket["id"])]}, None)
    assert "Hush" not in str(push.sent["hers"])
    ours = api.open_ticket(subject="For all")
    handler({"Records": [record_of(api, ours["id"])]}, None)
    assert "For all" in str(push.sent["hers"])
