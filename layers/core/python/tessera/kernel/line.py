"""Text that has to stand in one line: names, subjects."""

import re

from tessera.kernel.errors import Invalid

#: Controls, line ends, lone surrogates, and what turns the direction of the text around it.
_NOT_IN_A_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def one_line(text: str) -> str:
    """It stands in mail headers and in lists: blanks, controls and turns of direction become single blanks."""
    return " ".join(_NOT_IN_A_LINE.sub(" ", text).split())


def filled_line(text: str, field: str) -> str:
    """The same. Raises `Invalid` if nothing is left of it."""
    line = one_line(text)
    if not line:
        raise Invalid("Write something.", field)
    return line
