"""What travels on the WebSocket.

The client connects to `/ws?pass=<pass>`, with a pass from `POST /api/v1/realtime/passes` (single use, 30 seconds).
It sends `{"action": "ping"}` every few minutes (a connection idle for 10 minutes is closed) and gets
`{"event": "pong"}`. The server sends `Delta`s, and `JobProgress` to whoever started a job. `seq` counts per
organization, but a receiver only gets what it may see: gaps are normal within a connection. After a reconnect the
client reads its lists again.
"""

from typing import Literal

from schemas.base import Outbound
from schemas.http.jobs import Job
from schemas.http.tickets import TicketSummary
from schemas.vocabulary import ActorType, MessageKind, RealtimeEvent


class RealtimePass(Outbound):
    """A single-use key to open one WebSocket with. `expires_in` is in seconds."""

    value: str
    expires_in: int


class DeltaActor(Outbound):
    type: ActorType
    id: str | None
    name: str


class Delta(Outbound):
    """`ticket` is set on `ticket:*`: the whole summary, to be stored if its `version` is newer; a summary with
    `deleted_at` means that the ticket left the lists. `message_id` and `kind` are set on `message:new`."""

    event: RealtimeEvent
    seq: int
    at: str
    ticket_id: str
    actor: DeltaActor
    ticket: TicketSummary | None = None
    message_id: str | None = None
    kind: MessageKind | None = None


class JobProgress(Outbound):
    """A job came further. Store it if its `updated_at` is not older than what is there."""

    event: Literal[RealtimeEvent.JOB_PROGRESS]
    seq: int
    at: str
    job: Job
