"""Regular expressions that somebody else wrote. RE2 matches in linear time: none can hang the server.

The library is loaded when the first pattern is used. Its own memory is bounded, so a pattern cannot blow up either.
"""

from functools import lru_cache
from typing import Any

from tessera.kernel.errors import Invalid

MAX_PATTERN = 500
_MAX_MEMORY = 1 << 20


def check(pattern: str) -> None:
    """Raises `Invalid` with what is wrong with it."""
    if not pattern:
        raise Invalid("Write the regular expression that the text has to match.", "pattern")
    _compiled(pattern)


def fits(pattern: str, text: str) -> bool:
    """Whether the whole text is as the pattern says."""
    return _compiled(pattern).fullmatch(text) is not None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> Any:
    import re2  # noqa: PLC0415 - few requests meet a pattern, and none should wait for what it does not need

    options = re2.Options()
    options.max_mem = _MAX_MEMORY
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        reason = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error.args[0])
        raise Invalid(
            f"This is no regular expression of RE2's syntax ({reason}). Back references and look-around are not in it.",
            "pattern",
        ) from error
