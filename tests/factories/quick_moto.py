"""What moto and botocore do again for every test, done once or not at all.

For every item of a transaction moto copies the whole table, to put it back should the transaction fail. Nine tenths of
what a test with a hundred tickets took went into that. Only the items that the transaction names can have changed: they
alone are kept and put back here. What a transaction does, and when it fails, stays moto's own.

Writes of several threads come one after the other, as DynamoDB guarantees for one item: moto itself lets one write in
between another's condition and its effect.

At its start moto tells the library `requests` of each of its 180 services by seven methods. Nothing here asks AWS by
`requests`; whatever does is refused, as before. And each session of boto3 reads the same descriptions of services.
"""

import copy
from collections.abc import Callable
from functools import cache, wraps
from threading import RLock
from typing import Any

from botocore import session
from moto.core import models
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import Table

Kept = tuple[Table, DynamoType, DynamoType | None, Item | None]

WRITES = ("put_item", "update_item", "delete_item", "transact_write_items")

_carry_out = DynamoDBBackend.transact_write_items
_writing = RLock()


def use_quick_moto() -> None:
    """For the whole process. No table may have a stream: what a failed transaction put there would stay."""
    models.RESPONSES_METHODS.clear()
    session.create_loader = cache(session.create_loader)
    DynamoDBBackend.transact_write_items = _transact_write_items  # type: ignore[method-assign]
    Table.__deepcopy__ = lambda table, _memo: table  # type: ignore[attr-defined]
    for name in WRITES:
        setattr(DynamoDBBackend, name, _one_at_a_time(getattr(DynamoDBBackend, name)))


def _one_at_a_time(write: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(write)
    def alone(*args: Any, **kwargs: Any) -> Any:
        with _writing:
            return write(*args, **kwargs)

    return alone


def _transact_write_items(self: DynamoDBBackend, transact_items: list[dict[str, Any]]) -> None:
    kept = [_keep(self, operation) for named in transact_items for operation in named.values()]
    try:
        _carry_out(self, transact_items)
    except Exception:
        for one in kept:
            if one:
                _put_back(*one)
        raise


def _keep(backend: DynamoDBBackend, operation: dict[str, Any]) -> Kept | None:
    table = backend.tables.get(operation["TableName"])
    if table is None:
        return None
    assert table.stream_shard is None, f"{table.name} has a stream: see use_quick_moto."
    hash_key, range_key = backend.get_keys_value(table, operation.get("Key") or operation["Item"])
    return table, hash_key, range_key, copy.deepcopy(table.get_item(hash_key, range_key))


def _put_back(table: Table, hash_key: DynamoType, range_key: DynamoType | None, item: Item | None) -> None:
    if item is None:
        table.delete_item(hash_key, range_key)
    else:
        table.put_item(item.to_json()["Attributes"])
