"""Telling what is new from what is quoted. Nothing new may ever be folded away."""

import pytest

from tessera.channels.mail.plain import html_to_text
from tessera.channels.mail.quotes import split_text
from tessera.channels.mail.quotes_html import split_html
from tessera.channels.mail.sanitise import sanitise
from tests.factories.mails import NEW, OLD, REPLIES_HTML, REPLIES_TEXT


@pytest.mark.parametrize("reply", REPLIES_TEXT.values(), ids=REPLIES_TEXT.keys())
def test_text_replies(reply: str) -> None:
    split = split_text(reply)
    assert NEW in split.fresh
    assert OLD not in split.fresh
    assert split.quoted is not None
    assert OLD in split.quoted
    assert NEW not in split.quoted
    assert "wrote" not in split.fresh
    assert "2026" not in split.fresh
    assert "__" not in split.fresh


@pytest.mark.parametrize("reply", REPLIES_HTML.values(), ids=REPLIES_HTML.keys())
def test_html_replies(reply: str) -> None:
    split = split_html(sanitise(reply))
    assert NEW in split.fresh
    assert OLD not in split.fresh
    assert split.quoted is not None
    assert OLD in split.quoted
    assert NEW not in split.quoted
    assert "Ada" not in split.fresh, "the introduction belongs to the quote"
    for part in (split.fresh, split.quoted):
        assert sanitise(part) == part, "both parts are balanced"


@pytest.mark.parametrize(
    "text",
    [
        "Just a question.",
        "> quoted only",
        "First\n\n> their question\n\nmy answer\n\n> their other question\n\nmy other answer",
        "On 2 Nov 2026 Ada <a@acme.test> wrote:\n> question one\nanswer one\n> question two\nanswer two",
        "Before\n\n> a quote in the middle\n\nafter",
        "On Monday, I will come by.\nOn the other hand: maybe not.",
        "He wrote:\nI will come.",
        "From: here to there\n\nit is far.",
        "The mail from: jo@example.com arrived at 10:30, to: me",
        "---\nA line above, and\n====\na line below",
        "Look at https://example.com/2026/11/02/ada-wrote: it helps",
        "Times:\n2026-11-02 10:30\n02.11.2026 um 10:30",
        "See below.\n\n---------- Forwarded message ---------\nFrom: Jo <jo@example.com>\nDate: Mon, 2 "
        "Nov 2026\nSubject: Hi\nTo: me\n\nText",
        "-- \nGrace Hopper\n+1 555 0100",
        "if a > b:\n    > not a quote of anything\n",
    ],
)
def test_when_it_is_not_certain_everything_is_new(text: str) -> None:
    split = split_text(text)
    assert split.quoted is None
    assert split.fresh == text.strip("\n").rstrip()


def test_an_answer_below_the_quote() -> None:
    split = split_text(f"On Mon, 2 Nov 2026 at 09:00, Ada <a@acme.test> wrote:\n> {OLD}\n\n{NEW}\n")
    assert split.fresh == NEW
    assert split.quoted is not None
    assert OLD in split.quoted
    assert split_text(f"> {OLD}\n\n{NEW}").fresh == NEW


def test_answers_above_and_below_the_quote_stay() -> None:
    split = split_text(f"Above.\n\nOn 2 Nov 2026 Ada <a@acme.test> wrote:\n> {OLD}\n\nBelow.\n-- \nGrace")
    assert split.fresh == "Above.\n\nBelow.\n-- \nGrace"


def test_a_forwarded_mail_stays_whole() -> None:
    text = "For you.\n\nFrom: Jo\nSent: Monday\nTo: Grace\nSubject: Offer\n\nThe offer."
    assert split_text(text, "Fwd: Offer").quoted is None
    assert split_text(text, "WG: Offer").quoted is None
    assert split_text(text, "Re: Offer").quoted is not None


def test_a_paragraph_right_above_an_introduction_is_not_part_of_it() -> None:
    split = split_text("One line.\nAnother, la la.\nOn 2 Nov 2026, at 09:00, Ada <a@acme.test> wrote:\n> x")
    assert split.fresh == "One line.\nAnother, la la."


@pytest.mark.parametrize(
    "html",
    [
        "<div>Answers:</div><blockquote type='cite'>one?</blockquote><div>yes</div><blockquote "
        "type='cite'>two?</blockquote><div>no</div>",
        "<div class='gmail_quote'><div class='gmail_attr'>On 2 Nov 2026 Ada wrote:</div><blockquote "
        "class='gmail_quote'>one?</blockquote>"
        "<div>yes</div><blockquote class='gmail_quote'>two?</blockquote></div>",
        "<p>Dear all,</p><blockquote style='margin:0 0 0 40px'>indented by hand</blockquote>",
        "<div dir='ltr'>For you.<br><div class='gmail_quote'><div class='gmail_attr'>---------- "
        "Forwarded message ---------<br>"
        "From: Jo<br></div>the offer</div></div>",
        "<blockquote type='cite'>only a quote</blockquote>",
    ],
)
def test_html_that_is_not_certain_stays_whole(html: str) -> None:
    clean = sanitise(html)
    assert split_html(clean).quoted is None
    assert split_html(clean).fresh == clean


def test_a_picture_above_the_quote_is_something_new() -> None:
    split = split_html(sanitise('<div><img src="cid:shot"></div><div id="divRplyFwdMsg">From: Ada</div><p>old</p>'))
    assert "cid:shot" in split.fresh
    assert split.quoted is not None
    assert "old" in split.quoted


def test_an_answer_below_an_html_quote_keeps_its_place_and_its_tags() -> None:
    html = (
        f'<div><p>Ada wrote at 09:00 on 2026-11-02 &lt;a@acme.test&gt;:</p><blockquote type="cite"><p>'
        f"{OLD}</p></blockquote><p>{NEW}</p></div>"
    )
    split = split_html(sanitise(html))
    assert html_to_text(split.fresh) == NEW
    assert split.quoted is not None
    assert OLD in split.quoted
    assert sanitise(split.fresh) == split.fresh
