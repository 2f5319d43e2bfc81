"""How to mend what a schema refuses, in words for people: Pydantic's own are for programmers.

Its kinds of errors: https://docs.pydantic.dev/latest/errors/validation_errors/
"""

from collections.abc import Callable, Mapping
from typing import Any

#: Pydantic puts it before what our own validators say.
_OF_PYDANTIC = "Value error, "

_EMPTY = "This cannot be empty."
_NO_TIME = "Write a time that there is, such as 2026-12-01T09:00:00Z."
_NO_DAY = "Write a day that there is, such as 2026-11-30."

_PLAIN = {
    "missing": "This is needed.",
    "extra_forbidden": "There is no such field here.",
    "string_type": "Send a text.",
    "int_type": "Send a whole number.",
    "int_parsing": "Send a whole number.",
    "int_from_float": "Send a whole number.",
    "float_type": "Send a number.",
    "float_parsing": "Send a number.",
    "bool_type": "Send true or false.",
    "bool_parsing": "Send true or false.",
    "list_type": "Send a list.",
    "dict_type": "Send an object.",
    "model_attributes_type": "Send an object.",
    "string_pattern_mismatch": "This does not have the form that is needed.",
    "union_tag_not_found": "This does not have the form that is needed.",
    "recursion_depth_exceeded": "This is nested too deep.",
    "timezone_aware": "Write a time with its zone, such as 2026-12-01T09:00:00Z.",
    "datetime_type": _NO_TIME,
    "datetime_parsing": _NO_TIME,
    "datetime_from_date_parsing": _NO_TIME,
    "datetime_object_invalid": _NO_TIME,
    "date_type": _NO_DAY,
    "date_parsing": _NO_DAY,
    "date_from_datetime_parsing": _NO_DAY,
    "date_from_datetime_inexact": _NO_DAY,
}
_COUNTED: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "string_too_short": lambda held: _at_least(held["min_length"]),
    "string_too_long": lambda held: f"Write at most {held['max_length']} characters.",
    "too_short": lambda held: f"Choose at least {held['min_length']}.",
    "too_long": lambda held: f"Choose at most {held['max_length']}.",
    "greater_than_equal": lambda held: f"Give {held['ge']} or more.",
    "less_than_equal": lambda held: f"Give {held['le']} or less.",
    "greater_than": lambda held: f"Give more than {held['gt']}.",
    "less_than": lambda held: f"Give less than {held['lt']}.",
    "enum": lambda held: f"Choose one of these: {held['expected']}.",
    "union_tag_invalid": lambda held: f"Choose one of these: {held['expected_tags']}.",
    "literal_error": lambda held: f"Choose one of these: {held['expected']}.",
}


def how_to_mend(error: Mapping[str, Any]) -> str:
    """`error` is one of `ValidationError.errors()`. What has no words here keeps Pydantic's."""
    kind = error["type"]
    if kind == "string_too_short" and error.get("input") == "":
        return _EMPTY
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind in _COUNTED:
        return _COUNTED[kind](error.get("ctx", {}))
    return str(error["msg"]).removeprefix(_OF_PYDANTIC)


def _at_least(count: int) -> str:
    return _EMPTY if count == 1 else f"Write at least {count} characters."
