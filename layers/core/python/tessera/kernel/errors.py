"""What can go wrong, in the domain's terms. The edge turns each into one HTTP problem; nothing else maps errors."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class TesseraError(Exception):
    """`message` is for a person and says what to do; it never holds a secret or a stranger's data."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Misconfigured(TesseraError):
    """The deployment lacks something. An operator has to act."""


class Invalid(TesseraError):
    """The input is understood but cannot be taken. `field` is the dotted path of the field, or empty.

    `others` are further fields at fault, each with its message.
    """

    def __init__(self, message: str, field: str = "", others: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(message)
        self.field = field
        self.others = others


@contextmanager
def inside(path: str) -> Iterator[None]:
    """What is found invalid in here is a part of `path`: the field `text` is told as `message.text`."""
    try:
        yield
    except Invalid as error:
        others = tuple((f"{path}.{field}", message) for field, message in error.others)
        raise Invalid(error.message, f"{path}.{error.field}" if error.field else path, others) from error


class BadCursor(Invalid):
    """The cursor is not one of ours, or belongs to another query or organization."""

    def __init__(self) -> None:
        super().__init__("This cursor does not belong to this list. Start again without a cursor.", "cursor")


class Unauthenticated(TesseraError):
    """Nobody is signed in, or the proof is wrong."""


class Forbidden(TesseraError):
    """Somebody is signed in but may not do this at all (role). A stranger's thing is `NotFound`, never this."""


class NotFound(TesseraError):
    """There is no such thing, or it is not for this actor to know of."""


class Gone(NotFound):
    """It was there, and was taken out for good. The message says when."""


class Conflict(TesseraError):
    """Somebody else was faster. `current` is the thing as it is now, `fields` what collided."""

    def __init__(self, message: str, current: Any = None, fields: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.current = current
        self.fields = fields


class Contended(Conflict):
    """So many write the same thing that it was not our turn. Later it may be."""


class AlreadyExists(TesseraError):
    """A uniqueness rule says no. `field` is what has to differ."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class Unavailable(TesseraError):
    """Something outside does not answer. Later it may."""


class TooManyRequests(TesseraError):
    """`retry_after` is in seconds."""

    def __init__(self, message: str, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after
