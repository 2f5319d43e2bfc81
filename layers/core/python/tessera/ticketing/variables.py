"""What a text may say of a ticket and of whoever answers it (see `tessera.kernel.template`)."""

from tessera.kernel.person import Person
from tessera.kernel.template import first_name
from tessera.ticketing.model import Ticket


def variables_of(ticket: Ticket, agent_name: str) -> dict[str, str]:
    """The values of `template.VARIABLES`."""
    return variables(ticket.number, ticket.subject, ticket.requester, agent_name)


def variables(number: int, subject: str, requester: Person, agent_name: str) -> dict[str, str]:
    """The same, of what is not a ticket yet."""
    return {
        "ticket.number": str(number),
        "ticket.subject": subject,
        "ticket.requester.name": requester.name,
        "ticket.requester.first_name": first_name(requester.name),
        "ticket.requester.email": requester.email,
        "agent.name": agent_name,
        "agent.first_name": first_name(agent_name),
    }
