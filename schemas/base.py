"""The two base models of every contract: what comes in is strict, what goes out is exact."""

from pydantic import BaseModel, ConfigDict


class Inbound(BaseModel):
    """A request body. Unknown fields are refused, so that a misspelt one is never silently dropped."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Outbound(BaseModel):
    """A response body or a message that we send."""

    model_config = ConfigDict(extra="forbid")
