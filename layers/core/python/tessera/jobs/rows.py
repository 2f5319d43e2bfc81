"""A row of a file as what Tessera keeps: read leniently, refused by the field that is wrong."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from math import isfinite
from typing import Any, TypeVar

from schemas.vocabulary import Priority, RecordKind, TicketType
from tessera.identity.companies import CompanyChanges
from tessera.identity.customers import CustomerChanges
from tessera.kernel.errors import Invalid
from tessera.kernel.line import filled_line
from tessera.kernel.person import comparable, normalise_email
from tessera.ticketing.copying import MAX_PARTICIPANTS
from tessera.ticketing.wishes import check_metadata, exact, tags_of

#: The fields of each kind, those that a row must have first.
FIELDS: dict[RecordKind, tuple[str, ...]] = {
    RecordKind.TICKETS: (
        *("subject", "requester_email", "requester_name", "message", "messages", "external_id", "number", "status"),
        *("priority", "type", "tags", "assignee_email", "team", "created_at", "updated_at", "due_at"),
        *("cc", "metadata"),
    ),
    RecordKind.PEOPLE: (
        *("email", "name", "other_emails", "phones", "company", "language", "time_zone", "notes", "metadata"),
        *("no_company", "blocked", "blocked_reason"),
    ),
    RecordKind.COMPANIES: ("name", "domains", "notes"),
}
REQUIRED = {
    RecordKind.TICKETS: ("subject", "requester_email"),
    RecordKind.PEOPLE: ("email",),
    RecordKind.COMPANIES: ("name",),
}
#: What other systems call them.
TICKETS_ALSO = {
    **dict.fromkeys(("title", "ticket_subject", "summary"), "subject"),
    **dict.fromkeys(("requester", "customer_email", "from", "email", "user_email"), "requester_email"),
    **dict.fromkeys(("customer", "customer_name", "from_name", "user", "name", "full_name"), "requester_name"),
    **dict.fromkeys(("description", "body", "text", "comment"), "message"),
    **dict.fromkeys(("id", "ticket_id", "external"), "external_id"),
    **dict.fromkeys(("ticket_number", "ticket", "no"), "number"),
    **dict.fromkeys(("state",), "status"),
    **dict.fromkeys(("agent", "assignee", "agent_assigned", "owner"), "assignee_email"),
    **dict.fromkeys(("group", "department"), "team"),
    **dict.fromkeys(("labels", "label", "tag"), "tags"),
    **dict.fromkeys(("created", "date_created", "opened"), "created_at"),
    **dict.fromkeys(("updated", "last_updated", "modified"), "updated_at"),
    **dict.fromkeys(("due", "due_date"), "due_at"),
    **dict.fromkeys(("ccs", "cc_emails", "participants", "collaborators", "in_copy"), "cc"),
}
PEOPLE_ALSO = {
    **dict.fromkeys(("e_mail", "email_address", "mail", "requester_email"), "email"),
    **dict.fromkeys(("full_name", "customer", "customer_name", "requester_name", "user"), "name"),
    **dict.fromkeys(("emails", "other_email", "further_emails", "secondary_email", "aliases"), "other_emails"),
    **dict.fromkeys(("phone", "telephone", "mobile", "phone_number", "phone_numbers"), "phones"),
    **dict.fromkeys(("organization", "organisation", "organization_name", "company_name", "account"), "company"),
    **dict.fromkeys(("locale", "lang"), "language"),
    **dict.fromkeys(("timezone",), "time_zone"),
    **dict.fromkeys(("suspended", "banned"), "blocked"),
    **dict.fromkeys(("note", "details", "comment", "description"), "notes"),
}
COMPANIES_ALSO = {
    **dict.fromkeys(("company", "company_name", "organization", "organisation", "account"), "name"),
    **dict.fromkeys(("domain", "domain_names", "email_domain", "mail_domains", "website"), "domains"),
    **dict.fromkeys(("note", "details", "comment", "description"), "notes"),
}
ALSO = {RecordKind.TICKETS: TICKETS_ALSO, RecordKind.PEOPLE: PEOPLE_ALSO, RecordKind.COMPANIES: COMPANIES_ALSO}
MAX_SUBJECT, MAX_NAME, MAX_TEXT, MAX_EXTERNAL, MAX_MESSAGES = 998, 200, 200_000, 200, 2000
YES, NO = ("true", "yes", "1", "x", "on"), ("false", "no", "0", "off")
#: The kind of the claims by which an import finds again what it made.
IMPORT = "import"
Choice = TypeVar("Choice", bound=StrEnum)


def suggested(kind: RecordKind, columns: tuple[str, ...]) -> dict[str, str]:
    """Column by column, the field that it is most likely meant for; each field once."""
    found: dict[str, str] = {}
    names = {column: "_".join("".join(c if c.isalnum() else " " for c in column.lower()).split()) for column in columns}
    for exactly in (True, False):
        for column, name in names.items():
            field = name if exactly else ALSO[kind].get(name, "")
            if column not in found and field in FIELDS[kind] and field not in found.values():
                found[column] = field
    return found


def own_id(values: Mapping[str, Any]) -> str:
    """By which a row is known again; empty if it has none of its own."""
    value = values.get("external_id")
    text = str(value).strip() if isinstance(value, (str, int)) else ""
    return named(text) if text else ""


def named(external_id: str) -> str:
    """The value of the claim for a row that has an id of its own."""
    return f"id:{external_id[:MAX_EXTERNAL]}"


@dataclass(frozen=True)
class TicketRow:
    """`given` are the fields that the row has, in the form that tickets keep; people, teams and the status still by
    their names. `metadata` is None if the row has none."""

    given: dict[str, Any]
    email: str
    name: str
    external_id: str
    number: int | None
    created_at: datetime | None
    updated_at: datetime | None
    assignee_email: str
    team: str
    cc: tuple[str, ...]
    metadata: dict[str, Any] | None
    messages: tuple[Mapping[str, Any], ...]
    messages_field: str


def ticket_row(values: Mapping[str, Any], now: datetime) -> TicketRow:
    """Raises `Invalid` with the field at fault."""
    subject = filled_line(text_of(values, "subject", MAX_SUBJECT), "subject")
    given: dict[str, Any] = {"subject": subject}
    for field, choices in (("priority", Priority), ("type", TicketType)):
        if (choice := _choice(values, field, choices)) is not None:
            given[field] = choice
    if tags := list_of(values.get("tags")):
        given["tags"] = tags_of(tags, "tags")
    if due := time_of(values, "due_at"):
        given["due_at"] = due
    created = time_of(values, "created_at", now)
    return TicketRow(
        given,
        normalise_email(text_of(values, "requester_email", 1000), "requester_email"),
        " ".join(text_of(values, "requester_name", MAX_NAME).split()),
        text_of(values, "external_id", MAX_EXTERNAL),
        _number(values),
        created,
        time_of(values, "updated_at", now),
        comparable(text_of(values, "assignee_email", 1000)),
        text_of(values, "team", MAX_NAME),
        _cc(values),
        _metadata(values),
        _messages(values),
        "messages" if _has_many(values) else "message",
    )


@dataclass(frozen=True)
class PersonRow:
    """`given` is what the row says of them; `company` still by its name; `no_company`: they are in none, whoever has
    the domains of their addresses. That and `blocked` are None if it does not say."""

    email: str
    company: str
    no_company: bool | None
    given: CustomerChanges
    blocked: bool | None
    blocked_reason: str

    @property
    def says_nothing(self) -> bool:
        return not self.given and not self.company and self.no_company is None and self.blocked is None


def person_row(values: Mapping[str, Any]) -> PersonRow:
    """Raises `Invalid` with the field at fault."""
    given: CustomerChanges = {}
    if name := " ".join(text_of(values, "name", MAX_NAME).split()):
        given["name"] = name
    email = normalise_email(text_of(values, "email", 1000))
    if others := list_of(values.get("other_emails")):
        given["emails"] = [email, *others]
    if phones := list_of(values.get("phones")):
        given["phones"] = phones
    if language := text_of(values, "language", MAX_NAME):
        given["language"] = language
    if time_zone := text_of(values, "time_zone", MAX_NAME):
        given["time_zone"] = time_zone
    if notes := text_of(values, "notes", MAX_TEXT):
        given["notes"] = notes
    if (metadata := _object(values)) is not None:
        given["metadata"] = _texts(metadata)
    company, reason = text_of(values, "company", MAX_NAME), text_of(values, "blocked_reason", MAX_NAME)
    nowhere = yes_or_no(text_of(values, "no_company", 100), "no_company")
    if company and nowhere:
        raise Invalid("Name their company, or say that they are in none.", "no_company")
    return PersonRow(email, company, nowhere, given, yes_or_no(text_of(values, "blocked", 100), "blocked"), reason)


def company_row(values: Mapping[str, Any]) -> CompanyChanges:
    """What the row says of a company; its name in any case. Raises `Invalid` with the field at fault."""
    given: CompanyChanges = {"name": " ".join(text_of(values, "name", MAX_NAME).split())}
    if domains := list_of(values.get("domains")):
        given["domains"] = [_domain_in(each) for each in domains]
    if notes := text_of(values, "notes", MAX_TEXT):
        given["notes"] = notes
    return given


def _domain_in(text: str) -> str:
    """The domain of what may be a page's address."""
    return text.lower().removeprefix("https://").removeprefix("http://").removeprefix("www.").partition("/")[0]


def text_of(values: Mapping[str, Any], field: str, most: int) -> str:
    value = values.get(field)
    if isinstance(value, (dict, list)):
        raise Invalid("This has to be a text.", field)
    if isinstance(value, float) and not isfinite(value):
        raise Invalid("This is no number that can be kept. Write it as a text.", field)
    text = "" if value is None else str(value).replace("\x00", "").strip()
    if len(text) > most:
        raise Invalid(f"This has {len(text):,} characters. At most {most:,} are kept.", field)
    # Half a character, as JSON can spell one, can be neither kept nor sent.
    return text.encode("utf-8", "replace").decode()


def time_of(values: Mapping[str, Any], field: str, latest: datetime | None = None) -> datetime | None:
    """A time of ISO 8601; without a zone it is UTC."""
    text = text_of(values, field, 100)
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise Invalid("Write the time like 2026-05-01T10:00:00Z.", field) from error
    at = at.replace(tzinfo=at.tzinfo or UTC)
    try:
        at = at.astimezone(UTC)
    except OverflowError as error:
        raise Invalid("There is no such time.", field) from error
    if at.year < 1970 or (latest is not None and at > latest):
        raise Invalid("This time is before 1970, or still to come.", field)
    return exact(at, field)


def _choice(values: Mapping[str, Any], field: str, choices: type[Choice]) -> Choice | None:
    text = text_of(values, field, 100).lower().replace(" ", "_").replace("-", "_")
    if not text:
        return None
    try:
        return choices(text)
    except ValueError as error:
        raise Invalid(f"Write one of {', '.join(choices)}.", field) from error


def list_of(value: Any) -> list[str]:
    """Several values of one cell."""
    if value is None:
        return []
    if isinstance(value, list):
        parts = [str(each) for each in value if isinstance(each, (str, int))]
    else:
        parts = str(value).replace(";", ",").replace("|", ",").split(",")
    return [part for each in parts if (part := each.strip())]


def _number(values: Mapping[str, Any]) -> int | None:
    text = text_of(values, "number", 100).removeprefix("#")
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 10**12:
        raise Invalid("A number is 1, 2, 3 and so on.", "number")
    return int(text)


def _cc(values: Mapping[str, Any]) -> tuple[str, ...]:
    """Addresses, each once."""
    value = values.get("cc")
    if isinstance(value, dict) or (isinstance(value, list) and not all(isinstance(each, str) for each in value)):
        raise Invalid("Write a list of addresses.", "cc")
    found = dict.fromkeys(normalise_email(each, "cc") for each in list_of(value))
    if len(found) > MAX_PARTICIPANTS:
        raise Invalid(f"At most {MAX_PARTICIPANTS} people are in copy.", "cc")
    return tuple(found)


def _metadata(values: Mapping[str, Any]) -> dict[str, Any] | None:
    found = _object(values)
    return None if found is None else check_metadata(found)


def _object(values: Mapping[str, Any]) -> dict[str, Any] | None:
    """Metadata as an object, or its text in a table."""
    value = values.get("metadata")
    if value in (None, ""):
        return None
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            value = None
    if not isinstance(value, dict):
        raise Invalid('Write a JSON object, such as {"order": 7}.', "metadata")
    return value


def _texts(metadata: Mapping[str, Any]) -> dict[str, str]:
    """What is kept of a person: names and texts."""
    if not all(isinstance(value, (str, int, float)) for value in metadata.values()):
        raise Invalid('Write texts only, such as {"plan": "gold"}.', "metadata")
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in metadata.items()}


def yes_or_no(text: str, field: str) -> bool | None:
    """None for an empty cell."""
    word = text.lower()
    if word and word not in (*YES, *NO):
        raise Invalid("Write yes or no.", field)
    return word in YES if word else None


def _has_many(values: Mapping[str, Any]) -> bool:
    return values.get("messages") not in (None, "", [])


def _messages(values: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """Those of JSON lines, or the one text of a table."""
    many = values.get("messages")
    if _has_many(values):
        if not isinstance(many, list) or not all(isinstance(each, dict) for each in many):
            raise Invalid("Write a list of objects with text, author and created_at.", "messages")
        if len(many) > MAX_MESSAGES:
            raise Invalid(f"At most {MAX_MESSAGES} messages are taken over.", "messages")
        return tuple(many)
    text = text_of(values, "message", MAX_TEXT)
    return ({"text": text},) if text else ()
