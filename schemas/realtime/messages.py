"""What travels on the WebSocket.

The client connects to `/ws?pass=<pass>`, with a pass from `POST /api/v1/realtime/passes` (single use, 30 seconds).
It sends `{"action": "ping"}` every few minutes (a connection idle for 10 minutes is closed) and gets
`{"event": "pong"}`. The server sends `Delta`s, `SyncPosition`s, `JobProgress` to whoever started a job, `NoticeNew`
to whoever is told something, `PresenceChanged` and `DefinitionsChanged`.

Where its agent is, the client says by `{"action": "presence", "tab": <an id of its own>, "ticket_id": <id or null>,
"state": "viewing" | "typing", "hello": true, "beside": <id or null>}`; with `hello`, as after connecting, it hears of
everybody there is. `beside` is a second ticket that stands beside the one worked on, told as a tab of its own.

`seq` counts the changes of an organization's tickets, and `after` says up to which of them the receiver has heard
everything that is for them, once they have heard all that came before this message. A client that stands at `after` or
later applies it and stands at `seq`; one that stands before it missed something and asks `GET /api/v1/sync?since=`.
"""

from typing import Literal

from schemas.base import Outbound
from schemas.http.jobs import Job
from schemas.http.tickets import TicketSummary
from schemas.realtime.deeds import Deed, DeltaActor
from schemas.vocabulary import Defined, MessageKind, NoticeKind, PresenceState, RealtimeEvent


class RealtimePass(Outbound):
    """A single-use key to open one WebSocket with. `expires_in` is in seconds."""

    value: str
    expires_in: int


class Delta(Outbound):
    """`ticket` is set on `ticket:*`: the whole summary, to be stored if its `version` is newer; a summary with
    `deleted_at` means that the ticket left the lists. `ticket:removed` tells that the receiver may not see the ticket
    any more, as of `version`. `message_id` and `kind` are set on `message:new`, `deed` on the others."""

    event: RealtimeEvent
    after: int | None = None
    seq: int
    at: str
    ticket_id: str
    actor: DeltaActor
    ticket: TicketSummary | None = None
    version: int | None = None
    message_id: str | None = None
    kind: MessageKind | None = None
    deed: Deed | None = None


class SyncPosition(Outbound):
    """Changes happened, and none of them is for the receiver to see; or, with `after` being `seq`, so many that they
    are not sent: ask for them."""

    event: Literal["sync:position"]
    after: int
    seq: int


class NoticeNew(Outbound):
    """The receiver was told something new: ask `GET /api/v1/notifications` for it. `seq` is of no use.
    While it is `quiet` for them, nothing sounds."""

    event: Literal[RealtimeEvent.NOTICE_NEW]
    seq: int
    at: str
    kind: NoticeKind
    ticket_id: str | None
    quiet: bool = False


class Present(Outbound):
    """A tab of an agent, or half of one, and the ticket that is open there; null also for one that the receiver may not
    see."""

    tab: str
    agent_id: str
    ticket_id: str | None
    state: PresenceState


class PresenceChanged(Outbound):
    """`people` are those who moved, or, if `all`, everybody who is there. Who types says so once and says when it is
    over; a receiver that hears nothing for half a minute takes it that they have stopped."""

    event: Literal[RealtimeEvent.PRESENCE_CHANGED]
    all: bool
    people: list[Present]


class JobProgress(Outbound):
    """A job came further. Store it if its `updated_at` is not older than what is there. `seq` is of no use."""

    event: Literal[RealtimeEvent.JOB_PROGRESS]
    seq: int
    at: str
    job: Job


class DefinitionsChanged(Outbound):
    """Somebody changed what the organization arranges for itself: who shows it asks for it again.
    `seq` is of no use."""

    event: Literal[RealtimeEvent.DEFINITIONS_CHANGED]
    seq: int
    at: str
    what: Defined
