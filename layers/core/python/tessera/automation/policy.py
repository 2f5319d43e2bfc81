"""Who may see and change which macro."""

from schemas.vocabulary import Permission, Role, Sharing
from tessera.automation.model import Macro
from tessera.kernel.actor import Actor
from tessera.kernel.errors import Forbidden

LEADS = (Role.ADMIN, Role.SUPERVISOR)


def may_see(actor: Actor, macro: Macro) -> bool:
    match macro.sharing:
        case Sharing.EVERYONE:
            return True
        case Sharing.TEAMS:
            return actor.role in LEADS or macro.owner_id == actor.id or not actor.team_ids.isdisjoint(macro.team_ids)
    return macro.owner_id == actor.id


def may_write(actor: Actor, macro: Macro) -> None:
    """One's own, and as a lead also what is shared. Raises `Forbidden`."""
    actor.require(Permission.TICKETS_WRITE)
    if actor.role in LEADS:
        return
    if macro.owner_id != actor.id:
        raise Forbidden("Only its maker, a supervisor or an administrator changes a shared macro.")
    if macro.sharing is Sharing.EVERYONE:
        raise Forbidden("Only a supervisor or an administrator shares a macro with everyone.")
    if macro.sharing is Sharing.TEAMS and not actor.team_ids.issuperset(macro.team_ids):
        raise Forbidden("You can share a macro with your own teams.")
