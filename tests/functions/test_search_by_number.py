"""A ticket's number finds it, and leads on from one that was merged."""

from functions.search_indexer.handler import handler as index
from tests.factories.identity import actor_of
from tests.functions.agent_api import Api
from tests.functions.search_api import changed, indexed, search, subjects


def test_a_merged_ticket_is_found_by_its_number_until_it_is_apart_again(api: Api) -> None:
    ann = {"email": "ann@far.example", "name": "Ann Lee"}
    source = indexed(api, subject="Broken lamp", requester=ann, message={"text": "It flickers."})
    target = indexed(api, subject="Kept")
    assert api.post(f"/tickets/{source['id']}/merge", {"into": target["id"]}).status == 200
    assert subjects(search(api, "lamp")) == [], "even before the index knows"
    assert index(changed(source, target, api=api), None) == {"batchItemFailures": []}
    for typed in ("ann@far.example", "flickers", "lamp", "-zebra", "status:open,closed"):
        page = search(api, typed)
        assert (subjects(page), page["total"]) == (["Kept"], 1), typed
        assert page["facets"]["status"] == [{"value": "open", "count": 1}]
    for typed in ("ann@far.example -flickers", "from:ann"):
        assert search(api, typed)["total"] == 0, typed
    chosen, _ = api.services.search(api.org).choose(actor_of(api.me), "ann@far.example", None, 10)
    assert chosen == [target["id"]]
    for typed in (f"#{source['number']}", f"number:{source['number']}", f"{source['number']} "):
        assert subjects(search(api, typed)) == ["Broken lamp"], typed

    assert api.post(f"/tickets/{source['id']}/unmerge").status == 200
    assert index(changed(source, target, api=api), None) == {"batchItemFailures": []}
    for typed in ("ann@far.example", "flickers", "lamp", "from:ann"):
        assert subjects(search(api, typed)) == ["Broken lamp"], typed


def test_a_bare_number_finds_its_ticket_and_what_it_is_a_word_of(api: Api) -> None:
    tickets = [indexed(api, subject=f"Ticket {letter}") for letter in "abc"]
    number = tickets[1]["number"]
    indexed(api, subject="Ordered", message={"text": f"It is order {number}."})
    for typed in (f"{number}", f"{number} "):
        page = search(api, typed)
        assert subjects(page)[:2] == ["Ticket b", "Ordered"], typed
        assert page["understood"]["words"] == [f"{number}"]
    assert subjects(search(api, f"00{number} ")) == []
    assert subjects(search(api, f"#{number}")) == ["Ticket b"]
    chosen, _ = api.services.search(api.org).choose(actor_of(api.me), f"{number} ", None, 10)
    assert chosen[0] == tickets[1]["id"]
