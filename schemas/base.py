"""The two base models of every contract: what comes in is strict, what goes out is exact."""

import re
from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

#: The id of something that is there, as a client sends it. Which ids there are, the database says.
Id = Annotated[str, Field(min_length=1, max_length=64)]

#: A version that a client has seen. It may be of something that is not there.
Version = Annotated[int, Field(ge=0, le=2**53)]

#: The years that tickets live in. Times near the ends of the calendar cannot be told in another zone at all.
FIRST, AFTER_LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


#: RFC 3339, https://www.rfc-editor.org/rfc/rfc3339#section-5.6; that such a time is there, and its zone, is seen later.
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d.*")


def _written(sent: object) -> str:
    """Pydantic would take numbers for seconds, also in a text."""
    if not isinstance(sent, str) or not _DATE_TIME.fullmatch(sent):
        raise ValueError("Write a time with its zone, such as 2026-12-01T09:00:00Z.")
    return sent


def _within_reach(at: datetime) -> datetime:
    if not FIRST <= at < AFTER_LAST:
        raise ValueError("Give a time from the year 2000 on and before 2200.")
    return at


#: A time as a client sends it: RFC 3339, with its zone.
Moment = Annotated[AwareDatetime, BeforeValidator(_written), AfterValidator(_within_reach)]


class Inbound(BaseModel):
    """A request body. Unknown fields are refused, so that a misspelt one is never silently dropped."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Outbound(BaseModel):
    """A response body or a message that we send."""

    model_config = ConfigDict(extra="forbid")
