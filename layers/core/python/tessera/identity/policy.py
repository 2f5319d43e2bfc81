"""Who may do what to people. Each raises `Forbidden`."""

from schemas.vocabulary import Permission
from tessera.identity.model import Agent, AgentChanges
from tessera.kernel.actor import Actor
from tessera.kernel.errors import Invalid


def may_know_colleagues(actor: Actor) -> None:
    """Names and roles of agents and teams: whoever sees tickets sees who works on them."""
    actor.require(Permission.TICKETS_READ)


def may_read_agents(actor: Actor) -> None:
    actor.require(Permission.AGENTS_READ)


def may_manage_people(actor: Actor) -> None:
    actor.require(Permission.ADMIN)


def may_read_customers(actor: Actor) -> None:
    actor.require(Permission.TICKETS_READ)


def may_write_customers(actor: Actor) -> None:
    actor.require(Permission.TICKETS_WRITE)


def keeps_a_way_in(actor: Actor, agent: Agent, changes: AgentChanges) -> None:
    """Nobody takes away their own access, so an organization always keeps an administrator. Raises `Invalid`."""
    if actor.id != agent.id:
        return
    if changes.get("active") is False:
        raise Invalid("You cannot deactivate yourself. Ask another administrator.", "active")
    if changes.get("role", agent.role) is not agent.role:
        raise Invalid("You cannot change your own role. Ask another administrator.", "role")
