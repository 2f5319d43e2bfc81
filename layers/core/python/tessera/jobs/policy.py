"""Who may start and see which job."""

from schemas.vocabulary import Permission, Role
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
    return job.created_by == actor.id or actor.role in LEADS


def limited_to(actor: Actor) -> str | None:
    """Whose jobs are listed; None: everybody's."""
    return None if actor.role in LEADS else actor.id or ""


def may_steer(actor: Actor, job: Job) -> None:
    """Cancel, continue, undo. Raises `Forbidden`."""
    if job.created_by != actor.id and actor.role is not Role.ADMIN:
        raise Forbidden("Only an administrator, or who started this, can do that.")
