"""One DynamoDB table, on PynamoDB's connection: plain items in and out, conditions as PynamoDB expressions.

PynamoDB's models bind a table's name to a class, so one process could have one table only; its connection does not.
See docs/adr/0002-dynamodb-access.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pynamodb.connection import Connection
from pynamodb.connection.base import MetaTable
from pynamodb.exceptions import DeleteError, PutError, PynamoDBException, TransactWriteError, UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from tessera.adapters.dynamodb import answers
from tessera.adapters.dynamodb.codec import Item, decode_item, encode, encode_item

CORE_INDEXES = ("gs1", "gs2", "gs3", "gs4", "gs5")
_FAILED = "ConditionalCheckFailedException"
_CANCELLED = "TransactionCanceledException"
_BATCH = 25
MAX_PK_BYTES = 2048
MAX_SK_BYTES = 1024


class ConditionFailed(Exception):
    """A write's condition did not hold; nothing was written. `index` is the failing write's place in a transaction."""

    def __init__(self, index: int = 0) -> None:
        super().__init__(f"The condition of write {index} did not hold.")
        self.index = index


class WriteContended(Exception):
    """Another transaction touched the same items at the same moment; nothing was written. Read again and retry."""


@dataclass(frozen=True)
class Put:
    item: Item
    condition: Condition | None = None


@dataclass(frozen=True)
class Update:
    pk: str
    sk: str
    actions: Sequence[Action]
    condition: Condition | None = None


@dataclass(frozen=True)
class Delete:
    pk: str
    sk: str
    condition: Condition | None = None


@dataclass(frozen=True)
class Check:
    pk: str
    sk: str
    condition: Condition


Write = Put | Update | Delete | Check

NEW = Path("pk").does_not_exist()


def equals(name: str, value: Any) -> Condition:
    """The condition that an attribute has this value."""
    return Path(name) == encode(value)


def set_to(name: str, value: Any) -> Action:
    """The action that gives an attribute this value."""
    return Path(name).set(encode(value))


def connect() -> Connection:
    """A connection by the process's own AWS settings. Opens no socket until it is used."""
    connection = Connection(max_retry_attempts=3, connect_timeout_seconds=3, read_timeout_seconds=10)
    answers.watch(connection.session)
    return connection


class Table:
    """A table with the keys `pk` and `sk` (text) and, if named, the indexes `gs1`… with the shared sort key `gsk`."""

    def __init__(self, name: str, connection: Connection, indexes: Sequence[str] = ()) -> None:
        self.name = name
        self._connection = connection
        connection.add_meta_table(_meta(name, indexes))

    def get(self, pk: str, sk: str, consistent: bool = True) -> Item | None:
        if _too_long(pk, sk):
            return None
        found = self._connection.get_item(self.name, pk, sk, consistent_read=consistent).get("Item")
        return decode_item(found) if found else None

    def get_many(self, keys: Sequence[tuple[str, str]], consistent: bool = False) -> list[Item]:
        """The items that exist, in no particular order. At most 100 keys."""
        wanted: Any = [{"pk": pk, "sk": sk} for pk, sk in keys if not _too_long(pk, sk)]
        found: list[Item] = []
        while wanted:
            answer = self._connection.batch_get_item(self.name, wanted, consistent_read=consistent)
            found += [decode_item(raw) for raw in answer["Responses"].get(self.name, [])]
            rest = answer.get("UnprocessedKeys", {}).get(self.name, {}).get("Keys", [])
            wanted = [{"pk": key["pk"]["S"], "sk": key["sk"]["S"]} for key in rest]
        return found

    def query(
        self,
        pk: str,
        sort: Condition | None = None,
        *,
        index: str | None = None,
        where: Condition | None = None,
        limit: int | None = None,
        after: Item | None = None,
        forward: bool = True,
        consistent: bool = False,
    ) -> tuple[list[Item], Item | None]:
        """One call: the items, and the key to go on `after` (None at the end). `limit` counts what `where` sees."""
        if _too_long(pk):
            return [], None
        answer = self._connection.query(
            self.name,
            pk,
            range_key_condition=sort,
            filter_condition=where,
            index_name=index,
            limit=limit,
            exclusive_start_key=encode_item(after) if after else None,
            scan_index_forward=forward,
            consistent_read=consistent,
        )
        last = answer.get("LastEvaluatedKey")
        return [decode_item(raw) for raw in answer["Items"]], decode_item(last) if last else None

    def put(self, item: Item, condition: Condition | None = None) -> None:
        """Raises `ConditionFailed`."""
        try:
            self._connection.put_item(
                self.name, item["pk"], item["sk"], attributes=encode_item(item), condition=condition
            )
        except PutError as error:
            raise _translated(error) from error

    def update(self, pk: str, sk: str, actions: Sequence[Action], condition: Condition | None = None) -> Item:
        """The item as it is afterwards; it is made if it was not there. Raises `ConditionFailed`."""
        try:
            answer = self._connection.update_item(
                self.name, pk, sk, actions=list(actions), condition=condition, return_values="ALL_NEW"
            )
        except UpdateError as error:
            raise _translated(error) from error
        return decode_item(answer["Attributes"])

    def delete(self, pk: str, sk: str, condition: Condition | None = None) -> Item | None:
        """The item as it was, or None if there was none. Raises `ConditionFailed`."""
        try:
            answer = self._connection.delete_item(self.name, pk, sk, condition=condition, return_values="ALL_OLD")
        except DeleteError as error:
            raise _translated(error) from error
        gone = answer.get("Attributes")
        return decode_item(gone) if gone else None

    def transact(self, writes: Sequence[Write]) -> None:
        """All of the writes (at most 100) or none. Raises `ConditionFailed` (the first to fail), `WriteContended`."""
        operations: dict[str, list[dict[str, Any]]] = {"check": [], "delete": [], "put": [], "update": []}
        places: dict[str, list[int]] = {name: [] for name in operations}
        for place, write in enumerate(writes):
            name = type(write).__name__.lower()
            operations[name].append(self._operation(write))
            places[name].append(place)
        try:
            self._connection.transact_write_items(
                operations["check"], operations["delete"], operations["put"], operations["update"]
            )
        except TransactWriteError as error:
            if error.cause_response_code != _CANCELLED:
                raise
            # PynamoDB sorts the operations by kind; the reasons come back in that order.
            raise _cancelled(error, [place for name in operations for place in places[name]]) from error

    def put_all(self, items: Iterable[Item]) -> None:
        """Unconditional writes in batches, for imports. What the table could not take at once is sent again."""
        waiting = [encode_item(item) for item in items]
        while waiting:
            batch, waiting = waiting[:_BATCH], waiting[_BATCH:]
            answer = self._connection.batch_write_item(self.name, put_items=batch)
            rest = answer.get("UnprocessedItems", {}).get(self.name, [])
            waiting = [request["PutRequest"]["Item"] for request in rest] + waiting

    def delete_all(self, keys: Iterable[tuple[str, str]]) -> None:
        """Each if it is there, without conditions, in batches. What the table could not take at once is sent again."""
        waiting = [encode_item({"pk": pk, "sk": sk}) for pk, sk in dict.fromkeys(keys)]
        while waiting:
            batch, waiting = waiting[:_BATCH], waiting[_BATCH:]
            answer = self._connection.batch_write_item(self.name, delete_items=batch)
            rest = answer.get("UnprocessedItems", {}).get(self.name, [])
            waiting = [request["DeleteRequest"]["Key"] for request in rest] + waiting

    def _operation(self, write: Write) -> dict[str, Any]:
        match write:
            case Put(item, condition):
                return self._connection.get_operation_kwargs(
                    self.name, item["pk"], item["sk"], key="Item", attributes=encode_item(item), condition=condition
                )
            case Update(pk, sk, actions, condition):
                return self._connection.get_operation_kwargs(
                    self.name, pk, sk, actions=list(actions), condition=condition
                )
            case Delete(pk, sk, condition) | Check(pk, sk, condition):
                return self._connection.get_operation_kwargs(self.name, pk, sk, condition=condition)


def _too_long(pk: str, sk: str = "") -> bool:
    """No item has such a key, and DynamoDB refuses to look: ids in addresses are anybody's text.

    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
    """
    return len(pk.encode()) > MAX_PK_BYTES or len(sk.encode()) > MAX_SK_BYTES


def _translated(error: PynamoDBException) -> Exception:
    return ConditionFailed() if error.cause_response_code == _FAILED else error


def _cancelled(error: TransactWriteError, places: list[int]) -> Exception:
    failed = [
        place
        for place, reason in zip(places, error.cancellation_reasons, strict=False)
        if reason is not None and reason.code == "ConditionalCheckFailed"
    ]
    return ConditionFailed(min(failed)) if failed else WriteContended()


def _meta(name: str, indexes: Sequence[str]) -> MetaTable:
    def schema(hash_key: str, range_key: str) -> list[dict[str, str]]:
        return [
            {"AttributeName": hash_key, "KeyType": "HASH"},
            {"AttributeName": range_key, "KeyType": "RANGE"},
        ]

    keys = ["pk", "sk", *indexes, *(["gsk"] if indexes else [])]
    return MetaTable(
        {
            "TableName": name,
            "KeySchema": schema("pk", "sk"),
            "AttributeDefinitions": [{"AttributeName": key, "AttributeType": "S"} for key in keys],
            "GlobalSecondaryIndexes": [{"IndexName": index, "KeySchema": schema(index, "gsk")} for index in indexes],
        }
    )
