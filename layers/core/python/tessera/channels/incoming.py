"""A parsed mail as a message of ours: who wrote it, what it says, with which files."""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from schemas.vocabulary import ActorType, Channel, MessageKind
from tessera.channels.mail.body import Body, read_body
from tessera.channels.mail.model import Address, Attachment, ParsedMail
from tessera.channels.model import Receipt
from tessera.channels.ports import FileStore
from tessera.kernel.clock import to_ms
from tessera.kernel.errors import Invalid
from tessera.kernel.ids import OrgId, derived_id, new_id
from tessera.kernel.person import Person, is_reachable, normalise_email
from tessera.ticketing.files import file_key
from tessera.ticketing.model import FileRef, Message

#: What an answer of the API can carry several of; the original keeps the rest.
MAX_TEXT = 200_000
MAX_HTML = 400_000
#: A message and its files are written in one transaction of at most 100 items.
MAX_FILES = 50
MAX_PEOPLE = 50
_CUT = "\n\n[The rest of this text is in the original mail.]"
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n|\r\r")


@dataclass(frozen=True)
class Author:
    """Who wrote the mail: a customer (`id` is None for somebody new), or an agent by mail."""

    type: ActorType
    id: str | None
    name: str
    email: str | None


def sender_of(mail: ParsedMail, receipt: Receipt) -> Person | None:
    """Who is to be answered: the From, or else whom the envelope names. None if neither is an address."""
    for address in (mail.from_, mail.sender, Address("", receipt.source)):
        person = to_person(address) if address else None
        if person is not None:
            return person
    return None


def to_person(address: Address) -> Person | None:
    """None for what cannot be written to."""
    try:
        return Person(None, address.name[:200], normalise_email(address.email))
    except Invalid:
        return None


def people(addresses: Iterable[Address], excluded: Callable[[str], bool]) -> tuple[Person, ...]:
    """The people at these addresses, each once, without those whose address is `excluded`, and without any that no
    answer could go to, which would keep it from all the others."""
    found: dict[str, Person] = {}
    for address in addresses:
        person = to_person(address)
        if person is not None and is_reachable(person.email) and not excluded(person.email):
            found.setdefault(person.email, person)
    return tuple(found.values())[:MAX_PEOPLE]


def identity_of(mail: ParsedMail, raw: bytes) -> str:
    """The same for the same mail however often and by whichever way it came, and for no other.

    A Message-ID alone will not do: broken programs give one to many mails. Nor will all of the raw mail: every server
    on the way adds a header. Only where nothing parts the header from the body, it has to be all.
    """
    raw = raw.lstrip(b"\r\n\t \x00")
    head = _END_OF_HEAD.search(raw)
    body = b"\n".join(raw[head.end() if head else 0 :].splitlines())
    sent = mail.date.isoformat() if mail.date else ""
    written = (mail.message_id or "", mail.from_.normalised if mail.from_ else "", mail.subject, sent)
    return hashlib.sha256("\x1f".join(written).encode() + b"\x1f" + body.rstrip()).hexdigest()


def keep_files(attachments: Sequence[Attachment], receipt: Receipt, org_id: OrgId, store: FileStore) -> list[FileRef]:
    """Put the files where they stay. Their ids come from the mail, so a repetition overwrites the same files."""
    kept = []
    for index, attachment in enumerate(attachments[:MAX_FILES]):
        file_id = derived_id(to_ms(receipt.received_at), org_id, receipt.raw_key, str(index))
        key = file_key(org_id, file_id)
        store.put(key, attachment.content, attachment.content_type)
        content_id = attachment.content_id if attachment.inline else None
        size = len(attachment.content)
        kept.append(FileRef(file_id, attachment.filename, attachment.content_type, size, key, content_id))
    return kept


def to_message(
    mail: ParsedMail,
    receipt: Receipt,
    author: Author,
    inside: bool,
    recipients: tuple[tuple[Person, ...], tuple[Person, ...]],
    files: Sequence[FileRef],
    at: datetime,
) -> Message:
    """The message. What is for `inside` is a note: an agent's mail, for whoever it was sent to has it already; the
    answer of somebody whom the customer does not know of."""
    body = _within_limits(read_body(mail), len(mail.attachments))
    return Message(
        id=new_id(to_ms(at)),
        kind=MessageKind.NOTE if inside else MessageKind.REPLY,
        channel=Channel.EMAIL,
        author_type=author.type,
        author_id=author.id,
        author_name=author.name or author.email or "",
        author_email=author.email,
        text=body.text,
        html=body.html,
        quoted_text=body.quoted_text,
        quoted_html=body.quoted_html,
        created_at=at,
        to=recipients[0],
        cc=recipients[1],
        files=tuple(files),
        mail_id=mail.message_id,
        raw_key=receipt.raw_key,
        sender_check=receipt.sender_check,
        automatic=mail.automatic is not None,
    )


def _within_limits(body: Body, attachments: int) -> Body:
    text = body.text if len(body.text) <= MAX_TEXT else body.text[:MAX_TEXT] + _CUT
    if attachments > MAX_FILES:
        text += f"\n\n[{attachments - MAX_FILES} more attachments are in the original mail.]"
    quoted = body.quoted_text
    return Body(
        text,
        _or_none(body.html),
        quoted if quoted is None or len(quoted) <= MAX_TEXT else quoted[:MAX_TEXT] + _CUT,
        _or_none(body.quoted_html),
    )


def _or_none(html: str | None) -> str | None:
    """HTML cannot be cut; the text says the same."""
    return html if html is None or len(html) <= MAX_HTML else None
