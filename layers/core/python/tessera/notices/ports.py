"""What telling agents needs from outside."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from tessera.identity.model import Agent
from tessera.kernel.page import Page
from tessera.notices.model import Notice, Preferences


class Notices(Protocol):
    """The notices of one organization's agents, for two months, and what the agents want to be told of."""

    def add(self, notice: Notice) -> None:
        """Nothing happens if the agent was told of its event before."""
        ...

    def page(self, agent_id: str, limit: int, cursor: str | None) -> Page[Notice]:
        """Newest first: one call. Raises `BadCursor`."""
        ...

    def mark(self, agent_id: str, ids: Sequence[str]) -> None:
        """These are read. Ids that are not there are passed over."""
        ...

    def mark_until(self, agent_id: str, notice_id: str, at: datetime) -> None:
        """This one and all older ones are read. One call, however many they are."""
        ...

    def unmark(self, agent_id: str, ids: Sequence[str], at: datetime) -> None:
        """These are unread again, until one of the others is called later. Ids that are not there are passed over."""
        ...

    def preferences(self, agent_ids: Sequence[str]) -> Mapping[str, Preferences]:
        """Of those who decided anything: one call for at most 100."""
        ...

    def save_preferences(self, agent_id: str, preferences: Preferences) -> None: ...


class Colleagues(Protocol):
    def agent(self, agent_id: str) -> Agent | None: ...


class Mailboxes(Protocol):
    def default_mailbox(self) -> str | None: ...


class Sender(Protocol):
    def send(self, raw: bytes, sender: str, recipients: Sequence[str], tags: Mapping[str, str]) -> str: ...


#: Does a piece of work once for each key, whoever tries it again.
Once = Callable[[str, Callable[[], str]], str]


@dataclass(frozen=True)
class Post:
    """How mail goes to agents. `origin` is where the screens are."""

    sender: Sender
    origin: str
