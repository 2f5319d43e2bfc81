"""The examples of DynamoDB's own pages (see bench/capacity.py), and what our indexes add."""

from bench.capacity import RawItem, item_size, read_units, write_units


def item(size: int, **more: str) -> RawItem:
    """An item of so many bytes."""
    known: RawItem = {"pk": {"S": "p"}, "sk": {"S": "s"}} | {name: {"S": value} for name, value in more.items()}
    return known | {"x": {"S": "." * (size - item_size(known) - 1)}}


def test_sizes_are_of_names_and_values() -> None:
    assert item_size({"ä": {"S": "é"}}) == 4
    assert item_size({"a": {"BOOL": True}, "b": {"NULL": True}}) == 4
    assert item_size({"a": {"L": [{"S": "xy"}, {"M": {"b": {"S": "z"}}}]}}) == 1 + (3 + 2) + 2 + (3 + 1) + 2
    assert item_size(item(700)) == 700


def test_reads_are_of_4_kb_and_half_when_they_may_be_old() -> None:
    assert read_units([item(3500)], consistent=True) == 1
    assert read_units([item(4097)], consistent=True) == 2
    assert read_units([item(1024)] * 10, consistent=False) == 1.5
    assert read_units([], consistent=True) == 1


def test_writes_are_of_1_kb_and_twice_in_a_transaction() -> None:
    assert write_units(None, item(512), transactional=False) == 1
    assert write_units(None, item(1025), transactional=False) == 2
    assert write_units(item(3000), item(100), transactional=True) == 6


def test_an_index_costs_a_write_and_two_when_the_item_moves_in_it() -> None:
    first = item(500, gs1="list", gsk="1")
    assert write_units(None, first, transactional=True) == 2 + 1
    assert write_units(first, item(500, gs1="list", gsk="2"), transactional=True) == 2 + 2
    assert write_units(first, item(500, gs1="list", gsk="1", y=""), transactional=False) == 1 + 1
    assert write_units(first, item(500), transactional=False) == 1 + 1
    assert write_units(first, first, transactional=False) == 1
    assert write_units(None, item(500, gs1="list"), transactional=False) == 1
