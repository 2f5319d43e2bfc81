"""An agent's requests, and what follows from them, each ready to be run and counted."""

import itertools
import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from pynamodb.expressions.operand import Path

from bench.crowd import TEXT
from bench.operations import Run, changing, creating, opening, receiving, replying, request
from functions.audit_writer.handler import handler as audit
from functions.event_relay.handler import handler as relay
from functions.notifier.handler import handler as notify
from functions.realtime_fanout.handler import handler as fan_out
from functions.router.handler import handler as route
from functions.search_indexer.handler import handler as index
from tests.factories.streams import stream_record
from tests.functions import jobs
from tests.functions.agent_api import Api
from tests.functions.mail import Context, PostOffice, batch, failed

Runs = Callable[[Api], Iterator[Run]]
BULK = 1000
BULK_EACH = "bulk: each of 1,000"
BULK_REPLY = "bulk, a macro with its reply: each of 1,000"
#: Before the name of a function that hears of a new ticket.
THEN = "then "


def listing(api: Api, **query: str) -> Iterator[Run]:
    return itertools.repeat(request(api, "GET", "/tickets", query=query))


def asking(path: str, **query: str) -> Runs:
    return lambda api: itertools.repeat(request(api, "GET", path, query=query))


def as_of(api: Api) -> Iterator[Run]:
    """Of a ticket that changed twenty times."""
    ticket = api.open_ticket(message={"text": TEXT})
    for status in itertools.islice(itertools.cycle(("pending", "open")), 20):
        ticket = api.patch(f"/tickets/{ticket['id']}", {"status": status}).body
    at = {"at": ticket["created_at"]}
    return itertools.repeat(request(api, "GET", f"/tickets/{ticket['id']}/as-of", query=at))


def assigning(api: Api) -> Iterator[Run]:
    path = f"/tickets/{api.open_ticket()['id']}/assign"
    return itertools.cycle(request(api, "POST", path, {"assignee_id": who}) for who in (api.me.id, None))


def noting(api: Api) -> Iterator[Run]:
    path = f"/tickets/{api.open_ticket()['id']}/messages"
    return itertools.repeat(request(api, "POST", path, {"kind": "note", "text": TEXT}))


def undoing(api: Api) -> Iterator[Run]:
    path = f"/tickets/{api.open_ticket()['id']}"
    while True:
        changed = api.patch(path, {"priority": "urgent"}).body
        yield request(api, "POST", f"{path}/undo", {"activity_id": changed["last_change_id"]})


def merging(api: Api) -> Iterator[Run]:
    into = api.open_ticket()["id"]
    while True:
        yield request(api, "POST", f"/tickets/{api.open_ticket()['id']}/merge", {"into": into})
        into = api.open_ticket()["id"]


def splitting(api: Api) -> Iterator[Run]:
    while True:
        path = f"/tickets/{api.open_ticket()['id']}"
        note = api.post(f"{path}/messages", {"kind": "note", "text": TEXT}).body["message"]["id"]
        yield request(api, "POST", f"{path}/split", {"message_ids": [note]})


def deleting(api: Api) -> Iterator[Run]:
    while True:
        yield request(api, "DELETE", f"/tickets/{api.open_ticket()['id']}")


def naming(api: Api) -> Iterator[Run]:
    """A customer is looked up by the beginning of an address."""
    api.open_ticket(requester={"email": "zelda@example.com", "name": "Zelda"})
    return itertools.repeat(request(api, "GET", "/customers", query={"q": "zelda"}))


def catching_up(api: Api) -> Iterator[Run]:
    """A screen that heard everything asks for what it missed."""
    known = api.get("/sync/tickets", limit="1").body
    asked = {"since": str(known["seq"]), "visibility": known["visibility"]}
    return itertools.repeat(request(api, "GET", "/sync", query=asked))


def mailing(api: Api) -> Iterator[Run]:
    return receiving(PostOffice(api.services, api.org, opened=True), None)


def changes_for_many(api: Api) -> dict[str, Any]:
    return {"kind": "edit", "changes": {"add_tags": ["recalled"], "due_at": "2027-01-04T09:00:00Z"}}


def words_for_many(api: Api) -> dict[str, Any]:
    actions = {"status": "pending", "add_tags": ["answered"]}
    macro = api.post("/macros", {"name": "Recall", "html": f"<p>{TEXT}</p>", "actions": actions}).body
    return {"kind": "macro", "macro_id": macro["id"], "text": "reply", "hold_seconds": 60}


#: What is done to a thousand tickets at once.
FOR_MANY: dict[str, Callable[[Api], dict[str, Any]]] = {BULK_EACH: changes_for_many, BULK_REPLY: words_for_many}


def bulk(api: Api, action: dict[str, Any]) -> Run:
    """One job on a thousand tickets, with all its steps."""
    found: list[str] = []
    cursor = None
    while len(found) < BULK:
        page = api.get("/tickets", status="all", limit="100", **({"cursor": cursor} if cursor else {})).body
        found += [ticket["id"] for ticket in page["items"]]
        cursor = page["next_cursor"]
    start = request(api, "POST", "/tickets/bulk", {"ids": found[:BULK], "action": action})

    def run() -> None:
        start()
        jobs.run(jobs.started()[-1])

    return run


#: What hears of a change, by the function's name; the first two by the table's stream, the others by the bus.
CONSUMERS: dict[str, Callable[[Any, Any], Any]] = {
    "event_relay": relay,
    "realtime_fanout": fan_out,
    "audit_writer": audit,
    "notifier": notify,
    "router": route,
    "search_indexer": index,
}


def consequences(api: Api, name: str) -> Iterator[Run]:
    """What one consumer does about a new ticket, each time another one."""
    while True:
        pk = f"O#{api.org}#T#{api.open_ticket(message={'text': TEXT})['id']}"
        whole = api.services.core.get(pk, "N")
        kept = [item for sk in ("M#", "X#") for item in api.services.core.query(pk, Path("sk").startswith(sk))[0]]
        events = [item for item in kept if item["kind"] == "event"]
        heard = {
            "event_relay": {"Records": [stream_record(item, "INSERT") for item in events]},
            "realtime_fanout": {"Records": [stream_record(whole, "INSERT")]},
        }
        by_bus = batch(*({"source": "tessera", "detail": json.loads(item["event"])} for item in events))
        yield partial(_consume, name, heard.get(name, by_bus))


def _consume(name: str, event: dict[str, Any]) -> None:
    answer = CONSUMERS[name](event, Context(name))
    if answer and failed(answer):
        raise RuntimeError(f"{name} did not take what happened.")


#: In the order of the table.
OPERATIONS: dict[str, Runs] = {
    "list 50 unresolved": lambda api: listing(api, limit="50"),
    "list 50 of an agent": lambda api: listing(api, limit="50", assignee=api.me.id),
    "list 50 of a team": lambda api: listing(api, limit="50", team=api.me.team_ids[0]),
    "open (20 messages)": opening,
    "as it was (20 changes)": as_of,
    "create": creating,
    "change the status": changing,
    "assign": assigning,
    "reply": replying,
    "note": noting,
    "undo": undoing,
    "merge": merging,
    "split": splitting,
    "delete": deleting,
    "find a customer by typing": naming,
    "sync: 500 of all tickets": asking("/sync/tickets", limit="500"),
    "sync: what was missed": catching_up,
    "saved views": asking("/views"),
    "mail in": mailing,
}
