"""A client's copy of the tickets: read once, then kept up to date."""

import json
from typing import Any

import pytest

from functions.realtime_fanout.handler import handler as fanout
from schemas.vocabulary import Role
from tessera.kernel.page import encode_cursor
from tests.factories.http import make_request
from tests.factories.streams import stream_record
from tests.fakes.realtime import FakePush
from tests.functions.agent_api import Api, send
from tests.functions.catalogue_api import add_field, admin
from tests.functions.test_realtime_fanout import listen


@pytest.fixture(autouse=True)
def push(api: Api, monkeypatch: pytest.MonkeyPatch) -> FakePush:
    made = FakePush()
    monkeypatch.setitem(vars(api.services), "push", made)
    return made


class Copy:
    """What a client does, in short."""

    def __init__(self, api: Api, limit: int = 500) -> None:
        self.api = api
        self.tickets: dict[str, dict[str, Any]] = {}
        first = page = api.get("/sync/tickets", limit=str(limit)).body
        self.seq, self.visibility = first["seq"], first["visibility"]
        while True:
            self.tickets |= {ticket["id"]: ticket for ticket in page["items"]}
            if page["next_cursor"] is None:
                return
            page = api.get("/sync/tickets", limit=str(limit), cursor=page["next_cursor"]).body
            assert page["seq"] is None

    def catch_up(self) -> bool:
        """False for a reset."""
        while True:
            page = self.api.get("/sync", since=str(self.seq), visibility=self.visibility).body
            if page["reset"]:
                return False
            for change in page["items"]:
                self.tickets.pop(change["ticket_id"], None)
                if change["ticket"]:
                    self.tickets[change["ticket_id"]] = change["ticket"]
            self.seq = page["seq"]
            if not page["more"]:
                return True


def act(api: Api, method: str, ticket_id: str, path: str, body: Any = None) -> None:
    """Change a ticket, and let the stream tell."""
    key = (f"O#{api.org}#T#{ticket_id}", "N")
    old = api.services.core.get(*key)
    assert api.call(method, f"/tickets/{ticket_id}{path}", body).status == 200
    fanout({"Records": [stream_record(api.services.core.get(*key), old=old)]}, None)


def make(api: Api, **fields: Any) -> dict[str, Any]:
    ticket = api.open_ticket(**fields)
    fanout({"Records": [stream_record(api.services.core.get(f"O#{api.org}#T#{ticket['id']}", "N"))]}, None)
    return ticket


@pytest.mark.parametrize("limit", [1, 2, 500])
def test_all_tickets_are_read_in_pages(api: Api, neighbour: Api, limit: int) -> None:
    wanted = [make(api, status=status) for status in ("open", "closed", "pending", "resolved")]
    gone = make(api)
    act(api, "DELETE", gone["id"], "")
    neighbour.open_ticket()
    assert Copy(api, limit).tickets == {ticket["id"]: ticket for ticket in wanted}


def test_what_changed_comes_in_order_each_ticket_once(api: Api) -> None:
    copy = Copy(api)
    first, second = make(api), make(api)
    act(api, "PATCH", first["id"], "", {"priority": "high"})
    act(api, "DELETE", second["id"], "")
    page = api.get("/sync", since=str(copy.seq), visibility=copy.visibility).body
    assert [(one["ticket_id"], one["version"]) for one in page["items"]] == [(first["id"], 2), (second["id"], 2)]
    assert page["items"][1]["ticket"]["deleted_at"] is not None
    assert (page["seq"], page["more"], page["reset"]) == (4, False, False)
    assert copy.catch_up()
    assert copy.tickets[first["id"]] == api.get("/tickets", status="all").body["items"][0]
    assert api.get("/sync", since="4", visibility=copy.visibility).body["items"] == []


def test_of_custom_fields_each_copy_has_what_its_agent_may_see(api: Api, push: FakePush) -> None:
    product = add_field(api, "Product", "text")
    margin = add_field(api, "Margin", "number", visible_to={"roles": ["supervisor"]})
    agent = api.by(api.hire(Role.AGENT))
    listen(agent, "agent")
    listen(api, "admin")
    ticket = make(api, fields={product: "Kettle", margin: 12})
    seen, all_of_it = {product: "Kettle"}, {product: "Kettle", margin: 12}
    mine, whole = Copy(agent), Copy(api)
    assert (mine.tickets[ticket["id"]]["fields"], whole.tickets[ticket["id"]]["fields"]) == (seen, all_of_it)
    act(api, "PATCH", ticket["id"], "", {"fields": {margin: 13}})
    assert mine.catch_up()
    assert whole.catch_up()
    assert (mine.tickets[ticket["id"]]["fields"], whole.tickets[ticket["id"]]["fields"]) == (
        seen,
        all_of_it | {margin: 13},
    )
    told = {name: json.loads(push.sent[name][-1])["ticket"]["fields"] for name in ("agent", "admin")}
    assert told == {"agent": seen, "admin": all_of_it | {margin: 13}}
    admin(api, "PATCH", f"/fields/{margin}", {"visible_to": {"roles": []}})
    assert not mine.catch_up()
    assert Copy(agent).tickets[ticket["id"]]["fields"] == all_of_it | {margin: 13}


def test_a_merge_is_heard_on_both_sides(api: Api) -> None:
    copy = Copy(api)
    first, second = make(api), make(api)
    assert copy.catch_up()
    act(api, "POST", first["id"], "/merge", {"into": second["id"]})
    assert copy.catch_up()
    assert copy.tickets[first["id"]]["merged_into"] == second["id"]


def test_an_agent_of_teams_copies_what_they_see_and_hears_what_they_lose(api: Api) -> None:
    mine, other = api.found_team(), api.found_team()
    shown, free, hidden = make(api, team_id=mine), make(api), make(api, team_id=other)
    insider = api.by(api.hire(Role.AGENT, mine))
    copy = Copy(insider, 1)
    assert set(copy.tickets) == {shown["id"], free["id"]}
    act(api, "POST", shown["id"], "/assign", {"team_id": other})
    act(api, "PATCH", shown["id"], "", {"priority": "high"})
    act(api, "POST", hidden["id"], "/assign", {"team_id": mine})
    page = insider.get("/sync", since=str(copy.seq), visibility=copy.visibility).body
    lost = next(one for one in page["items"] if one["ticket_id"] == shown["id"])
    assert (lost["version"], lost["ticket"]) == (2, None)
    assert copy.catch_up()
    assert set(copy.tickets) == {free["id"], hidden["id"]}
    assert copy.seq == 6


def test_a_change_of_teams_is_a_reset(api: Api) -> None:
    mine, other = api.found_team(), api.found_team()
    agent = api.hire(Role.AGENT, mine)
    copy = Copy(api.by(agent))
    assert copy.catch_up()
    for moved in (api.hire(Role.AGENT, mine, other), api.hire(Role.AGENT, mine), api.me):
        copy.api = api.by(moved)
        assert not copy.catch_up()


@pytest.mark.parametrize("since", ["1", "999999999999"])
def test_a_number_of_another_log_is_a_reset(api: Api, since: str) -> None:
    assert api.get("/sync", since=since, visibility="all").body["reset"]


@pytest.mark.parametrize("query", [{}, {"since": "-1"}, {"since": "x"}, {"since": "9" * 30}, {"visibility": "x" * 65}])
def test_what_is_no_place_is_said_to_be_none(api: Api, query: dict[str, str]) -> None:
    sent = {"visibility": "all", "since": "0"} | query if query else {}
    assert api.call("GET", "/sync", query=sent or None).status == 422


def test_cursors_are_of_one_copy(api: Api, neighbour: Api) -> None:
    for _ in range(2):
        make(api)
    cursor = api.get("/sync/tickets", limit="1").body["next_cursor"]
    assert neighbour.get("/sync/tickets", cursor=cursor).status == 400
    assert api.get("/sync/tickets", cursor="made-up").status == 400
    assert len(api.get("/sync/tickets", cursor=cursor).body["items"]) == 1
    for at in (None, 1, "made-up", ["x"]):
        assert api.get("/sync/tickets", cursor=encode_cursor({"at": at}, "copy")).status == 400
    assert api.get("/sync/tickets", limit="501").status == 422


def test_a_cursor_belongs_to_its_list(api: Api) -> None:
    for _ in range(2):
        make(api)
    of_copy = api.get("/sync/tickets", limit="1").body["next_cursor"]
    of_list = api.get("/tickets", status="all", limit="1").body["next_cursor"]
    api.get("/sync/tickets", cursor=of_list).problem(400, "bad-cursor")
    api.get("/tickets", status="all", cursor=of_copy).problem(400, "bad-cursor")


def test_nobody_gets_nothing() -> None:
    assert send(make_request("GET", "/api/v1/sync/tickets")).status == 401
    assert send(make_request("GET", "/api/v1/sync", query={"since": "0", "visibility": "all"})).status == 401
