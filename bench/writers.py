"""Many agents at once on the tickets of one organization: fifty requests a second for a minute, through the handler.

Half of them make tickets; the others write into five that all share: a note, another subject. Each process answers one
request at a time, as each copy of a function does. Afterwards everything is looked for: each ticket once, each number
once, each note in its ticket, each event in the outbox.
"""

import json
import multiprocessing
import random
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from pynamodb.expressions.operand import Path

from bench.crowd import TEXT
from functions.api_agent.handler import handler
from tessera import bootstrap
from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.codec import Item
from tessera.identity.model import Agent
from tessera.kernel.ids import OrgId, new_id
from tests.factories.http import make_request
from tests.functions.agent_api import Api, found, ticket_body

A_SECOND, SECONDS, COPIES = 50, 60, 8
TRIES = 5


@dataclass(frozen=True)
class Race:
    """`late` is by how many seconds a request was begun after its time at the most."""

    sent: int
    refused: int
    late: float
    tickets: int
    numbers_twice: int
    lost: int
    events_missing: int


@dataclass(frozen=True)
class Sent:
    """What came of one request; `ticket_id` is None if it was refused."""

    kind: Literal["ticket", "note", "subject"]
    ticket_id: str | None
    mark: str
    late: float


def race() -> Race:
    api = found(bootstrap.services(), OrgId(new_id()))
    shared = [api.open_ticket()["id"] for _ in range(5)]
    # A connection is not for two processes.
    with ProcessPoolExecutor(COPIES, multiprocessing.get_context("fork"), bootstrap.services.cache_clear) as pool:
        list(pool.map(abs, range(COPIES)))
        send = partial(_sent_at, time.monotonic() + 1, api.me, shared)
        sent = list(pool.map(send, range(A_SECOND * SECONDS)))
    return _looked_for(api, shared, sent)


def _sent_at(start: float, me: Agent, shared: Sequence[str], place: int) -> Sent:
    """One request at its time. Where another was faster (409), it is sent again, as a client does."""
    late = time.monotonic() - (start + place / A_SECOND)
    time.sleep(max(0, -late))
    mark, ticket_id = f"m{place:05d}", random.Random(place).choice(shared)
    if place % 2 == 0:
        made = _answered(me, "POST", "/tickets", ticket_body(subject=mark, message={"text": TEXT}))
        return Sent("ticket", made and made["id"], mark, late)
    if place % 4 == 1:
        done = _answered(me, "POST", f"/tickets/{ticket_id}/messages", {"kind": "note", "text": mark})
        return Sent("note", done and ticket_id, mark, late)
    done = _answered(me, "PATCH", f"/tickets/{ticket_id}", {"subject": mark})
    return Sent("subject", done and ticket_id, mark, late)


def _answered(me: Agent, method: str, path: str, body: dict[str, Any]) -> Any:
    event = make_request(method, f"/api/v1{path}", body, agent=me)
    for _ in range(TRIES):
        answer = handler(event, None)
        if answer["statusCode"] < 400:
            return json.loads(answer["body"])
    return None


def _looked_for(api: Api, shared: Sequence[str], sent: Sequence[Sent]) -> Race:
    kept = {item["id"]: item for item in _all(api, keys.tickets_of_org(api.org), index="gs1")}
    made = [one for one in sent if one.kind == "ticket" and one.ticket_id]
    numbers = Counter(item["number"] for item in kept.values())
    lost = sum(one.ticket_id not in kept for one in made)
    missing = sum("ticket.created" not in {event["type"] for event in _events(api, one.ticket_id)} for one in made)
    for ticket_id in shared:
        theirs = [one for one in sent if one.ticket_id == ticket_id]
        notes = {item.get("text") for item in _entries(api, ticket_id) if item["kind"] == "message"}
        subjects = {event["changes"].get("subject", {}).get("to") for event in _events(api, ticket_id)}
        lost += sum(one.mark not in notes for one in theirs if one.kind == "note")
        missing += sum(one.mark not in subjects for one in theirs if one.kind == "subject")
    return Race(
        sent=len(sent),
        refused=sum(one.ticket_id is None for one in sent),
        late=max(0.0, *(one.late for one in sent)),
        tickets=len(made),
        numbers_twice=sum(times > 1 for times in numbers.values()),
        lost=lost,
        events_missing=missing,
    )


def _events(api: Api, ticket_id: str | None) -> list[dict[str, Any]]:
    return [json.loads(item["event"]) for item in _entries(api, ticket_id) if item["kind"] == "event"]


def _entries(api: Api, ticket_id: str | None) -> list[Item]:
    pk = f"O#{api.org}#T#{ticket_id}"
    return [item for prefix in ("M#", "X#") for item in _all(api, pk, Path("sk").startswith(prefix))]


def _all(api: Api, pk: str, condition: Any = None, index: str | None = None) -> list[Item]:
    """Every page of a query."""
    items: list[Item] = []
    after: Item | None = None
    while True:
        page, after = api.services.core.query(pk, condition, index=index, after=after)
        items += page
        if after is None:
            return items
