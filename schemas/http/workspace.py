"""What every screen of an agent needs before it can show anything else."""

from schemas.base import Outbound
from schemas.http.auth import Me
from schemas.http.catalogue import Catalogue
from schemas.http.people import AgentRef, Team
from schemas.http.views import View


class Workspace(Outbound):
    """What `/me`, `/agents`, `/teams`, `/catalogue` and `/views` answer, in one."""

    me: Me
    agents: list[AgentRef]
    teams: list[Team]
    catalogue: Catalogue
    views: list[View]
