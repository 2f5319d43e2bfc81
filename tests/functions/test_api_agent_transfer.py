"""Import and export, as a client sees them; the workflow's steps are taken in process."""

import csv
import io
import json
from typing import Any

import pytest

from schemas.vocabulary import Role
from tests.functions import jobs
from tests.functions.agent_api import Api
from tests.functions.catalogue_api import add_field, admin
from tests.functions.many_tickets import FILTERS, desk_of
from tests.functions.transfer_api import counts, ended, imported, made, refused, upload

TABLE = """\
Id;Subject;Email;Name;Status;Priority;Tags;Created;Message
A1;Printer on fire;rosa@a.example;Rosa Lind;On hold;URGENT;fire, printer;2024-02-03T04:05:06+01:00;It burns.
A2;Scanner;rosa@a.example;Rosa Lind;;;;2024-02-04;"Two
lines"
A3;;rosa@a.example;;;;;;
A4;Lamp;nobody;;;;;;
A5;Lamp;lee@a.example;;sleeping;;;;
A6;Lamp;lee@a.example;;;;;2999-01-01;
"""


@pytest.fixture(autouse=True)
def machine(services: object) -> None:
    jobs.make_machine()


def test_a_file_is_looked_at_first(api: Api) -> None:
    seen = api.post("/imports/preview", {"kind": "tickets", "file_id": upload(api, TABLE.encode())}).body
    assert (seen["format"], seen["separator"], seen["columns"][1]) == ("csv", ";", "Subject")
    assert seen["mapping"]["Email"] == "requester_email"
    assert seen["mapping"]["Message"] == "message"
    assert seen["rows"][1]["values"][-1] == "Two\nlines"
    assert seen["required"] == ["subject", "requester_email"]


def test_tickets_come_with_their_times_and_what_is_wrong_is_told(api: Api) -> None:
    dry = imported(api, TABLE, dry_run=True)
    assert counts(dry) == (2, 0, 4)
    assert api.get("/tickets", status="all").body["items"] == []
    job = imported(api, TABLE, tags=["moved"])
    assert counts(job) == (2, 0, 4)
    report = refused(api, job)
    assert [(row["line"], row["field"]) for row in report] == [
        ("5", "subject"),
        ("6", "requester_email"),
        ("7", "status"),
        ("8", "created_at"),
    ]
    (printer,) = [one for one in api.get("/tickets", status="all").body["items"] if one["subject"] == "Printer on fire"]
    detail = api.get(f"/tickets/{printer['id']}").body
    assert (detail["status"], detail["priority"]) == ("on_hold", "urgent")
    assert detail["tags"] == ["fire", "moved", "printer"]
    assert detail["created_at"] == "2024-02-03T03:05:06.000Z"
    (message,) = detail["entries"]["items"]
    assert (message["text"], message["author_name"], message["created_at"]) == (
        "It burns.",
        "Rosa Lind",
        "2024-02-03T03:05:06.000Z",
    )


def test_an_import_says_what_to_do_instead_of_undoing_it(api: Api) -> None:
    for more, words in (
        ({"dry_run": True}, "nothing to undo"),
        ({}, "Delete what it made"),
        ({"tags": ["moved"]}, "“moved”"),
    ):
        job = imported(api, TABLE.replace("Id;", "Mark;"), **more)
        assert job["can_undo"] is False
        assert words in api.post(f"/jobs/{job['id']}/undo").problem(409, "conflict")["detail"]


@pytest.mark.parametrize(
    ("said", "allowed"),
    [
        ({"kind": "internal_note"}, "reply, note"),
        ({"kind": True}, "reply, note"),
        ({"author": "staff"}, "customer, agent, system, automation"),
        ({"internal": "true"}, "true or false"),
        ({"internal": 1}, "true or false"),
        ({"public": False}, "internal"),
        ({"private": True}, "internal"),
    ],
)
@pytest.mark.parametrize("dry", [True, False])
def test_what_may_be_a_note_is_never_taken_for_what_the_customer_wrote(
    api: Api, said: dict[str, Any], allowed: str, dry: bool
) -> None:
    """The next mail to them would quote it."""
    messages = [{"text": "My order is late"}, {"text": "SECRET fraud risk", **said}]
    row = {"subject": "Order", "requester_email": "rosa@a.example", "messages": messages}
    job = imported(api, json.dumps(row), dry_run=dry)
    assert counts(job) == (0, 0, 1)
    (wrong,) = refused(api, job)
    assert wrong["field"] == "messages"
    assert allowed in wrong["reason"]
    assert api.get("/tickets", status="all").body["items"] == []


def test_messages_are_of_the_kind_and_author_that_they_say(api: Api) -> None:
    said: list[dict[str, Any]] = [
        {},
        {"kind": " Note "},
        {"internal": True},
        {"kind": None, "author": "Agent", "internal": None},
        {"kind": "reply", "author": "customer", "internal": False},
        {"author": "automation"},
    ]
    row = {"subject": "Order", "requester_email": "rosa@a.example", "messages": [{"text": "x", **one} for one in said]}
    assert counts(imported(api, json.dumps(row))) == (1, 0, 0)
    (ticket,) = api.get("/tickets", status="all").body["items"]
    entries = api.get(f"/tickets/{ticket['id']}").body["entries"]["items"]
    assert [(one["kind"], one["author_type"]) for one in entries] == [
        ("reply", "customer"),
        ("note", "agent"),
        ("note", "agent"),
        ("reply", "agent"),
        ("reply", "customer"),
        ("reply", "agent"),
    ]


def test_importing_again_doubles_nothing(api: Api) -> None:
    imported(api, TABLE)
    assert counts(imported(api, TABLE)) == (0, 2, 4)
    better = TABLE.replace("URGENT", "low")
    assert counts(imported(api, better, update=True)) == (1, 1, 4)
    tickets = api.get("/tickets", status="all").body["items"]
    assert sorted(one["priority"] for one in tickets) == ["low", "normal"]


def test_a_step_that_is_done_again_doubles_nothing(api: Api) -> None:
    content = TABLE.replace("Id;", "Mark;")
    begun = api.post("/imports", {"kind": "tickets", "file_id": upload(api, content.encode())})
    given = jobs.started()[-1]
    jobs.killed_while_working(given)
    assert len(api.get("/tickets", status="all").body["items"]) == 2
    jobs.run(given)
    assert counts(api.get(f"/jobs/{begun.body['id']}").body) == (2, 0, 4)
    assert len(api.get("/tickets", status="all").body["items"]) == 2


@pytest.mark.parametrize("name", FILTERS)
def test_a_query_exports_what_the_list_finds(api: Api, name: str) -> None:
    desk = desk_of(api, name)
    job = ended(api, api.post("/exports", {"kind": "tickets", "format": "jsonl", "query": desk.filters}))
    assert (job["state"], job["total"]) == ("done", len(desk.found))
    assert {json.loads(line)["external_id"] for line in made(api, job).splitlines()} == desk.found


def test_a_cancelled_import_stops_and_says_which_rows_it_left(api: Api) -> None:
    content = "subject,requester_email\n" + "Lamp,rosa@a.example\n" * 130
    begun = api.post("/imports", {"kind": "tickets", "file_id": upload(api, content.encode())}).body
    jobs.run_until(jobs.started()[-1], 3, lambda: api.post(f"/jobs/{begun['id']}/cancel"))
    job = api.get(f"/jobs/{begun['id']}").body
    assert (job["state"], job["total"]) == ("cancelled", 130)
    assert job["done"] == len(api.get("/tickets", limit="100").body["items"]) < 20
    left = api.get(f"/jobs/{begun['id']}/results", result="not_done", limit="100").body
    rest = api.get(f"/jobs/{begun['id']}/results", result="not_done", limit="100", cursor=left["next_cursor"]).body
    assert len(left["items"] + rest["items"]) == 130 - job["done"]


def test_what_is_exported_is_imported_elsewhere(api: Api, neighbour: Api) -> None:
    ticket = api.open_ticket(subject="=HYPERLINK(1)", tags=["b", "a"])
    api.post(f"/tickets/{ticket['id']}/messages", {"kind": "note", "text": "Between us."})
    job = ended(api, api.post("/exports", {"kind": "tickets", "format": "jsonl", "messages": True}))
    assert job["has_file"]
    (line,) = made(api, job).splitlines()
    row = json.loads(line)
    assert (row["subject"], row["tags"], row["external_id"]) == ("=HYPERLINK(1)", ["a", "b"], ticket["id"])
    assert [(one["kind"], one["author"]) for one in row["messages"]] == [("reply", "customer"), ("note", "agent")]
    there = imported(neighbour, line)
    assert counts(there) == (1, 0, 0)
    assert not there["has_file"]
    (copy,) = neighbour.get("/tickets", status="all").body["items"]
    entries = neighbour.get(f"/tickets/{copy['id']}").body["entries"]["items"]
    assert [(one["kind"], one["author_type"]) for one in entries] == [("reply", "customer"), ("note", "agent")]


def test_an_export_has_the_messages_of_merged_tickets(api: Api) -> None:
    first, stays = api.open_ticket(message={"text": "first"}), api.open_ticket(message={"text": "second"})
    api.post(f"/tickets/{first['id']}/messages", {"kind": "note", "text": "third"})
    assert api.post(f"/tickets/{first['id']}/merge", {"into": stays["id"]}).status == 200
    job = ended(api, api.post("/exports", {"kind": "tickets", "format": "jsonl", "messages": True}))
    (row,) = map(json.loads, made(api, job).splitlines())
    assert row["message_count"] == 3
    assert sorted(one["text"] for one in row["messages"]) == ["first", "second", "third"]


def test_a_table_of_tickets_cannot_run_anything(api: Api) -> None:
    api.open_ticket(subject="=HYPERLINK(1)")
    content = made(api, ended(api, api.post("/exports", {"kind": "tickets"})))
    (row,) = csv.DictReader(io.StringIO(content))
    assert row["subject"] == "'=HYPERLINK(1)"
    answer = api.post("/exports", {"kind": "tickets", "messages": True})
    answer.problem(422, "invalid")
    assert "format" in answer.fields()


def test_whose_a_ticket_was_stays_known_when_they_have_left(api: Api) -> None:
    left = api.hire(email="left@a.example")
    api.open_ticket(assignee_id=left.id)
    admin(api, "PATCH", f"/agents/{left.id}", {"active": False})
    (row,) = csv.DictReader(io.StringIO(made(api, ended(api, api.post("/exports", {"kind": "tickets"})))))
    assert row["assignee_email"] == "left@a.example"


def test_only_who_may_have_tickets_gets_one(api: Api) -> None:
    api.hire(Role.VIEWER, email="only.looks@a.example")
    api.hire(email="answers@a.example")
    table = "Subject,Email,Assignee\n" + "".join(
        f"{who},rosa@a.example,{who}@a.example\n" for who in ("only.looks", "answers", "nobody")
    )
    job = imported(api, table, mapping={"Subject": "subject", "Email": "requester_email", "Assignee": "assignee_email"})
    assert counts(job) == (1, 0, 2)
    report = refused(api, job)
    assert [(row["line"], row["field"]) for row in report] == [("2", "assignee_email"), ("4", "assignee_email")]


def test_people_go_out_and_in(api: Api) -> None:
    people = "E-mail,Full name\nrosa@a.example,Rosa\nROSA@a.example,Rosa Lind\nnobody,No\n"
    assert counts(imported(api, people, kind="people")) == (1, 1, 1)
    assert counts(imported(api, people, kind="people", update=True)) == (1, 1, 1)
    content = made(api, ended(api, api.post("/exports", {"kind": "people"})))
    rows = {row["email"]: row["name"] for row in csv.DictReader(io.StringIO(content))}
    assert rows["rosa@a.example"] == "Rosa Lind"


def test_companies_go_out_and_in(api: Api, neighbour: Api) -> None:
    table = (
        "Company,Website,Note\nNorthwind,https://www.northwind.example/home,Old friends\nÅkerlund,,\n"
        "NORTHWIND,northwind.org,\nSouthwind,northwind.example,\n,x.example,\nOurs,gmail.com,\n"
    )
    assert counts(imported(api, table, kind="companies", dry_run=True))[2] == 2
    assert api.get("/companies").body["items"] == []
    job = imported(api, table, kind="companies")
    assert counts(job) == (2, 1, 3)
    report = refused(api, job)
    assert [(row["line"], row["field"]) for row in report] == [("5", "domains.0"), ("6", "name"), ("7", "domains.0")]
    assert counts(imported(api, table, kind="companies", update=True)) == (1, 2, 3)
    content = made(api, ended(api, api.post("/exports", {"kind": "companies", "format": "jsonl"})))
    rows = {row["name"]: row for row in map(json.loads, content.splitlines())}
    assert rows["Northwind"]["domains"] == ["northwind.example", "northwind.org"]
    assert rows["Northwind"]["notes"] == "Old friends"
    assert counts(imported(neighbour, content, kind="companies")) == (2, 0, 0)


def test_people_come_with_all_that_is_known_of_them(api: Api) -> None:
    imported(api, "name\nAkerlund\n", kind="companies")
    people = (
        "Email,Name,Other emails,Phone,Organization,Locale,Timezone,Note\n"
        "rosa@a.example,Rosa Lind,rosa@b.example; r@c.example,+49 30 1234567,ÅKERLUND,de,Europe/Berlin,Likes lists\n"
        "lee@a.example,Lee,,call me,,,,\nkim@a.example,Kim,,,Nobody Ltd,,,\nray@a.example,,r@c.example,,,,,\n"
    )
    assert counts(imported(api, people, kind="people", dry_run=True)) == (2, 0, 2)
    job = imported(api, people, kind="people")
    assert counts(job) == (1, 0, 3)
    report = refused(api, job)
    assert [(row["line"], row["field"]) for row in report] == [
        ("3", "phones.0"),
        ("4", "company"),
        ("5", "other_emails"),
    ]
    more = "email,name,other_emails\nrosa@b.example,,r@d.example\n"
    assert counts(imported(api, more, kind="people", update=True)) == (1, 0, 0)
    assert counts(imported(api, more, kind="people", update=True)) == (0, 1, 0)
    content = made(api, ended(api, api.post("/exports", {"kind": "people", "format": "jsonl"})))
    (rosa,) = [row for row in map(json.loads, content.splitlines()) if row["email"] == "rosa@a.example"]
    assert rosa["other_emails"] == ["rosa@b.example", "r@c.example", "r@d.example"]
    assert (rosa["phones"], rosa["company"], rosa["language"]) == (["+49 30 1234567"], "Akerlund", "de")
    assert (rosa["time_zone"], rosa["notes"]) == ("Europe/Berlin", "Likes lists")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"mapping": {"Nothing": "subject"}}, "mapping"),
        ({"mapping": {"Subject": "colour"}}, "mapping"),
        ({"mapping": {"Subject": "subject"}}, "mapping"),
        ({"mapping": {"Subject": "subject", "Email": "requester_email", "Name": "subject"}}, "mapping"),
        ({"file_id": "../../secrets"}, "file_id"),
        ({"tags": ["x" * 51]}, "tags"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(api: Api, body: dict[str, Any], field: str) -> None:
    known = {"kind": "tickets", "file_id": upload(api, TABLE.encode())}
    answer = api.post("/imports", known | body)
    answer.problem(422, "invalid")
    assert field in answer.fields()


def test_two_columns_of_one_name_are_not_guessed_between(api: Api) -> None:
    file_id = upload(api, b"email,name,name,note,note\na@a.example,Ada,Bob,x,y\n")
    answer = api.post("/imports", {"kind": "people", "file_id": file_id})
    answer.problem(422, "invalid")
    assert answer.fields() == {"mapping"}
    alone = {"kind": "people", "file_id": file_id, "mapping": {"email": "email"}}
    assert counts(ended(api, api.post("/imports", alone))) == (1, 0, 0), "what is not read may be called as it likes"


def test_files_that_cannot_be_imported_say_why(api: Api) -> None:
    file_id = upload(api, "a;b".encode("utf-16"))
    assert (
        "UTF-8"
        in api.post("/imports/preview", {"kind": "people", "file_id": file_id}).problem(422, "invalid")["detail"]
    )
    missing = api.post("/imports/files", {"filename": "x.csv", "size": 3}).body["file_id"]
    assert api.post("/imports", {"kind": "people", "file_id": missing}).status == 404
    assert api.post("/imports/files", {"filename": "x.csv", "size": 10**12}).status == 422


def test_who_may(api: Api, neighbour: Api) -> None:
    agent, lead = api.by(api.hire(Role.AGENT)), api.by(api.hire(Role.SUPERVISOR))
    assert agent.post("/exports", {"kind": "people"}).status == 403
    assert lead.post("/imports/files", {"filename": "x.csv", "size": 3}).status == 403
    job = ended(lead, lead.post("/exports", {"kind": "people"}))
    assert api.get(f"/jobs/{job['id']}/file").status == 200
    assert agent.get(f"/jobs/{job['id']}/file").status == 404
    everything = ended(api, api.post("/exports", {"kind": "people"}))
    assert lead.get(f"/jobs/{everything['id']}").status == 200
    assert lead.get(f"/jobs/{everything['id']}/file").status == 403, "it may hold what they may not see"
    assert neighbour.get(f"/jobs/{job['id']}/file").status == 404
    file_id = upload(api, TABLE.encode())
    assert neighbour.post("/imports/preview", {"kind": "tickets", "file_id": file_id}).status == 404


def test_custom_fields_go_out_and_in(api: Api, neighbour: Api) -> None:
    """By their labels, so that another organization with fields of the same names has the same."""
    choices = [{"label": "Free"}, {"label": "Gold, yearly"}]
    for one in (api, neighbour):
        add_field(one, "Plan", "many_of", of="person", options=choices)
        add_field(one, "VAT", "text", of="company")
        add_field(one, "Weight", "number")
        add_field(one, "Sealed", "checkbox")
    api.post("/customers", {"email": "rosa@a.example", "fields": {"plan": ["free", "gold_yearly"]}})
    api.post("/companies", {"name": "Acme", "fields": {"vat": "=DE1"}})
    api.open_ticket(subject="Boiler", fields={"weight": 9.5, "sealed": False})
    for kind, of, fields in (
        ("people", "/customers", {"plan": ["free", "gold_yearly"]}),
        ("companies", "/companies", {"vat": "=DE1"}),
        ("tickets", "/tickets", {"weight": 9.5, "sealed": False}),
    ):
        for format in ("csv", "jsonl"):
            exported = made(api, ended(api, api.post("/exports", {"kind": kind, "format": format})))
            body = {"kind": kind, "file_id": upload(neighbour, exported.encode()), "update": True}
            brought = ended(neighbour, neighbour.post("/imports", body))
            assert counts(brought)[2] == 0, made(neighbour, brought)
        found = [one["fields"] for one in neighbour.get(of).body["items"]]
        assert found.count(fields) == 1, (kind, found)


def test_cells_of_custom_fields_are_read_as_people_write_them(api: Api) -> None:
    plan = add_field(api, "Plan", "one_of", of="person", options=[{"label": "Free"}, {"label": "Gold"}])
    seats, vip = add_field(api, "Seats", "number", of="person"), add_field(api, "VIP", "checkbox", of="person")
    wrong = "b@a.example,Silver,,\nc@a.example,,many,\nd@a.example,,,maybe\n"
    content = f'email,plan,Seats,vip\na@a.example,GOLD,"1,5",yes\n{wrong}'
    body = {"kind": "people", "file_id": upload(api, content.encode())}
    assert api.post("/imports/preview", {"kind": "people", "file_id": body["file_id"]}).body["mapping"] == {
        "email": "email",
        "plan": f"fields.{plan}",
        "Seats": f"fields.{seats}",
        "vip": f"fields.{vip}",
    }
    for dry_run in (True, False):
        job = ended(api, api.post("/imports", body | {"dry_run": dry_run}))
        assert (job["done"], job["refused"]) == (1, 3)
        assert [row["field"] for row in refused(api, job)] == [f"fields.{plan}", f"fields.{seats}", f"fields.{vip}"]
    (ada,) = api.get("/customers").body["items"]
    assert ada["fields"] == {plan: "gold", seats: 1.5, vip: True}
    more = "email;fields.seats\na@a.example;2\n"
    job = ended(api, api.post("/imports", {"kind": "people", "file_id": upload(api, more.encode()), "update": True}))
    assert job["done"] == 1
    assert api.get(f"/customers/{ada['id']}").body["fields"] == {plan: "gold", seats: 2, vip: True}


def test_what_a_deleted_field_holds_does_not_hinder_an_import(api: Api) -> None:
    for of in ("person", "company"):
        add_field(api, f"Old {of}", "text", of=of)
        add_field(api, f"New {of}", "text", of=of)
    ada = api.post("/customers", {"email": "ada@a.example", "fields": {"old_person": "kept"}}).body
    acme = api.post("/companies", {"name": "Acme", "fields": {"old_company": "kept"}}).body
    for of in ("person", "company"):
        admin(api, "PATCH", f"/fields/old_{of}", {"deleted": True})
    for kind, content in (
        ("people", "email,New person\nada@a.example,x\n"),
        ("companies", "name,New company\nAcme,x\n"),
    ):
        body = {"kind": kind, "file_id": upload(api, content.encode()), "update": True}
        assert counts(ended(api, api.post("/imports", body))) == (1, 0, 0)
    assert api.get(f"/customers/{ada['id']}").body["fields"] == {"old_person": "kept", "new_person": "x"}
    assert api.get(f"/companies/{acme['id']}").body["fields"] == {"old_company": "kept", "new_company": "x"}
