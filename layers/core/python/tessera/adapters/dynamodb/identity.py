"""Organizations, agents, teams and mailboxes in the `core` table."""

from collections.abc import Sequence
from contextlib import suppress

from pynamodb.expressions.operand import Path

from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.codec import Item, encode
from tessera.adapters.dynamodb.events import event_item, put_event
from tessera.adapters.dynamodb.people_items import (
    agent_from,
    agent_item,
    mailbox_from,
    mailbox_item,
    organization_from,
    organization_item,
    team_from,
    team_item,
)
from tessera.adapters.dynamodb.table import (
    NEW,
    ConditionFailed,
    Delete,
    Put,
    Table,
    Update,
    Write,
    WriteContended,
    equals,
    set_to,
)
from tessera.identity.model import Agent, Mailbox, Organization, Record, Team
from tessera.identity.ports import StaleRecord
from tessera.kernel.errors import AlreadyExists
from tessera.kernel.events import Event
from tessera.kernel.ids import OrgId

MAX_TRIES = 5
#: Looked for in place of an agent that is not there, so that an unknown address costs the same two reads.
_TAKEN_ADDRESS = ("address", "This address receives mail already.")
NOBODY = "00000000-0000-7000-8000-000000000000"


class DynamoPeople:
    """`identity.ports.People` for one organization."""

    def __init__(self, table: Table, org_id: OrgId) -> None:
        self._table = table
        self._org_id = org_id
        self._pk = keys.org(org_id)

    def organization(self) -> Organization | None:
        item = self._table.get(self._pk, "ORG")
        return organization_from(item) if item else None

    def agent(self, agent_id: str) -> Agent | None:
        item = self._table.get(self._pk, f"AGENT#{agent_id}")
        return agent_from(item) if item else None

    def agents(self) -> list[Agent]:
        return sorted((agent_from(item) for item in self._all("AGENT#")), key=lambda agent: agent.name.casefold())

    def add_agent(self, agent: Agent, event: Event) -> None:
        claim = claim_item("agent-email", agent.email, {"org_id": agent.org_id, "agent_id": agent.id})
        writes: list[Write] = [Put(claim, NEW), Put(agent_item(agent), NEW), put_event(self._pk, event)]
        add(self._table, writes, ("email", "Somebody signs in with this e-mail address already."))

    def save_agent(self, agent: Agent, event: Event) -> None:
        save(self._table, [put_next(agent_item(agent), agent), put_event(self._pk, event)])

    def team(self, team_id: str) -> Team | None:
        item = self._table.get(self._pk, f"TEAM#{team_id}")
        return team_from(item) if item else None

    def teams(self) -> list[Team]:
        return sorted((team_from(item) for item in self._all("TEAM#")), key=lambda team: team.name.casefold())

    def mailboxes(self) -> list[Mailbox]:
        return [mailbox_from(item) for item in self._all("MAILBOX#")]

    def save_organization(self, organization: Organization, event: Event) -> None:
        save(self._table, [put_next(organization_item(organization), organization), put_event(self._pk, event)])

    def add_mailbox(self, mailbox: Mailbox, event: Event) -> None:
        writes: list[Write] = [*(Put(item, NEW) for item in _both(mailbox)), put_event(self._pk, event)]
        add(self._table, writes, _TAKEN_ADDRESS)

    def save_mailbox(self, mailbox: Mailbox, event: Event) -> None:
        claim, item = _both(mailbox)
        save(self._table, [put_next(item, mailbox), Put(claim), put_event(self._pk, event)])

    def remove_mailbox(self, mailbox: Mailbox, event: Event) -> None:
        claim, item = _both(mailbox)
        unchanged = equals("version", mailbox.version)
        gone: list[Write] = [Delete(item["pk"], item["sk"], unchanged), Delete(claim["pk"], claim["sk"])]
        save(self._table, [*gone, put_event(self._pk, event)])

    def add_team(self, team: Team, event: Event) -> None:
        writes: list[Write] = [Put(team_item(team), NEW), put_event(self._pk, event)]
        add(self._table, writes, ("id", "There is a team with this id already."))

    def save_team(self, team: Team, event: Event) -> None:
        save(self._table, [put_next(team_item(team), team), put_event(self._pk, event)])

    def _all(self, prefix: str) -> list[Item]:
        found: list[Item] = []
        after: Item | None = None
        while True:
            items, after = self._table.query(self._pk, Path("sk").startswith(prefix), after=after, consistent=True)
            found += items
            if after is None:
                return found


class DynamoDirectory:
    """`identity.ports.Directory` and `Founding`: what is found without knowing the organization."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def agent_by_email(self, email: str) -> Agent | None:
        claim = self._table.get(keys.global_claim("agent-email", email), "U") or {}
        return self.agent(OrgId(claim.get("org_id", NOBODY)), claim.get("agent_id", NOBODY))

    def agent(self, org_id: OrgId, agent_id: str) -> Agent | None:
        return DynamoPeople(self._table, org_id).agent(agent_id)

    def mailbox(self, address: str) -> Mailbox | None:
        claim = self._table.get(keys.global_claim("mailbox", address), "U", consistent=False)
        return mailbox_from(claim["mailbox"]) if claim else None

    def holder_of_domain(self, domain: str) -> OrgId | None:
        claim = self._table.get(keys.global_claim("mail-domain", domain), "U", consistent=False)
        return OrgId(claim["org_id"]) if claim else None

    def organization_id(self, slug: str) -> OrgId | None:
        claim = self._table.get(keys.global_claim("org-slug", slug), "U")
        return OrgId(claim["org_id"]) if claim else None

    def record(self, event: Event) -> None:
        self._table.put(event_item(keys.org(event.actor.org_id), event))

    def add_organization(self, organization: Organization) -> None:
        claim = claim_item("org-slug", organization.slug, {"org_id": organization.id})
        taken = ("slug", "There is an organization with this slug already.")
        add(self._table, [Put(claim, NEW), Put(organization_item(organization), NEW)], taken)

    def add_mailbox(self, mailbox: Mailbox) -> None:
        writes: list[Write] = [*(Put(item, NEW) for item in _both(mailbox)), _first_in_domain(mailbox)]
        add(self._table, writes, _TAKEN_ADDRESS)


def claim_item(kind: str, value: str, content: Item) -> Item:
    """Says that `value` is taken in the whole system, and by what."""
    return {"pk": keys.global_claim(kind, value), "sk": "U", "kind": "claim", **content}


def _both(mailbox: Mailbox) -> tuple[Item, Item]:
    """The claim, which holds all that an incoming mail needs, so that it is found in one read; and the mailbox."""
    item = mailbox_item(mailbox)
    return claim_item("mailbox", mailbox.address, {"org_id": mailbox.org_id, "mailbox": item}), item


def _first_in_domain(mailbox: Mailbox) -> Update:
    """Keeps the organization that came first."""
    holder = Path("org_id") | encode(mailbox.org_id)
    pk = keys.global_claim("mail-domain", mailbox.address.rpartition("@")[2])
    return Update(pk, "U", [Path("org_id").set(holder), set_to("kind", "claim")])


def put_next(item: Item, record: Record) -> Put:
    """Writes a changed record over the version before it, and over no other."""
    return Put(item, equals("version", record.version - 1))


def add(table: Table, writes: Sequence[Write], taken: tuple[str, str]) -> None:
    """`taken` is the field and the message of the `AlreadyExists` that is raised if anything is there already."""
    try:
        transact(table, writes)
    except ConditionFailed as error:
        raise AlreadyExists(taken[1], taken[0]) from error


def save(table: Table, writes: Sequence[Write]) -> None:
    """Raises `StaleRecord`."""
    try:
        transact(table, writes)
    except ConditionFailed as error:
        raise StaleRecord from error


def transact(table: Table, writes: Sequence[Write]) -> None:
    """Contention passes at once (somebody assigned a ticket to this agent): only its end says who was first."""
    for _ in range(MAX_TRIES - 1):
        with suppress(WriteContended):
            table.transact(writes)
            return
    table.transact(writes)
