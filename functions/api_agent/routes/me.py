"""Who I am, and whom I work with."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Body
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from schemas.http.auth import Me
from schemas.http.organization import MailboxList
from schemas.http.people import AgentList, AgentRef, OwnWorkingHours, SetAway, TeamList
from tessera.bootstrap import Services
from tessera.edge.http import Answer, actor_of, answer, documented
from tessera.identity import present
from tessera.identity.hours import hours_from
from tessera.kernel.actor import Actor

router = APIGatewayHttpRouter()


@router.get("/me", summary="Who is signed in", tags=["people"], responses=documented(Me))
def read_me() -> Answer:
    return answer(shown_me(actor_of(router), router.context["services"]))


def shown_me(actor: Actor, services: Services) -> Any:
    staff = services.staff(actor.org_id)
    return present.me(staff.get_own_record(actor), staff.organization())


@router.put(
    "/me/away",
    summary="Go away, or come back",
    description="Nobody who is away is given tickets by routing.",
    tags=["people"],
    responses=documented(AgentRef),
)
def set_away(body: Annotated[SetAway, Body()]) -> Answer:
    actor = actor_of(router)
    staff = router.context["services"].staff(actor.org_id)
    return answer(present.colleague(staff.set_away(actor, body.away, body.until, body.hand_back)))


@router.get("/me/working-hours", summary="When I work", tags=["people"], responses=documented(OwnWorkingHours))
def read_hours() -> Answer:
    actor = actor_of(router)
    return answer(present.hours(router.context["services"].staff(actor.org_id).get_own_record(actor)))


@router.put(
    "/me/working-hours",
    summary="Say when I work",
    description="Outside of it routing gives me no tickets.",
    tags=["people"],
    responses=documented(OwnWorkingHours),
)
def set_hours(body: Annotated[OwnWorkingHours, Body()]) -> Answer:
    actor = actor_of(router)
    hours = hours_from(body.working_hours.model_dump()) if body.working_hours else None
    return answer(present.hours(router.context["services"].staff(actor.org_id).set_hours(actor, hours)))


@router.get("/agents", summary="All agents", tags=["people"], responses=documented(AgentList))
def list_agents() -> Answer:
    return answer({"items": shown_agents(actor_of(router), router.context["services"])})


def shown_agents(actor: Actor, services: Services) -> list[Any]:
    return [present.colleague(agent) for agent in services.staff(actor.org_id).list_colleagues(actor)]


@router.get("/teams", summary="All teams", tags=["people"], responses=documented(TeamList))
def list_teams() -> Answer:
    return answer({"items": shown_teams(actor_of(router), router.context["services"])})


def shown_teams(actor: Actor, services: Services) -> list[Any]:
    return [present.team(team) for team in services.staff(actor.org_id).list_teams(actor)]


@router.get("/mailboxes", summary="All addresses for mail", tags=["people"], responses=documented(MailboxList))
def list_mailboxes() -> Answer:
    actor = actor_of(router)
    mailboxes = router.context["services"].premises(actor.org_id).list_mailboxes(actor)
    return answer({"items": [present.mailbox(one) for one in mailboxes]})
