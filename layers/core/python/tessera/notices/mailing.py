"""A notice as a mail: one line of what happened, and the way there. Of what was written it holds nothing."""

import html
import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from schemas.vocabulary import ActorType, MessageKind, NoticeKind
from tessera.notices.model import Notice
from tessera.ticketing.model import Ticket

_CONTROLS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_POLICY = SMTP.clone(cte_type="7bit")
_STYLE = "font:15px/1.5 system-ui,-apple-system,Segoe UI,sans-serif;color:#1c1c1f;max-width:34em"
_BUTTON = "display:inline-block;padding:.5em 1em;border-radius:6px;background:#2f2f35;color:#fff;text-decoration:none"


def compose(notice: Notice, ticket: Ticket, organization: str, mailbox: str, to: str, origin: str) -> bytes:
    """RFC 5322, 7-bit. `mailbox` is one of ours: the mail comes from `no-reply` in its domain (RFC 3834, section 3.1.7,
    marks it as automatic, so that no machine answers it)."""
    line, subject = happened(notice), _line(ticket.subject) or "(no subject)"
    url = f"{origin}/tickets/{ticket.id}" + (f"#{notice.message['id']}" if notice.message else "")
    settings = f"{origin}/settings/notifications"
    mail = EmailMessage(policy=_POLICY)
    mail["From"] = Address(_line(organization), "no-reply", mailbox.rpartition("@")[2])
    mail["To"] = to
    mail["Subject"] = f"[#{ticket.number}] {line}: {subject}"[:250]
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(
        f"{line}.\n\n#{ticket.number} {subject}\n{url}\n\n--\nYou choose what you are told of: {settings}\n",
        cte="quoted-printable",
    )
    mail.add_alternative(
        f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><div style="{_STYLE}">'
        f"<p>{html.escape(line)}.</p><p><b>#{ticket.number} {html.escape(subject)}</b></p>"
        f'<p><a href="{html.escape(url)}" style="{_BUTTON}">Open the ticket</a></p>'
        f'<p style="color:#6b6b73;font-size:13px">You choose what you are told of: '
        f'<a href="{html.escape(settings)}" style="color:inherit">notification settings</a></p></div></body></html>\n',
        subtype="html",
        cte="quoted-printable",
    )
    return mail.as_bytes()


def happened(notice: Notice) -> str:
    """In one line, without a full stop."""
    name = _line(notice.actor["name"]) or "Somebody"
    whom = "your team" if notice.team_id else "you"
    match notice.kind:
        case NoticeKind.ASSIGNED:
            return f"{name} assigned a ticket to you"
        case NoticeKind.MENTIONED:
            return f"{name} mentioned {whom}"
        case NoticeKind.CUSTOMER_REPLIED:
            return f"{name} replied"
        case NoticeKind.COLLEAGUE_WROTE:
            note = notice.message is not None and notice.message["kind"] == MessageKind.NOTE
            return f"{name} wrote a note" if note else f"{name} answered the customer"
        case NoticeKind.NEW_TICKET:
            new = f"New ticket for {whom}" if notice.team_id else "New ticket"
            return f"{new} from {name}" if notice.actor["type"] == ActorType.CUSTOMER else new
        case NoticeKind.WOKE:
            return "A ticket woke up"
        case NoticeKind.REPLY_FAILED:
            return "Your reply could not be delivered"
        case NoticeKind.STATUS_KEPT:
            missing = "a field has to be filled in first, or the status is archived"
            return f"Your reply was sent, but its status was not set: {missing}"
        case NoticeKind.JOB_FINISHED:
            return "A job is finished"


def _line(text: str) -> str:
    return _CONTROLS.sub(" ", text).strip()
