"""What it costs in money, by the list in prices.json: a thousand tickets, and a month in which nothing happens."""

import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.desk import THEN
from bench.sizes import Cost, Costs
from tests.infra.conftest import synthesise

PRICES: dict[str, Any] = json.loads(Path(__file__).with_name("prices.json").read_text())
TICKETS = 1000
#: What happens to a ticket, as often as it does on the way from the customer's first mail to their last.
LIFE: Mapping[str, int] = {
    "mail in": 2,
    "open (20 messages)": 6,
    "assign": 1,
    "change the status": 2,
    "note": 1,
    "reply": 2,
    "undo": 0,
    "sync: what was missed": 8,
}
WRITES = ("mail in", "assign", "change the status", "note", "reply")
#: Lambda gives a whole processor to 1769 MB: functions of 1024 MB take as much longer.
MEMORY_GB, WHOLE_PROCESSOR_GB = 1.0, 1769 / 1024
#: What a call to DynamoDB or S3 keeps a function waiting, in seconds.
CALL = 0.006
#: A stream's records come together; one call of a function takes so many on a quiet desk.
A_BATCH = 2
#: Screens that are told of every change.
SCREENS = 10
#: Bytes of log a request writes, by what the local cloud writes.
LOG = 1500


@dataclass(frozen=True)
class Bill:
    """In dollars, by what it is for."""

    lines: Mapping[str, float]

    @property
    def total(self) -> float:
        return sum(self.lines.values())


def of_tickets(costs: Costs) -> Bill:
    """Of a thousand, in the organization of a hundred thousand."""
    lines: dict[str, float] = defaultdict(float)
    followed = {name: found[2] for name, found in costs.items() if name.startswith(THEN)}
    for name, times in LIFE.items():
        often = times * TICKETS
        _function(lines, costs[name][2], often)
        if name == "mail in":
            lines["mail in and out"] += often * _price("mail in")
            lines["queues and events"] += often * 3 * _price("sqs request")
        else:
            lines["HTTP API"] += often * _price("http api request")
        if name == "reply":
            lines["mail in and out"] += often * _price("mail out")
        if name in WRITES:
            for consumer in followed.values():
                _function(lines, consumer, often / A_BATCH, of_one=A_BATCH)
            # The bus, and for each of four readers one message sent and its share of receiving and deleting.
            lines["queues and events"] += often * (_price("event") + 4 * (1 + 2 / A_BATCH) * _price("sqs request"))
            lines["live screens"] += often * SCREENS * _price("websocket message")
    return Bill(lines)


def _function(lines: dict[str, float], cost: Cost, often: float, of_one: int = 1) -> None:
    """`cost` of one thing; a call does `of_one` of them."""
    things = often * of_one
    lines["DynamoDB"] += things * (
        cost.read_units * _price("dynamodb read unit") + cost.write_units * _price("dynamodb write unit")
    )
    lines["S3"] += things * cost.s3 * _price("s3 write")
    seconds = cost.cpu / 1000 * WHOLE_PROCESSOR_GB / MEMORY_GB + (cost.calls + cost.s3) * CALL
    lines["Lambda"] += often * _price("lambda request")
    lines["Lambda"] += things * seconds * MEMORY_GB * _price("lambda gb second, arm")
    lines["logs"] += often * LOG / 1e9 * _price("log gb")


@dataclass(frozen=True)
class Rest:
    """A stage with no work: how many of what costs by the month, in dollars; what would cost by the hour."""

    stage: str
    counts: dict[str, int]
    monthly: float
    hourly: list[str]


def at_rest() -> list[Rest]:
    return [_rest("dev"), _rest("prod")]


def _rest(stage: str) -> Rest:
    with tempfile.TemporaryDirectory() as folder:
        found = synthesise(stage, Path(folder), mailDomain="help.example.com")
    kinds = Counter(one["Type"] for template in found.templates.values() for one in template["Resources"].values())
    rules = sum(len(one["Properties"]["Rules"]) for one in found.of_type("AWS::WAFv2::WebACL").values())
    kinds["rule of AWS::WAFv2::WebACL"] = rules
    counts = {kind: kinds[kind] for kind in PRICES["a month"] if kinds[kind]}
    monthly = sum(PRICES["a month"][kind] * count for kind, count in counts.items())
    return Rest(stage, counts, monthly, [kind for kind in PRICES["by the hour"] if kinds[kind]])


def _price(what: str) -> float:
    price: float = PRICES["each"][what]
    return price
