"""The line over the quoted message: in the reader's language, and known to whoever cuts quotes off."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.channels.mail.body import read_body
from tessera.channels.mail.compose import OutgoingMail, Quoted, compose
from tessera.channels.mail.introductions import LANGUAGES, introduction
from tessera.channels.mail.model import Address
from tessera.channels.mail.parse import parse
from tessera.channels.mail.quotes import split_text

AT = datetime(2026, 1, 2, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("tag", "line"),
    [
        ("en", "On 2 January 2026 at 23:30 UTC, Grace wrote:"),
        ("de-AT", "Am 2. Januar 2026 um 23:30 UTC schrieb Grace:"),
        ("pt-BR", "Em 2 de janeiro de 2026 às 23:30 UTC, Grace escreveu:"),
        ("no", "Den 2. januar 2026 kl. 23:30 UTC skrev Grace:"),
        ("ar", "في 2 يناير 2026 الساعة 23:30 UTC، كتب Grace:"),
        ("ja", "2026年1月2日 23:30 UTC、Grace のメール:"),
        ("zh-Hans-CN", "在 2026年1月2日 23:30 UTC，Grace 写道："),
        ("zh-Hant-HK", "於 2026年1月2日 23:30 UTC，Grace 寫道："),
        ("zh-TW", "於 2026年1月2日 23:30 UTC，Grace 寫道："),
    ],
)
def test_it_is_in_the_reader_s_language(tag: str, line: str) -> None:
    assert introduction([tag], None, "Grace", AT) == line


def test_the_first_language_that_has_words_is_taken_and_english_else() -> None:
    assert introduction([None, "de"], None, "G", AT).startswith("Am 2. Januar")
    assert introduction(["sw", "de"], None, "G", AT).startswith("Am 2. Januar")
    assert introduction(["fr", "de"], None, "G", AT).startswith("Le 2 janvier")
    assert introduction(["sw", None], None, "G", AT).startswith("On 2 January")


def test_the_time_is_the_reader_s() -> None:
    assert introduction(["de"], "Asia/Tokyo", "G", AT) == "Am 3. Januar 2026 um 08:30 schrieb G:"


@pytest.mark.parametrize("time_zone", [None, "America/New_York"])
@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_s_quote_is_cut_off_in_every_language(language: str, month: int, time_zone: str | None) -> None:
    line = introduction([language], time_zone, "Grace Hopper", datetime(2026, month, 12, 8, 5, tzinfo=UTC))
    for below in ("> It burns.\n> Badly.", "It burns.\nBadly."):
        split = split_text(f"Better now.\n\n{line}\n{below}\n")
        assert (split.fresh, split.quoted) == ("Better now.", f"{line}\n{below}"), line


@given(language=st.sampled_from(LANGUAGES), author=st.text(max_size=200), at=st.datetimes(timezones=st.just(UTC)))
def test_what_we_write_we_read(language: str, author: str, at: datetime) -> None:
    line = introduction([language], None, author, at)
    mail = OutgoingMail(
        sender_name="Ada",
        organization="Acme",
        mailbox="support@acme.test",
        reply_to="support+tx@acme.test",
        to=(Address("", "grace@example.com"),),
        cc=(),
        subject="Printer",
        ticket_number=7,
        message_id="ours@acme.test",
        in_reply_to=None,
        references=(),
        sent_at=AT,
        text="Switch it off.",
        html=None,
        loop_mark="mark",
        quoted=Quoted(line, "It burns.", None),
    )
    body = read_body(parse(compose(mail)))
    assert body.text == "Switch it off."
    assert "It burns." in (body.quoted_text or "")
    assert "It burns." not in (body.html or "")
