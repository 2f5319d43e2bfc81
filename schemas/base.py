"""The two base models of every contract: what comes in is strict, what goes out is exact."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

#: The id of something that is there, as a client sends it. Which ids there are, the database says.
Id = Annotated[str, Field(min_length=1, max_length=64)]


class Inbound(BaseModel):
    """A request body. Unknown fields are refused, so that a misspelt one is never silently dropped."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Outbound(BaseModel):
    """A response body or a message that we send."""

    model_config = ConfigDict(extra="forbid")
