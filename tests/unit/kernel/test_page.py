import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.kernel.errors import BadCursor
from tessera.kernel.page import decode_cursor, encode_cursor

POSITIONS = st.dictionaries(st.text(), st.text() | st.integers() | st.none())
QUERIES = st.lists(st.text(), max_size=3)


@given(POSITIONS, QUERIES)
def test_a_position_comes_back(position: dict[str, object], query: list[str]) -> None:
    assert decode_cursor(encode_cursor(position, *query), *query) == position


@given(POSITIONS, QUERIES, QUERIES)
def test_a_cursor_belongs_to_its_query(position: dict[str, object], query: list[str], other: list[str]) -> None:
    if query != other:
        with pytest.raises(BadCursor):
            decode_cursor(encode_cursor(position, *query), *other, "and more")


@given(st.text())
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(BadCursor):
        decode_cursor(text, "query")


@given(st.recursive(st.none() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3)))
def test_any_other_json_is_refused(content: object) -> None:
    cursor = base64.urlsafe_b64encode(json.dumps(content).encode()).decode()
    with pytest.raises(BadCursor):
        decode_cursor(cursor, "query")


def test_json_without_a_bottom_is_refused() -> None:
    with pytest.raises(BadCursor):
        decode_cursor(base64.urlsafe_b64encode(b"[" * 1500).decode(), "query")
