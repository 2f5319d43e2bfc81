"""Agents, customers, and signing in."""

from functools import cached_property
from typing import TYPE_CHECKING

from schemas.vocabulary import ActorType, FieldOf
from tessera.bootstrap.catalogue import Definitions
from tessera.kernel.actor import Actor
from tessera.kernel.ids import OrgId

if TYPE_CHECKING:
    from tessera.catalogue.filling import OwnFields
    from tessera.identity.book import CustomerBook
    from tessera.identity.claims import AccessClaims
    from tessera.identity.company_book import CompanyBook
    from tessera.identity.organization import Premises
    from tessera.identity.service import Staff
    from tessera.identity.sign_in import SignIn


def _sanitise(html: str) -> str:
    from tessera.channels.mail.sanitise import sanitise

    return sanitise(html) if html else ""


class People(Definitions):
    def staff(self, org_id: OrgId) -> "Staff":
        from tessera.identity.service import Staff

        return Staff(self.people(org_id), lambda: self.passwords, self.clock, _sanitise)

    def premises(self, org_id: OrgId) -> "Premises":
        from tessera.identity.organization import Premises

        return Premises(self.people(org_id), self.clock, _sanitise)

    def customers(self, org_id: OrgId) -> "CustomerBook":
        from tessera.identity.book import CustomerBook

        fields = self.own_fields(org_id, FieldOf.PERSON)
        return CustomerBook(self.customer_table(org_id), self.company_table(org_id), fields, self.clock)

    def companies(self, org_id: OrgId) -> "CompanyBook":
        from tessera.identity.company_book import CompanyBook

        fields, of_people = (self.own_fields(org_id, of) for of in (FieldOf.COMPANY, FieldOf.PERSON))
        return CompanyBook(self.company_table(org_id), fields, of_people, self.clock)

    def agent_in_role(self, org_id: OrgId, agent_id: str) -> Actor | None:
        """An agent with the role and the teams they have at this moment, also if they have left."""
        agent = self.people(org_id).agent(agent_id)
        if agent is None:
            return None
        teams = frozenset[str](agent.team_ids)
        return Actor(org_id, ActorType.AGENT, agent.id, agent.name, agent.role, teams, agent.ticket_scope)

    def own_fields(self, org_id: OrgId, of: FieldOf) -> "OwnFields":
        from tessera.catalogue.filling import OwnFields

        return OwnFields(self.at_hand(org_id), of)

    @cached_property
    def sign_in(self) -> "SignIn":
        from tessera.adapters.dynamodb.sessions import DynamoSessions
        from tessera.adapters.tokens import issue_token
        from tessera.identity.sign_in import SignIn

        def issue(claims: "AccessClaims") -> str:
            return issue_token(self.secrets.read(self.settings.signing_secret), claims)

        return SignIn(self.directory, DynamoSessions(self.live), self.passwords, issue, self.clock)

    def access_claims(self, token: str) -> "AccessClaims | None":
        """What an access token says, or None if it is not ours or not good any more."""
        from tessera.adapters.tokens import read_token

        return read_token(self.secrets.read(self.settings.signing_secret), token)
