"""Customers in the `core` table."""

from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.events import put_event
from tessera.adapters.dynamodb.identity import add, put_next, save
from tessera.adapters.dynamodb.people_items import customer_email_item, customer_from, customer_item
from tessera.adapters.dynamodb.table import NEW, Put, Table, Write
from tessera.identity.model import Customer
from tessera.kernel.errors import BadCursor
from tessera.kernel.events import Event
from tessera.kernel.ids import OrgId
from tessera.kernel.page import Page, decode_cursor, encode_cursor
from tessera.kernel.person import Person


class DynamoCustomers:
    """`identity.ports.Customers` and `ticketing.ports.Customers` for one organization."""

    def __init__(self, table: Table, org_id: OrgId) -> None:
        self._table = table
        self._org_id = org_id

    def customer(self, customer_id: str) -> Customer | None:
        item = self._table.get(keys.customer(self._org_id, customer_id), "C")
        return customer_from(item) if item else None

    def find_by_email(self, email: str) -> Person | None:
        """The customer as a ticket names them, in one read."""
        claim = self._table.get(keys.customer_email(self._org_id, email), "CE")
        return Person(claim["customer_id"], claim["name"], claim["email"]) if claim else None

    def customers(self, limit: int, cursor: str | None) -> Page[Customer]:
        """Newest change first: one call."""
        index = keys.customers(self._org_id)
        after = None
        if cursor is not None:
            at, customer_id = _position(decode_cursor(cursor, "customers", self._org_id))
            after = {"pk": keys.customer(self._org_id, customer_id), "sk": "C", "gs1": index, "gsk": at}
        items, last = self._table.query(index, index="gs1", limit=limit, after=after, forward=False)
        next_cursor = None
        if last is not None:
            position = {"at": last["gsk"], "id": items[-1]["id"]}
            next_cursor = encode_cursor(position, "customers", self._org_id)
        return Page([customer_from(item) for item in items], next_cursor)

    def add_customer(self, customer: Customer, event: Event) -> None:
        add(self._table, new_customer_writes(customer, event), ("email", "A customer has this address already."))

    def save_customer(self, customer: Customer, event: Event) -> None:
        writes: list[Write] = [
            put_next(customer_item(customer), customer),
            Put(customer_email_item(customer)),
            put_event(keys.customer(self._org_id, customer.id), event),
        ]
        save(self._table, writes)


def new_customer_writes(customer: Customer, event: Event) -> list[Write]:
    """What makes a customer, alone or within their first ticket's transaction. The first write claims the address."""
    return [
        Put(customer_email_item(customer), NEW),
        Put(customer_item(customer), NEW),
        put_event(keys.customer(customer.org_id, customer.id), event),
    ]


def _position(position: dict[str, object]) -> tuple[str, str]:
    at, customer_id = position.get("at"), position.get("id")
    if not isinstance(at, str) or not isinstance(customer_id, str):
        raise BadCursor
    return at, customer_id
