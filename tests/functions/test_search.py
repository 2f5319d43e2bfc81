"""From a change of a ticket to its being found: search_indexer and search_query in process, S3 and tables in moto."""

import json
from datetime import UTC, datetime, timedelta

import boto3
import pytest
from pynamodb.expressions.operand import Path

from functions.search_indexer.handler import handler as index
from functions.search_query.handler import handler as query
from schemas.http.search import SearchSuggestions
from schemas.vocabulary import Role
from tessera.adapters.dynamodb import keys
from tests.factories import cloud
from tests.factories.events import make_envelope
from tests.factories.http import json_of, make_request
from tests.factories.identity import actor_of
from tests.functions.agent_api import Api
from tests.functions.catalogue_api import add_status, admin
from tests.functions.search_api import changed, indexed, labels, queued, search, subjects


def test_a_ticket_is_found_by_what_was_written(api: Api) -> None:
    indexed(api, subject="Paper jam", message={"text": "The printer on floor two stopped."})
    indexed(api, subject="Something else")
    page = search(api, "status:open floor prin")
    (item,) = page["items"]
    parts = item["highlights"]["messages"][0]["parts"]
    assert [part["text"] for part in parts if part["hit"]] == ["printer", "floor"]
    assert "".join(part["text"] for part in parts) == "The printer on floor two stopped."
    assert (page["total"], item["ticket"]["subject"], page["preparing"]) == (1, "Paper jam", False)
    assert page["facets"]["status"] == [{"value": "open", "count": 1}]
    assert page["understood"]["filters"] == [{"field": "status", "value": "open", "excluded": False}]


def test_a_tag_is_found_and_shown_by_its_name_of_today(api: Api) -> None:
    indexed(api, subject="Old", tags=["invoices"])
    billing = next(tag["id"] for tag in api.get("/catalogue").body["tags"] if tag["name"] == "invoices")
    admin(api, "PATCH", f"/tags/{billing}", {"name": "Billing"})
    indexed(api, subject="New", tags=["billing", "vip"])
    for typed in ("tag:billing", "tag:Invoices", 'tag:"billing"'):
        page = search(api, typed)
        assert sorted(subjects(page)) == ["New", "Old"], typed
        assert {tuple(item["ticket"]["tags"]) for item in page["items"]} == {("billing",), ("billing", "vip")}
        assert page["facets"]["tag"] == [{"value": "billing", "count": 2}, {"value": "vip", "count": 1}]
    assert search(api, "-tag:billing")["total"] == 0
    assert labels(api, "tag:") == ["tag:none", "tag:billing", "tag:vip"]
    vip = next(tag["id"] for tag in api.get("/catalogue").body["tags"] if tag["name"] == "vip")
    admin(api, "PATCH", f"/tags/{vip}", {"deleted": True})
    page = search(api, "tag:billing")
    assert page["facets"]["tag"] == [{"value": "billing", "count": 2}], "nothing shows what was deleted"


def test_a_ticket_with_two_tags_that_were_merged_is_counted_once(api: Api) -> None:
    for place, tags in enumerate((["fa", "fb"], ["fa"], ["fb", "fc"], ["fb", "fd"])):
        indexed(api, subject=f"Lamp {place}", tags=tags)
    ids = {tag["name"]: tag["id"] for tag in api.get("/catalogue").body["tags"]}
    admin(api, "POST", f"/tags/{ids['fa']}/merge", {"into": ids["fb"]}, 200)
    admin(api, "POST", f"/tags/{ids['fc']}/merge", {"into": ids["fb"]}, 200)
    for typed, count in (("tag:fb", 4), ("tag:fa", 4), ("lamp -0", 3), ("", 4), ("tag:fd", 1)):
        page = search(api, typed)
        assert (page["total"], page["facets"]["tag"]) == (
            count,
            [{"value": "fb", "count": count}, {"value": "fd", "count": 1}],
        ), typed


def test_any_tag_in_use_is_completed_by_its_name_of_today(api: Api) -> None:
    mine, theirs = api.found_team(), api.found_team()
    for letter in "abc":
        indexed(api, team_id=theirs, tags=[f"{letter}{number}" for number in range(20)])
    indexed(api, team_id=mine, tags=["horse0"])
    horse = next(tag["id"] for tag in api.get("/catalogue").body["tags"] if tag["name"] == "horse0")
    admin(api, "PATCH", f"/tags/{horse}", {"name": "zebra0"})
    assert (labels(api, "tag:zebra"), labels(api, "tag:horse")) == (["tag:zebra0"], [])
    agent = api.by(api.hire(Role.AGENT, mine))
    assert (labels(agent, "tag:zebra"), labels(agent, "tag:a1")) == (["tag:zebra0"], [])


def test_an_own_status_is_found_by_its_name_of_today_and_shown(api: Api) -> None:
    parts, done = add_status(api, "Waiting for parts", "on_hold"), add_status(api, "Repaired", "resolved")
    merged = indexed(api, subject="Merged", status_id=parts)
    waiting = indexed(api, subject="Waiting", status_id=parts)
    indexed(api, subject="Done", status_id=done)
    indexed(api, subject="Plain", status="on_hold")
    assert api.post(f"/tickets/{merged['id']}/merge", {"into": waiting["id"]}).status == 200
    assert index(changed(merged, waiting, api=api), None) == {"batchItemFailures": []}
    for typed, found in (
        ('status:"waiting FOR parts"', ["Waiting"]),
        ("status:waiting-for-parts", ["Waiting"]),
        ("is:waitingforparts,repaired", ["Done", "Waiting"]),
        (f"status:{parts}", ["Waiting"]),
        ("status:on_hold", ["Plain", "Waiting"]),
        ('-status:"Waiting for parts"', ["Done", "Plain"]),
    ):
        assert sorted(subjects(search(api, typed))) == found, typed
    counted = {each["value"]: each["count"] for each in search(api)["facets"]["status"]}
    assert counted == {"on_hold": 2, "resolved": 1, parts: 1, done: 1}

    admin(api, "PATCH", f"/statuses/{parts}", {"name": "Parts ordered"})
    assert search(api, 'status:"waiting for parts"')["understood"]["notices"]
    assert labels(api, "status:p") == ["status:pending", 'status:"Parts ordered"']
    admin(api, "PATCH", f"/statuses/{parts}", {"deleted": True})
    assert labels(api, "status:p") == ["status:pending"]
    page = search(api, 'status:"parts ordered"')
    assert subjects(page) == ["Waiting"], "tickets still have it"
    assert page["understood"]["filters"] == [{"field": "status", "value": "Parts ordered", "excluded": False}]


def test_events_twice_late_and_out_of_order_do_no_harm(api: Api) -> None:
    first, second = api.open_ticket(subject="One"), api.open_ticket(subject="Two")
    batch = changed(first, second, first, api=api)
    api.patch(f"/tickets/{first['id']}", {"subject": "One, changed"})
    for _ in range(2):
        assert index(batch, None) == {"batchItemFailures": []}
    assert sorted(subjects(search(api))) == ["One, changed", "Two"]


def test_a_deleted_ticket_is_not_found_even_before_the_index_knows(api: Api) -> None:
    ticket = indexed(api, subject="Secret")
    api.delete(f"/tickets/{ticket['id']}")
    page = search(api, "secret")
    assert (page["items"], page["total"]) == ([], 1)
    index(changed(ticket, api=api), None)
    assert search(api, "secret")["total"] == 0


def test_notes_are_found_by_staff(api: Api) -> None:
    ticket = indexed(api, subject="Hello")
    api.post(f"/tickets/{ticket['id']}/messages", {"kind": "note", "text": "The customer is a pirate."})
    index(changed(ticket, api=api), None)
    viewer = api.by(api.hire(Role.VIEWER))
    assert search(viewer, "in:notes pirate")["items"][0]["highlights"]["messages"][0]["kind"] == "note"
    assert search(viewer, "in:subject pirate ")["items"] == []
    page = search(viewer, "-in:notes pirate ")
    assert page["items"] == []
    assert page["understood"]["filters"] == [{"field": "in", "value": "notes", "excluded": True}]
    assert subjects(search(viewer, "-in:subject pirate ")) == ["Hello"]
    assert search(viewer, "-in:subject hello ")["items"] == []


def test_an_agent_of_teams_finds_what_they_may_see(api: Api) -> None:
    mine, theirs = api.found_team(), api.found_team()
    indexed(api, subject="Printer of mine", team_id=mine)
    hidden = indexed(api, subject="Printer of theirs", team_id=theirs)
    agent = api.by(api.hire(Role.AGENT, mine))
    assert subjects(search(agent, "printer")) == ["Printer of mine"]
    assert search(agent, "printer")["total"] == 1
    assert subjects(search(agent, f"#{hidden['number']}")) == []
    # moved away, and the index does not know yet
    api.patch(f"/tickets/{hidden['id']}", {"team_id": mine})
    index(changed(hidden, api=api), None)
    api.patch(f"/tickets/{hidden['id']}", {"team_id": theirs})
    assert subjects(search(agent, "printer")) == ["Printer of mine"]


def test_times_to_come_are_found(api: Api) -> None:
    now = datetime.now(UTC)
    for subject, days in (("Soon", 2), ("Later", 10)):
        indexed(api, subject=subject, due_at=(now + timedelta(days=days)).isoformat())
    indexed(api, subject="Whenever")
    for typed, found in (
        ("due:<+3d", ["Soon"]),
        ("due:+2w", ["Later", "Soon"]),
        ("due:>+1w", ["Later"]),
        ("due:tomorrow", []),
        ("due:none", ["Whenever"]),
        ("-due:none", ["Later", "Soon"]),
    ):
        page = search(api, typed)
        assert (sorted(subjects(page)), page["understood"]["notices"]) == (found, []), typed
    assert page["understood"]["filters"] == [{"field": "due", "value": "none", "excluded": True}]
    assert labels(api, "due:") == ["due:none", "due:today", "due:tomorrow", "due:<today", "due:<+3d", "due:<+1w"]
    assert labels(api, "due:<+") == ["due:<+3d", "due:<+1w"]
    assert "created:tomorrow" not in labels(api, "created:")


def test_people_are_named_as_one_does(api: Api) -> None:
    bob = api.hire(name="Bob Stone")
    indexed(api, subject="Of Bob", assignee_id=bob.id)
    indexed(api, subject="Of nobody", requester={"email": "alan@example.com", "name": "Alan Turing"})
    for q, expected in [
        ("assignee:bob", "Of Bob"),
        ("assignee:none", "Of nobody"),
        (f"assignee:{bob.email}", "Of Bob"),
        ("from:alan", "Of nobody"),
        ("turing", "Of nobody"),
        ("-assignee:none", "Of Bob"),
    ]:
        assert subjects(search(api, q)) == [expected], q
    assert subjects(search(api.by(bob), "assignee:me")) == ["Of Bob"]
    assert sorted(subjects(search(api.by(bob), "assignee:me,none"))) == ["Of Bob", "Of nobody"]
    assert search(api, "assignee:me,none")["total"] == 1


def test_a_whole_address_is_nobody_elses_also_when_tickets_are_chosen(api: Api) -> None:
    jo = indexed(api, subject="Of Jo", requester={"email": "jo@v.example", "name": "Jo"})
    indexed(api, subject="Of John", requester={"email": "john@v.example", "name": "Jo Hn"})
    service = api.services.search(api.org)
    for typed in ("from:jo@v.example", 'from:"jo@v.example"', 'requester:"JO"', "from:Jo@V.example"):
        assert subjects(search(api, typed)) == ["Of Jo"], typed
        assert service.choose(actor_of(api.me), typed, None, 10) == ([jo["id"]], None), typed
    assert search(api, "from:jo")["total"] == 2


def test_what_has_no_tag_or_follower_is_found(api: Api) -> None:
    ann = api.hire(name="Ann")
    indexed(api, subject="Plain")
    indexed(api, subject="Tagged", tags=["none"])
    followed = indexed(api, subject="Followed", tags=["vip"])
    assert api.by(ann).call("PUT", f"/tickets/{followed['id']}/following").status == 200
    index(changed(followed, api=api), None)
    for typed, found in (
        ("tag:none", ["Plain"]),
        ("-tag:none", ["Followed", "Tagged"]),
        ('tag:"none"', ["Tagged"]),
        ("tag:none,vip", ["Followed", "Plain"]),
        ("follower:none", ["Plain", "Tagged"]),
        ("-follower:none", ["Followed"]),
    ):
        page = search(api, typed)
        assert (sorted(subjects(page)), page["total"], page["understood"]["notices"]) == (found, len(found), []), typed
        chosen, _ = api.services.search(api.org).choose(actor_of(api.me), typed, None, 10)
        assert len(chosen) == len(found), typed
    counted = search(api)["facets"]["tag"]
    assert sorted(each["value"] for each in counted) == ["none", "vip"]
    assert labels(api, "tag:n") == ["tag:none"]
    assert labels(api, "follower:n") == ["follower:none"]


def test_a_misspelt_query_says_what_it_found(api: Api) -> None:
    indexed(api, subject="The printer burns")
    page = search(api, "stauts:open pritner ")
    assert page["understood"]["near"] is False
    page = search(api, "pritner ")
    assert (subjects(page), page["understood"]["near"]) == (["The printer burns"], True)
    assert page["suggestions"] == [{"kind": "correction", "label": "printer", "query": "printer "}]
    assert search(api, "stauts:open")["suggestions"][0]["query"] == "status:open"


def test_a_query_is_completed(api: Api) -> None:
    indexed(api, subject="Printer on fire")
    answer = query(make_request("GET", "/api/v1/search/suggest", agent=api.me, query={"q": "status:open prin"}), None)
    found = SearchSuggestions.model_validate(json_of(answer))
    assert [(each.kind, each.query) for each in found.items] == [("word", "status:open printer")]


def test_pages_and_their_cursor(api: Api) -> None:
    for number in range(3):
        indexed(api, subject=f"Printer {number}")
    first = search(api, "printer", limit="2")
    second = search(api, "printer", limit="2", cursor=first["next_cursor"])
    assert len({*subjects(first), *subjects(second)}) == 3
    assert (second["next_cursor"], second["facets"]) == (None, None)
    other = make_request("GET", "/api/v1/search", agent=api.me, query={"q": "other", "cursor": first["next_cursor"]})
    assert query(other, None)["statusCode"] == 400


@pytest.mark.parametrize("bad", [{"limit": "0"}, {"limit": "101"}, {"limit": "x"}, {"q": "x" * 501}])
def test_a_bad_request_names_its_field(api: Api, bad: dict[str, str]) -> None:
    answer = query(make_request("GET", "/api/v1/search", agent=api.me, query=bad), None)
    assert answer["statusCode"] == 422
    assert json_of(answer)["errors"][0]["field"] == next(iter(bad))


def test_without_a_sign_in_nothing_is_found(api: Api) -> None:
    assert query(make_request("GET", "/api/v1/search", query={"q": "x"}), None)["statusCode"] == 401


def test_imported_tickets_are_found_after_the_first_search(api: Api) -> None:
    """They came without events: the first search has the index made, and the next ones use it."""
    queue = boto3.client("sqs", region_name="us-east-1")
    url = queue.create_queue(QueueName=cloud.SEARCH)["QueueUrl"]
    api.open_ticket(subject="Imported")
    assert search(api, "imported")["preparing"]
    assert search(api, "imported")["preparing"]
    messages = queue.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]
    assert [json.loads(message["Body"]) for message in messages] == [{"prepare": api.org}]
    assert index(queued(messages[0]["Body"]), None) == {"batchItemFailures": []}
    assert subjects(search(api, "imported")) == ["Imported"]


def test_organizations_find_their_own(api: Api, neighbour: Api) -> None:
    indexed(api, subject="Mine")
    indexed(neighbour, subject="Theirs")
    assert subjects(search(api)) == ["Mine"]
    assert subjects(search(neighbour)) == ["Theirs"]


def test_what_cannot_be_read_comes_again_alone(api: Api) -> None:
    ticket = api.open_ticket()
    good = changed(ticket, api=api)["Records"][0]["body"]
    assert index(queued("not JSON", good, {"detail": "text"}), None) == {
        "batchItemFailures": [{"itemIdentifier": "m0"}, {"itemIdentifier": "m2"}]
    }
    assert search(api)["total"] == 1


def test_companies_are_found_by_name_and_their_people_by_theirs(api: Api) -> None:
    ada = api.post("/customers", {"email": "ada@mill.example", "name": "Ada"}).body
    mill = api.post("/companies", {"name": "The Old Mill", "domains": ["mill.example"]}).body
    indexed(api)
    about = {
        "source": "tessera",
        "detail": make_envelope(org_id=api.org, subject={"type": "company", "id": mill["id"]}),
    }
    assert index(queued(about), None) == {"batchItemFailures": []}
    assert search(api, "the old")["companies"] == [{"id": mill["id"], "name": "The Old Mill"}]
    (person,) = search(api, "mill")["people"]
    assert person["id"] == ada["id"]
    assert {"text": "Mill", "hit": True} in person["company"]
    assert search(api, "the old status:open")["companies"] == []


@pytest.mark.parametrize("how", ["domain", "deleted"])
def test_people_of_a_company_that_loses_them_are_not_found_by_it_any_more(api: Api, how: str) -> None:
    api.post("/customers", {"email": "ada@mill.example", "name": "Ada"})
    mill = api.post("/companies", {"name": "The Old Windmill", "domains": ["mill.example", "mill.test"]}).body
    indexed(api)
    assert search(api, "windmill")["people"] != []
    loss = {"domains": ["mill.test"]} if how == "domain" else {"deleted": True}
    assert api.patch(f"/companies/{mill['id']}", loss).status == 200
    events, _ = api.services.core.query(keys.company(api.org, mill["id"]), Path("sk").startswith("X#"))
    told = [{"source": "tessera", "detail": json.loads(event["event"])} for event in events]
    assert index(queued(*told), None) == {"batchItemFailures": []}
    assert search(api, "windmill")["people"] == []
    assert [one["company"] for one in search(api, "ada mill")["people"]] == [[]]


def test_an_address_finds_whomever_it_belongs_to_by_all_their_addresses(api: Api) -> None:
    indexed(api, subject="One", requester={"email": "anna@one.example"})
    two = indexed(api, subject="Two", requester={"email": "anna@two.example"})["requester"]["id"]
    assert subjects(search(api, "from:anna@one.example")) == ["One"]
    also = {"emails": ["anna@two.example", "a@three.example"]}
    assert api.patch(f"/customers/{two}", also, if_match='"1"').status == 200
    indexed(api, subject="Three", requester={"email": "a@three.example"})
    assert sorted(subjects(search(api, "from:a@three.example"))) == ["Three", "Two"]
    assert subjects(search(api, 'from:"a@three.example"')) == ["Three"]
    assert subjects(search(api, "-from:Anna@TWO.example")) == ["One"]
