"""Teams: whose tickets are whose."""

from http import HTTPStatus
from typing import Annotated, cast

from aws_lambda_powertools.event_handler.openapi.params import Body
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from schemas.http.people import CreateTeam, PatchTeam, Team
from tessera.edge.http import Answer, actor_of, answer, documented, if_match
from tessera.identity import present
from tessera.identity.model import TeamChanges

router = APIGatewayHttpRouter()


@router.post("/teams", summary="Add a team", tags=["administration"], responses=documented(Team, HTTPStatus.CREATED))
def create_team(body: Annotated[CreateTeam, Body()]) -> Answer:
    actor = actor_of(router)
    team = router.context["services"].staff(actor.org_id).create_team(actor, body.name, body.routing, body.signature)
    return answer(present.team(team), HTTPStatus.CREATED, team.version)


@router.patch("/teams/<team_id>", summary="Change a team", tags=["administration"], responses=documented(Team))
def patch_team(team_id: str, body: Annotated[PatchTeam, Body()]) -> Answer:
    actor = actor_of(router)
    staff = router.context["services"].staff(actor.org_id)
    changes = cast(TeamChanges, {name: getattr(body, name) for name in body.model_fields_set})
    team = staff.change_team(actor, team_id, changes, if_match(router))
    return answer(present.team(team), version=team.version)
