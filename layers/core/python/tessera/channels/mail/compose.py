"""An answer as a mail: text and HTML, the customer's words beneath, threaded in every mail program."""

import html
import re
from dataclasses import dataclass, field
from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address as HeaderAddress
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime

from tessera.channels.mail import charset
from tessera.channels.mail.model import Address, Attachment, Undeliverable
from tessera.channels.mail.parse import LOOP_HEADER
from tessera.channels.mail.plain import html_to_text, text_to_html
from tessera.channels.mail.sanitise import sanitise
from tessera.kernel.domain import ascii_domain

_MAX_REFERENCES = 20
_MAX_QUOTED = 20_000
_MAX_SUBJECT = 250
_LINE_BREAKS = re.compile(r"[\s\x00-\x1f\x7f\u0085\u2028\u2029]+")
_REPLY_PREFIX = re.compile(r"^(?:(?:re|aw|sv|antw|odp|vs|ref|rif)\s*(?:\[\d+\])?\s*[:：]\s*)+", re.IGNORECASE)
_QUOTE_STYLE = "margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex"
#: RFC 3676, section 4.3: mail programs know by it where a signature begins.
_SIGNED = "-- "
_FORWARDED = "---------- Forwarded message ----------"
_ID = re.compile(r"[!-;=?-~]{1,900}")


@dataclass(frozen=True)
class Quoted:
    """The message being answered. `introduction` is the line over it (`introductions`); `html` is sanitised."""

    introduction: str
    text: str
    html: str | None


@dataclass(frozen=True)
class Forwarded:
    """The message that is passed on. `html` is sanitised; an agent's has no address of its own to show."""

    sender: Address
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    subject: str
    sent_at: datetime
    text: str
    html: str | None


@dataclass(frozen=True)
class OutgoingMail:
    """A reply to a ticket. Message-IDs are without brackets; `references` go from oldest to newest.

    `automatic` marks what no person wrote (RFC 3834); an agent's answer is not. `loop_mark` names the organization in
    our loop header. `html` is the author's; `header` stands over it, `signature` and `footer` under it. All are
    sanitised here.
    """

    sender_name: str
    organization: str
    mailbox: str
    reply_to: str
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    subject: str
    ticket_number: int
    message_id: str
    in_reply_to: str | None
    references: tuple[str, ...]
    sent_at: datetime
    text: str
    html: str | None
    loop_mark: str
    header: str = ""
    signature: str = ""
    footer: str = ""
    quoted: Quoted | None = None
    forwarded: Forwarded | None = None
    attachments: tuple[Attachment, ...] = field(default=())
    automatic: bool = False


class _MailPolicy(EmailPolicy):
    """SMTP, but Message-IDs are folded between ids; Python's own folding would encode a long one and break it."""

    def fold(self, name: str, value: str) -> str:
        if name.lower() in ("message-id", "in-reply-to", "references"):
            return f"{name}: " + f"{self.linesep} ".join(str(value).split()) + self.linesep
        folded: str = super().fold(name, value)
        return folded

    def fold_binary(self, name: str, value: str) -> bytes:
        return self.fold(name, value).encode("ascii", "surrogateescape")


_POLICY = _MailPolicy(linesep="\r\n", cte_type="7bit", max_line_length=SMTP.max_line_length)


def compose(mail: OutgoingMail) -> bytes:
    """The mail as bytes for SMTP: CRLF lines, 7-bit. Nothing in `mail` can add a header.

    Raises `Undeliverable` if an address cannot be written to.
    """
    message = EmailMessage(policy=_POLICY)
    _set_headers(message, mail)
    text, rich = bodies(mail)
    message.set_content(text, charset="utf-8", cte="quoted-printable")
    message.add_alternative(rich, subtype="html", charset="utf-8", cte="quoted-printable")
    inline = [a for a in mail.attachments if a.content_id and f"cid:{a.content_id}" in rich]
    if inline:
        payload = message.get_payload()
        related = payload[1] if isinstance(payload, list) else None
        for attachment in inline:
            if isinstance(related, EmailMessage):
                _add_inline(related, attachment)
    for attachment in mail.attachments:
        if attachment not in inline:
            main, sub = _type_of(attachment)
            message.add_attachment(attachment.content, main, sub, filename=_one_line(attachment.filename))
    return message.as_bytes()


def _set_headers(message: EmailMessage, mail: OutgoingMail) -> None:
    message["From"] = _header_address(Address(shown_sender(mail), mail.mailbox))
    message["To"] = tuple(_header_address(address) for address in mail.to)
    if mail.cc:
        message["Cc"] = tuple(_header_address(address) for address in mail.cc)
    message["Reply-To"] = _header_address(Address(mail.organization, mail.reply_to))
    subject = reply_subject(mail.subject, mail.ticket_number)
    message["Subject"] = subject.replace("Re:", "Fwd:", 1) if mail.forwarded else subject
    message["Date"] = format_datetime(mail.sent_at)
    message["Message-ID"] = f"<{mail.message_id}>"
    if mail.in_reply_to and _ID.fullmatch(mail.in_reply_to):
        message["In-Reply-To"] = f"<{mail.in_reply_to}>"
    message["References"] = " ".join(f"<{identifier}>" for identifier in _references(mail))
    message[LOOP_HEADER] = _one_line(mail.loop_mark)
    if mail.automatic:
        message["Auto-Submitted"] = "auto-generated"
        message["X-Auto-Response-Suppress"] = "All"


def shown_sender(mail: OutgoingMail) -> str:
    """Who writes, as a mail program shows it."""
    return f"{mail.sender_name} ({mail.organization})" if mail.sender_name else mail.organization


def _references(mail: OutgoingMail) -> list[str]:
    """The first and the newest ids of the thread, and our own: SES puts its own Message-ID in the place of ours, and
    only by this header does ours come back in the answer (RFC 5322, section 3.6.4, lets the middle be left out)."""
    chain = [identifier for identifier in (*mail.references, mail.in_reply_to or "") if _ID.fullmatch(identifier)]
    unique = [*dict.fromkeys(identifier for identifier in chain if identifier != mail.message_id)]
    if len(unique) >= _MAX_REFERENCES:
        unique = [unique[0], *unique[-(_MAX_REFERENCES - 2) :]]
    return [*unique, mail.message_id]


def reply_subject(subject: str, number: int) -> str:
    """`Re: <subject> [#<number>]` with one `Re:` and one number, however often the subject went back and forth."""
    bare = _REPLY_PREFIX.sub("", _one_line(subject).replace(f"[#{number}]", "").strip()).strip()
    return f"Re: {bare[:_MAX_SUBJECT]} [#{number}]" if bare else f"Re: [#{number}]"


def _header_address(address: Address) -> HeaderAddress:
    """Raises `Undeliverable` for an address that mail cannot carry as it is."""
    local, _, domain = _one_line(address.email).rpartition("@")
    carried = domain if domain.isascii() else ascii_domain(domain)
    try:
        found = HeaderAddress(_one_line(address.name)[:200], username=local.strip('"'), domain=carried)
    except (ValueError, HeaderParseError) as error:
        raise Undeliverable(f"{address.email} is not an address that mail can be sent to.") from error
    if not local or not domain or not f"{local}{carried}".isascii() or re.search(r"[\s<>,;]", f"{local}@{domain}"):
        # Letters beyond ASCII before the @ need SMTPUTF8 all the way (RFC 6531), and SES does not speak it.
        raise Undeliverable(f"{address.email} is not an address that mail can be sent to.")
    return found


def _one_line(text: str) -> str:
    return charset.clean(_LINE_BREAKS.sub(" ", text)).strip()


def bodies(mail: OutgoingMail) -> tuple[str, str]:
    """What it says, as plain text and as an HTML document."""
    rich = sanitise(mail.html) if mail.html and mail.html.strip() else text_to_html(charset.clean(mail.text))
    text = charset.clean(mail.text) if mail.text.strip() else html_to_text(rich)
    if header := _framing(mail.header):
        text = f"{header.text}\n\n{text}"
        rich = f"<div>{header.html}</div><br>{rich}"
    if signature := _framing(mail.signature):
        text = f"{text.rstrip()}\n\n{_SIGNED}\n{signature.text}"
        rich = f'{rich}<br><div class="gmail_signature">{_SIGNED}<br>{signature.html}</div>'
    if footer := _framing(mail.footer):
        text = f"{text.rstrip()}\n\n{footer.text}"
        rich = f"{rich}<br><div>{footer.html}</div>"
    if mail.forwarded is not None:
        text = f"{text.rstrip()}\n\n{_forwarded_text(mail.forwarded)}"
        rich = f"{rich}<br>{_forwarded_html(mail.forwarded)}"
    if mail.quoted is not None:
        introduction = _one_line(mail.quoted.introduction)
        text = f"{text.rstrip()}\n\n{introduction}\n{_quoted_text(mail.quoted)}"
        rich = (
            f'{rich}<br><div class="gmail_quote"><div dir="auto" class="gmail_attr">{html.escape(introduction)}</div>'
            f'<blockquote class="gmail_quote" type="cite" style="{_QUOTE_STYLE}">{_quoted_html(mail.quoted)}'
            "</blockquote></div>"
        )
    return (
        text.rstrip() + "\n",
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body>{rich}</body></html>\n',
    )


@dataclass(frozen=True)
class _Framing:
    html: str
    text: str


def _framing(written: str) -> _Framing | None:
    """What stands around an author's words. None if it says and shows nothing."""
    clean = sanitise(written) if written else ""
    text = html_to_text(clean).strip()
    return _Framing(clean, text) if text or "<img" in clean else None


def _forwarded_heading(forwarded: Forwarded) -> list[tuple[str, str]]:
    def shown(someone: Address) -> str:
        return _one_line(f"{someone.name} <{someone.email}>" if someone.email else someone.name)

    heading = [
        ("From", shown(forwarded.sender)),
        ("Date", f"{forwarded.sent_at:%a, %d %b %Y at %H:%M} UTC"),
        ("Subject", _one_line(forwarded.subject)),
    ]
    people = (("To", forwarded.to), ("Cc", forwarded.cc))
    return [*heading, *((name, ", ".join(map(shown, some))) for name, some in people if some)]


def _forwarded_text(forwarded: Forwarded) -> str:
    lines = [f"{name}: {value}" for name, value in _forwarded_heading(forwarded)]
    return "\n".join([_FORWARDED, *lines, "", charset.clean(forwarded.text)])


def _forwarded_html(forwarded: Forwarded) -> str:
    lines = (f"<b>{name}:</b> {html.escape(value)}" for name, value in _forwarded_heading(forwarded))
    body = sanitise(forwarded.html) if forwarded.html else text_to_html(charset.clean(forwarded.text))
    return f'<div class="gmail_quote"><div>{"<br>".join([_FORWARDED, *lines])}</div><br>{body}</div>'


def _quoted_text(quoted: Quoted) -> str:
    lines = charset.clean(quoted.text)[:_MAX_QUOTED].strip("\n").split("\n")
    return "\n".join(f">{line}" if line.startswith(">") else f"> {line}".rstrip() for line in lines)


def _quoted_html(quoted: Quoted) -> str:
    """Their HTML without pictures: the inline ones are not in this mail, the others need no second loading."""
    if not quoted.html or len(quoted.html) > _MAX_QUOTED:
        return text_to_html(charset.clean(quoted.text)[:_MAX_QUOTED])
    return re.sub(r"<img\b[^>]*>", "", sanitise(quoted.html))


def _add_inline(related: EmailMessage, attachment: Attachment) -> None:
    main, sub = _type_of(attachment)
    related.add_related(
        attachment.content,
        main,
        sub,
        cid=f"<{_one_line(attachment.content_id or '')}>",
        filename=_one_line(attachment.filename),
        disposition="inline",
    )


def _type_of(attachment: Attachment) -> tuple[str, str]:
    """The attachment's type as two words. Text and messages go as they are: any other way Python would rewrite them."""
    main, _, sub = attachment.content_type.lower().partition("/")
    if not re.fullmatch(r"[a-z]+", main) or not re.fullmatch(r"[a-z0-9.+_-]+", sub) or main in ("multipart", "message"):
        return "application", "octet-stream"
    return main, sub
