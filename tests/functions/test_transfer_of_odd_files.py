"""Files as other systems write them: half characters, late keys, lines without end."""

import json
from typing import Any

import pytest

from tests.functions import jobs
from tests.functions.agent_api import Api
from tests.functions.catalogue_api import add_field
from tests.functions.transfer_api import counts, imported, refused, upload

#: So many rows of 10 KB are more than what is looked at of a file before it is imported.
MANY = 110


@pytest.fixture(autouse=True)
def machine(services: object) -> None:
    jobs.make_machine()


def lines(*rows: dict[str, Any]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def results(api: Api, job: dict[str, Any], after: int) -> list[dict[str, Any]]:
    """What became of the rows after the first so many."""
    found: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        page = api.get(f"/jobs/{job['id']}/results", limit="100", **cursor).body
        found += page["items"]
        if page["next_cursor"] is None:
            return found[after:]
        cursor = {"cursor": page["next_cursor"]}


def subjects(api: Api) -> list[str]:
    return sorted(one["subject"] for one in api.get("/tickets", status="all", limit="100").body["items"])


def test_half_a_character_spoils_no_row(api: Api) -> None:
    """JSON can spell one; nothing can keep it."""
    content = (
        '{"subject": "J5 \\ud800", "requester_email": "x@a.example", "message": "\\udc00\\ud83d\\ude00", "\\ud801": 1}'
        "\n"
        '{"subject": "J6", "requester_email": "x@a.example", "messages": [{"text": "\\ud800", "\\ud800": "\\ud800"}]}\n'
    )
    seen = api.post("/imports/preview", {"kind": "tickets", "file_id": upload(api, content.encode())}).body
    assert seen["rows"][0]["values"][0] == "J5 \ufffd"
    assert counts(imported(api, content)) == (2, 0, 0)
    assert subjects(api) == ["J5 \ufffd", "J6"]
    previews = {one["subject"]: one["preview"] for one in api.get("/tickets", status="all").body["items"]}
    assert previews == {"J5 \ufffd": "\ufffd\U0001f600", "J6": "\ufffd"}
    mapped = {"kind": "tickets", "file_id": upload(api, content.encode()), "mapping": {"\ud800": "subject"}}
    assert api.post("/imports", mapped).status == 422
    in_a_table = 'subject,requester_email,message\n"J7 \\ud800",x@a.example,\ufffd\n'
    assert counts(imported(api, in_a_table)) == (1, 0, 0)


def test_names_that_come_late_are_taken(api: Api) -> None:
    field = add_field(api, "Serial", "text")
    first = {"subject": "Early", "requester_email": "x@a.example", "message": "x" * 10_000}
    late = {
        "subject": "Late",
        "requester_email": "x@a.example",
        "priority": "urgent",
        "description": "It burns.",
        "serial": "S1",
        "tint": "red",
    }
    for early, told in ((30, ""), (MANY, "“tint”")):
        job = imported(api, lines(*[first] * early, late), dry_run=True)
        assert counts(job) == (early + 1, 0, 0)
        (result,) = results(api, job, early)
        assert told in result["reason"]
        assert bool(result["reason"]) is bool(told)
    content = lines(*[{**first, "subject": ""}] * MANY, late)
    imported(api, content)
    (ticket,) = api.get("/tickets", status="all").body["items"]
    detail = api.get(f"/tickets/{ticket['id']}").body
    assert (detail["priority"], detail["preview"], detail["fields"]) == ("urgent", "It burns.", {field: "S1"})


def test_fields_are_read_as_the_api_writes_them(api: Api) -> None:
    kind = add_field(api, "Product", "one_of", options=[{"label": "Lamp"}, {"label": "Desk"}])
    serial = add_field(api, "Serial", "text")
    row = {"subject": "Nested", "requester_email": "x@a.example", "fields": {kind: "lamp", serial: "S1"}}
    both = {**row, "subject": "Both", f"fields.{serial}": "S2"}
    bad = {**row, "subject": "Bad", "fields": {kind: "nope"}}
    content = lines(row, both, bad, {**row, "subject": "None", "fields": {kind: None}})
    seen = api.post("/imports/preview", {"kind": "tickets", "file_id": upload(api, content.encode())}).body
    assert seen["mapping"][f"fields.{kind}"] == f"fields.{kind}"
    job = imported(api, content)
    assert counts(job) == (3, 0, 1)
    found = {one["subject"]: one["fields"] for one in api.get("/tickets", status="all").body["items"]}
    assert found == {"Nested": {kind: "lamp", serial: "S1"}, "Both": {kind: "lamp", serial: "S2"}, "None": {}}
    (wrong,) = refused(api, job)
    assert (wrong["line"], wrong["field"]) == ("3", f"fields.{kind}")


def test_columns_without_a_field_are_named_once(api: Api) -> None:
    row = {"subject": "A", "requester_email": "x@a.example", "tint": "red", "fields": {"nosuch": "x"}}
    in_a_table = "subject,requester_email,tint,fields.nosuch\nA,x@a.example,red,x\nB,x@a.example,red,x\n"
    for content in (lines(row, {**row, "subject": "B"}), in_a_table):
        for dry in (True, False):
            job = imported(api, content, dry_run=dry)
            assert (counts(job), job["has_file"]) == ((2, 0, 0), False)
            assert set(job["what"]["left"]) == {"tint", "fields.nosuch"}
    chosen = {"subject": "subject", "requester_email": "requester_email"}
    assert not imported(api, lines(row), mapping=chosen)["what"]["left"], "left out on purpose"
    assert not imported(api, lines({**row, "tint": None, "fields": "odd"}), mapping=chosen)["what"]["left"]
    wide = {f"c{n}": "x" for n in range(30)}
    job = imported(api, lines({**chosen, "requester_email": "x@a.example", **wide}))
    assert job["what"]["left"] == [f"c{n}" for n in range(11)], "ten, and that there are more"


def test_a_name_that_comes_late_can_be_mapped(api: Api) -> None:
    first = {"subject": "", "requester_email": "x@a.example", "message": "x" * 10_000}
    content = lines(*[first] * MANY, {"requester_email": "x@a.example", "betreff": "Late", "tint": "red"})
    job = imported(api, content, mapping={"betreff": "subject", "requester_email": "requester_email"})
    assert counts(job) == (1, 0, MANY)
    assert subjects(api) == ["Late"]
    (result,) = results(api, job, MANY)
    assert "“tint”" in result["reason"]
    whole = {"kind": "tickets", "file_id": upload(api, lines(first).encode())}
    nothing = {"mapping": {"betreff": "subject", "requester_email": "requester_email"}}
    assert api.post("/imports", whole | nothing).status == 422, "all of it was seen: there is no such name"


def test_a_long_first_line_hides_nothing(api: Api) -> None:
    row = {"message": "x" * 300_000, "subject": "Long", "requester_email": "x@a.example"}
    content = lines({**row, "html": "y" * 300_000, "message": "short"}, {**row, "subject": "Second", "message": ""})
    seen = api.post("/imports/preview", {"kind": "tickets", "file_id": upload(api, content.encode())}).body
    assert seen["mapping"]["subject"] == "subject"
    assert len(seen["rows"]) == 2
    assert counts(imported(api, content)) == (2, 0, 0)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_line_without_end_is_one_refused_row(api: Api, place: int) -> None:
    good = [{"subject": f"Good {n}", "requester_email": "x@a.example"} for n in range(2)]
    content = lines(*good[:place], {"subject": "Bad", "message": "x" * 2_500_000}, *good[place:])
    seen = api.post("/imports/preview", {"kind": "tickets", "file_id": upload(api, content.encode())}).body
    assert [bool(row["wrong"]) for row in seen["rows"]] == [n == place for n in range(3)]
    job = imported(api, content)
    assert (job["state"], counts(job)) == ("done", (2, 0, 1))
    (bad,) = refused(api, job)
    assert bad["line"] == str(place + 1)
    assert "longer than 2,000,000" in bad["reason"]
    assert subjects(api) == ["Good 0", "Good 1"]


def test_a_line_without_end_in_a_table(api: Api) -> None:
    """Also one that ends a cell which an earlier line began."""
    long = "x" * 2_500_000
    content = (
        f'subject,requester_email,message\nA,x@a.example,"{long}"\nB,x@a.example,\n'
        f'C,x@a.example,"begun\n{long}"\nD,x@a.example,"two\nlines"\n'
    )
    job = imported(api, content)
    assert (job["state"], counts(job)) == ("done", (2, 0, 2))
    assert [row["line"] for row in refused(api, job)] == ["2", "4"]
    assert subjects(api) == ["B", "D"]
