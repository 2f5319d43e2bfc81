"""What a mail says, ready to be stored and shown: text and safe HTML, each in its new and its quoted part."""

from dataclasses import dataclass

from tessera.channels.mail.automatic import BY_SERVERS
from tessera.channels.mail.model import ParsedMail
from tessera.channels.mail.plain import html_to_text
from tessera.channels.mail.quotes import Split, split_text
from tessera.channels.mail.quotes_html import split_html
from tessera.channels.mail.sanitise import sanitise
from tessera.channels.mail.words import REPLY_SUBJECT


@dataclass(frozen=True)
class Body:
    """`text` and `html` are newly written, `quoted_text` and `quoted_html` the history below; None if there is none.
    `html` is None for a mail of plain text."""

    text: str
    html: str | None
    quoted_text: str | None
    quoted_html: str | None


def read_body(mail: ParsedMail) -> Body:
    """The mail's body. HTML alone is also made into text; plain text alone stays without HTML.

    Only an answer by a person has history: what a web form, a monitor or a mail server writes may look like a quoted
    mail all through.
    """
    reply = mail.automatic not in BY_SERVERS and bool(
        mail.in_reply_to or mail.references or REPLY_SUBJECT.match(mail.subject)
    )
    plain = split_text(mail.text, mail.subject) if reply else Split(mail.text.strip("\n").rstrip(), None)
    if not (mail.html or "").strip():
        return Body(plain.fresh, None, plain.quoted, None)
    clean = sanitise(mail.html or "").strip()
    rich = split_html(clean, mail.subject) if reply else Split(clean, None)
    plain = plain if mail.text.strip() else _as_text(rich)
    return Body(plain.fresh, rich.fresh, plain.quoted, rich.quoted)


def _as_text(rich: Split) -> Split:
    return Split(html_to_text(rich.fresh), html_to_text(rich.quoted) if rich.quoted is not None else None)
