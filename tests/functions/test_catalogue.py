"""Defining statuses, tags and fields, and who learns of what."""

import pytest

from schemas.http.catalogue import Catalogue, CustomField, OwnStatus, Tag
from schemas.vocabulary import Role
from tests.functions.agent_api import Api
from tests.functions.catalogue_api import add_field, add_status, admin


def test_an_own_status_is_made_changed_and_archived(api: Api) -> None:
    made = admin(api, "POST", "/statuses", {"name": " Waiting  for parts ", "category": "on_hold", "colour": "violet"})
    OwnStatus.model_validate(made)
    assert (made["id"], made["name"], made["version"]) == ("waiting_for_parts", "Waiting for parts", 1)
    changed = admin(api, "PATCH", f"/statuses/{made['id']}", {"name": "Parts ordered"}, if_match='"1"')
    assert (changed["id"], changed["name"], changed["version"]) == ("waiting_for_parts", "Parts ordered", 2)
    stale = admin(api, "PATCH", f"/statuses/{made['id']}", {"name": "X"}, 409, if_match='"1"')
    assert stale["current"]["name"] == "Parts ordered"
    admin(api, "PATCH", f"/statuses/{made['id']}", {"deleted": True})
    assert [(one["name"], one["deleted"]) for one in api.get("/catalogue").body["statuses"]] == [
        ("Parts ordered", True)
    ]


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"name": "Open", "category": "open"}, 409, "name"),
        ({"name": "parts", "category": "open"}, 409, "name"),
        ({"name": " \n ", "category": "open"}, 422, "name"),
        ({"name": "New", "category": "soon"}, 422, "category"),
        ({"name": "New", "category": "open", "colour": "#ff0000"}, 422, "colour"),
        ({"name": "New", "category": "open", "sort": 1}, 422, "sort"),
    ],
)
def test_a_status_that_cannot_be(api: Api, body: dict[str, object], status: int, field: str) -> None:
    add_status(api, "Parts", "on_hold")
    assert admin(api, "POST", "/statuses", body, status)["errors"][0]["field"] == field


def test_the_category_of_a_status_stays(api: Api) -> None:
    id_ = add_status(api, "Parts", "on_hold")
    assert admin(api, "PATCH", f"/statuses/{id_}", {"category": "open"}, 422)["errors"][0]["field"] == "category"
    admin(api, "PATCH", f"/statuses/{id_}", {"category": "on_hold"})


def test_statuses_and_fields_are_put_into_an_order(api: Api) -> None:
    first, second, third = (add_field(api, name, "text") for name in ("One", "Two", "Three"))
    admin(api, "POST", "/catalogue/order", {"kind": "field", "ids": [third, first]}, 204)
    assert [field["id"] for field in api.get("/catalogue").body["fields"]] == [third, first, second]
    for ids in ([first, first], ["nope"]):
        assert admin(api, "POST", "/catalogue/order", {"kind": "field", "ids": ids}, 422)["errors"][0]["field"] == "ids"


def test_only_administrators_define(api: Api) -> None:
    for role in (Role.SUPERVISOR, Role.AGENT, Role.VIEWER):
        someone = api.by(api.hire(role))
        admin(someone, "POST", "/statuses", {"name": "Mine", "category": "open"}, 403)
        admin(someone, "POST", "/fields", {"name": "Mine", "type": "text"}, 403)
        assert someone.get("/catalogue").status == 200


def test_neighbours_define_their_own(api: Api, neighbour: Api) -> None:
    id_ = add_field(api, "Root cause", "text")
    assert neighbour.get("/catalogue").body["fields"] == []
    admin(neighbour, "PATCH", f"/fields/{id_}", {"name": "Taken over"}, 404)


def test_a_field_is_described_whole(api: Api) -> None:
    team = api.found_team()
    parent = add_field(api, "Kind", "one_of", options=[{"label": "Hardware"}, {"label": "Software"}])
    made = admin(
        api,
        "POST",
        "/fields",
        {
            "name": "Serial number",
            "type": "pattern",
            "pattern": "[A-Z]{2}-[0-9]{6}",
            "hint": "Two letters, a hyphen, six digits",
            "required_at": "closing",
            "visible_to": {"roles": ["supervisor"], "team_ids": [team]},
            "depends_on": {"field_id": parent, "values": ["hardware"]},
        },
    )
    CustomField.model_validate(made)
    listed = Catalogue.model_validate(api.get("/catalogue").body)
    assert listed.fields[1].model_dump(mode="json") == made
    eased = admin(api, "PATCH", f"/fields/{made['id']}", {"required_at": None, "depends_on": None})
    assert (eased["required_at"], eased["depends_on"]) == (None, None)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"type": "one_of"}, "options"),
        ({"type": "text", "options": [{"label": "A"}]}, "options"),
        ({"type": "one_of", "options": [{"label": "A"}, {"label": "a"}]}, "options.1.label"),
        ({"type": "one_of", "options": [{"label": "A", "id": "mine"}]}, "options.0.id"),
        ({"type": "pattern"}, "pattern"),
        ({"type": "pattern", "pattern": "(a"}, "pattern"),
        ({"type": "pattern", "pattern": r"(a)\1"}, "pattern"),
        ({"type": "text", "pattern": "a"}, "pattern"),
        ({"type": "text", "depends_on": {"field_id": "nope", "values": ["x"]}}, "depends_on.field_id"),
        ({"type": "text", "depends_on": {"field_id": "kind", "values": ["x"]}}, "depends_on.values"),
        ({"type": "text", "depends_on": {"field_id": "text", "values": ["x"]}}, "depends_on.field_id"),
        ({"type": "money"}, "type"),
        ({"type": "text", "visible_to": {"roles": ["king"]}}, "visible_to.roles.0"),
    ],
)
def test_a_field_that_cannot_be(api: Api, body: dict[str, object], field: str) -> None:
    add_field(api, "Kind", "one_of", options=[{"label": "Hardware"}])
    add_field(api, "Text", "text")
    assert admin(api, "POST", "/fields", {"name": "New"} | body, 422)["errors"][0]["field"] == field


def test_fields_do_not_depend_on_each_other_in_a_circle(api: Api) -> None:
    first = add_field(api, "First", "checkbox")
    second = add_field(api, "Second", "checkbox", depends_on={"field_id": first, "values": ["true"]})
    circle = {"depends_on": {"field_id": second, "values": ["true"]}}
    assert admin(api, "PATCH", f"/fields/{first}", circle, 422)["errors"][0]["field"] == "depends_on.field_id"
    assert admin(api, "PATCH", f"/fields/{first}", {"deleted": True}, 422)["errors"][0]["field"] == "deleted"


def test_an_option_that_is_left_out_is_archived(api: Api) -> None:
    id_ = add_field(api, "Kind", "one_of", options=[{"label": "Wear"}, {"label": "Fire"}])
    kept = {"options": [{"id": "fire", "label": "Blaze"}, {"label": "Water"}]}
    options = admin(api, "PATCH", f"/fields/{id_}", kept)["options"]
    assert [(one["id"], one["label"], one["archived"]) for one in options] == [
        ("fire", "Blaze", False),
        ("water", "Water", False),
        ("wear", "Wear", True),
    ]


def test_a_hidden_field_is_not_told_of(api: Api) -> None:
    team = api.found_team()
    add_field(api, "Margin", "number", visible_to={"roles": ["supervisor"], "team_ids": [team]})
    add_field(api, "Grade", "number", editable_by={"roles": ["supervisor"], "team_ids": []})

    def seen(api: Api) -> list[tuple[str, bool]]:
        return [(field["name"], field["editable"]) for field in api.get("/catalogue").body["fields"]]

    assert seen(api) == [("Margin", True), ("Grade", True)]
    assert seen(api.by(api.hire(Role.SUPERVISOR))) == [("Margin", True), ("Grade", True)]
    assert seen(api.by(api.hire(Role.AGENT, team))) == [("Margin", True), ("Grade", False)]
    assert seen(api.by(api.hire())) == [("Grade", False)]


def test_a_tag_is_known_from_its_first_use(api: Api) -> None:
    ticket = api.open_ticket(tags=["Billing", "vip"])
    api.patch(f"/tickets/{ticket['id']}", {"add_tags": ["late"]})
    tags = api.get("/catalogue").body["tags"]
    assert [(tag["name"], tag["colour"]) for tag in tags] == [("billing", "grey"), ("late", "grey"), ("vip", "grey")]
    Tag.model_validate(tags[0])


def tag_id(api: Api, name: str) -> str:
    return next(str(tag["id"]) for tag in api.get("/catalogue").body["tags"] if tag["name"] == name)


def test_a_renamed_tag_has_its_new_name_on_every_ticket(api: Api) -> None:
    ticket = api.open_ticket(tags=["bill"])
    admin(api, "PATCH", f"/tags/{tag_id(api, 'bill')}", {"name": "Invoice", "colour": "amber"})
    assert api.get(f"/tickets/{ticket['id']}").body["tags"] == ["invoice"]
    assert api.get("/tickets").body["items"][0]["tags"] == ["invoice"]
    for name in ("invoice", "bill"):
        assert [one["id"] for one in api.get("/tickets", tag=name).body["items"]] == [ticket["id"]]
    new = api.open_ticket(tags=["bill"])
    assert new["tags"] == ["invoice"]
    assert api.patch(f"/tickets/{ticket['id']}", {"remove_tags": ["invoice"]}).body["tags"] == []


def test_a_ticket_has_a_renamed_tag_once(api: Api) -> None:
    """By the name that it had, which is what is stored: nothing was changed by giving it the tag again."""
    ticket = api.open_ticket(tags=["bill", "vip"])
    admin(api, "PATCH", f"/tags/{tag_id(api, 'bill')}", {"name": "invoice"})
    before = api.get(f"/tickets/{ticket['id']}").body
    for wish in ({"add_tags": ["invoice"]}, {"add_tags": ["bill"]}, {"tags": ["vip", "invoice"]}):
        assert api.patch(f"/tickets/{ticket['id']}", wish).body["version"] == before["version"]
    after = api.patch(f"/tickets/{ticket['id']}", {"add_tags": ["invoice", "late"]}).body
    assert (after["version"], after["tags"]) == (before["version"] + 1, ["invoice", "late", "vip"])
    (held,) = api.services.ticket_table(api.org).get_many([ticket["id"]])
    assert held.tags == ("bill", "late", "vip")


def test_two_tags_become_one(api: Api) -> None:
    one, two = api.open_ticket(tags=["bill"]), api.open_ticket(tags=["invoice"])
    source, target = tag_id(api, "bill"), tag_id(api, "invoice")
    taken = admin(api, "PATCH", f"/tags/{source}", {"name": "invoice"}, 409)
    assert taken["errors"][0]["field"] == "name"
    assert admin(api, "POST", f"/tags/{source}/merge", {"into": source}, 422)["errors"][0]["field"] == "into"
    admin(api, "POST", f"/tags/{source}/merge", {"into": target}, 200)
    admin(api, "POST", f"/tags/{source}/merge", {"into": target}, 404)
    assert [tag["name"] for tag in api.get("/catalogue").body["tags"]] == ["invoice"]
    found = [ticket["id"] for ticket in api.get("/tickets", tag="invoice").body["items"]]
    assert sorted(found) == sorted([one["id"], two["id"]])


def test_a_deleted_tag_is_on_no_ticket_until_it_is_used_again(api: Api) -> None:
    ticket = api.open_ticket(tags=["bill", "vip"])
    admin(api, "PATCH", f"/tags/{tag_id(api, 'bill')}", {"deleted": True})
    assert api.get(f"/tickets/{ticket['id']}").body["tags"] == ["vip"]
    api.open_ticket(tags=["bill"])
    assert api.get(f"/tickets/{ticket['id']}").body["tags"] == ["bill", "vip"]
