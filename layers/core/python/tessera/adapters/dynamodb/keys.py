"""Every key of the tables, in one place: docs/data-model.md explains them. All are under their organization."""

import hashlib

from tessera.kernel.ids import OrgId

#: What the sort keys of statuses, tags and custom fields begin with.
DEFINED = "CAT#"


def digest(value: str) -> str:
    """What stands in a key instead of a personal or unbounded value."""
    return hashlib.sha256(value.encode()).hexdigest()


def org(org_id: OrgId) -> str:
    return f"O#{org_id}"


def ticket(org_id: OrgId, ticket_id: str) -> str:
    return f"O#{org_id}#T#{ticket_id}"


def tickets_of_org(org_id: OrgId) -> str:
    return f"O#{org_id}#TICKETS"


def tickets_of_assignee(org_id: OrgId, agent_id: str | None) -> str:
    return f"O#{org_id}#ASSIGNEE#{agent_id or 'none'}"


def tickets_of_requester(org_id: OrgId, customer_id: str) -> str:
    return f"O#{org_id}#REQUESTER#{customer_id}"


def tickets_of_team(org_id: OrgId, team_id: str | None) -> str:
    return f"O#{org_id}#TEAM#{team_id or 'none'}"


def deleted_tickets(org_id: OrgId) -> str:
    return f"O#{org_id}#DELETED"


def scheduled(org_id: OrgId) -> str:
    return f"O#{org_id}#SCHEDULED"


def number(org_id: OrgId, value: int) -> str:
    return f"O#{org_id}#NO#{value}"


def claim(org_id: OrgId, kind: str, value: str) -> str:
    """A thing that may exist once in an organization: a mail, a repeated request."""
    return f"O#{org_id}#{kind}#{digest(value)}"


def global_claim(kind: str, value: str) -> str:
    """A thing that may exist once in the whole system: a sign-in address, a mailbox, a slug."""
    return f"U#{kind}#{digest(value.lower())}"


def drafts(org_id: OrgId, agent_id: str) -> str:
    return f"O#{org_id}#DRAFTS#{agent_id}"


def read_marks(org_id: OrgId, agent_id: str) -> str:
    """What an agent has read (in `live`)."""
    return f"O#{org_id}#READ#{agent_id}"


def devices(org_id: OrgId, agent_id: str) -> str:
    """The browsers in which an agent is told (in `live`)."""
    return f"O#{org_id}#DEVICES#{agent_id}"


def device(device_id: str) -> str:
    """Whose a browser is (in `live`)."""
    return f"DEVICE#{device_id}"


def notices(org_id: OrgId, agent_id: str) -> str:
    """What an agent is told (in `live`)."""
    return f"O#{org_id}#NOTICES#{agent_id}"


def file(org_id: OrgId, file_id: str) -> str:
    return f"O#{org_id}#F#{file_id}"


def customer(org_id: OrgId, customer_id: str) -> str:
    return f"O#{org_id}#C#{customer_id}"


def customers(org_id: OrgId) -> str:
    return f"O#{org_id}#CUSTOMERS"


def customers_by_name(org_id: OrgId) -> str:
    """Everybody by name, and once more by last name."""
    return f"O#{org_id}#CUSTOMERS#NAME"


def company(org_id: OrgId, company_id: str) -> str:
    return f"O#{org_id}#CO#{company_id}"


def companies(org_id: OrgId) -> str:
    return f"O#{org_id}#COMPANIES"


def company_domain(org_id: OrgId, domain: str) -> str:
    return f"O#{org_id}#CD#{digest(domain)}"


def members(org_id: OrgId, company_id: str) -> str:
    """Who was put into a company by hand."""
    return f"O#{org_id}#COMPANY#{company_id}#PEOPLE"


def domain(org_id: OrgId, domain: str) -> str:
    """The addresses at a domain, of people who were put nowhere by hand."""
    return f"O#{org_id}#DOMAIN#{domain}"


def tickets_of_company(org_id: OrgId, company_id: str) -> str:
    return f"O#{org_id}#COMPANY#{company_id}#TICKETS"


def customers_by_email(org_id: OrgId) -> str:
    """Every address that somebody has."""
    return f"O#{org_id}#CUSTOMERS#EMAIL"


def customer_email(org_id: OrgId, email: str) -> str:
    return f"O#{org_id}#CE#{digest(email.lower())}"


def quarantine(org_id: OrgId) -> str:
    return f"O#{org_id}#QUARANTINE"


def search(org_id: OrgId) -> str:
    """Where the organization's search index is, and who is making it (in `live`)."""
    return f"O#{org_id}#SEARCH"


def changes(org_id: OrgId) -> str:
    """The numbered changes of the organization's tickets (in `live`)."""
    return f"O#{org_id}#CHANGES"


def job(org_id: OrgId, job_id: str) -> str:
    return f"O#{org_id}#J#{job_id}"


def jobs(org_id: OrgId, agent_id: str | None) -> str:
    """All of them, or those that one agent started."""
    return f"O#{org_id}#JOBS" if agent_id is None else f"O#{org_id}#JOBS#{agent_id}"
