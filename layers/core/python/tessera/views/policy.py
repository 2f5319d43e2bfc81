"""Who may see and change which view. A view shows nobody a ticket that they may not see."""

from schemas.vocabulary import Permission, Role, Sharing
from tessera.kernel.actor import Actor
from tessera.kernel.errors import Forbidden
from tessera.views.model import View

LEADS = (Role.ADMIN, Role.SUPERVISOR)


def may_see(actor: Actor, view: View) -> bool:
    match view.sharing:
        case Sharing.EVERYONE:
            return True
        case Sharing.TEAMS:
            return actor.role in LEADS or view.owner_id == actor.id or not actor.team_ids.isdisjoint(view.team_ids)
    return view.owner_id == actor.id


def require_write(actor: Actor, view: View) -> None:
    """One's own; as a lead also what is shared, and with everyone only as a lead. Raises `Forbidden`."""
    actor.require(Permission.TICKETS_READ)
    if view.sharing is Sharing.PRIVATE or actor.role in LEADS:
        return
    actor.require(Permission.TICKETS_WRITE)
    if view.owner_id != actor.id:
        raise Forbidden("Only its maker, a supervisor or an administrator changes a shared view.")
    if view.sharing is Sharing.EVERYONE:
        raise Forbidden("Only a supervisor or an administrator shares a view with everyone.")
    if not actor.team_ids.issuperset(view.team_ids):
        raise Forbidden("You can share a view with your own teams.")
