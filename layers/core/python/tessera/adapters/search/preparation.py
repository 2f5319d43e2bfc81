"""Who makes an index that is not there: claims in the `live` table, and a message on the indexer's queue."""

from collections.abc import Callable, Mapping
from datetime import datetime

from pynamodb.expressions.operand import Path

from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.codec import encode
from tessera.adapters.dynamodb.table import ConditionFailed, Table
from tessera.kernel.clock import Clock, to_ms
from tessera.kernel.ids import OrgId

Send = Callable[[Mapping[str, object]], object]


class DynamoPreparation:
    """`tessera.search.ports.Preparation`. Claims forget themselves. `send` puts a message on the queue."""

    def __init__(self, live: Table, org_id: OrgId, clock: Clock, send: Send) -> None:
        self._live = live
        self._org = org_id
        self._pk = keys.search(org_id)
        self._clock = clock
        self._send = send

    def claim(self, until: datetime) -> bool:
        return self._take("BUILD", until)

    def release(self) -> None:
        self._live.delete(self._pk, "BUILD")

    def ask(self, until: datetime) -> None:
        if self._take("ASKED", until):
            self._send({"prepare": self._org})

    def _take(self, what: str, until: datetime) -> bool:
        free = Path("pk").does_not_exist() | (Path("until") <= encode(to_ms(self._clock())))
        item = {"pk": self._pk, "sk": what, "until": to_ms(until), "ttl": int(until.timestamp()) + 60}
        try:
            self._live.put(item, free)
        except ConditionFailed:
            return False
        return True
