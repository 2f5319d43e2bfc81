"""Companies in the `core` table, and who works there."""

from collections.abc import Iterable

from pynamodb.expressions.operand import Path

from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.codec import Item
from tessera.adapters.dynamodb.company_items import (
    COMPANY_SK,
    DOMAIN_SK,
    company_from,
    company_item,
    domain_items,
)
from tessera.adapters.dynamodb.customer_items import EMAIL_SK, SK
from tessera.adapters.dynamodb.customers import MAX_PREFIX, DynamoCustomers
from tessera.adapters.dynamodb.events import put_event
from tessera.adapters.dynamodb.identity import put_next, transact
from tessera.adapters.dynamodb.table import NEW, ConditionFailed, Delete, Put, Table, Write, equals
from tessera.identity.companies import Company, CompanyRef, domain_taken
from tessera.identity.customers import Customer
from tessera.identity.ports import StaleRecord
from tessera.kernel.errors import AlreadyExists, BadCursor
from tessera.kernel.events import Event
from tessera.kernel.folding import folded
from tessera.kernel.ids import OrgId
from tessera.kernel.page import Page, decode_cursor, encode_cursor

#: A name may go on behind the sign that ends it in the index: `acme` and `acme#2`.
MAX_NAMESAKES = 20


class DynamoCompanies:
    """`identity.ports.Companies` for one organization."""

    def __init__(self, table: Table, org_id: OrgId) -> None:
        self._table = table
        self._org_id = org_id
        self._customers = DynamoCustomers(table, org_id)

    def company(self, company_id: str) -> Company | None:
        item = self._table.get(keys.company(self._org_id, company_id), COMPANY_SK)
        return company_from(item) if item else None

    def companies(self, prefix: str, limit: int, cursor: str | None) -> Page[Company]:
        """One call."""
        index, wanted = keys.companies(self._org_id), folded(prefix)[:MAX_PREFIX]
        bound = ("companies", self._org_id, wanted)
        after = self._start(index, wanted, decode_cursor(cursor, *bound)) if cursor else None
        begins = Path("gsk").startswith(wanted) if wanted else None
        items, last = self._table.query(index, begins, index="gs1", limit=limit, after=after)
        next_cursor = encode_cursor({"at": last["gsk"], "id": items[-1]["id"]}, *bound) if last else None
        return Page([company_from(item) for item in items], next_cursor)

    def companies_named(self, name: str) -> list[Company]:
        """One call."""
        wanted = folded(name)
        begins = Path("gsk").startswith(f"{wanted}#")
        items, _ = self._table.query(keys.companies(self._org_id), begins, index="gs1", limit=MAX_NAMESAKES)
        return [company_from(item) for item in items if folded(item["name"]) == wanted]

    def members(self, company: Company, limit: int, cursor: str | None) -> Page[Customer]:
        """Of those whom its lists name, who works there: a call for the people beside what the lists cost."""
        listed = self.listed(company, limit, cursor)
        people = self._customers.many(listed.items)
        there = self._customers.companies_of(people)
        theirs = [one for one in people if (ref := there.get(one.id)) and ref.id == company.id]
        return Page(theirs, listed.next_cursor)

    def listed(self, company: Company, limit: int, cursor: str | None) -> Page[str]:
        """A query for each way to belong that is not read to its end yet.

        Who has addresses at two of the domains is shown at the first one.
        """
        parts = [keys.members(self._org_id, company.id), *(keys.domain(self._org_id, each) for each in company.domains)]
        bound = ("members", self._org_id, company.id, *company.domains)
        part, after = _resumed(decode_cursor(cursor, *bound), parts) if cursor else (0, None)
        found: list[Item] = []
        while part < len(parts) and len(found) < limit:
            items, after = self._table.query(parts[part], index="gs2", limit=limit - len(found), after=after)
            found += [item for item in items if not set(item.get("domains", ())) & set(company.domains[: part - 1])]
            if after is not None:
                break
            part += 1
        ids = [item.get("customer_id") or item["id"] for item in found]
        return Page(ids, encode_cursor(_position(part, after), *bound) if part < len(parts) else None)

    def holders(self, domains: Iterable[str]) -> dict[str, CompanyRef]:
        """One call for at most 100."""
        return self._customers.holders(domains)

    def add_company(self, company: Company, event: Event) -> None:
        domains = [Put(item, NEW) for item in domain_items(company).values()]
        self._write(company, [Put(company_item(company), NEW), *domains], event)

    def save_company(self, before: Company, company: Company, event: Event) -> None:
        old, new = domain_items(before), domain_items(company)
        theirs = equals("company_id", company.id)
        writes: list[Write] = [
            *(Put(new[each], NEW) for each in new if each not in old),
            *(Put(new[each], theirs) for each in new if each in old and new[each] != old[each]),
            *(Delete(old[each]["pk"], DOMAIN_SK, theirs) for each in old if each not in new),
        ]
        self._write(company, [*writes, put_next(company_item(company), company)], event)

    def _write(self, company: Company, writes: list[Write], event: Event) -> None:
        writes = [*writes, put_event(keys.company(self._org_id, company.id), event)]
        try:
            transact(self._table, writes)
        except ConditionFailed as error:
            failed = writes[error.index]
            if not isinstance(failed, Put) or failed.condition is not NEW:
                raise StaleRecord from error
            if "domain" not in failed.item:
                raise AlreadyExists("There is a company of this id already.", "id") from error
            raise domain_taken(company, failed.item["domain"]) from error

    def _start(self, index: str, wanted: str, position: dict[str, object]) -> Item:
        at, company_id = position.get("at"), position.get("id")
        if not isinstance(at, str) or not isinstance(company_id, str) or not at.startswith(wanted):
            raise BadCursor
        return {"pk": keys.company(self._org_id, company_id), "sk": COMPANY_SK, "gs1": index, "gsk": at}


def _position(part: int, after: Item | None) -> dict[str, object]:
    return {"part": part, "after": [after["pk"], after["sk"], after["gsk"]] if after else None}


def _resumed(position: dict[str, object], parts: list[str]) -> tuple[int, Item | None]:
    part, after = position.get("part"), position.get("after")
    if not isinstance(part, int) or not 0 <= part < len(parts):
        raise BadCursor
    if after is None:
        return part, None
    if not isinstance(after, list) or len(after) != 3 or not all(isinstance(each, str) and each for each in after):
        raise BadCursor
    pk, sk, gsk = after
    if sk not in (SK, EMAIL_SK) or not pk.startswith(parts[part].partition("#DOMAIN#")[0].partition("#COMPANY#")[0]):
        raise BadCursor
    return part, {"pk": pk, "sk": sk, "gs2": parts[part], "gsk": gsk}
