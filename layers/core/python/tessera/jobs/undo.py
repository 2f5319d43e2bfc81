"""Taking back what a job did to tickets, one by one, unless something newer touched the same fields; and its replies,
as long as they wait. Three calls to the database for a ticket, and three more for its reply (four if that waits no
more)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from schemas.vocabulary import ItemResult
from tessera.jobs.bulk import Bulk, claimed, outcome_of, reaching
from tessera.jobs.model import Job, Outcome
from tessera.jobs.ports import Cancelled
from tessera.kernel.actor import Actor
from tessera.kernel.errors import Conflict, Invalid, NotFound
from tessera.ticketing.model import Claim
from tessera.ticketing.writing import JOB, WAITED

STAYS = "What was written stays. An undo takes back changes of the ticket, and replies that still wait."
OUT = "The reply is on its way already: it stays."
BACK = "Its reply was taken back."
BACK_BEFORE = "Its reply had been taken back before."


class Undo(Bulk):
    """`tessera.jobs.ports.Work` on the tickets of another job."""

    def freeze(self, job: Job, actor: Actor, position: str | None) -> tuple[list[Any], str | None]:
        """From the claims of that job: they are the truth, also of a page in whose midst it was killed."""
        page, other = int(position or 0), _other(job)
        if page >= other.pages:
            return [], None
        ids = [_ticket_id(item) for item in self._pages.items(other, page)]
        found = self._tickets.find_claims(JOB, [claimed(other, one) for one in ids])
        claims = [claim for one in ids if (claim := found.get(claimed(other, one)))]
        items = [{"id": one.ticket_id, "change_id": one.change_id, "message_id": one.message_id} for one in claims]
        return items, str(page + 1) if page + 1 < other.pages else None

    def carry_out(self, job: Job, actor: Actor, page: int, items: Sequence[Any], cancelled: Cancelled) -> list[Outcome]:
        did = {item["id"]: item for item in items}
        held = job.took_replies_back
        back = self._tickets.find_claims(JOB, [_of_reply(job, one) for one in did]) if held else {}

        def act(claim: Claim, place: str) -> Outcome:
            item = did[claim.ticket_id]
            if not held:
                return self._fields_back(job, actor, item, claim, place)
            return self._all_back(job, actor, item, claim, place, _of_reply(job, claim.ticket_id) in back)

        return self._each(job, actor, list(did), act, cancelled)

    def so_far(self, job: Job, actor: Actor | None, items: Sequence[Any]) -> list[Outcome]:
        return super().so_far(job, actor, [_ticket_id(item) for item in items])

    def _fields_back(self, job: Job, actor: Actor, item: Mapping[str, Any], claim: Claim, place: str) -> Outcome:
        if item["change_id"] is None:
            raise Invalid(STAYS)
        written = self._undoing.take_back(reaching(job, actor), claim.ticket_id, item["change_id"], (claim,))
        return outcome_of(claim.ticket_id, place, written)

    def _all_back(
        self, job: Job, actor: Actor, item: Mapping[str, Any], claim: Claim, place: str, back: bool
    ) -> Outcome:
        """The reply first: a field can be put back later, what is out cannot be had back."""
        if item["change_id"] is None:
            return self._words_back(actor, item, claim, place)
        reply = replace(claim, value=_of_reply(job, claim.ticket_id))
        became = BACK if back else self._reply_back(actor, item, reply, place)
        try:
            done = self._fields_back(job, actor, item, claim, place)
        except Conflict as error:
            raise Conflict(f"{error.message} {became}", error.current, error.fields) from error
        return done if became == BACK else replace(done, reason=became)

    def _words_back(self, actor: Actor, item: Mapping[str, Any], claim: Claim, place: str) -> Outcome:
        """Of a ticket that got a reply and nothing else."""
        became = self._reply_back(actor, item, claim, place)
        if became == OUT:
            raise Invalid(OUT)
        if became == BACK_BEFORE:
            return Outcome(claim.ticket_id, ItemResult.UNCHANGED, place, became)
        return Outcome(claim.ticket_id, ItemResult.DONE, place)

    def _reply_back(self, actor: Actor, item: Mapping[str, Any], claim: Claim, place: str) -> str:
        """What is to be said of it."""
        try:
            self._scheduling.take_back(actor, claim.ticket_id, item["message_id"], (claim,))
        except NotFound:
            if not place:
                raise
            went_out = self._tickets.find_claim(WAITED, item["message_id"]) is not None
            return OUT if went_out else BACK_BEFORE
        return BACK


def _other(job: Job) -> Job:
    """The job that is taken back, as far as its lists need it."""
    return replace(job, id=job.undo_of or "", pages=job.what["pages"])


def _of_reply(job: Job, ticket_id: str) -> str:
    """The claim on a ticket's reply, beside that on the ticket."""
    return f"{claimed(job, ticket_id)}:reply"


def _ticket_id(item: Any) -> str:
    """A bulk job's lists hold ids; an undo's hold ids with what is taken back."""
    return str(item["id"] if isinstance(item, dict) else item)
