"""What a reaction may be: one emoji. Unicode's own list grows every year; the form of one does not.

https://www.unicode.org/reports/tr51/ (sequences: joined, with skin tones, flags, keycaps)
"""

import re
import unicodedata

from tessera.kernel.errors import Invalid

MAX_CODE_POINTS = 12
#: Emoji that are not symbols by their category.
_ODD = "‼⁉ℹ〰"
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_KEYCAP = re.compile("[0-9#*]\ufe0f?\u20e3")
#: How it is shown, its skin tone, and the letters of a region's flag.
_SHADE = re.compile("[\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_JOINER = "\u200d"


def checked(sign: str) -> str:
    """Raises `Invalid` for anything that is not one emoji."""
    if not _is_emoji(sign):
        raise Invalid("Send one emoji, such as 👍.", "emoji")
    return sign


def _is_emoji(sign: str) -> bool:
    if len(sign) > MAX_CODE_POINTS:
        return False
    if _FLAG.fullmatch(sign) or _KEYCAP.fullmatch(sign):
        return True
    return all(_is_symbol(part) for part in sign.split(_JOINER))


def _is_symbol(part: str) -> bool:
    if part == "" or _SHADE.match(part):
        return False
    rest = _SHADE.sub("", part)
    return len(rest) == 1 and (rest in _ODD or unicodedata.category(rest) in ("So", "Sm"))
