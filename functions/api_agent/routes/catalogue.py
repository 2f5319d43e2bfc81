"""What tickets are made of, for whoever shows or fills in one."""

from typing import Any

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from schemas.http.catalogue import Catalogue
from schemas.vocabulary import Permission
from tessera.bootstrap import Services
from tessera.catalogue import present
from tessera.edge.http import Answer, actor_of, answer, documented
from tessera.kernel.actor import Actor

router = APIGatewayHttpRouter()


@router.get(
    "/catalogue",
    summary="Statuses, tags and custom fields",
    tags=["catalogue"],
    responses=documented(Catalogue),
)
def read_catalogue() -> Answer:
    return answer(shown_catalogue(actor_of(router), router.context["services"]))


def shown_catalogue(actor: Actor, services: Services) -> Any:
    actor.require(Permission.TICKETS_READ)
    return present.catalogue(actor, services.catalogue(actor.org_id, fresh=True))
