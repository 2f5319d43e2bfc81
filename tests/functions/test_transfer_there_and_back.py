"""What goes out comes in again as it was, and what does not is told."""

import json
from typing import Any

import pytest

from tests.functions import jobs
from tests.functions.agent_api import Api
from tests.functions.catalogue_api import add_status, admin
from tests.functions.transfer_api import counts, ended, imported, made, refused, upload

ROW = {"subject": "Lamp", "requester_email": "rosa@a.example"}


@pytest.fixture(autouse=True)
def machine(services: object) -> None:
    jobs.make_machine()


def lines(*rows: dict[str, Any]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def tickets(api: Api) -> dict[str, dict[str, Any]]:
    """By their subjects; with their conversations."""
    found = api.get("/tickets", status="all", limit="100").body["items"]
    return {one["subject"]: api.get(f"/tickets/{one['id']}").body for one in found}


def texts(ticket: dict[str, Any]) -> list[str]:
    return [entry["text"] for entry in ticket["entries"]["items"] if entry["entry"] == "message"]


def test_messages_of_one_moment_come_in_the_order_of_the_file(api: Api) -> None:
    said = [f"{n:02}" for n in range(20)]
    at = "2024-02-03T04:05:06Z"
    content = lines(
        {**ROW, "subject": "Same", "messages": [{"text": text, "created_at": at} for text in said]},
        {**ROW, "subject": "None", "messages": [{"text": text} for text in said]},
        {
            **ROW,
            "subject": "Some",
            "messages": [{"text": "b", "created_at": at}, {"text": "c"}, {"text": "a", "created_at": "2024-01-01"}],
        },
    )
    begun = api.post("/imports", {"kind": "tickets", "file_id": upload(api, content.encode())})
    jobs.killed_while_working(jobs.started()[-1])
    jobs.run(jobs.started()[-1])
    assert counts(api.get(f"/jobs/{begun.body['id']}").body) == (3, 0, 0)
    found = tickets(api)
    assert [texts(found[name]) for name in ("Same", "None", "Some")] == [said, said, ["a", "b", "c"]]
    assert [found[name]["preview"] for name in ("Same", "None", "Some")] == ["19", "19", "c"]
    assert len({entry["id"] for one in found.values() for entry in one["entries"]["items"]}) == 43


def test_only_tickets_are_chosen_by_a_query(api: Api) -> None:
    for kind in ("people", "companies"):
        answer = api.post("/exports", {"kind": kind, "query": {"status": "open"}})
        answer.problem(422, "invalid")
        assert answer.fields() == {"query"}


def test_a_row_whose_ticket_is_purged_is_told(api: Api) -> None:
    """It is not made again: it was taken out for good."""
    content = lines({**ROW, "external_id": "A1"}, {**ROW, "subject": "Other", "external_id": "A2"})
    imported(api, content)
    gone = tickets(api)["Lamp"]["id"]
    api.delete(f"/tickets/{gone}")
    assert api.post(f"/tickets/{gone}/purge").status < 300
    for update, unchanged in ((True, (0, 1, 1)), (False, (0, 1, 1))):
        for dry_run in (False, True):
            job = imported(api, content, update=update, dry_run=dry_run)
            assert counts(job) == unchanged if not (update and dry_run) else (1, 0, 1)
            assert (job["not_found"], job["has_file"]) == (0, True)
            (row,) = refused(api, job)
            assert (row["line"], row["field"]) == ("1", "external_id")
            assert "was purged" in row["reason"]


def test_a_name_that_two_companies_have_is_not_guessed_between(api: Api) -> None:
    first = api.post("/companies", {"name": "Acme"}).body
    api.post("/companies", {"name": "ACME"})
    api.post("/companies", {"name": "Zenith"})
    api.post("/companies", {"name": "Zenith", "domains": ["zenith.example"]})
    people = "email,company\na@x.example,Acme\nb@x.example,Zenith\nc@x.example,acme\n"
    for dry_run in (True, False):
        job = imported(api, people, kind="people", dry_run=dry_run)
        assert counts(job) == (1, 0, 2)
        report = refused(api, job)
        assert [(row["line"], row["field"]) for row in report] == [("3", "company"), ("4", "company")]
        assert "Two companies are called “Zenith”" in report[0]["reason"]
    (ada,) = api.get("/customers").body["items"]
    assert ada["company"]["id"] == first["id"]
    table = "name,notes\nZenith,Which?\n"
    assert counts(imported(api, table, kind="companies")) == (0, 1, 0)
    assert counts(imported(api, table, kind="companies", update=True)) == (0, 0, 1)


def test_an_export_that_is_imported_again_is_the_same_tickets(api: Api, neighbour: Api) -> None:
    api.open_ticket(subject="Own")
    api.open_ticket(subject="Named by its system", metadata={"external_id": "CRM-7"})
    imported(api, lines({**ROW, "external_id": "A1"}, {**ROW, "subject": "Unnamed"}))
    before = tickets(api)
    content = made(api, ended(api, api.post("/exports", {"kind": "tickets", "format": "jsonl", "messages": True})))
    for dry_run in (True, False):
        assert counts(imported(api, content, dry_run=dry_run)) == (0, 4, 0)
        better = content.replace('"priority": "normal"', '"priority": "low"')
        assert counts(imported(api, better, dry_run=dry_run, update=True)) == (4, 0, 0)
    assert counts(imported(api, better, update=True)) == (0, 4, 0), "there is nothing to change any more"
    after = tickets(api)
    assert {name: one["id"] for name, one in after.items()} == {name: one["id"] for name, one in before.items()}
    assert {one["priority"] for one in after.values()} == {"low"}
    for _ in range(2):
        there = imported(neighbour, content)
    assert counts(there) == (0, 4, 0), "ids of another organization are just names"
    back = made(neighbour, ended(neighbour, neighbour.post("/exports", {"kind": "tickets", "format": "jsonl"})))
    assert counts(imported(neighbour, back, update=True)) == (0, 4, 0)
    assert len(tickets(neighbour)) == len(tickets(api)) == 4


@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_people_go_out_and_in_as_they_were(api: Api, neighbour: Api, format: str) -> None:
    company = api.post("/companies", {"name": "Acme", "domains": ["acme.example"]}).body["id"]
    by_domain = api.post("/customers", {"email": "kim@acme.example", "metadata": {"plan": "gold", "tax": "=7"}}).body
    by_hand = api.post("/customers", {"email": "lee@a.example", "company_id": company}).body
    second = api.post("/customers", {"email": "ray@a.example", "emails": ["ray@a.example", "r@acme.example"]}).body
    much = {f"name {n}": "x" * 500 for n in range(50)}
    api.post("/customers", {"email": "sam@a.example", "metadata": much})
    for one, reason in ((by_hand, "Spam"), (second, "")):
        api.post(f"/customers/{one['id']}/block", {"reason": reason})
    content = made(api, ended(api, api.post("/exports", {"kind": "people", "format": format})))

    def all_of(there: Api) -> dict[str, dict[str, Any]]:
        found = there.get("/customers").body["items"]
        return {one["email"]: one for one in found}

    before = all_of(api)
    for dry_run in (True, False):
        assert counts(imported(api, content, kind="people", update=True, dry_run=dry_run)) == (0, 4, 0)
    assert all_of(api) == before

    other = neighbour.post("/companies", {"name": "ACME", "domains": ["acme.example"]}).body["id"]
    assert counts(imported(neighbour, content, kind="people")) == (4, 0, 0)
    copies = all_of(neighbour)
    assert {email: one["company_id"] for email, one in copies.items() if one["company"]} == {
        "kim@acme.example": None,
        "lee@a.example": other,
        "ray@a.example": None,
    }
    for email, copy in copies.items():
        blocked = before[email]["blocked"]
        assert copy["metadata"] == before[email]["metadata"]
        assert (copy["blocked"] or {}).get("reason") == (blocked or {}).get("reason")
    assert by_domain["company_id"] is None

    # A company that loses its domain loses whom it had by it, and nobody else.
    neighbour.patch(f"/companies/{other}", {"domains": []})
    assert {email for email, one in all_of(neighbour).items() if one["company"]} == {"lee@a.example"}


@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_who_is_kept_out_of_a_company_stays_out(api: Api, neighbour: Api, format: str) -> None:
    for one in (api, neighbour):
        one.post("/companies", {"name": "Acme", "domains": ["acme.example"]})
        one.post("/companies", {"name": "None"})
    kim = api.post("/customers", {"email": "kim@acme.example", "company_id": "none"}).body
    content = made(api, ended(api, api.post("/exports", {"kind": "people", "format": format})))
    assert counts(imported(api, content, kind="people", update=True)) == (0, 1, 0)
    assert counts(imported(neighbour, content, kind="people")) == (1, 0, 0)
    (copy,) = neighbour.get("/customers").body["items"]
    assert (copy["company_id"], copy["company"]) == (kim["company_id"], kim["company"]) == ("none", None)

    def taken(**row: Any) -> tuple[tuple[int, int, int], Any]:
        job = imported(neighbour, lines({"email": "kim@acme.example", **row}), kind="people", update=True)
        found = neighbour.get(f"/customers/{copy['id']}").body
        return counts(job), found["company"] and found["company"]["name"]

    assert taken(name="Kim") == ((1, 0, 0), None)
    assert taken(no_company="no") == ((1, 0, 0), "Acme")
    assert taken(no_company=False) == ((0, 1, 0), "Acme")
    assert taken(no_company=True) == ((1, 0, 0), None)
    assert taken(company="None") == ((1, 0, 0), "None")
    assert taken(company="None", no_company="yes") == ((0, 0, 1), "None")


def test_tags_go_out_by_their_names_of_today(api: Api) -> None:
    api.open_ticket(subject="Lamp", tags=["bill", "gone", "vip"])
    ids = {tag["name"]: tag["id"] for tag in api.get("/catalogue").body["tags"]}
    admin(api, "PATCH", f"/tags/{ids['bill']}", {"name": "invoice"})
    admin(api, "PATCH", f"/tags/{ids['gone']}", {"deleted": True})
    content = made(api, ended(api, api.post("/exports", {"kind": "tickets", "format": "jsonl"})))
    assert json.loads(content)["tags"] == ["invoice", "vip"]


def test_a_row_says_who_is_heard_and_where_they_work(api: Api) -> None:
    for name in ("acme", "other"):
        api.post("/companies", {"name": name, "domains": [f"{name}.example"]})
    kim = api.post("/customers", {"email": "kim@acme.example"}).body["id"]

    def taken(**row: Any) -> tuple[int, int, int]:
        return counts(imported(api, lines({"email": "kim@acme.example", **row}), kind="people", update=True))

    def now() -> tuple[Any, Any]:
        found = api.get(f"/customers/{kim}").body
        return found["company"] and found["company"]["name"], found["blocked"] and found["blocked"]["reason"]

    assert (taken(blocked=True, blocked_reason="Spam"), now()) == ((1, 0, 0), ("acme", "Spam"))
    assert (taken(blocked="yes"), now()) == ((0, 1, 0), ("acme", "Spam"))
    assert (taken(name="Kim"), now()) == ((1, 0, 0), ("acme", "Spam"))
    assert (taken(blocked="no"), now()) == ((1, 0, 0), ("acme", None))
    assert (taken(company="other"), now()) == ((1, 0, 0), ("other", None))
    assert (taken(company="other"), now()) == ((0, 1, 0), ("other", None))
    assert taken(blocked="perhaps") == taken(metadata={"a": ["b"]}) == (0, 0, 1)
    assert taken(metadata={"orders": 7}) == (1, 0, 0)
    assert api.get(f"/customers/{kim}").body["metadata"] == {"orders": "7"}


def test_messages_without_text_keep_their_place(api: Api, neighbour: Api) -> None:
    ticket = api.open_ticket(subject="Plan", message={"text": "", "attachment_ids": [api.upload(filename="plan.pdf")]})
    for text in ("Password: 1234", "Between us."):
        api.post(f"/tickets/{ticket['id']}/messages", {"kind": "note", "text": text})
    entries = api.get(f"/tickets/{ticket['id']}").body["entries"]["items"]
    (secret,) = [one for one in entries if one["entry"] == "message" and "1234" in one["text"]]
    gone = api.post(f"/tickets/{ticket['id']}/messages/{secret['id']}/redact", {"text": "", "reason": "A password."})
    assert gone.status == 200, gone.body
    content = made(api, ended(api, api.post("/exports", {"kind": "tickets", "format": "jsonl", "messages": True})))
    told = json.loads(content)["messages"]
    assert [(one["text"], one["files"], one["redacted"]) for one in told] == [
        ("", ["plan.pdf"], False),
        ("", [], True),
        ("Between us.", [], False),
    ]
    older = [{"text": "", "files": []}, {"text": None}]
    strange = [lines({**ROW, "subject": "Old", "messages": older[:1]}), lines({**ROW, "messages": older})]
    job = imported(neighbour, content + "".join(strange))
    assert counts(job) == (2, 0, 1)
    assert "has no text" in refused(neighbour, job)[0]["reason"]
    found = tickets(neighbour)
    assert texts(found["Plan"]) == ["[plan.pdf]", "███", "Between us."]
    assert texts(found["Old"]) == ["[…]"]


@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_own_statuses_copies_and_metadata_go_out_and_in(api: Api, neighbour: Api, format: str) -> None:
    for one in (api, neighbour):
        add_status(one, "Waiting for parts", "on_hold")
    other = add_status(api, "With us", "open")
    (waiting,) = [one["id"] for one in api.get("/catalogue").body["statuses"] if one["name"] == "Waiting for parts"]
    copies = [{"email": "kim@a.example", "name": "Kim"}, {"email": "lee@a.example"}]
    metadata = {"order": 7, "more": ["=1+1", {"a": None}]}
    api.open_ticket(subject="Parts", status="on_hold", status_id=waiting, participants=copies, metadata=metadata)
    api.open_ticket(subject="Own")
    api.open_ticket(subject="Plain")
    api.patch(f"/tickets/{tickets(api)['Own']['id']}", {"status_id": other})
    content = made(api, ended(api, api.post("/exports", {"kind": "tickets", "format": format})))
    assert "Waiting for parts" in content
    assert counts(imported(api, content, update=True)) == (0, 3, 0), "all of it is as it was"
    assert tickets(api)["Own"]["status_id"] == other

    (unknown,) = refused(neighbour, imported(neighbour, content))
    assert (unknown["field"], "There is no status “With us”" in unknown["reason"]) == ("status", True)
    add_status(neighbour, "with US", "open")
    assert counts(imported(neighbour, content)) == (1, 2, 0)
    copy = tickets(neighbour)["Parts"]
    (there,) = [one["id"] for one in neighbour.get("/catalogue").body["statuses"] if one["category"] == "on_hold"]
    assert (copy["status"], copy["status_id"]) == ("on_hold", there)
    assert [one["email"] for one in copy["participants"]] == ["kim@a.example", "lee@a.example"]
    external = tickets(api)["Parts"]["id"]
    assert copy["metadata"] == metadata | {"external_id": external}
    assert counts(imported(neighbour, content, update=True)) == (0, 3, 0)
    more = {**ROW, "external_id": external, "subject": "Parts", "metadata": {"order": 8}}
    wish = more | {"cc": "ray@a.example; kim@a.example", "status": "pending"}
    assert counts(imported(neighbour, lines(wish), update=True)) == (1, 0, 0)
    copy = tickets(neighbour)["Parts"]
    assert (copy["status"], copy["status_id"], copy["metadata"]["order"]) == ("pending", None, 8)
    assert [one["email"] for one in copy["participants"]] == ["kim@a.example", "lee@a.example", "ray@a.example"]
    assert copy["metadata"]["external_id"] == external


def test_what_a_row_says_of_status_copies_and_metadata_has_to_make_sense(api: Api) -> None:
    add_status(api, "Waiting for parts", "on_hold")
    bad: list[dict[str, Any]] = [
        {"status": "sleeping"},
        {"cc": "nobody"},
        {"cc": [{"email": "kim@a.example"}]},
        {"cc": [f"{n}@a.example" for n in range(51)]},
        {"metadata": "order 7"},
        {"metadata": [7]},
        {"metadata": {"much": "x" * 9000}},
    ]
    good = [{"status": "waiting FOR parts"}, {"status": "On hold"}, {"metadata": '{"order": 7}', "cc": ""}]
    job = imported(api, lines(*({**ROW, **one} for one in (*bad, *good))))
    assert counts(job) == (3, 0, 7)
    report = refused(api, job)
    assert [row["field"] for row in report] == [*(["status"] + ["cc"] * 3), *["metadata"] * 3]
    assert "open, pending, on_hold, resolved, closed, Waiting for parts" in report[0]["reason"]
