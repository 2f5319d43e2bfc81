"""The table itself: conditions, transactions and pages, as every repository counts on them."""

from typing import Any

import pytest
from pynamodb.expressions.operand import Path

from tessera.adapters.dynamodb.table import (
    NEW,
    Check,
    ConditionFailed,
    Delete,
    Put,
    Table,
    Update,
    Write,
    equals,
    set_to,
)


def item(sk: str, **more: Any) -> dict[str, Any]:
    return {"pk": "p", "sk": sk} | more


def test_a_condition_decides(core: Table) -> None:
    core.put(item("a", n=1), NEW)
    with pytest.raises(ConditionFailed):
        core.put(item("a", n=2), NEW)
    core.put(item("a", n=3), equals("n", 1))
    with pytest.raises(ConditionFailed):
        core.update("p", "a", [set_to("n", 4)], equals("n", 1))
    assert core.update("p", "a", [Path("n").add(2)]) == item("a", n=5)
    with pytest.raises(ConditionFailed):
        core.delete("p", "a", equals("n", 1))
    assert core.delete("p", "a") == item("a", n=5)
    assert core.delete("p", "a") is None
    assert core.get("p", "a") is None


WRITES: list[Write] = [
    Put(item("new"), NEW),
    Update("p", "old", [set_to("n", 2)], equals("n", 1)),
    Delete("p", "gone", Path("pk").exists()),
    Check("p", "there", Path("pk").exists()),
]


def prepare(core: Table) -> None:
    for sk in ("old", "gone", "there"):
        core.put(item(sk, n=1))


def test_a_transaction_writes_all(core: Table) -> None:
    prepare(core)
    core.transact(WRITES)
    found, _ = core.query("p")
    assert found == [item("new"), item("old", n=2), item("there", n=1)]


@pytest.mark.parametrize("order", [WRITES, WRITES[::-1], WRITES[2:] + WRITES[:2]])
@pytest.mark.parametrize("spoilt", range(4))
def test_a_transaction_that_fails_names_its_first_reason_and_writes_nothing(
    core: Table, order: list[Write], spoilt: int
) -> None:
    """PynamoDB sends the operations sorted by kind, so its own places are not ours."""
    prepare(core)
    match order[spoilt]:
        case Put():
            core.put(item("new", n=7))
        case Update(_, sk) | Delete(_, sk) | Check(_, sk):
            core.delete("p", sk)
    before, _ = core.query("p")
    with pytest.raises(ConditionFailed) as failed:
        core.transact(order)
    assert failed.value.index == spoilt
    assert core.query("p") == (before, None)


def test_several_reasons_and_the_first_is_named(core: Table) -> None:
    with pytest.raises(ConditionFailed) as failed:
        core.transact([Put(item("x"), NEW), *WRITES[1:]])
    assert failed.value.index == 1


def test_pages_go_on_where_they_ended(core: Table) -> None:
    core.put_all(item(f"{number:03}", n=number) for number in range(60))
    for forward in (True, False):
        read: list[int] = []
        after = None
        while True:
            found, after = core.query("p", limit=17, after=after, forward=forward)
            read += [one["n"] for one in found]
            if after is None:
                break
        assert read == sorted(range(60), reverse=not forward)
    some, _ = core.query("p", Path("sk").startswith("01"), where=equals("n", 12))
    assert [one["n"] for one in some] == [12]


def test_many_items_at_once(core: Table) -> None:
    core.put_all(item(str(number)) for number in range(5))
    found = core.get_many([("p", "1"), ("p", "3"), ("p", "nope"), ("p" * 3000, "x"), ("p", "s" * 2000)])
    assert sorted(one["sk"] for one in found) == ["1", "3"]
    assert core.get_many([("p" * 3000, "x")]) == []


def test_a_key_that_is_longer_than_any_is_not_there(core: Table) -> None:
    """DynamoDB itself answers with an error, moto does not."""
    assert core.get("p" * 2049, "x") is None
    assert core.get("p", "ä" * 513) is None
    assert core.query("p" * 2049) == ([], None)
