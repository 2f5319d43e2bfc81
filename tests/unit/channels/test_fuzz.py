"""Whatever comes in: a parsed mail or `Unreadable`, never anything else."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tessera.channels.mail.body import read_body
from tessera.channels.mail.headers import decode_words, parse_addresses
from tessera.channels.mail.model import Unreadable
from tessera.channels.mail.parse import parse
from tessera.channels.mail.quotes import split_text
from tessera.channels.mail.quotes_html import split_html
from tessera.channels.mail.sanitise import sanitise
from tests.factories.mails import REPLIES_TEXT, make_mail

_HEADERS = (
    "From",
    "To",
    "Subject",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Content-Disposition",
    "Content-ID",
    "Date",
)
_VALUES = (
    "multipart/mixed; boundary=b", "multipart/alternative; boundary=b", "message/rfc822", "text/html; charset=x",
    "text/plain; charset=utf-16; format=flowed", "base64", "quoted-printable", "x-uuencode", "message/delivery-status",
    "multipart/report; report-type=delivery-status; boundary=b", "text/calendar", "attachment; filename*=x''%ff",
    'attachment; filename="=?b?q?"', "inline", "<a@b>", "application/pdf; name*0*=utf-8''a; name*1=b",
)  # fmt: skip
_header_line = st.builds(
    lambda name, value: f"{name}: {value}".encode("utf-8", "surrogateescape"),
    st.sampled_from(_HEADERS),
    st.one_of(st.sampled_from(_VALUES), st.text(max_size=60)),
)
_HTML = (
    "<div>", "</div>", "<blockquote type=cite>", "</blockquote>", "<p>On 2 Nov 2026 Ada wrote:</p>", "<br>", "word ",
    "<td>", "</table>", "<img src='cid:a'>", '<div id="appendonsend">',
)  # fmt: skip
_line = st.one_of(
    _header_line, st.sampled_from([b"", b"--b", b"--b--", b"> x", b"begin 644 x", b"PGh0bWw+"]), st.binary(max_size=60)
)
_mail = st.lists(_line, max_size=40).map(b"\r\n".join)


def read(raw: bytes) -> None:
    try:
        mail = parse(raw)
    except Unreadable:
        return
    body = read_body(mail)
    for text in (
        mail.subject,
        body.text,
        body.html or "",
        body.quoted_text or "",
        *(a.filename for a in mail.attachments),
    ):
        text.encode("utf-8")
        assert "\x00" not in text
    assert "\n" not in mail.subject


@given(st.binary(max_size=400))
def test_any_bytes(raw: bytes) -> None:
    read(raw)


@given(_mail)
@settings(max_examples=300)
def test_anything_like_a_mail(raw: bytes) -> None:
    read(raw)


@given(st.data())
def test_a_damaged_mail(data: st.DataObject) -> None:
    raw = bytearray(make_mail("text ünd so", "<p>html</p>", subject="Grüße", cc="a@b.example").as_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        position = data.draw(st.integers(0, len(raw) - 1))
        raw[position : position + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=8))
    read(bytes(raw))


@given(st.text(max_size=200))
def test_any_header(value: str) -> None:
    assert "\n" not in decode_words(value)
    for address in parse_addresses(value):
        assert "@" in address.email
        assert "\n" not in address.name


@given(st.text(max_size=300), st.sampled_from(sorted(REPLIES_TEXT.values())))
def test_no_word_of_a_text_is_lost_in_the_split(text: str, reply: str) -> None:
    for whole in (text, text + reply, reply + text):
        split = split_text(whole)
        assert sorted((split.fresh + "\n" + (split.quoted or "")).split()) == sorted(whole.split())


@given(st.lists(st.sampled_from(_HTML), max_size=30))
def test_both_parts_are_balanced(pieces: list[str]) -> None:
    split = split_html(sanitise("".join(pieces)))
    for part in (split.fresh, split.quoted or ""):
        assert part.count("<div") == part.count("</div>")
        assert part.count("<blockquote") == part.count("</blockquote>")
    assert (split.fresh + (split.quoted or "")).count("word") == "".join(pieces).count("word")
