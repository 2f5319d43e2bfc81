"""Variables in texts, and what must never become one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.kernel import template
from tessera.kernel.errors import Invalid

NAME = "ticket.requester.first_name"


@pytest.mark.parametrize(
    ("text", "values", "filled"),
    [
        ("Hi {{ticket.requester.first_name}},", {NAME: "Ada"}, "Hi Ada,"),
        ("Hi {{ ticket.requester.first_name | there }},", {NAME: " "}, "Hi there,"),
        ("Hi {{ticket.requester.first_name}},", {}, "Hi ,"),
        ("{{agent.name}} {{agent.name}}", {"agent.name": "Bo"}, "Bo Bo"),
        ("{{secret.key|-}}", {}, "-"),
    ],
)
def test_variables_are_filled_or_fall_back(text: str, values: dict[str, str], filled: str) -> None:
    assert template.fill(text, values) == filled


@given(st.text())
def test_a_value_is_never_markup_nor_a_variable(value: str) -> None:
    filled = template.fill("<p>{{ticket.subject}}</p>", {"ticket.subject": value, "agent.name": "SECRET-NAME"})

    inside = filled.removeprefix("<p>").removesuffix("</p>")
    assert "<" not in inside
    assert "SECRET-NAME" not in inside or "SECRET-NAME" in value


def test_a_value_that_looks_like_a_variable_stays_text() -> None:
    values = {"ticket.subject": "{{agent.name}}", "agent.name": "Bo"}

    assert template.fill("{{ticket.subject}}", values) == "{{agent.name}}"


def test_an_unknown_variable_is_named() -> None:
    with pytest.raises(Invalid, match="nope"):
        template.check("Hello {{nope}}", "html")


@pytest.mark.parametrize(
    ("name", "first"),
    [("Ada Lovelace", "Ada"), ("Lovelace, Ada", "Ada"), ("Ada", "Ada"), ("", ""), ("Lovelace,", "Lovelace")],
)
def test_first_names(name: str, first: str) -> None:
    assert template.first_name(name) == first
