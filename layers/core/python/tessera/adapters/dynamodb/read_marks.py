"""What agents have read, in the `live` table: under each agent an item for what was sent at once, in its order."""

import time
from collections.abc import Callable
from functools import reduce
from operator import or_

from pynamodb.expressions.operand import Path

from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.codec import encode
from tessera.adapters.dynamodb.table import Table
from tessera.kernel.ids import OrgId, first_id, made_ms, new_id
from tessera.ticketing.read_marks import ReadMarks

KEPT_SECONDS = 60 * 86_400
#: Two processes' clocks differ, and a write takes its time: so much later may an item with an earlier id be there.
OVERLAP_MS = 10_000


class ReadMarkTable:
    """`tessera.ticketing.read_marks.ReadMarkLog`."""

    def __init__(self, live: Table, org_id: OrgId, now: Callable[[], float] = time.time) -> None:
        self._live = live
        self._org = org_id
        self._now = now

    def append(self, agent_id: str, marks: ReadMarks) -> None:
        now = self._now()
        self._live.put(
            {
                "pk": keys.read_marks(self._org, agent_id),
                "sk": new_id(int(now * 1000)),
                "marks": dict(marks),
                "ttl": int(now) + KEPT_SECONDS,
            }
        )

    def read(self, agent_id: str, after: str | None) -> tuple[ReadMarks, str | None]:
        """One call: the newest megabyte, which holds what an agent reads in two months."""
        pk = keys.read_marks(self._org, agent_id)
        since = Path("sk") >= encode(first_id(made_ms(after) - OVERLAP_MS)) if after else None
        items, _ = self._live.query(pk, since, forward=False)
        none: dict[str, str | None] = {}
        marks = reduce(or_, (item["marks"] for item in reversed(items)), none)
        return marks, items[0]["sk"] if items else after
