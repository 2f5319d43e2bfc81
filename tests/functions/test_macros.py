"""Macros, as a client sees them."""

from typing import Any

import pytest

from schemas.vocabulary import Role
from tests.functions.agent_api import Api
from tests.functions.catalogue_api import add_field


def make(api: Api, **more: Any) -> Any:
    return api.post("/macros", {"name": "Tidy", "html": "<p>Done.</p>"} | more)


@pytest.mark.parametrize("name", ["assignee_id", "team_id"])
def test_an_action_names_somebody_who_is_there(api: Api, neighbour: Api, name: str) -> None:
    strangers = {"assignee_id": neighbour.me.id, "team_id": neighbour.found_team()}
    for stranger in ("x", "x" * 5000, "none", strangers[name]):
        assert make(api, actions={name: stranger}).fields() == {f"actions.{name}"}
    there = {"assignee_id": api.me.id, "team_id": api.found_team()}
    macro = make(api, actions={name: there[name]}).body
    assert macro["actions"] == {name: there[name]}
    assert api.patch(f"/macros/{macro['id']}", {"actions": {name: "x"}}).fields() == {f"actions.{name}"}
    assert api.patch(f"/macros/{macro['id']}", {"actions": {name: None}}).body["actions"] == {name: None}


def test_who_left_is_given_no_tickets(api: Api) -> None:
    gone = api.hire(active=False)
    assert make(api, actions={"assignee_id": gone.id}).fields() == {"actions.assignee_id"}
    assert make(api, actions={"assignee_id": "me"}).status == 201


def test_an_action_gives_a_field_what_it_can_hold(api: Api) -> None:
    kind = add_field(api, "Kind", "one_of", options=[{"label": "Hardware"}, {"label": "Software"}])
    day = add_field(api, "Day", "date")
    hidden = add_field(api, "Only ours", "text", visible_to={"roles": ["admin"]})
    api.services.catalogue(api.org, fresh=True)
    for field_id, value in ((kind, "nosuch"), (day, "2026-02-30"), (kind, 3)):
        assert make(api, actions={"fields": {field_id: value}}).fields() == {f"actions.fields.{field_id}"}
    chosen = {kind: "hardware", day: "2026-02-28", hidden: "x"}
    macro = make(api, actions={"fields": chosen}, sharing="everyone")
    assert (macro.status, macro.body["actions"]) == (201, {"fields": chosen})
    (seen,) = api.by(api.hire()).get("/macros").body["items"]
    assert seen["actions"] == {"fields": {kind: "hardware", day: "2026-02-28"}}


def test_a_macro_is_shared_with_teams_that_there_are(api: Api, neighbour: Api) -> None:
    team = api.found_team()
    macro = make(api, sharing="teams", team_ids=[team]).body
    for teams in (["nope"], [team, neighbour.found_team()]):
        refused = make(api, sharing="teams", team_ids=teams)
        assert refused.problem(422, "invalid")["errors"] == [{"field": "team_ids", "message": "There is no such team."}]
        assert api.patch(f"/macros/{macro['id']}", {"team_ids": teams}).fields() == {"team_ids"}
    assert api.patch(f"/macros/{macro['id']}", {"team_ids": [team], "name": "Neat"}).body["team_ids"] == [team]


def test_a_macro_is_shared_with_ones_own_teams(api: Api) -> None:
    ours, theirs = api.found_team(), api.found_team()
    ada = api.by(api.hire(Role.AGENT, team_ids=(ours,)))
    macro = make(ada, sharing="teams", team_ids=[ours])
    assert macro.status == 201
    for teams in ([theirs], [ours, theirs]):
        assert make(ada, sharing="teams", team_ids=teams).status == 403
        assert ada.patch(f"/macros/{macro.body['id']}", {"team_ids": teams}).status == 403
    assert make(api.by(api.hire(Role.SUPERVISOR)), sharing="teams", team_ids=[theirs]).status == 201


def test_a_macro_says_for_what_nothing_is_known(api: Api) -> None:
    macro = make(api, html="<p>Dear {{ticket.requester.first_name}}, {{ticket.requester.name|friend}}</p>").body["id"]
    ticket = api.open_ticket(requester={"email": "nobody@names.example"})["id"]
    used = api.post(f"/tickets/{ticket}/macros", {"macro_id": macro}).body
    assert (used["text"], used["lacking"]) == ("Dear , friend", ["ticket.requester.first_name"])
