"""Customers as items and back. Pure.

A person is one item, one for each address (it claims the address, and carries what a mail or a ticket needs to know)
and up to two for the name, which only lead to them: whoever types the beginning of a name or an address finds them by
a range of an index.
"""

from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.codec import Item
from tessera.adapters.dynamodb.people_items import common, record, text_of, time_of
from tessera.identity.customers import Customer
from tessera.identity.free_mail import domain_of
from tessera.kernel.clock import to_text
from tessera.kernel.folding import folded
from tessera.kernel.ids import CustomerId, OrgId

SK = "C"
EMAIL_SK = "CE"


def customer_item(customer: Customer) -> Item:
    return {
        "pk": keys.customer(customer.org_id, customer.id),
        "sk": SK,
        "kind": "customer",
        "id": customer.id,
        "org_id": customer.org_id,
        "email": customer.email,
        "other_emails": list(customer.other_emails) or None,
        "name": customer.name,
        "phones": list(customer.phones) or None,
        "language": customer.language,
        "time_zone": customer.time_zone,
        "notes": customer.notes or None,
        "fields": dict(customer.fields) or None,
        "company_id": customer.company_id,
        "blocked_at": text_of(customer.blocked_at),
        "blocked_reason": customer.blocked_reason,
        "merged_into": customer.merged_into,
        "merged_ids": list(customer.merged_ids) or None,
        "brought": {name: list(pair) for name, pair in customer.brought.items()} or None,
        "gs1": keys.customers(customer.org_id) if customer.merged_into is None else None,
        "gs2": keys.members(customer.org_id, customer.company_id)
        if customer.company_id and customer.merged_into is None
        else None,
        "gsk": f"{to_text(customer.updated_at)}#{customer.id}",
        **common(customer),
    }


def customer_from(item: Item) -> Customer:
    return Customer(
        id=CustomerId(item["id"]),
        org_id=OrgId(item["org_id"]),
        email=item["email"],
        other_emails=tuple(item.get("other_emails", ())),
        name=item["name"],
        phones=tuple(item.get("phones", ())),
        language=item.get("language"),
        time_zone=item.get("time_zone"),
        notes=item.get("notes", ""),
        fields=item.get("fields", {}),
        company_id=item.get("company_id"),
        blocked_at=time_of(item.get("blocked_at")),
        blocked_reason=item.get("blocked_reason"),
        merged_into=item.get("merged_into"),
        merged_ids=tuple(item.get("merged_ids", ())),
        brought={name: (before, after) for name, (before, after) in item.get("brought", {}).items()},
        **record(item),
    )


def email_items(customer: Customer) -> dict[str, Item]:
    """By address: each claims it within the organization, and knows enough to name a ticket's requester."""
    if customer.merged_into is not None:
        return {}
    return {email: _email_item(customer, email) for email in customer.emails}


def _email_item(customer: Customer, email: str) -> Item:
    """The first of their addresses at a domain stands in the domain's list."""
    domain = domain_of(email)
    first = next((each for each in customer.emails if domain_of(each) == domain), None)
    listed = domain is not None and customer.company_id is None and email == first
    return {
        "pk": keys.customer_email(customer.org_id, email),
        "sk": EMAIL_SK,
        "kind": "claim",
        "customer_id": customer.id,
        "email": email,
        "name": customer.name,
        "blocked": (customer.blocked_reason or "") if customer.blocked_at else None,
        "company_id": customer.company_id,
        "domains": list(customer.domains) or None,
        "gs1": keys.customers_by_email(customer.org_id),
        "gs2": keys.domain(customer.org_id, domain) if listed and domain else None,
        "gsk": email,
    }


def name_items(customer: Customer) -> dict[str, Item]:
    """By sort key: the whole name, and the last word of it if there are several."""
    words = folded(customer.name).split() if customer.merged_into is None else []
    forms = {"CN#0": " ".join(words), "CN#1": words[-1] if len(words) > 1 else ""}
    return {
        sk: {
            "pk": keys.customer(customer.org_id, customer.id),
            "sk": sk,
            "kind": "name",
            "customer_id": customer.id,
            "gs1": keys.customers_by_name(customer.org_id),
            "gsk": f"{form}#{customer.id}",
        }
        for sk, form in forms.items()
        if form
    }
