import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.kernel.errors import Invalid
from tessera.kernel.line import filled_line, one_line


@given(st.text(max_size=300) | st.text("a \n\r\t\x00\x85\u2028\u202e\ud800"))
def test_a_line_has_no_ends_controls_or_turns_of_direction(text: str) -> None:
    line = one_line(text)
    assert line == one_line(line) == " ".join(line.split())
    assert not set(line) & set("\n\r\x00\x85\u2028\u202e\ud800")


def test_nothing_is_refused_where_something_is_needed() -> None:
    with pytest.raises(Invalid) as refused:
        filled_line(" \u202e\x00\n", "subject")
    assert refused.value.field == "subject"
    assert filled_line("Printer\u202e jam\x00", "subject") == "Printer jam"
