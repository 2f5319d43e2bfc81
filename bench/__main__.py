"""What each operation costs: `python -m bench [--corpus FOLDER]`. Prints it, and writes it to docs/performance.md."""

import argparse
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import cold_start, operations

TARGET = Path(__file__).parents[1] / "docs" / "performance.md"

#: Operation: (most round trips to DynamoDB, most milliseconds of CPU at the median).
TARGETS: dict[str, tuple[int | None, float | None]] = {
    "create a ticket": (3, None),
    "list 50 tickets": (1, 8),
    "open a ticket of 20 messages": (1, 8),
    "mail in": (None, 40),
}
COLD_TARGET = {"api_admin": 300, "api_agent": 300, "api_auth": 300}

PREFACE = """# What things cost

Made by `make bench` (`python -m bench`); run it again after a change that may matter, and commit what it writes.
What does not grow with the tickets, what many writers do to one organization, and what it all costs in money:
[at scale](performance-scale.md). [Search](performance-search.md), [the workspace in a browser](performance-web.md).

- **CPU** is the handler's own time (`process_time`), warm, in process, over 200 runs: routing, validation, the use
  case, botocore's signing and parsing. AWS is moto in the same process; its time is taken off. Sockets and TLS are not
  in it.
- **Round trips and units** are counted on the way out, for one run. moto does not report units, so they are computed
  from the items by DynamoDB's documented rules (`bench/capacity.py`): indexes count, transactions twice.
- **Cold start** is the CPU time of importing the handler in a fresh process with its bytecode compiled, the median of
  5, and the number of modules that are loaded by then. `tests/budgets` holds the number of modules.

The indexes hold whole tickets, so that a list is one query; the price is that a change moves the ticket in all four of
them. That is eight writes of as many units as the ticket has kilobytes begun, most of what a change costs.
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, help="a folder of mails for `mail in`; without it, one of ours")
    arguments = parser.parse_args()
    lines = [PREFACE, *machine(arguments.corpus), ""]
    lines += [*operation_rows(operations.measure(arguments.corpus)), ""]
    lines += cold_rows(cold_start.measure())
    text = "\n".join(lines) + "\n"
    TARGET.write_text(text)
    print(text)
    return 1 if "**missed**" in text else 0


def machine(corpus: Path | None) -> Iterator[str]:
    mails = "a corpus of real mails" if corpus else "one HTML mail of ours"
    yield f"Measured on {os.cpu_count()} cores, Python {platform.python_version()}; mail in: {mails}."


def operation_rows(costs: Sequence[operations.Cost]) -> Iterator[str]:
    yield "| operation | CPU ms, median | p95 | DynamoDB round trips | S3 | read units | write units | target | |"
    yield "|---|--:|--:|--:|--:|--:|--:|---|---|"
    for cost in costs:
        trips, cpu = TARGETS.get(cost.name, (None, None))
        asked = [f"≤ {trips} round trips" if trips else "", f"≤ {cpu} ms" if cpu else ""]
        met = (trips is None or cost.round_trips.get("dynamodb", 0) <= trips) and (cpu is None or cost.median <= cpu)
        yield _row(
            cost.name,
            f"{cost.median:.1f}",
            f"{cost.p95:.1f}",
            cost.round_trips.get("dynamodb", 0),
            cost.round_trips.get("s3", 0),
            f"{cost.read_units:g}",
            f"{cost.write_units:g}",
            ", ".join(filter(None, asked)),
            _verdict(met, any(asked)),
        )


def cold_rows(found: Sequence[cold_start.ColdStart]) -> Iterator[str]:
    yield "| cold start | CPU ms | modules | target | |"
    yield "|---|--:|--:|---|---|"
    for one in found:
        most = COLD_TARGET.get(one.name)
        met = most is None or one.cpu <= most
        yield _row(one.name, f"{one.cpu:.0f}", one.modules, f"≤ {most} ms" if most else "", _verdict(met, bool(most)))


def _verdict(met: bool, asked: bool) -> str:
    if not asked:
        return ""
    return "met" if met else "**missed**"


def _row(*cells: object) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


if __name__ == "__main__":
    sys.exit(main())
