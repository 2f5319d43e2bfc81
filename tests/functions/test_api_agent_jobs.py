"""Work on many tickets, as a client sees it; the workflow's steps are taken in process."""

from inspect import signature
from typing import Any

import pytest

from functions.api_agent.routes.tickets import list_tickets
from functions.realtime_fanout.handler import handler as fanout
from schemas.http.jobs import TicketSelection
from schemas.vocabulary import Role
from tessera.realtime.model import JobNews
from tests.functions import jobs
from tests.functions.agent_api import Api
from tests.functions.catalogue_api import add_field
from tests.functions.many_tickets import FILTERS, desk_of


@pytest.fixture(autouse=True)
def machine(services: object) -> None:
    jobs.make_machine()


def bulk(api: Api, **body: Any) -> Any:
    known = {"action": {"kind": "edit", "changes": {"priority": "high"}}}
    return api.post("/tickets/bulk", known | body)


def test_a_few_tickets_are_changed_at_once(api: Api) -> None:
    tickets = [api.open_ticket() for _ in range(3)]
    answer = bulk(api, ids=[ticket["id"] for ticket in tickets] + ["nobody's"])
    assert answer.status == 200
    assert [item["result"] for item in answer.body["items"]] == ["done", "done", "done", "not_found"]
    job = answer.body["job"]
    assert (job["state"], job["total"], job["done"], job["can_undo"]) == ("done", 4, 3, True)
    assert api.get(f"/tickets/{tickets[0]['id']}").body["priority"] == "high"
    undone = api.post(f"/jobs/{job['id']}/undo")
    assert (undone.status, undone.body["job"]["done"]) == (200, 3)
    assert api.get(f"/tickets/{tickets[0]['id']}").body["priority"] == "normal"
    again = api.post(f"/jobs/{job['id']}/undo")
    assert again.problem(409, "conflict")["current"]["undone_by"] == undone.body["job"]["id"]
    listed = api.get("/jobs").body["items"]
    assert [one["kind"] for one in listed] == ["undo", "bulk"]


def test_a_query_takes_every_filter_of_the_list() -> None:
    only_the_lists = {"number", "limit", "cursor"}
    assert set(signature(list_tickets).parameters) - only_the_lists <= set(TicketSelection.model_fields)


@pytest.mark.parametrize("name", FILTERS)
def test_a_query_finds_what_the_list_finds(api: Api, name: str) -> None:
    desk = desk_of(api, name)
    answer = bulk(api, query=desk.filters, action={"kind": "restore" if name == "deleted" else "delete"})
    assert answer.status == 200, answer.body
    assert {item["id"]: item["result"] for item in answer.body["items"]} == dict.fromkeys(desk.found, "done")


def test_many_are_a_job(api: Api) -> None:
    for _ in range(101):
        api.open_ticket()
    answer = bulk(api, query={"status": "open"}, action={"kind": "delete"})
    assert (answer.status, answer.body["items"]) == (202, None)
    (given,) = jobs.started()
    jobs.run(given)
    job = api.get(f"/jobs/{answer.body['job']['id']}").body
    assert (job["state"], job["total"], job["done"]) == ("done", 101, 101)
    results = api.get(f"/jobs/{job['id']}/results", limit="100").body
    assert len(results["items"]) == 100
    assert api.get("/tickets", status="open").body["items"] == []
    assert api.post(f"/jobs/{job['id']}/cancel").status == 409


def test_a_macro_times_and_tags_survive_the_way(api: Api) -> None:
    ticket = api.open_ticket(tags=["old"])
    made = api.post("/macros", {"name": "Tidy", "actions": {"status": "pending", "add_tags": ["tidy"]}})
    assert bulk(api, ids=[ticket["id"]], action={"kind": "macro", "macro_id": made.body["id"]}).body["job"]["done"] == 1
    changes = {"due_at": "2027-01-01T10:00:00Z", "remove_tags": ["old"], "assignee_id": api.me.id, "type": "task"}
    assert bulk(api, ids=[ticket["id"]], action={"kind": "edit", "changes": changes}).body["job"]["done"] == 1
    now = api.get(f"/tickets/{ticket['id']}").body
    assert (now["status"], now["tags"], now["due_at"]) == ("pending", ["tidy"], "2027-01-01T10:00:00.000Z")
    assert (now["assignee_id"], now["type"]) == (api.me.id, "task")
    unassign = {"kind": "edit", "changes": {"assignee_id": None, "due_at": None}}
    assert bulk(api, ids=[ticket["id"]], action=unassign).body["job"]["done"] == 1


def test_a_macros_text_is_written_on_each_and_shown_to_nobody_with_the_job(api: Api) -> None:
    tickets = [api.open_ticket() for _ in range(2)]
    macro = api.post("/macros", {"name": "Works", "html": "<p>#{{ticket.number}} works.</p>"}).body
    act = {"kind": "macro", "macro_id": macro["id"]}
    bulk(api, ids=[tickets[0]["id"]], action=act).problem(422, "invalid")
    assert bulk(api, ids=["a"], action=act | {"text": "poem"}).fields() == {"action.text"}
    begun = bulk(api, ids=[one["id"] for one in tickets], action=act | {"text": "reply", "hold_seconds": 60}).body
    what = {"kind": "macro", "name": "Works", "changes": {}, "text": "reply", "hold_seconds": 60}
    assert (begun["job"]["done"], begun["job"]["what"]) == (2, what)
    for ticket in tickets:
        entries = api.get(f"/tickets/{ticket['id']}").body["entries"]["items"]
        reply = [entry for entry in entries if entry["entry"] == "message"][-1]
        assert (reply["text"], reply["delivery"]) == (f"#{ticket['number']} works.", "scheduled")
    undone = api.post(f"/jobs/{begun['job']['id']}/undo").body["job"]
    assert (undone["done"], undone["can_undo"]) == (2, False)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "ids"),
        ({"ids": ["a"], "query": {}}, "ids"),
        ({"ids": ["a"], "id": "7"}, "id"),
        ({"ids": []}, "ids"),
        ({"ids": ["a"], "action": {"kind": "explode"}}, "action"),
        ({"ids": ["a"], "action": {"kind": "edit", "changes": {}}}, "action.changes"),
        ({"ids": ["a"], "action": {"kind": "edit", "changes": {"status": None}}}, "action.changes.status"),
        ({"ids": ["a"], "action": {"kind": "edit", "changes": {"subject": "All"}}}, "action.changes.subject"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(api: Api, body: dict[str, Any], field: str) -> None:
    answer = bulk(api, **body)
    answer.problem(422, "invalid")
    assert field in answer.fields()


def test_a_strangers_job_is_not_there(api: Api, neighbour: Api) -> None:
    job = bulk(api, ids=[api.open_ticket()["id"]]).body["job"]
    for path in (f"/jobs/{job['id']}", f"/jobs/{job['id']}/results"):
        assert neighbour.get(path).status == 404
        assert api.by(api.hire(Role.AGENT)).get(path).status == 404
        assert api.by(api.hire(Role.SUPERVISOR)).get(path).status == 200
    assert neighbour.post(f"/jobs/{job['id']}/undo").status == 404
    assert api.by(api.hire(Role.SUPERVISOR)).post(f"/jobs/{job['id']}/undo").status == 403
    assert neighbour.get("/jobs").body["items"] == []
    assert api.get("/jobs", cursor="made-up").status == 400


def test_a_lead_of_some_teams_sees_no_others_jobs(api: Api) -> None:
    """Its results name tickets, and some are not theirs to see."""
    lead = api.by(api.hire(Role.SUPERVISOR, api.found_team()))
    job = bulk(api, ids=[api.open_ticket(team_id=api.found_team())["id"]]).body["job"]
    assert lead.get("/jobs").body["items"] == []
    assert lead.get(f"/jobs/{job['id']}").status == 404
    assert lead.get(f"/jobs/{job['id']}/results").status == 404


def test_a_job_tells_nobody_what_custom_fields_became(api: Api) -> None:
    """Whoever sees the job, or used a macro of somebody else's, may not be one who sees the field."""
    key = add_field(api, "Key", "text", visible_to={"roles": ["supervisor"], "team_ids": []})
    note = add_field(api, "Note", "text")
    macro = {"name": "Set", "actions": {"fields": {key: "the key"}, "priority": "low"}, "sharing": "everyone"}
    macro_id = api.post("/macros", macro | {"html": ""}).body["id"]
    agent = api.by(api.hire(Role.AGENT))
    act = {"kind": "macro", "macro_id": macro_id}
    used = bulk(agent, ids=[api.open_ticket()["id"]], action=act).body["job"]
    assert used["what"]["changes"] == {"fields": {key: True}, "priority": "low"}
    changes = {"fields": {key: "the key", note: None}}
    job = bulk(api, ids=[api.open_ticket()["id"]], action={"kind": "edit", "changes": changes}).body["job"]
    assert job["what"]["changes"] == {"fields": {key: True, note: None}}
    undone = api.post(f"/jobs/{job['id']}/undo").body["job"]
    assert undone["what"]["what"]["changes"] == {"fields": {key: True, note: None}}


def test_a_query_and_filters_are_not_mixed(api: Api) -> None:
    """Only the query would count, and more tickets be changed than were meant."""
    for filters in ({"status": "pending"}, {"assignee": "me"}, {"tag": "vip"}):
        answer = bulk(api, query={"search": "printer", **filters})
        answer.problem(422, "invalid")
        assert answer.fields() == {"query.search"}


@pytest.mark.parametrize(
    ("search", "told"),
    [
        ('tag:""', 'and tag:"" is not. Write something after “tag:”.'),
        ("printer status:", "and status: is not. Write something after “status:”."),
        ("-priority:,", "Write something after “priority:”."),
        ("-stauts:open", "Perhaps status:open is meant. To look for it as text, put it between quotation marks."),
        ("status:opne", "There is no status “opne”"),
        ("-assignee:nobody-here", "There is no assignee “nobody-here”."),
        ("created:banana", "This is not a time."),
        ("-in:files printer", "One can look in notes or subject."),
        ("Re:printer", "There is no field “re”."),
        ('-"paper jam status:open', "The quotation mark is not closed"),
        ("???", "no letter or digit"),
        ("printer -…", "no letter or digit"),
        ("from:***", "no letter or digit"),
        ("in:subject", "finds every ticket"),
    ],
)
def test_nothing_is_chosen_by_a_query_that_is_not_clear(api: Api, search: str, told: str) -> None:
    """What was left out of it would choose more than was meant, up to all there is."""
    chosen = {"query": {"search": search}}
    exported = {"kind": "tickets", "format": "csv", **chosen}
    for answer in (bulk(api, **chosen), api.post("/exports", exported)):
        problem = answer.problem(422, "invalid")
        assert [error["field"] for error in problem["errors"]] == ["query.search"]
        assert told in str(problem)
    assert api.get("/jobs").body["items"] == []


def test_a_query_that_is_clear_chooses(api: Api) -> None:
    for search in ("tag:none-yet -printer", '"Re:printer"', "12", "assignee:me in:notes due:none"):
        assert bulk(api, query={"search": search}).status == 202


def test_a_jobs_record_in_the_stream_is_news(api: Api) -> None:
    """Nobody listens here: the record is read, and no one is told."""
    job = bulk(api, ids=[api.open_ticket()["id"]]).body["job"]
    item = api.services.core._connection.get_item("test-core", f"O#{api.org}#J#{job['id']}", "J")["Item"]
    fanout({"Records": [{"dynamodb": {"NewImage": item}}]}, None)
    news = api.services.news({"dynamodb": {"NewImage": item}})
    assert isinstance(news, JobNews)
    assert (news.delta()["event"], news.delta()["job"]["id"]) == ("job:progress", job["id"])
