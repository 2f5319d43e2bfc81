"""Saved views, as a client sees them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from schemas.http.views import Group
from schemas.vocabulary import Role, Sharing
from tessera.adapters.dynamodb.views import ViewTable
from tessera.kernel.errors import Invalid
from tessera.views.model import MAX_CONDITIONS, MAX_DEPTH, new_view
from tests.factories.identity import actor_of
from tests.fakes.identity import START
from tests.functions.agent_api import Api
from tests.functions.catalogue_api import add_field, add_status, admin

WAITING = {
    "match": "all",
    "of": [
        {"field": "status", "op": "in", "value": ["pending", "on_hold"]},
        {"match": "any", "of": [{"field": "assignee", "op": "in", "value": ["me"]}, {"field": "due", "op": "unset"}]},
        {"field": "updated", "op": "before", "value": "-3d"},
        {"field": "subject", "op": "contains", "value": "invoice"},
    ],
}


def save(api: Api, name: str = "Waiting", **more: Any) -> Any:
    return api.post("/views", {"name": name, "filter": WAITING} | more)


def names(api: Api) -> list[str]:
    return [view["name"] for view in api.get("/views").body["items"]]


def test_a_view_comes_back_as_it_was_saved(api: Api) -> None:
    sort = {"field": "due", "direction": "asc"}
    made = save(api, icon="⏳", sort=sort, group="assignee", layout="board")
    assert (made.status, made.body["version"], made.body["owner_id"]) == (201, 1, api.me.id)
    (view,) = api.get("/views").body["items"]
    assert view == made.body
    assert (view["filter"], view["sort"], view["icon"]) == (WAITING, sort, "⏳")
    assert (view["group"], view["layout"]) == ("assignee", "board")
    changed = api.patch(f"/views/{view['id']}", {"name": " Waiting  long ", "sort": None})
    assert (changed.body["name"], changed.body["sort"], changed.body["group"]) == ("Waiting long", None, "assignee")
    room, part = (f"fields.{add_field(api, name, 'text')}" for name in ("Room", "Part"))
    own = {"sort": {"field": room, "direction": "desc"}, "group": part}
    kept = api.patch(f"/views/{view['id']}", own).body
    assert (kept["sort"], kept["group"]) == (own["sort"], own["group"])
    assert view["columns"] is None
    columns = {"columns": ["due", room, "due"]}
    assert api.patch(f"/views/{view['id']}", columns).body["columns"] == ["due", room]
    (kept,) = api.get("/views").body["items"]
    assert kept["columns"] == ["due", room]
    assert api.patch(f"/views/{view['id']}", {"columns": None}).body["columns"] is None
    for wrong in (
        {"columns": ["colour"]},
        {"group": "colour"},
        {"group": "fields.a b"},
        {"sort": {"field": "body", "direction": "asc"}},
    ):
        assert api.patch(f"/views/{view['id']}", wrong).status == 422
    assert api.patch(f"/views/{view['id']}", {"layout": "list"}).body["layout"] == "list"
    assert api.patch(f"/views/{view['id']}", {"layout": None}).status == 422
    assert api.patch(f"/views/{view['id']}", {"name": "Late"}, if_match='"1"').status == 409
    assert api.delete(f"/views/{view['id']}").status == 204
    assert names(api) == []
    assert api.delete(f"/views/{view['id']}").status == 404


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ({"field": "fields.0196a", "op": "in", "value": ["kettle"]}, True),
        ({"field": "fields.0196a", "op": "contains", "value": "ket"}, True),
        ({"field": "fields.0196a", "op": "after", "value": "100.5"}, True),
        ({"field": "fields.0196a", "op": "before", "value": "-7d"}, True),
        ({"field": "fields.0196a", "op": "set"}, True),
        ({"field": "fields.", "op": "set"}, False),
        ({"field": "fields.a b", "op": "set"}, False),
        ({"field": "fields.0196a", "op": "after", "value": "soon"}, False),
        ({"field": "created", "op": "after", "value": "100"}, False),
    ],
)
def test_a_view_may_ask_for_fields_of_ones_own(api: Api, asked: dict[str, Any], fits: bool) -> None:
    asked = {**asked, "field": asked["field"].replace("0196a", add_field(api, "Room", "text"))}
    made = save(api, filter={"match": "all", "of": [asked]})
    assert made.status == (201 if fits else 422)
    if fits:
        assert made.body["filter"]["of"] == [asked]


@pytest.mark.parametrize(
    ("asked", "at"),
    [
        ({"field": "fields.nosuch", "op": "set"}, "field"),
        ({"field": "fields.nosuch", "op": "in", "value": ["x"]}, "field"),
        ({"field": "status", "op": "in", "value": ["open", "nope"]}, "value"),
        ({"field": "assignee", "op": "not_in", "value": ["x"]}, "value"),
        ({"field": "follower", "op": "in", "value": ["x"]}, "value"),
        ({"field": "team", "op": "in", "value": ["x"]}, "value"),
        ({"field": "priority", "op": "in", "value": ["hot"]}, "value"),
        ({"field": "type", "op": "in", "value": ["none", "wish"]}, "value"),
        ({"field": "channel", "op": "in", "value": ["fax"]}, "value"),
        ({"field": "last_by", "op": "in", "value": ["nobody"]}, "value"),
        ({"field": "created", "op": "after", "value": "2026-02-30"}, "value"),
        ({"field": "due", "op": "before", "value": "2026-01-01T25:00Z"}, "value"),
    ],
)
def test_a_condition_on_what_is_not_there_is_named(api: Api, asked: dict[str, Any], at: str) -> None:
    there = {"field": "due", "op": "set"}
    refused = save(api, filter={"match": "all", "of": [there, {"match": "any", "of": [asked]}]})
    refused.problem(422, "invalid")
    assert refused.fields() == {f"filter.of.1.of.0.{at}"}
    assert "Value error" not in str(refused.body)


def test_what_is_there_can_be_asked_for(api: Api) -> None:
    team, gone = api.found_team(), api.hire(active=False)
    conditions = [
        {"field": "status", "op": "in", "value": ["closed", add_status(api, "Parts ordered", "on_hold")]},
        {"field": "assignee", "op": "in", "value": ["me", "none", api.me.id, gone.id]},
        {"field": "follower", "op": "in", "value": ["me"]},
        {"field": "team", "op": "in", "value": ["none", team]},
        {"field": "priority", "op": "in", "value": ["urgent"]},
        {"field": "type", "op": "in", "value": ["none", "task"]},
        {"field": "channel", "op": "in", "value": ["web"]},
        {"field": "last_by", "op": "in", "value": ["customer"]},
        {"field": "created", "op": "after", "value": "2028-02-29"},
        {"field": "due", "op": "before", "value": "2026-12-01T09:00:00.5+01:00"},
    ]
    assert save(api, filter={"match": "all", "of": conditions}).status == 201


@pytest.mark.parametrize(
    ("named", "at"),
    [
        ({"sort": {"field": "fields.nosuch", "direction": "asc"}}, "sort.field"),
        ({"group": "fields.nosuch"}, "group"),
        ({"columns": ["due", "fields.nosuch"]}, "columns.1"),
    ],
)
def test_a_field_that_is_not_there_sorts_and_shows_nothing(api: Api, named: dict[str, Any], at: str) -> None:
    assert save(api, **named).fields() == {at}


def test_fields_of_people_and_hidden_ones_are_not_there(api: Api) -> None:
    of_people = add_field(api, "Shoe size", "number", of="person")
    hidden = add_field(api, "Margin", "number", visible_to={"roles": ["supervisor"]})
    agent = api.by(api.hire())
    assert save(agent, columns=[f"fields.{of_people}"]).fields() == {"columns.0"}
    assert save(agent, columns=[f"fields.{hidden}"]).fields() == {"columns.0"}
    assert save(api.by(api.hire(Role.SUPERVISOR)), columns=[f"fields.{hidden}"]).status == 201


def test_a_view_says_which_of_its_fields_are_gone(api: Api) -> None:
    stays, goes, of_column = (add_field(api, name, "text") for name in ("Room", "Floor", "House"))
    asked = {"match": "all", "of": [{"field": f"fields.{one}", "op": "set"} for one in (stays, goes)]}
    view = save(api, filter=asked, columns=[f"fields.{of_column}", "due"]).body
    assert (view["gone_fields"], save(api, "Other").body["gone_fields"]) == ([], [])
    for field in (goes, of_column):
        admin(api, "PATCH", f"/fields/{field}", {"deleted": True})
    api.services.catalogue(api.org, fresh=True)
    gone = {one["name"]: one["gone_fields"] for one in api.get("/views").body["items"]}
    assert gone == {"Waiting": sorted([goes, of_column]), "Other": []}
    # What it names already is no obstacle to changing it; what is new has to be there.
    assert api.patch(f"/views/{view['id']}", {"name": "Late", "filter": {**asked, "match": "any"}}).status == 200
    assert save(api, columns=[f"fields.{goes}"]).fields() == {"columns.0"}


def test_a_shared_view_gives_away_nothing_of_a_hidden_field(api: Api) -> None:
    hidden = add_field(api, "Margin", "number", visible_to={"roles": ["admin"]})
    secret = {"field": f"fields.{hidden}", "op": "in", "value": ["secret value"]}
    urgent = {"field": "priority", "op": "in", "value": ["urgent"]}
    asked = {"match": "all", "of": [urgent, secret, {"match": "none", "of": [secret, urgent]}]}
    more: dict[str, Any] = {
        "sort": {"field": f"fields.{hidden}", "direction": "asc"},
        "columns": ["due", f"fields.{hidden}"],
    }
    view = save(api, filter=asked, sharing="everyone", **more).body
    lead = api.by(api.hire(Role.SUPERVISOR))

    def shown(reader: Api) -> Any:
        return next(one for one in reader.get("/views").body["items"] if one["id"] == view["id"])

    seen = shown(lead)
    nothing, all_there_is = ({"field": "fields.unseen", "op": op} for op in ("set", "unset"))
    assert seen["filter"]["of"] == [urgent, nothing, {"match": "none", "of": [all_there_is, urgent]}]
    assert (seen["sort"], seen["columns"], seen["gone_fields"]) == (None, ["due"], [])
    stale = lead.patch(f"/views/{view['id']}", {"name": "X"}, if_match='"9"')
    assert hidden not in str(seen) + str(lead.get("/workspace").body["views"]) + str(stale.body)

    path = f"/views/{view['id']}"
    assert lead.patch(path, {"filter": {"match": "all", "of": [urgent]}}).fields() == {"filter"}
    assert lead.patch(path, {"columns": ["due", "team"]}).fields() == {"columns"}
    renamed = lead.patch(path, {"name": "Late", "filter": seen["filter"], "columns": ["due"], "sort": None})
    assert (renamed.status, renamed.body["name"], renamed.body["filter"]) == (200, "Late", seen["filter"])
    assert (shown(api)["filter"], shown(api)["columns"]) == (asked, ["due", f"fields.{hidden}"])


def test_everybody_has_an_order_of_their_own(api: Api) -> None:
    ids = {name: save(api, name, sharing="everyone").body["id"] for name in ("Beta", "alpha", "Gamma")}
    assert names(api) == ["alpha", "Beta", "Gamma"]
    assert api.call("PUT", "/views/order", {"ids": [ids["Gamma"], "gone", ids["Beta"]]}).status == 204
    assert names(api) == ["Gamma", "Beta", "alpha"]
    assert names(api.by(api.hire(Role.AGENT))) == ["alpha", "Beta", "Gamma"]


def test_what_is_private_is_nobody_elses(api: Api, neighbour: Api) -> None:
    view = save(api).body
    for other in (api.by(api.hire(Role.ADMIN)), neighbour):
        assert names(other) == []
        assert other.patch(f"/views/{view['id']}", {"name": "Mine"}).status == 404
        assert other.delete(f"/views/{view['id']}").status == 404


def test_a_team_has_its_views(api: Api) -> None:
    ours, theirs = api.found_team(), api.found_team()
    ada, bob = (api.by(api.hire(Role.AGENT, team_ids=(ours,))) for _ in range(2))
    eve = api.by(api.hire(Role.AGENT, team_ids=(theirs,)))
    view = save(ada, sharing="teams", team_ids=[ours]).body
    assert (names(ada), names(bob), names(eve)) == (["Waiting"], ["Waiting"], [])
    assert bob.patch(f"/views/{view['id']}", {"name": "Ours"}).status == 403
    assert eve.patch(f"/views/{view['id']}", {"name": "Ours"}).status == 404
    assert save(ada, sharing="teams", team_ids=[theirs]).status == 403
    assert save(ada, sharing="teams").fields() == {"team_ids"}
    assert save(ada, sharing="everyone").status == 403


def test_a_view_is_shared_with_teams_that_there_are(api: Api, neighbour: Api) -> None:
    team = api.found_team()
    view = save(api, sharing="teams", team_ids=[team]).body
    for teams in (["nope"], [team, neighbour.found_team()]):
        refused = save(api, sharing="teams", team_ids=teams)
        assert refused.problem(422, "invalid")["errors"] == [{"field": "team_ids", "message": "There is no such team."}]
        assert api.patch(f"/views/{view['id']}", {"team_ids": teams}).fields() == {"team_ids"}
    assert api.patch(f"/views/{view['id']}", {"team_ids": [team], "name": "Late"}).body["team_ids"] == [team]


def test_a_team_that_is_gone_is_no_obstacle(api: Api) -> None:
    fields = {"name": "Waiting", "filter": WAITING, "sharing": Sharing.TEAMS, "team_ids": ["gone"]}
    view, event = new_view(actor_of(api.me), START, fields)
    ViewTable(api.services.core, api.org).add(view, event)
    assert api.patch(f"/views/{view.id}", {"name": "Late", "team_ids": ["gone"]}).body["name"] == "Late"
    assert api.patch(f"/views/{view.id}", {"team_ids": ["gone", "nope"]}).fields() == {"team_ids"}
    there = api.found_team()
    assert api.patch(f"/views/{view.id}", {"team_ids": [there]}).body["team_ids"] == [there]


def test_a_view_can_be_shared_and_kept_to_oneself_again(api: Api) -> None:
    boss = api.by(api.hire(Role.SUPERVISOR))
    other = api.by(api.hire(Role.SUPERVISOR))
    view = save(boss).body
    assert boss.patch(f"/views/{view['id']}", {"sharing": "everyone"}).status == 200
    assert names(other) == ["Waiting"]
    assert other.patch(f"/views/{view['id']}", {"sharing": "private"}).fields() == {"sharing"}
    assert boss.patch(f"/views/{view['id']}", {"sharing": "private"}).status == 200
    assert (names(boss), names(other)) == (["Waiting"], [])


@pytest.mark.parametrize(
    "part",
    [
        {"field": "colour", "op": "in", "value": ["red"]},
        {"field": "status", "op": "in", "value": []},
        {"field": "status", "op": "before", "value": "today"},
        {"field": "due", "op": "before", "value": "soon"},
        {"field": "due", "op": "in", "value": ["today"]},
        {"field": "subject", "op": "contains", "value": ""},
        {"match": "some", "of": []},
        {},
    ],
)
def test_a_filter_that_says_nothing_is_refused(api: Api, part: dict[str, Any]) -> None:
    refused = save(api, filter={"match": "all", "of": [part]})
    refused.problem(422, "invalid")
    assert refused.fields() <= {f"filter.of.0{at}" for at in ("", ".field", ".op", ".value", ".match")}


def test_a_filter_has_an_end(api: Api) -> None:
    deep: dict[str, Any] = {"field": "due", "op": "set"}
    for _ in range(MAX_DEPTH):
        deep = {"match": "all", "of": [deep]}
    assert save(api, filter=deep).status == 201
    assert save(api, filter={"match": "all", "of": [deep]}).fields() == {"filter"}
    many = {"match": "all", "of": [{"match": "any", "of": [{"field": "due", "op": "set"}] * (MAX_CONDITIONS // 2)}] * 3}
    assert save(api, filter=many).fields() == {"filter"}


JSON = st.recursive(
    st.none() | st.booleans() | st.text(max_size=8) | st.sampled_from(["status", "due", "in", "before", "-7d", "set"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["match", "of", "field", "op", "value"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(JSON)
def test_whatever_is_sent_is_a_filter_or_is_refused(sent: Any) -> None:
    try:
        read = TypeAdapter(Group).validate_python({"match": "any", "of": [sent]})
    except (ValidationError, Invalid):
        return
    assert TypeAdapter(Group).validate_python(read.model_dump()) == read


def test_a_view_of_a_requester_follows_who_was_merged(api: Api) -> None:
    first, second, third = (api.post("/customers", {"email": f"ann{place}@x.example"}).body["id"] for place in "123")

    def of(*ids: str, field: str = "requester") -> dict[str, Any]:
        asked = {"field": field, "op": "not_in", "value": list(ids)}
        return {"match": "all", "of": [{"match": "any", "of": [asked]}, {"field": "requester", "op": "set"}]}

    kept = save(api, filter=of("me", second, "none", first, "nobody-known")).body
    save(api, "Number", filter=of(second, field="number"))
    for stays, gone in ((third, second), (first, third)):
        assert api.post(f"/customers/{stays}/merge", {"from": gone}).status == 200
    seen = {view["name"]: view["filter"] for view in api.get("/views").body["items"]}
    assert seen == {"Waiting": of("me", first, "none", "nobody-known"), "Number": of(second, field="number")}
    assert save(api, "Old link", filter=of(third)).body["filter"] == of(first)
    changed = api.patch(f"/views/{kept['id']}", {"name": "Hers"}).body
    assert (changed["filter"], changed["version"]) == (of("me", first, "none", "nobody-known"), 2)
