"""What a typed query means. Nothing that is typed is an error: what cannot be read is searched as text, and said so."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import get_close_matches

from schemas.vocabulary import Channel, Priority, TicketType
from tessera.catalogue.naming import tag_form
from tessera.catalogue.ports import Reading
from tessera.kernel.clock import to_text
from tessera.kernel.person import comparable
from tessera.search import staff, statuses
from tessera.search.model import EVERYWHERE, NO_TAG, NONE, Condition, Field, OneOf, Period, Place, Requester, Words
from tessera.search.periods import NoPeriod, read_period
from tessera.search.ports import Addresses, CompanyNames, Directory, Named
from tessera.search.tokens import MAX_DIGITS, Token, bare_number, is_mute, tokenise

PRIORITIES = {priority.value: (priority.value,) for priority in Priority}
CHANNELS = {channel.value: (channel.value,) for channel in Channel}
TYPES = {type_.value: (type_.value,) for type_ in TicketType} | {NONE: (NONE,)}
THINGS = {"attachment": ("attachment",)}
IN = "in"
PLACES = {"notes": Place.NOTES, "subject": Place.SUBJECT}
ALIASES = {"is": "status", "from": "requester", "agent": "assignee", "tags": "tag", "label": "tag"}
#: As many companies a name is taken to mean at most.
MAX_COMPANIES = 20
AS_TEXT = "It was searched as text."
MUTE = "This has no letter or digit: nothing is found by it."


@dataclass(frozen=True)
class Asker:
    """Who asks and when: what `me`, names and `7d` mean."""

    agent_id: str | None
    directory: Directory
    companies: CompanyNames
    addresses: Addresses
    definitions: Reading
    now: datetime


@dataclass(frozen=True)
class Notice:
    """`text` was not taken as it was meant, for `reason`. `instead` is what may have been meant, or empty. `as_text`:
    it was looked for as words."""

    text: str
    reason: str
    instead: str = ""
    as_text: bool = False

    @property
    def said(self) -> str:
        return f"{self.reason} {AS_TEXT}" if self.as_text else self.reason


@dataclass(frozen=True)
class Said:
    """A filter as it was understood, in words for a person."""

    field: str
    value: str
    excluded: bool


@dataclass(frozen=True)
class Understanding:
    conditions: tuple[Condition, ...] = ()
    places: frozenset[Place] = EVERYWHERE
    filters: tuple[Said, ...] = ()
    notices: tuple[Notice, ...] = ()


class Misread(Exception):
    """The value means nothing for its field. `instead`: the nearest value that does."""

    def __init__(self, reason: str, instead: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.instead = instead


Read = tuple[Condition | Place, str]


def understand(text: str, asker: Asker) -> Understanding:
    """Every condition of the query, and what is to be said of it."""
    typed = text.strip()
    if typed and is_mute(typed):
        return Understanding((Words(typed),), notices=(Notice(typed, MUTE),))
    tokens = tokenise(text)
    if number := bare_number(tokens):
        return Understanding((Words(tokens[0].value, prefix=tokens[0].open, number=number),))
    meaning = Understanding()
    for token in tokens:
        meaning = _with(meaning, token, asker)
    return replace(meaning, places=_places(meaning.filters))


def _with(meaning: Understanding, token: Token, asker: Asker) -> Understanding:
    try:
        if not token.field and not _is_number(token):
            return _and_words(meaning, token, token.value)
        condition, label = _read(token, asker)
    except Misread as error:
        notice = Notice(token.source, error.reason, error.instead, as_text=bool(token.value))
        told = replace(meaning, notices=(*meaning.notices, notice))
        return _and_words(told, token, f"{token.field} {token.value}") if token.value else told
    if isinstance(condition, Requester) and is_mute(condition.text):
        meaning = replace(meaning, notices=(*meaning.notices, Notice(token.source, MUTE)))
    name = ALIASES.get(token.field, token.field) or Field.NUMBER.value
    filters = (*meaning.filters, Said(name, label, token.excluded))
    if isinstance(condition, Place):
        return replace(meaning, filters=filters)
    condition = replace(condition, excluded=condition.excluded != token.excluded)
    return replace(meaning, conditions=(*meaning.conditions, condition), filters=filters)


def _places(filters: Sequence[Said]) -> frozenset[Place]:
    """Where `in:` says, all of them together, or everywhere; but not where `-in:` says."""
    said = [each for each in filters if each.field == IN]
    wanted = frozenset(PLACES[each.value] for each in said if not each.excluded)
    return (wanted or EVERYWHERE) - {PLACES[each.value] for each in said if each.excluded}


def _and_words(meaning: Understanding, token: Token, text: str) -> Understanding:
    text = text.strip()
    if not text:
        return meaning
    unclosed = token.quoted and token.open and not token.field
    words = Words(text, exact=token.quoted, prefix=token.open and not token.excluded, excluded=token.excluded)
    notices = meaning.notices
    if unclosed:
        notices = (*notices, Notice(token.source, "The quotation mark is not closed: the phrase goes on to the end."))
    if is_mute(text):
        notices = (*notices, Notice(token.source, MUTE))
    return replace(meaning, conditions=(*meaning.conditions, words), notices=notices)


def _is_number(token: Token) -> bool:
    return not token.quoted and token.value.startswith("#") and token.value[1:].isdecimal()


def _read(token: Token, asker: Asker) -> Read:
    if not token.field:
        return _number(token.value, asker)
    name = ALIASES.get(token.field, token.field)
    reader = (token.quoted and QUOTED.get(name)) or READERS.get(name)
    if reader is None:
        near = get_close_matches(token.field, READERS, 1, 0.6)
        instead = f"{near[0]}:{token.value}" if near else ""
        raise Misread(f"There is no field “{token.field}”.", instead)
    if not token.value:
        raise Misread(f"Write something after “{name}:”.")
    return reader(token.value, asker)


def _choice(field: Field, choices: Mapping[str, tuple[str, ...]]) -> Callable[[str, Asker], Read]:
    def read(value: str, asker: Asker) -> Read:
        named = [part.lower().replace(" ", "_").replace("-", "_") for part in value.split(",") if part.strip()]
        if not named:
            raise Misread(f"Write something after “{field}:”.")
        for part in named:
            if part not in choices:
                near = get_close_matches(part, choices, 1, 0.5)
                known = ", ".join(choices)
                raise Misread(
                    f"There is no {field} “{part}” ({known}).",
                    f"{field}:{near[0]}" if near else "",
                )
        return OneOf(field, tuple(dict.fromkeys(each for part in named for each in choices[part]))), ", ".join(named)

    return read


def _status(value: str, asker: Asker) -> Read:
    """Own statuses by their names of today, archived ones too: tickets may still have them."""
    own = asker.definitions.read().statuses
    meant = statuses.meant(value, own)
    if meant is None:
        near = statuses.nearest(value, own)
        known = ", ".join(statuses.words(own))
        raise Misread(
            f"There is no status “{value}” ({known}).",
            f"status:{quoted(near)}" if near else "",
        )
    return OneOf(Field.STATUS, meant[0]), meant[1]


def _agent(field: Field) -> Callable[[str, Asker], Read]:
    def read(value: str, asker: Asker) -> Read:
        return _who(field, value, asker.directory.agents, asker.agent_id)

    return read


def _team(value: str, asker: Asker) -> Read:
    return _who(Field.TEAM, value, asker.directory.teams)


def _who(field: Field, value: str, everybody: Callable[[], Sequence[Named]], me: str | None = None) -> Read:
    """One, or several between commas: any of them. A name may have a comma itself."""
    names = [name for part in value.split(",") if (name := part.strip())]
    if not names or staff.named(value, everybody, me):
        names = [value]
    meant: dict[str, str] = {}
    for name in names:
        found = staff.named(name, everybody, me)
        if not found:
            near = get_close_matches(name.casefold(), {one.name.casefold(): one for one in everybody()}, 1, 0.6)
            raise Misread(
                f"There is no {field} “{name}”.",
                f'{field}:"{value.replace(name, near[0], 1)}"' if near else "",
            )
        meant |= {one.id: one.name for one in found if one.id not in meant}
    return OneOf(field, tuple(meant)), ", ".join(meant.values())


def _company(value: str, asker: Asker) -> Read:
    """The one with exactly this name, else all whose names begin so."""
    if value.lower() == NONE:
        return OneOf(Field.COMPANY, (NONE,)), NONE
    known = asker.companies.companies(value, MAX_COMPANIES, None).items
    meant = [one for one in known if one.name.casefold() == value.casefold()] or known
    if not meant:
        raise Misread(f"No company's name begins with “{value}”.")
    return OneOf(Field.COMPANY, tuple(one.id for one in meant)), ", ".join(one.name for one in meant)


def _requester(value: str, asker: Asker) -> Read:
    """A whole address is that person: `jo@x.example` is not john's, though his words begin so."""
    name, _, domain = value.rpartition("@")
    if not name or "." not in domain.strip("."):
        return Requester(value), value
    known = asker.addresses.known_as(value)
    return Requester(value, exact=True, also=tuple(each for each in known if each != comparable(value))), value


def _exactly_requester(value: str, asker: Asker) -> Read:
    """This name or address, and none else that they are known by."""
    return Requester(value, exact=True), value


def _tag(value: str, asker: Asker) -> Read:
    """`none` is no tag; one that is called so stands between quotation marks."""
    return _tags(value, asker, {NONE: NO_TAG})


def _exactly_tag(value: str, asker: Asker) -> Read:
    return _tags(value, asker, {})


def _tags(value: str, asker: Asker, words: Mapping[str, str]) -> Read:
    """By every name that tickets may have it by: a renamed one keeps its old name there."""
    tags = tuple(dict.fromkeys(tag for part in value.split(",") if (tag := tag_form(part))))
    if not tags:
        raise Misread(f"Write something after “{Field.TAG}:”.")
    known = asker.definitions.read().tags_by_name

    def names(tag: str) -> tuple[str, ...]:
        return (words[tag],) if tag in words else known[tag].names if tag in known else (tag,)

    return OneOf(Field.TAG, tuple(dict.fromkeys(name for tag in tags for name in names(tag)))), ", ".join(tags)


def _number(value: str, asker: Asker) -> Read:
    digits = value.removeprefix("#")
    if not digits.isdecimal() or len(digits) > MAX_DIGITS:
        raise Misread("A ticket's number has digits only.")
    return OneOf(Field.NUMBER, (str(int(digits)),)), f"#{int(digits)}"


def _place(value: str, asker: Asker) -> Read:
    place = PLACES.get(value.lower())
    if place is None:
        raise Misread(f"One can look in {' or '.join(PLACES)}.", f"in:{next(iter(PLACES))}")
    return place, value.lower()


def _period(name: str) -> Callable[[str, Asker], Read]:
    def read(value: str, asker: Asker) -> Read:
        try:
            start, end = read_period(value, asker.now)
        except NoPeriod as error:
            raise Misread(str(error)) from error
        spoken = [f"from {_minute(start)}" if start else "", f"before {_minute(end)}" if end else ""]
        return Period(name, start, end), " ".join(filter(None, spoken))

    return read


def _due(value: str, asker: Asker) -> Read:
    """What is not due is left out by any time at all."""
    if value.lower() == NONE:
        return Period("due", None, None, excluded=True), NONE
    return _period("due")(value, asker)


def quoted(value: str) -> str:
    """As a value is typed."""
    return f'"{value}"' if " " in value else value


def _minute(at: datetime) -> str:
    return to_text(at)[:16].replace("T", " ") + " UTC"


READERS: dict[str, Callable[[str, Asker], Read]] = {
    "status": _status,
    "priority": _choice(Field.PRIORITY, PRIORITIES),
    "assignee": _agent(Field.ASSIGNEE),
    "team": _team,
    "requester": _requester,
    "company": _company,
    "tag": _tag,
    "channel": _choice(Field.CHANNEL, CHANNELS),
    "number": _number,
    "created": _period("created"),
    "updated": _period("updated"),
    "due": _due,
    "type": _choice(Field.TYPE, TYPES),
    "follower": _agent(Field.FOLLOWER),
    "has": _choice(Field.HAS, THINGS),
    IN: _place,
}
#: Where quotation marks say more than where a value ends: that it is all of what is meant.
QUOTED: dict[str, Callable[[str, Asker], Read]] = {"requester": _exactly_requester, "tag": _exactly_tag}
