"""Custom fields out and in: options that are called like one another, numbers as people write them."""

import csv
import io
import json
from typing import Any

import pytest

from tests.functions import jobs
from tests.functions.agent_api import Api
from tests.functions.catalogue_api import add_field, admin
from tests.functions.transfer_api import counts, ended, imported, made, refused


@pytest.fixture(autouse=True)
def machine(services: object) -> None:
    jobs.make_machine()


def held(api: Api) -> dict[str, dict[str, Any]]:
    return {one["subject"]: one["fields"] for one in api.get("/tickets", status="all", limit="100").body["items"]}


@pytest.mark.parametrize("type", ["one_of", "many_of"])
@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_options_that_are_called_like_one_another(api: Api, type: str, format: str) -> None:
    """`small` is called Large; there is another Beta since the first one was archived; one is called like an id."""
    labels = ("Small", "Large", "Beta", "Gold; old", "gamma")
    field = add_field(api, "Size", type, options=[{"label": label} for label in labels])
    for option in ("small", "large", "beta", "gold_old", "gamma"):
        value = [option] if type == "many_of" else option
        api.open_ticket(subject=option, fields={field: value})
    renamed = [
        {"id": "small", "label": "Large"},
        {"id": "large", "label": "Small"},
        {"id": "gold_old", "label": "Gold; old"},
        {"id": "gamma", "label": "Delta"},
        {"label": "Beta"},
        {"label": "gold_old"},
    ]
    options = admin(api, "PATCH", f"/fields/{field}", {"options": renamed})["options"]
    (new,) = [one["id"] for one in options if one["label"] == "Beta" and not one["archived"]]
    api.open_ticket(subject="new", fields={field: [new] if type == "many_of" else new})
    before = held(api)
    content = made(api, ended(api, api.post("/exports", {"kind": "tickets", "format": format})))
    assert counts(imported(api, content, update=True)) == (0, 6, 0)
    assert held(api) == before
    by_hand = f"subject,requester_email,fields.{field}\nS,a@a.example,small\nB,a@a.example,BETA\nG,a@a.example,gamma\n"
    assert counts(imported(api, by_hand)) == (3, 0, 0)
    found = {name: value[field] for name, value in held(api).items() if name in ("S", "B", "G")}
    wanted = {"S": "large", "B": new, "G": "gamma"}
    assert found == ({name: [one] for name, one in wanted.items()} if type == "many_of" else wanted)


def test_a_number_that_no_machine_holds_is_refused_alone(api: Api) -> None:
    field = add_field(api, "Weight", "number")
    rows = [{"subject": subject, "requester_email": "a@a.example"} for subject in ("Lamp", "Door")]
    rows[0][f"fields.{field}"] = 10**400  # type: ignore[assignment]  # JSON knows no end of numbers
    job = imported(api, "\n".join(map(json.dumps, rows)))
    assert [one["field"] for one in refused(api, job)] == [f"fields.{field}"]
    assert held(api) == {"Door": {}}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1200", 1200),
        ("-1200.5", -1200.5),
        ("1.234", 1.234),
        ("1,5", 1.5),
        ("1200,50", 1200.5),
        ("0,125", 0.125),
        ("3,1415", 3.1415),
        ("1e3", 1000),
        ("1,200", None),
        ("1_000", None),
        ("1,200,000", None),
        ("1.200,5", None),
        ("1,200.5", None),
        ("1 000", None),
        ("nan", None),
        ("inf", None),
    ],
)
def test_a_number_is_read_if_it_can_only_be_one(api: Api, text: str, number: float | None) -> None:
    field = add_field(api, "Weight", "number")
    row = {"subject": "Lamp", "requester_email": "a@a.example", f"fields.{field}": text}
    table = io.StringIO()
    csv.writer(table).writerows([row.keys(), row.values()])
    for content in (table.getvalue(), json.dumps(row)):
        job = imported(api, content)
        if number is None:
            assert [one["field"] for one in refused(api, job)] == [f"fields.{field}"]
            assert held(api) == {}
        else:
            assert counts(job) == (1, 0, 0)
            assert held(api) == {"Lamp": {field: number}}
