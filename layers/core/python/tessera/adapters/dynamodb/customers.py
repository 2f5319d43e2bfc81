"""Customers in the `core` table."""

from collections.abc import Iterable, Mapping, Sequence

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path

from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.codec import Item
from tessera.adapters.dynamodb.company_items import COMPANY_SK, DOMAIN_SK
from tessera.adapters.dynamodb.customer_items import (
    EMAIL_SK,
    SK,
    customer_from,
    customer_item,
    email_items,
    name_items,
)
from tessera.adapters.dynamodb.events import put_event
from tessera.adapters.dynamodb.identity import add, put_next, save, transact
from tessera.adapters.dynamodb.table import NEW, ConditionFailed, Delete, Put, Table, Write, equals
from tessera.identity.companies import CompanyRef
from tessera.identity.customers import NO_COMPANY, TAKEN, Customer
from tessera.identity.free_mail import domain_of
from tessera.identity.merging import Pair
from tessera.identity.ports import StaleRecord
from tessera.kernel.errors import AlreadyExists, BadCursor
from tessera.kernel.events import Event
from tessera.kernel.folding import folded
from tessera.kernel.ids import OrgId
from tessera.kernel.page import Page, decode_cursor, encode_cursor
from tessera.kernel.person import Contact, Person, comparable

#: What a range of an index may be asked for; a longer beginning of a name or an address finds nobody.
MAX_PREFIX = 200


class DynamoCustomers:
    """`identity.ports.Customers` and `ticketing.ports.Customers` for one organization."""

    def __init__(self, table: Table, org_id: OrgId) -> None:
        self._table = table
        self._org_id = org_id

    def customer(self, customer_id: str) -> Customer | None:
        item = self._table.get(keys.customer(self._org_id, customer_id), SK)
        return customer_from(item) if item else None

    def look_up(self, email: str) -> Contact:
        """One call; a second one only for somebody whose company may follow from another address of theirs, or was
        chosen by hand: it may be deleted by now."""
        domain = domain_of(email)
        wanted = [(keys.customer_email(self._org_id, email), EMAIL_SK)]
        if domain:
            wanted.append((keys.company_domain(self._org_id, domain), DOMAIN_SK))
        items = {item["sk"]: item for item in self._table.get_many(wanted, consistent=True)}
        there, holder = items.get(EMAIL_SK), items.get(DOMAIN_SK)
        if there is None:
            return Contact(company_id=holder["company_id"] if holder else None)
        person = Person(there["customer_id"], there["name"], there["email"])
        return Contact(person, there.get("blocked"), self._employer(there, holder))

    def _employer(self, there: Item, holder: Item | None) -> str | None:
        """The company of whom an address belongs to. `holder` has the domain of this address."""
        chosen, domains = there.get("company_id"), there.get("domains", [])
        if chosen is not None:
            return str(chosen) if chosen != NO_COMPANY and self._is_there(chosen) else None
        if holder is not None and domains[:1] == [holder["domain"]]:
            return str(holder["company_id"])
        others = self.holders(domains)
        return next((others[each].id for each in domains if each in others), None)

    def _is_there(self, company_id: str) -> bool:
        item = self._table.get(keys.company(self._org_id, company_id), COMPANY_SK)
        return item is not None and item.get("deleted_at") is None

    def holders(self, domains: Iterable[str]) -> dict[str, CompanyRef]:
        """By domain: the company that has it."""
        wanted = [(keys.company_domain(self._org_id, each), DOMAIN_SK) for each in dict.fromkeys(domains)]
        return {item["domain"]: CompanyRef(item["company_id"], item["name"]) for item in self._all(wanted)}

    def companies_of(self, customers: Sequence[Customer]) -> dict[str, CompanyRef]:
        chosen = {one.company_id for one in customers if one.company_id and one.company_id != NO_COMPANY}
        domains = {domain for one in customers for domain in one.domains}
        wanted = [(keys.company(self._org_id, each), COMPANY_SK) for each in chosen]
        wanted += [(keys.company_domain(self._org_id, each), DOMAIN_SK) for each in domains]
        items = [item for item in self._all(wanted) if item.get("deleted_at") is None]
        refs = {item.get("domain") or item["id"]: _ref(item) for item in items}
        ways = {one.id: (one.company_id,) if one.company_id else one.domains for one in customers}
        found = {each: next((refs[way] for way in by if way in refs), None) for each, by in ways.items()}
        return {each: ref for each, ref in found.items() if ref}

    def _all(self, wanted: list[tuple[str, str]]) -> list[Item]:
        pages = (wanted[at : at + 100] for at in range(0, len(wanted), 100))
        return [item for page in pages for item in self._table.get_many(page)]

    def addresses(self, customer_id: str) -> tuple[str, ...]:
        """One call, and one more for whoever was merged into somebody."""
        found = self.customer(customer_id)
        while found is not None and found.merged_into is not None:
            found = self.customer(found.merged_into)
        return found.emails if found else ()

    def known_as(self, email: str) -> tuple[str, ...]:
        """Two calls, and one more for whoever was merged into somebody; one for an address that is nobody's."""
        there = self._table.get(keys.customer_email(self._org_id, email), EMAIL_SK)
        return self.addresses(there["customer_id"]) if there else ()

    def customers(self, limit: int, cursor: str | None) -> Page[Customer]:
        """Newest change first: one call."""
        index = keys.customers(self._org_id)
        after = None
        if cursor is not None:
            at, customer_id = _position(decode_cursor(cursor, "customers", self._org_id))
            after = {"pk": keys.customer(self._org_id, customer_id), "sk": SK, "gs1": index, "gsk": at}
        items, last = self._table.query(index, index="gs1", limit=limit, after=after, forward=False)
        next_cursor = None
        if last is not None:
            position = {"at": last["gsk"], "id": items[-1]["id"]}
            next_cursor = encode_cursor(position, "customers", self._org_id)
        return Page([customer_from(item) for item in items], next_cursor)

    def find_customers(self, prefix: str, limit: int) -> list[Customer]:
        """Three calls: a range of the names, one of the addresses, and the people themselves."""
        wanted = folded(prefix)[:MAX_PREFIX]
        if not wanted:
            return []
        ranges = (
            (keys.customers_by_name(self._org_id), wanted),
            (keys.customers_by_email(self._org_id), comparable(prefix)[:MAX_PREFIX]),
        )
        ids: dict[str, None] = {}
        for index, beginning in ranges:
            begins = Path("gsk").startswith(beginning)
            items, _ = self._table.query(index, begins, index="gs1", limit=limit)
            ids |= dict.fromkeys(item["customer_id"] for item in items)
        return self.many(list(ids)[:limit])

    def many(self, ids: list[str]) -> list[Customer]:
        """Those that are there, in this order: one call for at most 100."""
        items = self._all([(keys.customer(self._org_id, each), SK) for each in ids])
        found = {item["id"]: customer_from(item) for item in items}
        return [found[each] for each in ids if each in found]

    def add_customer(self, customer: Customer, event: Event) -> None:
        field = "emails" if len(customer.emails) > 1 else "email"
        add(self._table, new_customer_writes(customer, event), (field, TAKEN))

    def save_customer(self, before: Customer, customer: Customer, event: Event) -> None:
        """One transaction; the addresses and names that stay as they were are left alone."""
        writes: list[Write] = [
            put_next(customer_item(customer), customer),
            *_address_writes([before], [customer]),
            *_name_writes(before, customer),
            put_event(keys.customer(self._org_id, customer.id), event),
        ]
        try:
            transact(self._table, writes)
        except ConditionFailed as error:
            failed = writes[error.index]
            if isinstance(failed, Put) and failed.condition is NEW:
                place = customer.emails.index(failed.item["email"])
                raise AlreadyExists(TAKEN, f"emails.{place}") from error
            raise StaleRecord from error

    def save_pair(self, before: Pair, after: Pair, events: Sequence[Event]) -> None:
        """One transaction."""
        writes: list[Write] = [
            *(put_next(customer_item(one), one) for one in after),
            *_address_writes(before, after),
            *(write for pair in zip(before, after, strict=True) for write in _name_writes(*pair)),
            *(put_event(keys.customer(self._org_id, event.subject_id), event) for event in events),
        ]
        save(self._table, writes)


def new_customer_writes(customer: Customer, event: Event) -> list[Write]:
    """What makes a customer, alone or within their first ticket's transaction. The first writes claim the addresses."""
    return [
        *(Put(item, NEW) for item in email_items(customer).values()),
        Put(customer_item(customer), NEW),
        *(Put(item) for item in name_items(customer).values()),
        put_event(keys.customer(customer.org_id, customer.id), event),
    ]


def _address_writes(before: Sequence[Customer], after: Sequence[Customer]) -> list[Write]:
    """An address that is kept, changed, given up or goes from one to the other has to be its holder's still."""
    old = {email: item for one in before for email, item in email_items(one).items()}
    new = {email: item for one in after for email, item in email_items(one).items()}

    def still_theirs(email: str) -> Condition:
        return equals("customer_id", old[email]["customer_id"])

    return [
        *(Put(new[email], NEW) for email in new if email not in old),
        *(Put(new[email], still_theirs(email)) for email in new if email in old and new[email] != old[email]),
        *(Delete(old[email]["pk"], EMAIL_SK, still_theirs(email)) for email in old if email not in new),
    ]


def _name_writes(before: Customer, after: Customer) -> list[Write]:
    old, new = name_items(before), name_items(after)
    return [
        *(Put(item) for sk, item in new.items() if item != old.get(sk)),
        *(Delete(item["pk"], sk) for sk, item in old.items() if sk not in new),
    ]


def _ref(item: Item) -> CompanyRef:
    return CompanyRef(item.get("company_id") or item["id"], item["name"])


def _position(position: Mapping[str, object]) -> tuple[str, str]:
    at, customer_id = position.get("at"), position.get("id")
    if not isinstance(at, str) or not isinstance(customer_id, str):
        raise BadCursor
    return at, customer_id
