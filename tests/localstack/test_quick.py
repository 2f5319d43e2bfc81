"""A query's condition, read once, says of each key what DynamoDB would say."""

import pytest

from localstack.engine.quick import Token, compiled

PARTITION: list[Token] = [("NAME_REF", "#p"), ("EQ", "="), ("VALUE_REF", ":p")]
AND: Token = ("IDENT", "AND")
SORT: Token = ("NAME_REF", "#s")
BEGINS: list[Token] = [
    ("IDENT", "begins_with"),
    ("LPAREN", "("),
    SORT,
    ("COMMA", ","),
    ("VALUE_REF", ":a"),
    ("RPAREN", ")"),
]
BETWEEN: list[Token] = [SORT, ("IDENT", "BETWEEN"), ("VALUE_REF", ":a"), AND, ("VALUE_REF", ":b")]
NAMES = {"#p": "pk", "#s": "sk"}
VALUES = {":p": {"S": "org"}, ":a": {"S": "b"}, ":b": {"S": "d"}}
KEYS = ("a", "b", "bb", "c", "d", "e")


def found(*condition: Token) -> str:
    holds = compiled([*condition, ("EOF", "")], VALUES, NAMES)
    assert holds is not None
    return " ".join(key for key in KEYS if holds({"pk": {"S": "org"}, "sk": {"S": key}}))


@pytest.mark.parametrize(
    ("sort", "keys"),
    [
        ([SORT, ("EQ", "="), ("VALUE_REF", ":a")], "b"),
        ([SORT, ("LT", "<"), ("VALUE_REF", ":a")], "a"),
        ([SORT, ("LE", "<="), ("VALUE_REF", ":a")], "a b"),
        ([SORT, ("GT", ">"), ("VALUE_REF", ":a")], "bb c d e"),
        ([SORT, ("GE", ">="), ("VALUE_REF", ":b")], "d e"),
        (BEGINS, "b bb"),
        (BETWEEN, "b bb c d"),
    ],
)
def test_each_comparison_finds_its_keys(sort: list[Token], keys: str) -> None:
    assert found(*PARTITION, AND, *sort) == keys
    assert found(("LPAREN", "("), *PARTITION, AND, *sort, ("RPAREN", ")")) == keys


def test_another_partition_and_an_item_outside_the_index_are_not_found() -> None:
    holds = compiled(PARTITION, VALUES, NAMES)
    assert holds is not None
    assert holds({"pk": {"S": "org"}})
    assert not holds({"pk": {"S": "other"}})
    assert not holds({})


@pytest.mark.parametrize(
    "condition",
    [
        [*PARTITION, AND, SORT, ("NE", "<>"), ("VALUE_REF", ":a")],
        [*PARTITION, AND, SORT, ("EQ", "="), ("VALUE_REF", ":number")],
    ],
)
def test_what_it_does_not_know_is_left_to_the_engine(condition: list[Token]) -> None:
    assert compiled(condition, VALUES | {":number": {"N": "1"}}, NAMES) is None
