"""The same operations in organizations of different sizes."""

import itertools
import statistics
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bench import desk
from bench.crowd import fill
from bench.ledger import Ledger
from bench.operations import Run
from tessera import bootstrap
from tessera.kernel.ids import OrgId, TeamId, new_id
from tests.functions.agent_api import Api, found

WARM_UP, RUNS = 5, 25


@dataclass(frozen=True)
class Size:
    """An organization to measure in: the last of some that are filled alike."""

    name: str
    tickets: int
    organizations: int = 1


SIZES = (Size("1 k", 1_000), Size("10 k", 10_000), Size("100 k", 100_000), Size("100 × 1 k", 1_000, 100))


@dataclass(frozen=True)
class Cost:
    """Medians: processor time in milliseconds, calls of DynamoDB and S3, capacity units."""

    cpu: float
    calls: float
    read_units: float
    write_units: float
    s3: float

    def each(self, items: int) -> "Cost":
        """Of one of so many."""
        return Cost(*(value / items for value in vars(self).values()))


#: By operation, one for each size.
Costs = dict[str, list[Cost]]


def measure(ledger: Ledger) -> Costs:
    """Size after size: what was filled before is still there."""
    costs: Costs = {}
    for size in SIZES:
        start = time.monotonic()
        api = filled(size)
        print(f"{size.name}: filled in {time.monotonic() - start:.0f} s", file=sys.stderr)
        for name, runs in desk.OPERATIONS.items():
            costs.setdefault(name, []).append(cost(ledger, itertools.islice(runs(api), WARM_UP + RUNS), WARM_UP))
        for name, action in desk.FOR_MANY.items():
            job = cost(ledger, [desk.bulk(api, action(api))])
            costs.setdefault(name, []).append(job.each(desk.BULK))
        for name in desk.CONSUMERS:
            heard = itertools.islice(desk.consequences(api, name), WARM_UP * 2)
            costs.setdefault(desk.THEN + name, []).append(cost(ledger, heard, WARM_UP))
    return costs


def filled(size: Size) -> Api:
    """An agent of the last of the organizations."""
    for _ in range(size.organizations):
        api = found(bootstrap.services(), OrgId(new_id()))
        teams = tuple(api.found_team() for _ in range(3))
        api = api.by(replace(api.me, team_ids=(TeamId(teams[0]),)))
        fill(api.services, api.org, size.tickets, (api.me.id, *(new_id() for _ in range(9))), teams)
    return api


def cost(ledger: Ledger, runs: Iterable[Run], warm_up: int = 0) -> Cost:
    """Each run is prepared first, which does not count."""
    seen: list[tuple[float, ...]] = []
    for place, run in enumerate(runs):
        ledger.reset()
        start = time.process_time()
        run()
        cpu = (time.process_time() - start) * 1000
        if place >= warm_up:
            seen.append((cpu, ledger.calls["dynamodb"], ledger.read_units, ledger.write_units, ledger.calls["s3"]))
    return Cost(*map(statistics.median_low, zip(*seen, strict=True)))
