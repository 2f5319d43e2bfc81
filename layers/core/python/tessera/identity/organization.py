"""What an organization is to those who see it: its name, its hue, how its mails look, and where it is written to."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from schemas.vocabulary import EventType
from tessera.identity import policy, present
from tessera.identity.model import (
    Mailbox,
    Organization,
    OrganizationChanges,
    changed_record,
    checked_name,
    language_tag,
)
from tessera.identity.ports import People
from tessera.identity.service import refuse_stale, shown_to_the_loser
from tessera.kernel import template
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock
from tessera.kernel.errors import Conflict, Invalid, NotFound
from tessera.kernel.events import make_event
from tessera.kernel.ids import TeamId
from tessera.kernel.person import normalise_email

_MAILED = ("mail_header", "mail_footer")


class Premises:
    """The organization that `people` belongs to. `sanitise` makes HTML safe to show."""

    def __init__(self, people: People, clock: Clock, sanitise: Callable[[str], str]) -> None:
        self._people = people
        self._clock = clock
        self._sanitise = sanitise

    def read(self, actor: Actor) -> Organization:
        policy.may_manage_people(actor)
        return self._organization()

    def change(self, actor: Actor, changes: OrganizationChanges, seen_version: int | None = None) -> Organization:
        """Raises `Conflict` if it changed since `seen_version`, `Invalid` with the field at fault."""
        before = self.read(actor)
        refuse_stale(before.version, seen_version, present.organization(before))
        wanted = self._checked(changes)
        different = {name: value for name, value in wanted.items() if value != getattr(before, name)}
        subject = ("organization", before.id)
        changed, event = changed_record(
            before, EventType.ORGANIZATION_UPDATED, actor, self._clock(), subject, different
        )
        if event is not None:
            with shown_to_the_loser(lambda: present.organization(self._organization())):
                self._people.save_organization(changed, event)
        return changed

    def as_it_would_be(self, actor: Actor, changes: OrganizationChanges) -> Organization:
        """With these changes, of which nothing is kept."""
        return replace(self.read(actor), **self._checked(changes))

    def list_mailboxes(self, actor: Actor) -> list[Mailbox]:
        policy.may_know_colleagues(actor)
        return self._people.mailboxes()

    def add_mailbox(self, actor: Actor, address: str, team_id: str | None) -> Mailbox:
        """Only in a domain whose mail comes here already. Raises `Invalid`, and `AlreadyExists` for an address that
        receives mail already, here or elsewhere."""
        policy.may_manage_people(actor)
        address = normalise_email(address, "address")
        domains = sorted({_domain(mailbox.address) for mailbox in self._people.mailboxes()})
        if _domain(address) not in domains:
            reason = f"Mail for {_domain(address)} does not come here. Choose an address in {', '.join(domains)}."
            raise Invalid(reason, "address")
        self._check_team(team_id)
        now = self._clock()
        mailbox = Mailbox(
            address=address,
            org_id=actor.org_id,
            team_id=TeamId(team_id) if team_id else None,
            created_at=now,
            updated_at=now,
            created_by=actor.id,
        )
        changes = {"team_id": (None, team_id)} if team_id else {}
        event = make_event(EventType.MAILBOX_CREATED, actor, now, ("mailbox", address), changes)
        self._people.add_mailbox(mailbox, event)
        return mailbox

    def change_mailbox(self, actor: Actor, address: str, team_id: str | None) -> Mailbox:
        """Where its tickets begin."""
        policy.may_manage_people(actor)
        before = self._mailbox(address)
        self._check_team(team_id)
        different: dict[str, Any] = {"team_id": team_id} if team_id != before.team_id else {}
        subject = ("mailbox", before.address)
        changed, event = changed_record(before, EventType.MAILBOX_UPDATED, actor, self._clock(), subject, different)
        if event is not None:
            with shown_to_the_loser(lambda: present.mailbox(self._mailbox(address))):
                self._people.save_mailbox(changed, event)
        return changed

    def remove_mailbox(self, actor: Actor, address: str) -> None:
        """What still comes to it is kept in quarantine. Raises `Conflict` for the last one: answers need an address."""
        policy.may_manage_people(actor)
        mailbox = self._mailbox(address)
        if len(self._people.mailboxes()) == 1:
            raise Conflict("This is the only address. Add another one first.", present.mailbox(mailbox))
        event = make_event(EventType.MAILBOX_DELETED, actor, self._clock(), ("mailbox", mailbox.address), {})
        with shown_to_the_loser(lambda: present.mailbox(self._mailbox(address))):
            self._people.remove_mailbox(mailbox, event)

    def _checked(self, changes: OrganizationChanges) -> dict[str, Any]:
        wanted: dict[str, Any] = dict(changes)
        if "name" in wanted:
            wanted["name"] = checked_name(wanted["name"])
        if "language" in wanted:
            wanted["language"] = language_tag(wanted["language"])
        for field in _MAILED:
            if field in wanted:
                template.check(wanted[field], field)
                wanted[field] = self._sanitise(wanted[field])
        return wanted

    def _organization(self) -> Organization:
        found = self._people.organization()
        if found is None:
            raise NotFound("There is no such organization.")
        return found

    def _mailbox(self, address: str) -> Mailbox:
        found = next((each for each in self._people.mailboxes() if each.address == address), None)
        if found is None:
            raise NotFound("There is no such mailbox.")
        return found

    def _check_team(self, team_id: str | None) -> None:
        if team_id is not None and self._people.team(team_id) is None:
            raise Invalid("There is no such team.", "team_id")


def _domain(address: str) -> str:
    return address.rpartition("@")[2]
