"""The organization itself: how it looks, and where it is written to."""

from pydantic import Field

from schemas.base import Id, Inbound, Outbound

MAX_FRAMING = 10_000


class OrganizationDetail(Outbound):
    """`hue` is the brand's: degrees of OKLCH, to which the product's lightness and strength are added; null is the
    product's own. `mail_header` and `mail_footer` are HTML with the variables of macros.
    `language` (BCP 47) is that of what its mails say of themselves, where the reader's own is not known."""

    name: str
    hue: int | None
    mail_header: str
    mail_footer: str
    language: str | None
    version: int


class PatchOrganization(Inbound):
    """Only the fields that are sent change."""

    name: str | None = Field(default=None, min_length=1, max_length=200)
    hue: int | None = Field(default=None, ge=0, le=359)
    mail_header: str | None = Field(default=None, max_length=MAX_FRAMING)
    mail_footer: str | None = Field(default=None, max_length=MAX_FRAMING)
    language: str | None = Field(default=None, max_length=35)


class PreviewMail(Inbound):
    """What would stand around the text, and an example to put it around."""

    mail_header: str = Field(default="", max_length=MAX_FRAMING)
    mail_footer: str = Field(default="", max_length=MAX_FRAMING)
    language: str | None = Field(default=None, max_length=35)
    customer: str = Field(min_length=1, max_length=200)
    subject: str = Field(min_length=1, max_length=200)
    question: str = Field(min_length=1, max_length=1_000)
    answer: str = Field(min_length=1, max_length=1_000)


class PreviewedMail(Outbound):
    """`html` is a whole document."""

    sender: str
    subject: str
    text: str
    html: str


class MailboxRef(Outbound):
    """An address that receives the organization's mail. Its tickets begin in `team_id`, if there is one."""

    address: str
    team_id: str | None


class MailboxList(Outbound):
    items: list[MailboxRef]


class AddMailbox(Inbound):
    address: str = Field(min_length=3, max_length=320)
    team_id: Id | None = None


class PatchMailbox(Inbound):
    team_id: Id | None
