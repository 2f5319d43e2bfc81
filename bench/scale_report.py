"""The tables of docs/performance-scale.md."""

import os
import platform
from collections.abc import Iterator, Sequence

from bench.desk import BULK_EACH, BULK_REPLY, THEN
from bench.price import LIFE, PRICES, SCREENS, TICKETS, Bill, Rest
from bench.sizes import SIZES, Cost, Costs
from bench.writers import A_SECOND, COPIES, SECONDS, Race

MOST_GROWTH = 1.05
#: Most calls of DynamoDB.
MOST_CALLS = {
    "list 50 unresolved": 1,
    "list 50 of an agent": 1,
    "list 50 of a team": 1,
    "open (20 messages)": 1,
    "create": 3,
    "change the status": 2,
    BULK_EACH: 3,
    BULK_REPLY: 3,
}

PREFACE = f"""# The same cost for a thousand tickets and for a hundred thousand

Made by `make bench-scale` (`python -m bench.scale`, about ten minutes; Java 17 and Maven, which fetch DynamoDB Local).

- The tables are in **DynamoDB Local**, where four kinds of organizations are filled one after the other: one of 1,000
  tickets, one of 10,000, one of 100,000, and a hundred of 1,000 each. Everything else is moto.
- **Calls and units** are those of DynamoDB, as its local server counts them, of the median run. Every two seconds of
  use a process asks whether the organization's definitions changed: one call and one unit more for one run in hundreds,
  which a median does not show.
- **CPU** is the handler's, sockets to the server included, median of 25 runs.
- **Grows by** is the most that calls or units of one size are over those of another. It has to be under {MOST_GROWTH}.
- **Counts** cost nothing here: they are kept by the agents' screens, from the copy that they hold anyway.
- *Then …* is what each function does about one new ticket that it hears of.
"""


def written(costs: Costs, race: Race, bill: Bill, rests: Sequence[Rest]) -> str:
    lines = [PREFACE, f"Measured on {os.cpu_count()} cores, Python {platform.python_version()}.", ""]
    lines += [*_operations(costs), "", *_race(race), "", *_bill(bill), "", *_rest(rests)]
    return "\n".join(lines) + "\n"


def _operations(costs: Costs) -> Iterator[str]:
    sizes = " / ".join(size.name for size in SIZES)
    yield f"| operation | CPU ms: {sizes} | calls | read units | write units | S3 | grows by | calls at most | |"
    yield "|---|---|---|---|---|--:|--:|--:|---|"
    for name, found in costs.items():
        growth = max(_growth([getattr(one, what) for one in found]) for what in ("calls", "read_units", "write_units"))
        most = MOST_CALLS.get(name)
        met = growth <= MOST_GROWTH and (most is None or max(one.calls for one in found) <= most)
        yield _row(
            f"*{name}*" if name.startswith(THEN) else name,
            _across(found, "cpu", 1),
            _across(found, "calls", 2),
            _across(found, "read_units", 2),
            _across(found, "write_units", 2),
            f"{found[-1].s3:.2g}",
            f"{growth:.2f}",
            most or "",
            "met" if met else "**missed**",
        )


def _growth(values: Sequence[float]) -> float:
    """The greatest over the least; nothing over nothing is no growth."""
    least, most = min(values), max(values)
    if most == 0:
        return 1
    return most / least if least else float("inf")


def _across(found: Sequence[Cost], what: str, digits: int) -> str:
    """One figure if all sizes have the same."""
    texts = [f"{round(getattr(one, what), digits):g}" for one in found]
    return texts[0] if len(set(texts)) == 1 else " / ".join(texts)


def _race(race: Race) -> Iterator[str]:
    met = not (race.refused or race.numbers_twice or race.lost or race.events_missing)
    yield f"## {A_SECOND} writes a second to one organization"
    yield ""
    yield f"For {SECONDS} seconds, by {COPIES} copies of the function: half make tickets, half write into five that"
    yield "they share. Afterwards each ticket, number, note and event is looked for."
    yield ""
    yield "| sent | tickets made | refused | numbers given twice | changes lost | events missing | last one late by | |"
    yield "|--:|--:|--:|--:|--:|--:|--:|---|"
    yield _row(
        race.sent,
        race.tickets,
        race.refused,
        race.numbers_twice,
        race.lost,
        race.events_missing,
        f"{race.late:.1f} s",
        "met" if met else "**missed**",
    )


def _bill(bill: Bill) -> Iterator[str]:
    life = ", ".join(f"{times} × {name}" for name, times in LIFE.items() if times)
    yield f"## What {TICKETS:,} tickets cost"
    yield ""
    yield f"By the prices of {PRICES['date']} in {PRICES['region']} ([bench/prices.json](../bench/prices.json)):"
    yield f"{PRICES['from']}. A ticket is: {life};"
    yield f"each change is told to {SCREENS} screens. Functions of 1,024 MB; a call keeps one waiting for 6 ms."
    yield ""
    yield "| for | dollars |"
    yield "|---|--:|"
    for name, dollars in sorted(bill.lines.items(), key=lambda line: -line[1]):
        yield _row(name, f"{dollars:.3f}")
    yield _row(f"**{TICKETS:,} tickets**", f"**{bill.total:.2f}**")


def _rest(rests: Sequence[Rest]) -> Iterator[str]:
    yield "## What it costs at rest"
    yield ""
    yield "No ticket, nobody signed in, for a month: what the stage's own template has that costs by the month."
    yield "Storage comes on top: 0.25 dollars a GB in DynamoDB, 0.023 in S3."
    yield ""
    yield "| stage | dollars a month | for | by the hour | |"
    yield "|---|--:|---|---|---|"
    for rest in rests:
        what = ", ".join(f"{count} {kind.replace('AWS::', '')}" for kind, count in rest.counts.items())
        verdict = "**missed**" if rest.hourly else "met"
        yield _row(rest.stage, f"{rest.monthly:.2f}", what, ", ".join(rest.hourly) or "nothing", verdict)


def _row(*cells: object) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |"
