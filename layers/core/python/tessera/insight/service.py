"""Use cases of insight: keeping and checking the audit record."""

import random
import time
from collections.abc import Callable, Sequence

from schemas.vocabulary import Permission
from tessera.insight.audit import Record, Verdict, check_chain, extend, record_of
from tessera.insight.ports import AuditLog, Overtaken
from tessera.kernel.actor import Actor

MAX_TRIES = 8
MAX_LINKS = 30  # three items each and the head, within the 100 of a transaction
Pause = Callable[[float], None]


class AuditTrail:
    """The audit record of the organization that `log` belongs to."""

    def __init__(self, log: AuditLog, pause: Pause = time.sleep) -> None:
        self._log = log
        self._pause = pause

    def write(self, events: Sequence[Record]) -> int:
        """Append what has no entry yet; gives how many. Raises `Overtaken` if others are faster every time."""
        written = 0
        for start in range(0, len(events), MAX_LINKS):
            written += self._append(events[start : start + MAX_LINKS])
        return written

    def verify(self, actor: Actor) -> Verdict:
        """Walk the whole chain. What is appended meanwhile is not looked at."""
        require_read(actor)
        head = self._log.head()
        return check_chain((link for link in self._log.links() if link.sequence <= head.sequence), head)

    def _append(self, events: Sequence[Record]) -> int:
        by_id = {event["id"]: event for event in events}
        for tried in range(MAX_TRIES):
            head, known = self._log.state(list(by_id))
            fresh = [record_of(event) for id_, event in by_id.items() if id_ not in known]
            if not fresh:
                return 0
            try:
                self._log.append(extend(head, fresh), head)
            except Overtaken:
                self._pause(random.uniform(0, 0.02 * 2**tried))  # noqa: S311 - spreads rivals, guards nothing
                continue
            return len(fresh)
        raise Overtaken


def require_read(actor: Actor) -> None:
    """Administrators and supervisors. Raises `Forbidden`."""
    actor.require(Permission.AGENTS_READ)
