import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.kernel.errors import Invalid
from tessera.kernel.ids import first_id, new_id, parse_id

MILLISECONDS = st.integers(0, (1 << 48) - 1)


@given(MILLISECONDS)
def test_an_id_is_a_uuid_of_version_7_that_tells_its_time(at: int) -> None:
    made = uuid.UUID(new_id(at))
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert made.int >> 80 == at
    assert parse_id(str(made), "id") == str(made)


@given(MILLISECONDS, MILLISECONDS)
def test_ids_sort_by_their_time(one: int, other: int) -> None:
    if one != other:
        assert (new_id(one) < new_id(other)) == (one < other)
    assert first_id(one) <= new_id(one)
    assert first_id(one + 1 & (1 << 48) - 1) > new_id(one) or one == (1 << 48) - 1


def test_ids_of_one_millisecond_are_different_and_sort_as_they_were_made() -> None:
    made = [new_id(1_790_000_000_000) for _ in range(4000)]
    assert len(set(made)) == len(made)
    assert made == sorted(made)


@given(st.text())
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse_id(text, "id")
    assert refused.value.field == "id"


@pytest.mark.parametrize("text", [str(uuid.UUID(int=0)), "c232ab00-9414-41ec-b3c8-9f6bdeced846", "01930000-0000-7000"])
def test_any_other_uuid_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        parse_id(text, "id")


def test_the_many_ways_to_write_a_uuid_are_one_id() -> None:
    made = new_id()
    for spelt in (made.upper(), f"{{{made}}}", made.replace("-", ""), f"urn:uuid:{made}"):
        assert parse_id(spelt, "id") == made
