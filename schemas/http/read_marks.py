"""What an agent has read."""

from pydantic import Field

from schemas.base import Id, Inbound, Moment, Outbound


class ReadMarks(Outbound):
    """By ticket's id, up to when it was read; null: it was marked as unread by hand. A ticket is unread whose
    `last_message_at` is later, or, without a mark, later than the agent's `created_at` and than two months ago.
    `cursor` is what to ask `after` the next time; null while there is no mark at all."""

    marks: dict[str, str | None]
    cursor: str | None


class MarkTickets(Inbound):
    """By ticket's id, the `last_message_at` that was read, or null: unread again."""

    marks: dict[Id, Moment | None] = Field(min_length=1, max_length=1000)
