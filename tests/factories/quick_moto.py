"""What moto and botocore do again for every test, done once or not at all.

For every item of a transaction moto copies the whole table, to put it back should the transaction fail. Nine tenths of
what a test with a hundred tickets took went into that. Only the items that the transaction names can have changed: they
alone are kept and put back here. What a transaction does, and when it fails, stays moto's own.

Writes of several threads come one after the other, as DynamoDB guarantees for one item: moto itself lets one write in
between another's condition and its effect.

At its start moto tells the library `requests` of each of its 180 services by seven methods. Nothing here asks AWS by
`requests`; whatever does is refused, as before. And each session of boto3 reads the same descriptions of services.

The tables and buckets that every test begins with are asked for once. After that they are put there, empty.

For every query moto sorts the whole table, and looks at the type of both values at each comparison. A query of a table
finds what it looks for in one partition; what is sorted is looked at once.

An item is kept as it is sent. moto looks for each of the ten types that each value of it could have, by two names each,
on its way out; that was a quarter of what a test of the API took. Only values that hold bytes go that way here.
"""

import copy
from collections import defaultdict
from collections.abc import Callable
from functools import cache, wraps
from itertools import chain
from threading import RLock
from typing import Any

from botocore import session
from moto.core import models, responses
from moto.core.serialize import BaseJSONSerializer
from moto.core.utils import method_names_from_class
from moto.dynamodb.models import DynamoDBBackend, dynamodb_backends
from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import Table
from moto.s3.models import s3_backends

Kept = tuple[Table, DynamoType, DynamoType | None, Item | None]

WRITES = ("put_item", "update_item", "delete_item", "transact_write_items")

_carry_out = DynamoDBBackend.transact_write_items
_query_items = Table.query
_serialize_structure = BaseJSONSerializer._serialize_type_structure
_writing = RLock()

_created: list[tuple[list[Table], list[str]]] = []

#: Whose everything is in moto.
ACCOUNT = "123456789012"

#: Where the index's name stands among what `Table.query` is given after the hash key.
INDEX_NAME = 6

#: What a value is called that is sent as it is kept.
SENT_AS_KEPT = frozenset({"S", "N", "BOOL", "NULL", "SS", "NS"})


def use_quick_moto() -> None:
    """For the whole process. No table may have a stream: what a failed transaction put there would stay."""
    models.RESPONSES_METHODS.clear()
    session.create_loader = cache(session.create_loader)
    responses.method_names_from_class = cache(method_names_from_class)  # type: ignore[attr-defined]
    BaseJSONSerializer._serialize_type_structure = _serialize_type_structure  # type: ignore[assignment, method-assign]
    DynamoDBBackend.transact_write_items = _transact_write_items  # type: ignore[method-assign]
    Table.__deepcopy__ = lambda table, _memo: table  # type: ignore[attr-defined]
    Table.query = _query  # type: ignore[method-assign]
    Table.all_items = _all_items  # type: ignore[method-assign]
    for name in WRITES:
        setattr(DynamoDBBackend, name, _one_at_a_time(getattr(DynamoDBBackend, name)))


def create_once(create: Callable[[], None], region: str) -> None:
    """Tables and buckets as `create` makes them, empty. moto is asked once: that takes longer than most of a test."""
    dynamodb, s3 = dynamodb_backends[ACCOUNT][region], s3_backends[ACCOUNT]["aws"]
    if not _created:
        create()
        _created.append((list(dynamodb.tables.values()), list(s3.buckets)))
    tables, buckets = _created[0]
    for table in tables:
        dynamodb.tables[table.name] = copy.copy(table)
        dynamodb.tables[table.name].items = defaultdict(dict)
    for name in buckets:
        if name not in s3.buckets:
            s3.create_bucket(name, region)


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


def _query(self: Table, hash_key: DynamoType | None, *rest: Any, **named: Any) -> Any:
    by_index = rest[INDEX_NAME]
    return _query_items(self if by_index else _partition(self, hash_key), hash_key, *rest, **named)


def _partition(table: Table, hash_key: DynamoType | None) -> Table:
    partition = copy.copy(table)
    found = {hash_key: table.items[hash_key]} if hash_key in table.items else {}
    partition.items = defaultdict(dict, found)
    return partition


def _all_items(self: Table) -> list[Item]:
    partitions = (each.values() if self.range_key_attr else [each] for each in self.items.values())
    return sorted(chain.from_iterable(partitions), key=_place)


def _place(item: Item) -> tuple[Any, ...]:
    return tuple(key.cast_value for key in (item.hash_key, item.range_key) if key)


def _serialize_type_structure(self: Any, serialized: dict[str, Any], value: Any, shape: Any, key: str) -> None:
    if shape.name == "AttributeValue" and _is_sent_as_kept(value):
        serialized[self.get_serialized_name(shape, key)] = value
    else:
        _serialize_structure(self, serialized, value, shape, key)


def _is_sent_as_kept(value: Any) -> bool:
    if not isinstance(value, dict) or len(value) != 1:
        return False
    ((kind, inner),) = value.items()
    if kind == "M":
        return all(_is_sent_as_kept(each) for each in inner.values())
    if kind == "L":
        return all(_is_sent_as_kept(each) for each in inner)
    return kind in SENT_AS_KEPT
