"""What views need from outside."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from tessera.identity.model import Agent, Team
from tessera.kernel.events import Event
from tessera.views.model import View


class StaleView(Exception):
    """The view changed since it was read; nothing was written."""


class People(Protocol):
    """Whose tickets a view may ask for, and with whom it may be shared."""

    def agents(self) -> list[Agent]: ...

    def teams(self) -> list[Team]: ...


class Customers(Protocol):
    """Who may have asked for tickets."""

    def who_stays(self, customer_ids: Iterable[str]) -> Mapping[str, str]:
        """By each of these ids whose it is now: of those who were merged that of who stays, else the same."""
        ...


class Views(Protocol):
    """The views of one organization. Each write holds its event."""

    def shared(self) -> list[View]: ...

    def private(self, agent_id: str) -> list[View]: ...

    def order(self, agent_id: str) -> Sequence[str]:
        """The ids of views in the order that this agent gave them."""
        ...

    def save_order(self, agent_id: str, view_ids: Sequence[str]) -> None: ...

    def get(self, view_id: str, agent_id: str) -> View | None:
        """A shared one, or a private one of this agent."""
        ...

    def add(self, view: View, event: Event) -> None: ...

    def save(self, view: View, before: View, event: Event) -> None:
        """Raises `StaleView` unless the stored version is that of `before`."""
        ...

    def remove(self, view: View, event: Event) -> None: ...
