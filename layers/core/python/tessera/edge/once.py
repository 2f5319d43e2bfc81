"""A side effect that must not happen twice, done once for each event.

https://docs.powertools.aws.dev/lambda/python/latest/utilities/idempotency/
"""

from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.utilities.idempotency import (
    DynamoDBPersistenceLayer,
    IdempotencyConfig,
    idempotent_function,
)

#: Longer than a message can stay in any of our queues, dead letters included.
KEPT_SECONDS = 15 * 24 * 3600


class Once:
    """Remembers in the idempotency table what is done. The table is named when it is first used."""

    def __init__(self, table_name: Callable[[], str]) -> None:
        self._table_name = table_name
        self._store: DynamoDBPersistenceLayer | None = None

    def do(self, key: str, work: Callable[[], str], context: Any) -> str:
        """What `work` gave, now or the first time. While another invocation is at it, this raises, and the queue
        brings the message again; if that one dies, its claim ends with its time limit. An error is not remembered."""
        self._store = self._store or DynamoDBPersistenceLayer(table_name=self._table_name())
        config = IdempotencyConfig(
            expires_after_seconds=KEPT_SECONDS, raise_on_no_idempotency_key=True, lambda_context=context
        )

        @idempotent_function(data_keyword_argument="key", persistence_store=self._store, config=config)
        def done_once(*, key: str) -> str:
            return work()

        return str(done_once(key=key))
