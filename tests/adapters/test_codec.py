from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.vocabulary import TicketStatus
from tessera.adapters.dynamodb.codec import decode, decode_item, encode, encode_item

NUMBERS = st.integers(-(10**37), 10**37) | st.floats(-1e30, 1e30).filter(lambda value: value == 0 or abs(value) > 1e-30)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(min_size=1), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_every_value_comes_back(value: Any) -> None:
    assert decode(encode(value)) == value


@given(st.dictionaries(st.text(min_size=1), VALUES))
def test_an_item_comes_back_without_what_is_none(item: dict[str, Any]) -> None:
    assert decode_item(encode_item(item)) == {name: value for name, value in item.items() if value is not None}


def test_kinds_that_look_alike_stay_apart() -> None:
    assert encode(True) == {"BOOL": True}
    assert encode(1) == {"N": "1"}
    assert encode(TicketStatus.OPEN) == {"S": "open"}
    assert type(encode(TicketStatus.OPEN)["S"]) is str
    assert encode((1, "a")) == {"L": [{"N": "1"}, {"S": "a"}]}
    assert decode({"N": "1E+2"}) == 100
    assert decode({"B": "YWJj"}) == b"abc"


@pytest.mark.parametrize("value", [object(), {1, 2}, 1j])
def test_what_has_no_place_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        encode(value)


def test_what_is_none_of_ours_is_refused() -> None:
    with pytest.raises(TypeError):
        decode({"SS": ["a"]})
