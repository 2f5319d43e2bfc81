"""Where some of Acme's customers work. All are made up, on domains reserved for that (RFC 2606)."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from localstack.seed.ids import derived_id
from tessera.adapters.dynamodb.companies import DynamoCompanies
from tessera.identity.companies import new_company
from tessera.kernel.actor import Actor
from tessera.kernel.errors import AlreadyExists


@dataclass(frozen=True)
class Workplace:
    name: str
    domain: str
    notes: str = ""
    price_list: str = "retail"


WORKPLACES = (
    Workplace("Brightwater Dental Practice", "brightwater-dental.example", "Two machines in the waiting room."),
    Workplace("Castellan & Daughters", "castellan.example", "Bakery. Closed on Mondays.", "wholesale"),
    Workplace("Fern & Field Coffee", "fernandfield.example", "Invoices to the office.", "wholesale"),
    Workplace("North Pier", "northpier.example"),
    Workplace("The Old Mill B&B", "theoldmill.example"),
    Workplace("Wexler Conveyancing LLP", "wexlerlaw.example"),
)
_BY_DOMAIN = {one.domain: one for one in WORKPLACES}


def company_of(email: str, epoch: datetime) -> str | None:
    """The company that somebody with this address works for."""
    workplace = _BY_DOMAIN.get(email.rpartition("@")[2])
    return _id(workplace, epoch) if workplace else None


def found_companies(companies: DynamoCompanies, actor: Actor, epoch: datetime) -> None:
    for one in WORKPLACES:
        fields = {"price_list": one.price_list}
        company, event = new_company(actor, epoch, one.name, [one.domain], one.notes, fields, id=_id(one, epoch))
        if companies.company(company.id) is None:
            with suppress(AlreadyExists):
                companies.add_company(company, event)


def _id(workplace: Workplace, epoch: datetime) -> str:
    return derived_id(epoch, "company", workplace.domain)
