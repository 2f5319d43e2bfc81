"""A process goes by what it read of the definitions, while another one changes them."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tessera.bootstrap import Services
from tessera.catalogue.cache import CatalogueCache
from tessera.catalogue.model import Kind
from tessera.kernel.errors import AlreadyExists
from tests.factories.identity import actor_of
from tests.fakes.identity import FakeClock
from tests.functions.agent_api import Api, ticket_body
from tests.functions.catalogue_api import add_field, add_status, admin


@pytest.fixture
def clock(api: Api, monkeypatch: pytest.MonkeyPatch) -> FakeClock:
    """That of what this process has at hand. It stands still: what is read stays at hand."""
    made = FakeClock()
    monkeypatch.setitem(vars(api.services), "catalogues", CatalogueCache(made))
    return made


def elsewhere(api: Api, kind: Kind, id_: str, wish: Mapping[str, Any]) -> None:
    """An administrator changes a definition; another process does it."""
    Services(api.services.settings).definitions(api.org).change(actor_of(api.me), kind, id_, wish)


def test_what_somebody_else_changed_holds_after_two_seconds(api: Api, clock: FakeClock) -> None:
    room, parts = add_field(api, "Room", "text"), add_status(api, "Parts ordered", "on_hold")
    ticket = api.open_ticket(fields={room: "12"})
    agent = api.by(api.hire())
    path = f"/tickets/{ticket['id']}"
    assert agent.get(path).body["fields"] == {room: "12"}
    elsewhere(api, "field", room, {"visible_to": {"roles": ["supervisor"]}, "required_at": "creation"})
    elsewhere(api, "status", parts, {"deleted": True})
    clock.forward(seconds=2)
    assert agent.get(path).body["fields"] == {}
    assert api.post("/tickets", ticket_body()).fields() == {f"fields.{room}"}
    assert api.patch(path, {"status_id": parts}).fields() == {"status_id"}
    elsewhere(api, "field", room, {"deleted": True})
    clock.forward(seconds=2)
    assert api.patch(path, {"fields": {room: "13"}}).fields() == {f"fields.{room}"}


def test_a_status_is_not_given_any_more_once_it_is_archived(api: Api, clock: FakeClock) -> None:
    parts = add_status(api, "Parts ordered", "on_hold")
    ticket = api.open_ticket()
    path = f"/tickets/{ticket['id']}"
    assert api.patch(path, {"status_id": parts}).status == 200
    api.post(f"{path}/status", {"status": "open"})
    reopened = api.get(path).body["entries"]["items"][-1]["id"]
    elsewhere(api, "status", parts, {"deleted": True})
    assert api.patch(path, {"status_id": parts}).fields() == {"status_id"}
    assert api.post("/tickets", ticket_body(status_id=parts)).fields() == {"status_id"}
    undone = api.post(f"{path}/undo", {"activity_id": reopened})
    assert (undone.status, api.get(path).body["status_id"]) == (200, parts)


def test_nothing_is_refused_by_what_was(api: Api, clock: FakeClock) -> None:
    room = add_field(api, "Room", "text", required_at="creation")
    cause = add_field(api, "Cause", "text", required_at="closing")
    code = add_field(api, "Code", "pattern", pattern="[0-9]+")
    parts = add_status(api, "Parts ordered", "on_hold")
    admin(api, "PATCH", f"/statuses/{parts}", {"deleted": True})
    ticket = api.open_ticket(fields={room: "12"})
    path = f"/tickets/{ticket['id']}"
    elsewhere(api, "field", cause, {"required_at": None})
    assert api.patch(path, {"status": "resolved"}).status == 200
    elsewhere(api, "field", code, {"pattern": "[a-z]+"})
    assert api.patch(path, {"fields": {code: "abc"}}).status == 200
    elsewhere(api, "status", parts, {"deleted": False})
    assert api.patch(path, {"status_id": parts}).status == 200
    elsewhere(api, "field", room, {"deleted": True})
    assert api.post("/tickets", ticket_body()).status == 201


def test_a_field_that_is_newer_than_what_a_process_remembers_is_shown(api: Api, clock: FakeClock) -> None:
    ticket = api.open_ticket()
    api.get(f"/tickets/{ticket['id']}")
    other = Services(api.services.settings)
    field = other.definitions(api.org).create(actor_of(api.me), "field", {"name": "Cause", "type": "text"}).id
    other.tickets(api.org).edit_ticket(actor_of(api.me), ticket["id"], {"fields": {field: "Dropped"}})
    shown = api.get(f"/tickets/{ticket['id']}").body
    assert shown["fields"] == {field: "Dropped"}
    assert f"fields.{field}" in shown["entries"]["items"][-1]["changes"]


def test_what_did_not_change_is_not_read_again(api: Api, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list is one call as long as the definitions are at hand, then one more for their count."""
    api.open_ticket(tags=["vip"])
    api.get("/tickets")
    calls = Counter[str]()
    core = type(api.services.core)
    for name in ("get", "query"):
        monkeypatch.setattr(core, name, counted(calls, name, getattr(core, name)))
    api.get("/tickets")
    assert calls == {"query": 1}
    clock.forward(seconds=2)
    for _ in range(3):
        api.get("/tickets")
    assert calls == {"query": 4, "get": 1}


def counted(calls: "Counter[str]", name: str, method: Callable[..., Any]) -> Callable[..., Any]:
    def call(*given: Any, **named: Any) -> Any:
        calls[name] += 1
        return method(*given, **named)

    return call


def test_who_writes_sees_it_at_once(api: Api, clock: FakeClock) -> None:
    room = add_field(api, "Room", "text")
    ticket = api.open_ticket(fields={room: "12"})
    admin(api, "PATCH", f"/fields/{room}", {"deleted": True})
    assert api.patch(f"/tickets/{ticket['id']}", {"fields": {room: "13"}}).status == 422


def renamed(api: Api, tag: str, name: str) -> None:
    found = next(one for one in api.services.catalogue_table(api.org).read().tags if one.name == tag)
    elsewhere(api, "tag", found.id, {"name": name})


def test_a_name_that_a_tag_has_just_got_is_that_tag_s(api: Api, clock: FakeClock) -> None:
    first = api.open_ticket(tags=["parcel"])
    renamed(api, "parcel", "shipping")
    second = api.open_ticket(tags=["shipping"])
    clock.forward(seconds=2)
    assert [tag["name"] for tag in api.get("/catalogue").body["tags"]] == ["shipping"]
    found = api.get("/tickets", tag="shipping").body["items"]
    assert {one["id"] for one in found} == {first["id"], second["id"]}
    renamed(api, "shipping", "freight")
    assert api.patch(f"/tickets/{first['id']}", {"remove_tags": ["freight"]}).body["tags"] == []


def test_a_name_goes_to_one_of_two_who_want_it_at_once(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """An agent uses it for the first time between an administrator's reading and writing, and the other way round."""
    api.open_ticket(tags=["parcel", "letter"])
    table = type(api.services.catalogue_table(api.org))
    first_use = _before(monkeypatch, table, "commit", lambda: api.open_ticket(tags=["shipping"]))
    with pytest.raises(AlreadyExists):
        renamed(api, "parcel", "shipping")
    assert first_use["done"]
    rename = _before(monkeypatch, table, "add_tags", lambda: renamed(api, "letter", "post"))
    assert api.open_ticket(tags=["post"])["tags"] == ["post"]
    assert rename["done"]
    names = [tag.name for tag in api.services.catalogue_table(api.org).read().tags]
    assert names == ["parcel", "post", "shipping"]


def _before(monkeypatch: pytest.MonkeyPatch, table: type, method: str, act: Callable[[], Any]) -> dict[str, bool]:
    """Has something happen just before the method is called for the first time."""
    original, state = getattr(table, method), {"done": False}

    def call(*given: Any, **named: Any) -> Any:
        if not state["done"]:
            state["done"] = True
            act()
        return original(*given, **named)

    monkeypatch.setattr(table, method, call)
    return state
