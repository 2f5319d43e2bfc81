"""What purged tickets left in the `core` table, and the tombstones in their place."""

from collections.abc import Iterator, Sequence

from pynamodb.expressions.operand import Path

from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.codec import Item
from tessera.adapters.dynamodb.events import put_event
from tessera.adapters.dynamodb.table import ConditionFailed, Put, Table, WriteContended, equals
from tessera.adapters.dynamodb.ticket_items import TICKET_SK, revision_sk, tombstone_item
from tessera.channels.mail.signed import known_as
from tessera.kernel.events import Event
from tessera.kernel.ids import OrgId
from tessera.ticketing.files import places
from tessera.ticketing.model import Ticket, Tombstone
from tessera.ticketing.ports import StaleTicket
from tessera.ticketing.purging import Remains

#: Records that are read, and then taken out, at a time.
AT_ONCE = 50


class GraveTable:
    """`tessera.ticketing.purging.Graves`."""

    def __init__(self, core: Table, org_id: OrgId) -> None:
        self._core = core
        self._org = org_id

    def bury(self, ticket: Ticket, tombstone: Tombstone, event: Event) -> None:
        unchanged = equals("version", ticket.version) & equals("kind", "ticket")
        item = tombstone_item(self._org, tombstone)
        try:
            self._core.transact([Put(item, unchanged), put_event(item["pk"], event)])
        except (ConditionFailed, WriteContended) as error:
            raise StaleTicket from error

    def remains(self, tombstone: Tombstone) -> Iterator[Remains]:
        """Entries sort before their earlier wordings: by then it is known which are another ticket's."""
        pk = keys.ticket(self._org, tombstone.id)
        elsewhere: set[str] = set()
        after: Item | None = None
        yield Remains(self._drafts(tombstone.id))
        while True:
            items, after = self._core.query(pk, after=after, limit=AT_ONCE, consistent=True)
            elsewhere |= {item["id"] for item in items if "shown_on" in item}
            own = [item for item in items if not self._stays(item, elsewhere)]
            if own:
                yield self._together(tombstone.id, own)
            if after is None:
                return

    def remove(self, records: Sequence[tuple[str, str]]) -> None:
        self._core.delete_all(records)

    def _stays(self, item: Item, elsewhere: set[str]) -> bool:
        """The tombstone, what of the outbox goes by itself, and what another ticket shows."""
        if item["sk"] == TICKET_SK or item["sk"].startswith("X#"):
            return True
        return item["sk"].split("#")[1] in elsewhere

    def _together(self, ticket_id: str, items: Sequence[Item]) -> Remains:
        """Pointers stand for messages that another ticket holds for this one. What a message leads to goes before it,
        so that a removal that breaks off finds it again."""
        given = [held for item in items if item["kind"] == "pointer" for held in self._held(item)]
        messages = [item for item in (*items, *given) if item["kind"] == "message"]
        files = [file for message in messages for file in message.get("files", ())]
        records = [(keys.file(self._org, file["id"]), "F") for file in files]
        records += self._mail_ids({ticket_id, *(message["ticket_id"] for message in messages)}, messages)
        return Remains(
            [*records, *((item["pk"], item["sk"]) for item in (*given, *items))],
            [
                *(place for file in files for place in places(self._org, file["id"])),
                *(self._body_place(message) for message in messages if _has_bodies(message)),
            ],
            [message["raw_key"] for message in messages if "raw_key" in message],
        )

    def _held(self, pointer: Item) -> list[Item]:
        """The message that a pointer stands for, with its earlier wordings."""
        home, message_id = keys.ticket(self._org, pointer["home"]), pointer["sk"].removeprefix("M#")
        message = self._core.get(home, pointer["sk"])
        revisions, _ = self._core.query(home, Path("sk").startswith(revision_sk(message_id)), consistent=True)
        return [*([message] if message else []), *revisions]

    def _mail_ids(self, holders: set[str], messages: Sequence[Item]) -> list[tuple[str, str]]:
        """What answers to them would be found by. Another ticket's mail may have the same Message-ID. That a mail was
        received stays known: when it comes once more, nothing becomes of it."""
        names = {known_as(message["mail_id"]) for message in messages if "mail_id" in message}
        claims = self._core.get_many([(keys.claim(self._org, "mail-id", name), "CLAIM") for name in names])
        return [(claim["pk"], claim["sk"]) for claim in claims if claim["ticket_id"] in holders]

    def _body_place(self, message: Item) -> str:
        return f"{self._org}/bodies/{message['ticket_id']}/{message['id']}"

    def _drafts(self, ticket_id: str) -> list[tuple[str, str]]:
        agents, after = self._core.query(keys.org(self._org), Path("sk").startswith("AGENT#"))
        while after is not None:
            more, after = self._core.query(keys.org(self._org), Path("sk").startswith("AGENT#"), after=after)
            agents += more
        return [(keys.drafts(self._org, agent["id"]), f"DRAFT#{ticket_id}") for agent in agents]


def _has_bodies(message: Item) -> bool:
    return any(name in message for name in ("body_key", "edits", "redaction"))
