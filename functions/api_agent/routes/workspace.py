"""All that an agent's screens begin with, in one answer: five functions need not start for it."""

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.api_agent.routes.catalogue import shown_catalogue
from functions.api_agent.routes.me import shown_agents, shown_me, shown_teams
from functions.api_agent.routes.views import shown_views
from schemas.http.workspace import Workspace
from tessera.edge.http import Answer, actor_of, answer, documented

router = APIGatewayHttpRouter()


@router.get(
    "/workspace",
    summary="What every screen begins with",
    description="Who is signed in, their colleagues and teams, what tickets are made of, and saved views.",
    tags=["people"],
    responses=documented(Workspace),
)
def read_workspace() -> Answer:
    actor, services = actor_of(router), router.context["services"]
    return answer(
        {
            "me": shown_me(actor, services),
            "agents": shown_agents(actor, services),
            "teams": shown_teams(actor, services),
            "catalogue": shown_catalogue(actor, services),
            "views": shown_views(actor, services),
        }
    )
