"""Variables in texts, and what must never become one."""

import html

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
        ("{{agent.name|Sir &amp; Madam}}", {}, "Sir &amp; Madam"),
        ("{{agent.name|Sir & Madam}}", {}, "Sir &amp; Madam"),
        ("{{agent.name|&amp;lt;b&amp;gt;}}", {}, "&amp;lt;b&amp;gt;"),
        ("{{agent.name|<b>you</b>}}", {}, "&lt;b&gt;you&lt;/b&gt;"),
        ("{{agent.name|Sir &amp; Madam}}", {"agent.name": "&amp;"}, "&amp;amp;"),
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


@given(st.text(st.characters(exclude_characters="{}|", exclude_categories=["Cs"])))
def test_a_fallback_is_the_text_that_it_is_in_the_html_and_never_markup(fallback: str) -> None:
    for written in (html.escape(fallback), fallback):
        filled = template.fill(f"<p>{{{{agent.name|{written}}}}}</p>", {})
        inside = filled.removeprefix("<p>").removesuffix("</p>")
        assert not {"<", ">", '"', "'"} & set(inside)
        assert html.unescape(inside) == html.unescape(written).strip()


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


def test_what_nothing_is_known_for_is_told() -> None:
    text = f"{{{{{NAME}}}}} {{{{ agent.name }}}} {{{{ticket.subject|it}}}} {{{{{NAME}|there}}}} {{{{{NAME}}}}}"
    assert template.lacking(text, {NAME: " ", "agent.name": "Bo"}) == [NAME]


@pytest.mark.parametrize(
    "text",
    ["{{ticket.requester.first_name|{{agent.name}}}}", "No {{ticket.number", "{{agent.name}} {{", "{{ticket.number}"],
)
def test_a_variable_that_would_go_out_as_it_stands_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="not closed"):
        template.check(text, "html")


def test_braces_that_are_no_variable_are_text() -> None:
    template.check('{"a":{"b":1}} {{{agent.name}}} {{ agent.name | you }}', "html")
