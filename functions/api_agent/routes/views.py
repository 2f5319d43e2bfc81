"""Saved views."""

from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Body
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from schemas.http.views import CreateView, PatchView, View, ViewList, ViewOrder
from tessera.bootstrap import Services
from tessera.edge.http import Answer, actor_of, answer, documented, if_match
from tessera.kernel.actor import Actor
from tessera.kernel.errors import Invalid
from tessera.views import present
from tessera.views.model import View as Saved
from tessera.views.service import ViewService

router = APIGatewayHttpRouter()

NONE_MEANS = ("sort", "group", "columns")


@router.get("/views", summary="List saved views", tags=["views"], responses=documented(ViewList))
def list_views() -> Answer:
    return answer({"items": shown_views(actor_of(router), router.context["services"])})


def shown_views(actor: Actor, services: Services) -> list[Any]:
    service = services.saved_views(actor.org_id)
    views = service.list_views(actor)
    gone = service.gone_fields(views)
    return [present.view(view, gone[view.id]) for view in views]


@router.post("/views", summary="Save a view", tags=["views"], responses=documented(View, HTTPStatus.CREATED))
def create_view(body: Annotated[CreateView, Body()]) -> Answer:
    actor = actor_of(router)
    view = _views(actor).create_view(actor, body.model_dump())
    return answer(_shown(actor, view), HTTPStatus.CREATED, view.version)


@router.patch("/views/<view_id>", summary="Change a saved view", tags=["views"], responses=documented(View))
def patch_view(view_id: str, body: Annotated[PatchView, Body()]) -> Answer:
    actor = actor_of(router)
    fields: dict[str, Any] = body.model_dump(exclude_unset=True)
    empty = next((name for name, value in fields.items() if value is None and name not in NONE_MEANS), None)
    if empty:
        raise Invalid("This cannot be empty. Leave the field out to keep it as it is.", empty)
    view = _views(actor).change_view(actor, view_id, fields, if_match(router))
    return answer(_shown(actor, view), version=view.version)


@router.delete(
    "/views/<view_id>",
    summary="Delete a saved view",
    tags=["views"],
    responses=documented(None, HTTPStatus.NO_CONTENT),
)
def delete_view(view_id: str) -> Answer:
    actor = actor_of(router)
    _views(actor).delete_view(actor, view_id)
    return Answer(HTTPStatus.NO_CONTENT.value, body="")


@router.put(
    "/views/order",
    summary="Put the saved views into an order of one's own",
    tags=["views"],
    responses=documented(None, HTTPStatus.NO_CONTENT),
)
def arrange_views(body: Annotated[ViewOrder, Body()]) -> Answer:
    actor = actor_of(router)
    _views(actor).arrange(actor, body.ids)
    return Answer(HTTPStatus.NO_CONTENT.value, body="")


def _views(actor: Actor) -> ViewService:
    service: ViewService = router.context["services"].saved_views(actor.org_id)
    return service


def _shown(actor: Actor, view: Saved) -> dict[str, Any]:
    return present.view(view, _views(actor).gone_fields([view])[view.id])
