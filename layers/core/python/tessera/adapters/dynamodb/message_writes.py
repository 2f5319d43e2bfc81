"""What a message is written as: its item, the records of its files, its earlier wordings, and its long bodies."""

from collections.abc import Collection

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path

from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.bodies import Bodies
from tessera.adapters.dynamodb.codec import Item
from tessera.adapters.dynamodb.files import FREE
from tessera.adapters.dynamodb.table import NEW, Delete, Put, Update, Write, equals, set_to
from tessera.adapters.dynamodb.ticket_items import file_item, message_item, pointer_item, revision_item, revision_sk
from tessera.kernel.ids import OrgId
from tessera.ticketing.model import Change, Message, Move, Rewrite, Unscheduled


class MessageWrites:
    """For one organization."""

    def __init__(self, org_id: OrgId, bodies: Bodies) -> None:
        self._org = org_id
        self._bodies = bodies

    def puts(self, ticket_id: str, message: Message, handed_on: Collection[str] = ()) -> list[Put]:
        """No other message has the files that it takes. A mail brings its own; a reply that waited hands its on."""
        item = self._stowed(ticket_id, message.id, message_item(self._org, ticket_id, message))
        own = {file.id for file in message.files} if message.raw_key else handed_on
        files = [
            Put(file_item(self._org, file, ticket_id, message.id), None if file.id in own else FREE)
            for file in message.files
        ]
        return [Put(item), *files]

    def rewriting(self, rewrite: Rewrite) -> list[Write]:
        ticket_id, message_id = rewrite.ticket_id, rewrite.after.id
        item = message_item(self._org, ticket_id, rewrite.after)
        still = self._as_read(ticket_id, rewrite.before)
        writes: list[Write] = [Put(self._stowed(ticket_id, message_id, item), still)]
        if rewrite.revision is not None:
            revision = revision_item(self._org, ticket_id, message_id, rewrite.revision)
            writes.append(Put(self._stowed(ticket_id, message_id, revision)))
        pk = keys.ticket(self._org, ticket_id)
        writes += [Delete(pk, revision_sk(message_id, revision.id)) for revision in rewrite.forgotten]
        kept = {file.id for file in rewrite.after.files}
        writes += [Delete(keys.file(self._org, file.id), "F") for file in rewrite.before.files if file.id not in kept]
        return writes

    def _as_read(self, ticket_id: str, message: Message) -> Condition:
        """Sending and file inspection write to a message without the ticket's version: what they note is compared."""
        read, still = message_item(self._org, ticket_id, message), Path("pk").exists()
        for name in ("delivery", "files"):
            still &= Path(name).does_not_exist() if read[name] is None else equals(name, read[name])
        return still

    def unscheduling(self, change: Change, gone: Unscheduled) -> list[Write]:
        """Only a reply that still waits goes. Files that no other message takes over are its author's uploads again."""
        message, still = gone.message, self._as_read(gone.ticket_id, gone.message)
        taken = {file.id for other in change.messages for file in other.files}
        uploads = [
            Put(file_item(self._org, file, None, None) | {"uploaded_by": message.author_id})
            for file in message.files
            if file.id not in taken
        ]
        return [Delete(keys.ticket(self._org, gone.ticket_id), f"M#{message.id}", still), *uploads]

    def moving(self, move: Move) -> list[Write]:
        """The message stays; what shows it changes, and who may read its files with it."""
        message, home, before = move.message, move.home, move.message.shown_on
        still = Path("shown_on").does_not_exist() if before is None else equals("shown_on", before)
        shown = Path("shown_on").remove() if move.to is None else set_to("shown_on", move.to)
        writes: list[Write] = [
            Update(keys.ticket(self._org, home), f"M#{message.id}", [shown], Path("pk").exists() & still)
        ]
        if before is not None:
            writes.append(Delete(keys.ticket(self._org, before), f"M#{message.id}"))
        if move.to is not None:
            writes.append(Put(pointer_item(self._org, move.to, home, message.id), NEW))
        return writes + [Put(file_item(self._org, file, move.to or home, message.id)) for file in message.files]

    def body_place(self, ticket_id: str, message_id: str) -> str:
        return f"{self._org}/bodies/{ticket_id}/{message_id}"

    def _stowed(self, ticket_id: str, message_id: str, item: Item) -> Item:
        return self._bodies.stow(item, self.body_place(ticket_id, message_id))
