"""Agents, customers, and signing in."""

from functools import cached_property
from typing import TYPE_CHECKING

from tessera.bootstrap.stores import Stores
from tessera.kernel.ids import OrgId

if TYPE_CHECKING:
    from tessera.identity.book import CustomerBook
    from tessera.identity.claims import AccessClaims
    from tessera.identity.company_book import CompanyBook
    from tessera.identity.organization import Premises
    from tessera.identity.service import Staff
    from tessera.identity.sign_in import SignIn


def _sanitise(html: str) -> str:
    from tessera.channels.mail.sanitise import sanitise

    return sanitise(html) if html else ""


class People(Stores):
    def staff(self, org_id: OrgId) -> "Staff":
        from tessera.identity.service import Staff

        return Staff(self.people(org_id), lambda: self.passwords, self.clock, _sanitise)

    def premises(self, org_id: OrgId) -> "Premises":
        from tessera.identity.organization import Premises

        return Premises(self.people(org_id), self.clock, _sanitise)

    def customers(self, org_id: OrgId) -> "CustomerBook":
        from tessera.identity.book import CustomerBook

        return CustomerBook(self.customer_table(org_id), self.company_table(org_id), self.clock)

    def companies(self, org_id: OrgId) -> "CompanyBook":
        from tessera.identity.company_book import CompanyBook

        return CompanyBook(self.company_table(org_id), self.clock)

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
