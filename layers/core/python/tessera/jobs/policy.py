"""Who may start and see which job."""

from schemas.vocabulary import Permission, Role, TicketScope
from tessera.jobs.model import Job
from tessera.kernel.actor import Actor
from tessera.kernel.errors import Forbidden

LEADS = (Role.ADMIN, Role.SUPERVISOR)


def may_work_in_bulk(actor: Actor, kind: str) -> None:
    """What one may do to one ticket, one may do to many. Raises `Forbidden`."""
    actor.require(Permission.TICKETS_DELETE if kind in ("delete", "restore") else Permission.TICKETS_WRITE)


def may_import(actor: Actor) -> None:
    actor.require(Permission.ADMIN)


def may_export(actor: Actor) -> None:
    """Whole lists of people leave the house: that is for leads, and each gets only what they may see."""
    actor.require(Permission.TICKETS_READ)
    if actor.role not in LEADS:
        raise Forbidden("Only administrators and supervisors export. Ask one of them.")


def may_see(actor: Actor, job: Job) -> bool:
    """Its results name the tickets that it came by: others' are for leads who see every ticket."""
    return job.created_by == actor.id or limited_to(actor) is None


def limited_to(actor: Actor) -> str | None:
    """Whose jobs are listed; None: everybody's."""
    sees_all = actor.role in LEADS and actor.ticket_scope is TicketScope.ALL
    return None if sees_all or actor.role is Role.ADMIN else actor.id or ""


def may_steer(actor: Actor, job: Job) -> None:
    """Cancel, continue, undo, and get what it made: an export holds whatever its maker may see. Raises `Forbidden`."""
    if job.created_by != actor.id and actor.role is not Role.ADMIN:
        raise Forbidden("Only an administrator, or who started this, can do that.")
