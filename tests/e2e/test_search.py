"""Search on the running system: the first search has the seeded tickets indexed; each change is found soon after."""

import time
from functools import partial
from typing import Any

from tests.e2e.api import Api
from tests.e2e.waiting import eventually


def found(api: Api, query: str, **more: Any) -> list[dict[str, Any]]:
    page = api.get("/search", q=query, **more)
    assert not page["preparing"]
    return list(page["items"])


def test_seeded_tickets_are_found_though_no_event_told_of_them(agent: Api) -> None:
    seeded = next(agent.pages("/tickets", status="all", limit=1))
    items = eventually(lambda: found(agent, f"#{seeded['number']}"), "the first index")
    assert [item["ticket"]["id"] for item in items] == [seeded["id"]]


def test_a_change_is_found_soon(admin: Api, agent: Api, word: str, record_property: Any) -> None:
    eventually(lambda: agent.get("/search", q="")["total"], "the first index")
    ticket = agent.make_ticket(f"Broken lamp {word}", f"{word}@customer.example", "It hums in the dark.")
    began = time.monotonic()
    items = eventually(lambda: found(agent, f"{word} hum"), "the new ticket")
    record_property("search lag, ticket made to found", f"{time.monotonic() - began:.1f} s")
    assert [item["ticket"]["id"] for item in items] == [ticket["id"]]
    assert {"text": "hums", "hit": True} in items[0]["highlights"]["messages"][0]["parts"]
    agent.post(f"/tickets/{ticket['id']}/messages", {"kind": "note", "text": f"The fuse {word}x is blown."})
    eventually(lambda: found(agent, f"in:notes {word}x"), "the note")
    assert admin.http.delete(f"/tickets/{ticket['id']}").status_code == 200
    assert found(agent, word) == []


def finds(api: Api, query: str, ticket: dict[str, Any]) -> bool:
    """That ticket and no other."""
    return [item["ticket"]["id"] for item in found(api, query)] == [ticket["id"]]


def test_what_everybody_of_a_company_wrote_is_found(agent: Api, word: str) -> None:
    eventually(lambda: agent.get("/search", q="")["total"], "the first index")
    agent.post("/companies", {"name": f"{word} Ironworks", "domains": [f"{word}.example"]})
    theirs = agent.make_ticket(f"Rust {word}", f"ada@{word}.example")
    other = agent.make_ticket(f"Rust {word}", f"{word}@customer.example")
    eventually(lambda: len(found(agent, f"rust {word}")) == 2, "both tickets")
    for query, expected in ((f'company:"{word} Ironworks"', theirs), (f"rust {word} -company:{word}", other)):
        eventually(partial(finds, agent, query, expected), query)
    suggested = agent.get("/search/suggest", q=f"company:{word}")["items"]
    assert [each["label"] for each in suggested] == [f'company:"{word} Ironworks"']


def test_a_query_says_how_it_was_understood(agent: Api) -> None:
    eventually(lambda: agent.get("/search", q="")["total"], "the first index")
    page = agent.get("/search", q="status:opne created:>7d")
    assert [each["field"] for each in page["understood"]["filters"]] == ["created"]
    assert page["understood"]["notices"][0]["text"] == "status:opne"
    assert page["suggestions"][0]["query"] == "status:open created:>7d"
    assert agent.get("/search/suggest", q="status:op")["items"][0]["query"] == "status:open"
