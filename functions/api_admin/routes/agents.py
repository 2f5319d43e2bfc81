"""Agents: who works here, and what they may do."""

from http import HTTPStatus
from typing import Annotated, cast

from aws_lambda_powertools.event_handler.openapi.params import Body
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from schemas.http.people import AgentDetail, AgentDetailList, CreateAgent, PatchAgent
from tessera.edge.http import Answer, actor_of, answer, documented, if_match
from tessera.identity import present
from tessera.identity.hours import hours_from
from tessera.identity.model import AgentChanges
from tessera.kernel.errors import Invalid

router = APIGatewayHttpRouter()

NONE_MEANS = ("capacity", "away_until", "working_hours")


@router.get("/agents", summary="List agents", tags=["administration"], responses=documented(AgentDetailList))
def list_agent_records() -> Answer:
    actor = actor_of(router)
    agents = router.context["services"].staff(actor.org_id).list_agents(actor)
    return answer({"items": [present.agent(agent) for agent in agents]})


@router.post(
    "/agents", summary="Add an agent", tags=["administration"], responses=documented(AgentDetail, HTTPStatus.CREATED)
)
def create_agent(body: Annotated[CreateAgent, Body()]) -> Answer:
    actor = actor_of(router)
    agent = (
        router.context["services"]
        .staff(actor.org_id)
        .create_agent(
            actor,
            name=body.name,
            email=body.email,
            password=body.password,
            role=body.role,
            team_ids=body.team_ids,
            ticket_scope=body.ticket_scope,
        )
    )
    return answer(present.agent(agent), HTTPStatus.CREATED, agent.version)


@router.patch(
    "/agents/<agent_id>", summary="Change an agent", tags=["administration"], responses=documented(AgentDetail)
)
def patch_agent(agent_id: str, body: Annotated[PatchAgent, Body()]) -> Answer:
    actor = actor_of(router)
    staff = router.context["services"].staff(actor.org_id)
    agent = staff.change_agent(actor, agent_id, _changes(body), password=body.password, seen_version=if_match(router))
    return answer(present.agent(agent), version=agent.version)


def _changes(body: PatchAgent) -> AgentChanges:
    """The fields that were sent. Most of them cannot be emptied, so null is refused by name."""
    sent = {name: getattr(body, name) for name in body.model_fields_set}
    for name, value in sent.items():
        if value is None and name not in NONE_MEANS:
            raise Invalid("This cannot be null. Leave it out to keep it as it is.", name)
    if body.working_hours is not None:
        sent["working_hours"] = hours_from(body.working_hours.model_dump())
    return cast(AgentChanges, {name: value for name, value in sent.items() if name != "password"})
