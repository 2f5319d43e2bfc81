"""What tickets are made of, for whoever shows or fills in one."""

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from schemas.http.catalogue import Catalogue
from schemas.vocabulary import Permission
from tessera.catalogue import present
from tessera.edge.http import Answer, actor_of, answer, documented

router = APIGatewayHttpRouter()


@router.get(
    "/catalogue",
    summary="Statuses, tags and custom fields",
    tags=["catalogue"],
    responses=documented(Catalogue),
)
def read_catalogue() -> Answer:
    actor = actor_of(router)
    actor.require(Permission.TICKETS_READ)
    return answer(present.catalogue(actor, router.context["services"].catalogue(actor.org_id, fresh=True)))
