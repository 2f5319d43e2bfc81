"""What a custom field may hold: a value as a client sends it, made fit, or refused with words for a person."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from schemas.vocabulary import FieldType, RequiredAt
from tessera.catalogue import patterns
from tessera.catalogue.model import Catalogue, Field
from tessera.kernel.errors import Invalid
from tessera.kernel.person import normalise_email

MAX_LINE = 250
MAX_LONG_TEXT = 5000
MAX_URL = 2000
MAX_DECIMALS = 6
MAX_NUMBER = 10**15
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_CONTROLS_BUT_LINES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def checked(field: Field, value: Any, present: Any = None) -> Any:
    """The value in the form that tickets keep; None for nothing. `present` is what the ticket holds: an archived option
    may stay. Raises `Invalid`, without a field: the caller knows what it is called."""
    if value is None or value == "" or value == []:
        return None
    if field.type in (FieldType.ONE_OF, FieldType.MANY_OF):
        return _OPTIONS[field.type](field, value, present)
    fit = _FORMS[field.type](value)
    if field.type is FieldType.PATTERN and fit is not None and not patterns.fits(field.pattern, fit):
        raise Invalid(field.hint or f"This does not match {field.pattern}.")
    return fit


def applies(field: Field, catalogue: Catalogue, values: Mapping[str, Any]) -> bool:
    """Whether a ticket with these values has the field at all. What a field depends on has to apply, too."""
    condition = field.depends_on
    if condition is None:
        return True
    other = catalogue.fields_by_id.get(condition.field_id)
    if other is None or other.deleted:
        return True
    if not applies(other, catalogue, values):
        return False
    held = values.get(other.id)
    if other.type is FieldType.CHECKBOX:
        return ("true" if held else "false") in condition.values
    return not set(held if isinstance(held, list) else [held]).isdisjoint(condition.values)


def missing(catalogue: Catalogue, at: RequiredAt, values: Mapping[str, Any]) -> list[Field]:
    """The fields that have to be filled in by then, and are not. A checkbox has to be ticked."""
    return [
        field
        for field in catalogue.fields
        if field.required_at is at
        and not field.deleted
        and is_lacking(values.get(field.id))
        and applies(field, catalogue, values)
    ]


def is_lacking(held: Any) -> bool:
    """Nought is a number like any other; a tick that is not there is lacking."""
    return held is False or held in (None, "", [])


def _line(value: Any) -> str | None:
    text = " ".join(_CONTROLS.sub(" ", _text(value, MAX_LINE)).split())
    return text or None


def _long_text(value: Any) -> str | None:
    text = _CONTROLS_BUT_LINES.sub("", _text(value, MAX_LONG_TEXT).replace("\r\n", "\n")).strip()
    return text or None


def _number(value: Any) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Invalid("Write a number.")
    if isinstance(value, float) and not math.isfinite(value):
        raise Invalid("Write a number.")
    if abs(value) > MAX_NUMBER:
        raise Invalid("Write a number of at most 15 digits.")
    if round(value, MAX_DECIMALS) != value:
        raise Invalid(f"Write a number with at most {MAX_DECIMALS} digits behind the decimal point.")
    return int(value) if value == int(value) else value


def _date(value: Any) -> str:
    text = _text(value, MAX_LINE).strip()
    try:
        if not _DATE.fullmatch(text):
            raise ValueError
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise Invalid("Write a day that there is, such as 2026-11-30.") from error


def _checkbox(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Invalid("Send true or false.")
    return value


def _email(value: Any) -> str:
    try:
        return normalise_email(_text(value, 320))
    except Invalid as error:
        raise Invalid(error.message) from error


def _url(value: Any) -> str:
    """Only the web's own schemes: the screen makes a link of it."""
    text = _text(value, MAX_URL).strip()
    try:
        parts = urlsplit(text)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s<>\"]", text)
    except ValueError:
        good = False
    if not good or _CONTROLS.search(text):
        raise Invalid("Write a web address that starts with https:// or http://.")
    return text


def _text(value: Any, most: int) -> str:
    if not isinstance(value, str):
        raise Invalid("Write a text.")
    if len(value) > most:
        raise Invalid(f"Use at most {most} characters.")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise Invalid("Send whole characters.") from error
    return value


def _one_of(field: Field, value: Any, present: Any) -> str:
    if not isinstance(value, str) or value not in _choosable(field, [present]):
        raise Invalid("Choose one of the field's options.")
    return value


def _many_of(field: Field, value: Any, present: Any) -> list[str]:
    """In the order of the options, each once."""
    choosable = _choosable(field, present if isinstance(present, list) else [])
    if not isinstance(value, list) or any(not isinstance(one, str) or one not in choosable for one in value):
        raise Invalid("Choose from the field's options.")
    return [option.id for option in field.options if option.id in value]


def _choosable(field: Field, present: list[Any]) -> set[str]:
    return {option.id for option in field.options if not option.archived or option.id in present}


_FORMS: dict[FieldType, Callable[[Any], Any]] = {
    FieldType.TEXT: _line,
    FieldType.LONG_TEXT: _long_text,
    FieldType.NUMBER: _number,
    FieldType.DATE: _date,
    FieldType.CHECKBOX: _checkbox,
    FieldType.EMAIL: _email,
    FieldType.URL: _url,
    FieldType.PATTERN: _line,
}
_OPTIONS: dict[FieldType, Callable[[Field, Any, Any], Any]] = {
    FieldType.ONE_OF: _one_of,
    FieldType.MANY_OF: _many_of,
}
