import json

import pytest

from tessera.jobs.rows import text_of
from tessera.kernel.errors import Invalid


@pytest.mark.parametrize("number", ["1e999", "-1e999", "NaN"])
def test_a_number_that_json_has_none_for_is_no_id(number: str) -> None:
    row = json.loads(f'{{"external_id": {number}}}')
    with pytest.raises(Invalid, match="no number that can be kept") as refused:
        text_of(row, "external_id", 100)
    assert refused.value.field == "external_id"


def test_a_number_is_read_as_it_was_written() -> None:
    assert text_of({"external_id": 1204}, "external_id", 100) == "1204"
