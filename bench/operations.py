"""The operations of an agent's day, each run often enough for a median and a 95th percentile."""

import itertools
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import boto3
from moto import mock_aws

from bench.crowd import TEXT
from bench.mail_corpus import mails_in
from bench.meter import Meter, metered
from functions.api_agent.handler import handler as api_agent
from functions.email_inbound.handler import handler as mail_in
from tessera import bootstrap
from tessera.kernel.ids import OrgId, new_id
from tests.factories import cloud
from tests.factories.http import make_request
from tests.factories.mails import raw_mail
from tests.functions.agent_api import Api, found, ticket_body
from tests.functions.mail import PostOffice, batch, failed

Run = Callable[[], None]

WARM_UP, RUNS, TICKETS, MESSAGES = 20, 200, 60, 20


@dataclass(frozen=True)
class Cost:
    """`cpu` in milliseconds per run; the rest per operation, as the median run had it: once in two seconds one run asks
    whether the definitions changed (`catalogue.cache`)."""

    name: str
    cpu: list[float]
    round_trips: dict[str, int]
    read_units: float
    write_units: float

    @property
    def median(self) -> float:
        return statistics.median(self.cpu)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.cpu, n=20)[18]


def measure(corpus: Path | None) -> list[Cost]:
    """The cost of each operation, warm. The mails are ours, or those of a folder."""
    operations: dict[str, Callable[[Api], Iterator[Run]]] = {
        "create a ticket": creating,
        "list 50 tickets": listing,
        f"open a ticket of {MESSAGES} messages": opening,
        "reply": replying,
        "change the status": changing,
        "mail in": lambda api: receiving(PostOffice(api.services, OrgId(new_id())), corpus),
    }
    costs = []
    for name, runs_of in operations.items():
        with metered() as meter, _office() as api:
            costs.append(_cost(name, runs_of(api), meter))
    return costs


def _cost(name: str, runs: Iterator[Run], meter: Meter) -> Cost:
    """Each run is prepared first, which does not count."""
    cpu, counted = [], []
    for place, run in enumerate(itertools.islice(runs, WARM_UP + RUNS)):
        meter.reset()
        start = time.process_time()
        run()
        spent = time.process_time() - start - meter.seconds
        if place >= WARM_UP:
            cpu.append(spent * 1000)
            counted.append((dict(meter.round_trips), meter.read_units, meter.write_units))
    counted.sort(key=lambda run: sum(run[0].values()))
    return Cost(name, cpu, *counted[len(counted) // 2])


@contextmanager
def _office() -> Iterator[Api]:
    """A new organization, in memory."""
    with mock_aws():
        cloud.create_tables(boto3.client("dynamodb"))
        cloud.create_buckets(boto3.client("s3"))
        yield found(bootstrap.services(), OrgId(new_id()))


def request(
    api: Api,
    method: str,
    path: str,
    body: Any = None,
    *,
    query: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
) -> Run:
    """The handler's work alone, made ready to run; the tests look at what it answers."""
    event = make_request(method, f"/api/v1{path}", body, agent=api.me, query=query, headers=headers)

    def run() -> None:
        answer = api_agent(event, None)
        if answer["statusCode"] >= 400:
            raise RuntimeError(answer["body"])

    return run


def creating(api: Api) -> Iterator[Run]:
    for number in itertools.count():
        body = ticket_body(message={"text": TEXT, "html": f"<p>{TEXT}</p>"})
        yield request(api, "POST", "/tickets", body, headers={"idempotency-key": f"create-{number}"})


def listing(api: Api) -> Iterator[Run]:
    for _ in range(TICKETS):
        api.open_ticket(message={"text": TEXT})
    return itertools.repeat(request(api, "GET", "/tickets"))


def opening(api: Api) -> Iterator[Run]:
    path = f"/tickets/{api.open_ticket(message={'text': TEXT})['id']}"
    for _ in range(MESSAGES - 1):
        api.post(f"{path}/messages", {"kind": "reply", "text": TEXT, "html": f"<p>{TEXT}</p>"})
    return itertools.repeat(request(api, "GET", path))


def replying(api: Api) -> Iterator[Run]:
    path = f"/tickets/{api.open_ticket()['id']}/messages"
    body = {"kind": "reply", "text": TEXT, "html": f"<p>{TEXT}</p>"}
    for number in itertools.count():
        yield request(api, "POST", path, body, headers={"idempotency-key": f"reply-{number}"})


def changing(api: Api) -> Iterator[Run]:
    path = f"/tickets/{api.open_ticket()['id']}"
    return itertools.cycle(request(api, "PATCH", path, {"status": status}) for status in ("pending", "open"))


def receiving(post: PostOffice, corpus: Path | None) -> Iterator[Run]:
    """Every mail is a new one: the same one twice would be known and cost less."""
    mails = [path.read_bytes() for path in mails_in(corpus)] if corpus else [raw_mail(TEXT, f"<p>{TEXT}</p>")]
    for number, raw in enumerate(itertools.cycle(mails)):
        head = f"X-Bench: {number}\r\n".encode()
        fresh = head + raw.replace(b"<first@example.com>", f"<{number}@example.com>".encode())
        event = batch(post.keep(fresh))
        yield partial(_receive, event)


def _receive(event: dict[str, Any]) -> None:
    if failed(mail_in(event, None)):
        raise RuntimeError("A mail was not received.")
