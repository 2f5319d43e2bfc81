"""Companies as items and back. Pure."""

from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.codec import Item
from tessera.adapters.dynamodb.people_items import common, record
from tessera.identity.companies import Company
from tessera.kernel.folding import folded
from tessera.kernel.ids import OrgId

COMPANY_SK = "CO"
DOMAIN_SK = "CD"


def company_item(company: Company) -> Item:
    """A deleted one is in no list."""
    return {
        "pk": keys.company(company.org_id, company.id),
        "sk": COMPANY_SK,
        "kind": "company",
        "id": company.id,
        "org_id": company.org_id,
        "name": company.name,
        "domains": list(company.domains) or None,
        "notes": company.notes or None,
        "fields": dict(company.fields) or None,
        "gs1": keys.companies(company.org_id) if company.deleted_at is None else None,
        "gsk": f"{folded(company.name)}#{company.id}",
        **common(company),
    }


def company_from(item: Item) -> Company:
    return Company(
        id=item["id"],
        org_id=OrgId(item["org_id"]),
        name=item["name"],
        domains=tuple(item.get("domains", ())),
        notes=item.get("notes", ""),
        fields=item.get("fields", {}),
        **record(item),
    )


def domain_items(company: Company) -> dict[str, Item]:
    """By domain: each claims it within the organization, and says whose it is. A deleted company has none."""
    if company.deleted_at is not None:
        return {}
    return {
        domain: {
            "pk": keys.company_domain(company.org_id, domain),
            "sk": DOMAIN_SK,
            "kind": "claim",
            "domain": domain,
            "company_id": company.id,
            "name": company.name,
        }
        for domain in company.domains
    }
