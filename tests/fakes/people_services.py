"""The services that people's functions ask `bootstrap` for, in memory."""

from typing import Any

from schemas.vocabulary import FieldOf
from tessera.adapters.tokens import issue_token, read_token
from tessera.catalogue.filling import OwnFields
from tessera.channels.preview import Example, PreviewedMail, previewed
from tessera.channels.quarantine import QuarantineService
from tessera.identity.book import CustomerBook
from tessera.identity.claims import AccessClaims
from tessera.identity.model import Agent, Organization
from tessera.identity.organization import Premises
from tessera.identity.service import Staff
from tessera.identity.sign_in import SignIn
from tessera.insight.reading import AuditReading
from tessera.insight.service import AuditTrail
from tessera.kernel.ids import OrgId
from tessera.settings import Settings
from tessera.ticketing.custom import NothingDefined
from tests.fakes.identity import (
    FakeClock,
    FakeCompanies,
    FakeCustomers,
    FakeDirectory,
    FakePasswords,
    FakePeople,
    FakeSessions,
    FakeStore,
)
from tests.fakes.insight import EverybodysTickets, FakeAuditLog, FakeBus
from tests.fakes.mail import FakeQuarantine, FakeQueue

SECRET = "a secret that only tests know, of 32+ bytes"


class PeopleServices:
    """The same names as `tessera.bootstrap.Services`. Tokens are real ones: their time is the machine's."""

    def __init__(self, web_origin: str = "https://desk.example.com") -> None:
        self.settings = Settings({"TESSERA_WEB_ORIGIN": web_origin})
        self.clock = FakeClock()
        self.store = FakeStore()
        self.sessions = FakeSessions()
        self.logs: dict[str, FakeAuditLog] = {}
        self.bus = FakeBus()
        self.quarantines: dict[str, FakeQuarantine] = {}
        self.inbound = FakeQueue()
        self.sign_in = SignIn(FakeDirectory(self.store), self.sessions, FakePasswords(), self._issue, self.clock)

    def keep(self, agent: Agent) -> Agent:
        self.store.agents[agent.org_id, agent.id] = agent
        return agent

    def staff(self, org_id: OrgId) -> Staff:
        return Staff(FakePeople(self.store, org_id), FakePasswords, self.clock, str)

    def premises(self, org_id: OrgId) -> Premises:
        return Premises(FakePeople(self.store, org_id), self.clock, str)

    def preview(self, organization: Organization, agent: str, **example: str) -> PreviewedMail:
        return previewed(organization, agent, Example(**example), self.clock())

    def customers(self, org_id: OrgId) -> CustomerBook:
        fields = OwnFields(NothingDefined(), FieldOf.PERSON)
        return CustomerBook(FakeCustomers(self.store, org_id), FakeCompanies(self.store, org_id), fields, self.clock)

    def log(self, org_id: str) -> FakeAuditLog:
        return self.logs.setdefault(org_id, FakeAuditLog())

    def audit(self, org_id: OrgId) -> AuditTrail:
        return AuditTrail(self.log(org_id), lambda _: None)

    def audit_reading(self, org_id: OrgId) -> AuditReading:
        return AuditReading(self.log(org_id), EverybodysTickets(), NothingDefined())

    def quarantine(self, org_id: OrgId) -> QuarantineService:
        kept = self.quarantines.setdefault(org_id, FakeQuarantine())
        return QuarantineService(org_id, kept, lambda: self.inbound, self.clock)

    def access_claims(self, token: str) -> AccessClaims | None:
        return read_token(SECRET, token)

    def _issue(self, claims: AccessClaims) -> str:
        return issue_token(SECRET, claims)


def install(monkeypatch: Any, services: PeopleServices) -> PeopleServices:
    """Let functions find these services."""
    monkeypatch.setattr("tessera.bootstrap.services", lambda: services)
    return services
