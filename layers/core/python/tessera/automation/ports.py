"""What macros need from outside."""

from typing import Protocol

from tessera.automation.model import Macro
from tessera.identity.model import Agent, Team
from tessera.kernel.events import Event


class StaleMacro(Exception):
    """The macro changed since it was read; nothing was written."""


class People(Protocol):
    """Whom an action may give a ticket to, and with whom a macro may be shared."""

    def agent(self, agent_id: str) -> Agent | None: ...

    def team(self, team_id: str) -> Team | None: ...

    def teams(self) -> list[Team]: ...


class Macros(Protocol):
    """The macros of one organization. Each write holds its event."""

    def all(self) -> list[Macro]: ...

    def get(self, macro_id: str) -> Macro | None: ...

    def add(self, macro: Macro, event: Event) -> None: ...

    def save(self, macro: Macro, event: Event) -> None:
        """Raises `StaleMacro` unless the stored version is the one before."""
        ...

    def remove(self, macro: Macro, event: Event) -> None: ...

    def count_use(self, macro_id: str) -> None: ...
