"""A typed query as its pieces: words, "phrases", and `field:value`, each perhaps with a `-` before it."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_CURLY = str.maketrans("“”„«»", '"""""')
_PIECE = re.compile(
    r"""(?P<minus>-)?
        (?:(?P<field>[^\W\d_]+):(?!//))?
        (?:"(?P<quoted>[^"]*)(?P<close>"?)|(?P<bare>[^\s"]+))?""",
    re.VERBOSE,
)
MAX_QUERY = 500
#: A longer number is no ticket's.
MAX_DIGITS = 15


@dataclass(frozen=True)
class Token:
    """`source` is the piece as it was typed, from `start` on. `open`: it may go on, for nothing was typed after it."""

    source: str
    start: int
    field: str
    value: str
    quoted: bool
    excluded: bool
    open: bool


def tokenise(text: str) -> list[Token]:
    """Any text has tokens; a quote that is not closed lasts to the end."""
    text = text.translate(_CURLY)
    found = []
    place = 0
    while place < len(text):
        piece = _PIECE.match(text, place)
        if piece is None or not piece[0]:
            place += 1
            continue
        place = piece.end()
        found.append(_token(piece, place == len(text)))
    return [token for token in found if token.source.strip("-")]


def is_mute(text: str) -> bool:
    """Whether it has no letter or digit: nothing can be found by it."""
    return not any(sign.isalnum() for sign in unicodedata.normalize("NFKD", text))


def bare_number(tokens: Sequence[Token]) -> str | None:
    """The number of a ticket that a query may mean which is one number and no more. Tickets' numbers are written
    without zeros before them: with such it is an order's, or the like."""
    if len(tokens) != 1 or tokens[0].field or tokens[0].quoted or tokens[0].excluded:
        return None
    digits = tokens[0].value
    if not digits.isdecimal() or len(digits) > MAX_DIGITS or int(digits[0]) == 0:
        return None
    return str(int(digits))


def _token(piece: re.Match[str], last: bool) -> Token:
    quoted = piece["quoted"] is not None
    return Token(
        source=piece[0],
        start=piece.start(),
        field=(piece["field"] or "").lower(),
        value=(piece["quoted"] if quoted else piece["bare"] or "").strip(),
        quoted=quoted,
        excluded=piece["minus"] is not None,
        open=last and not piece["close"],
    )
