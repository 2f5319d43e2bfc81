"""Use cases of macros."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from schemas.vocabulary import Permission
from tessera.automation import policy
from tessera.automation.model import ME, Macro, change_macro, macro_deleted, new_macro
from tessera.automation.ports import Macros, People, StaleMacro
from tessera.automation.present import macro as presented
from tessera.kernel import template
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock
from tessera.kernel.errors import Conflict, Invalid, NotFound, inside
from tessera.kernel.line import filled_line, one_line
from tessera.ticketing.model import Ticket
from tessera.ticketing.ports import Sanitiser
from tessera.ticketing.service import TicketService
from tessera.ticketing.variables import variables_of
from tessera.ticketing.wishes import checked
from tessera.ticketing.writing import REFUSED


@dataclass(frozen=True)
class Used:
    ticket: Ticket
    html: str
    text: str
    lacking: list[str]


class MacroService:
    """For one organization."""

    def __init__(
        self, macros: Macros, tickets: TicketService, people: People, sanitiser: Sanitiser, clock: Clock
    ) -> None:
        self._macros = macros
        self._tickets = tickets
        self._people = people
        self._sanitiser = sanitiser
        self._clock = clock

    def list_macros(self, actor: Actor) -> list[Macro]:
        """Those that the actor may see, by folder and name."""
        actor.require(Permission.TICKETS_READ)
        seen = [macro for macro in self._macros.all() if policy.may_see(actor, macro)]
        return sorted(seen, key=lambda macro: (macro.folder.casefold(), macro.name.casefold()))

    def create_macro(self, actor: Actor, fields: Mapping[str, Any]) -> Macro:
        """Raises `Invalid` with the field at fault, `Forbidden`."""
        macro, event = new_macro(actor, self._clock(), self._fit(actor, fields))
        policy.may_write(actor, macro)
        self._refuse_strange_teams(macro.team_ids)
        self._macros.add(macro, event)
        return macro

    def change_macro(self, actor: Actor, macro_id: str, fields: Mapping[str, Any], seen: int | None = None) -> Macro:
        """Raises `NotFound`, `Invalid`, `Forbidden`, and `Conflict` if it changed since version `seen`."""
        macro = self._seen(actor, macro_id)
        policy.may_write(actor, macro)
        if seen is not None and seen != macro.version:
            raise _stale(macro)
        changed, event = change_macro(macro, actor, self._clock(), self._fit(actor, fields))
        if event is None:
            return macro
        policy.may_write(actor, changed)
        self._refuse_strange_teams(set(changed.team_ids) - set(macro.team_ids))
        try:
            self._macros.save(changed, event)
        except StaleMacro as error:
            raise _stale(self._seen(actor, macro_id)) from error
        return changed

    def delete_macro(self, actor: Actor, macro_id: str) -> None:
        macro = self._seen(actor, macro_id)
        policy.may_write(actor, macro)
        self._macros.remove(macro, macro_deleted(macro, actor, self._clock()))

    def use_macro(self, actor: Actor, ticket_id: str, macro_id: str) -> Used:
        """Carry out its actions on the ticket, as one change that can be undone, and fill in its text."""
        actor.require(Permission.TICKETS_WRITE)
        macro = self._seen(actor, macro_id)
        ticket = self._tickets.edit_ticket(actor, ticket_id, macro.wish(actor))
        values = variables_of(ticket, actor.name)
        html = template.fill(macro.html, values)
        self.count_use(macro)
        return Used(ticket, html, self._sanitiser.to_text(html), template.lacking(macro.html, values))

    def take_macro(self, actor: Actor, macro_id: str) -> Macro:
        """A macro to be used on many tickets; `count_use` once it is. Raises `NotFound`."""
        actor.require(Permission.TICKETS_WRITE)
        return self._seen(actor, macro_id)

    def count_use(self, macro: Macro) -> None:
        self._macros.count_use(macro.id)

    def _seen(self, actor: Actor, macro_id: str) -> Macro:
        macro = self._macros.get(macro_id)
        if macro is None or not policy.may_see(actor, macro):
            raise NotFound("There is no such macro.")
        return macro

    def _fit(self, actor: Actor, fields: Mapping[str, Any]) -> dict[str, Any]:
        fit = dict(fields)
        if "name" in fit:
            fit["name"] = filled_line(fit["name"], "name")
        if "folder" in fit:
            fit["folder"] = one_line(fit["folder"])
        if "html" in fit:
            fit["html"] = self._sanitiser.sanitise(fit["html"])
        if "actions" in fit:
            with inside("actions"):
                self._tickets.check_lasting_wish(actor, fit["actions"])
                self._refuse_strangers(fit["actions"])
            fit["actions"] = {
                name: list(value) if isinstance(value, tuple) else value
                for name, value in checked(fit["actions"]).items()
            }
        return fit

    def _refuse_strangers(self, actions: Mapping[str, Any]) -> None:
        agent_id, team_id = actions.get("assignee_id"), actions.get("team_id")
        if agent_id not in (None, ME):
            agent = self._people.agent(agent_id)
            if agent is None or not agent.may_have_tickets:
                raise Invalid(REFUSED["agent"], "assignee_id")
        if team_id is not None and self._people.team(team_id) is None:
            raise Invalid(REFUSED["team"], "team_id")

    def _refuse_strange_teams(self, team_ids: Collection[str]) -> None:
        """`team_ids` are those that are new: a team that is gone by now is no obstacle to other changes."""
        if team_ids and not {team.id for team in self._people.teams()}.issuperset(team_ids):
            raise Invalid(REFUSED["team"], "team_ids")


def _stale(current: Macro) -> Conflict:
    return Conflict("Somebody changed this macro in the meantime. Look at it again.", presented(current))
