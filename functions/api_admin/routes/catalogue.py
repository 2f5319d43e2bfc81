"""What tickets are made of: statuses, tags and custom fields. `GET /api/v1/catalogue` lists them all."""

from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Body
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from schemas.base import Inbound
from schemas.http.catalogue import (
    Arrange,
    CreateField,
    CreateStatus,
    CreateTag,
    CustomField,
    MergeTag,
    OwnStatus,
    PatchField,
    PatchStatus,
    PatchTag,
    Tag,
)
from tessera.catalogue.model import Kind
from tessera.catalogue.present import presented
from tessera.edge.http import Answer, actor_of, answer, documented, if_match
from tessera.kernel.errors import Invalid
from tessera.ticketing.wishes import one_tag

router = APIGatewayHttpRouter()
NULLABLE = ("required_at", "depends_on")


@router.post(
    "/statuses", summary="Add a status", tags=["administration"], responses=documented(OwnStatus, HTTPStatus.CREATED)
)
def create_status(body: Annotated[CreateStatus, Body()]) -> Answer:
    return _create("status", body.model_dump())


@router.patch("/statuses/<id>", summary="Change a status", tags=["administration"], responses=documented(OwnStatus))
def patch_status(id: str, body: Annotated[PatchStatus, Body()]) -> Answer:
    return _change("status", id, _sent(body))


@router.post("/tags", summary="Add a tag", tags=["administration"], responses=documented(Tag, HTTPStatus.CREATED))
def create_tag(body: Annotated[CreateTag, Body()]) -> Answer:
    return _create("tag", body.model_dump() | {"name": one_tag(body.name, "name")})


@router.patch("/tags/<id>", summary="Change a tag", tags=["administration"], responses=documented(Tag))
def patch_tag(id: str, body: Annotated[PatchTag, Body()]) -> Answer:
    wish = _sent(body)
    if "name" in wish:
        wish["name"] = one_tag(wish["name"], "name")
    return _change("tag", id, wish)


@router.post(
    "/tags/<id>/merge",
    summary="Merge a tag into another",
    description="All tickets that have it have the other one from then on. This cannot be taken back.",
    tags=["administration"],
    responses=documented(Tag),
)
def merge_tag(id: str, body: Annotated[MergeTag, Body()]) -> Answer:
    actor = actor_of(router)
    tag = router.context["services"].definitions(actor.org_id).merge_tags(actor, id, body.into)
    return answer(presented(tag), version=tag.version)


@router.post(
    "/fields", summary="Add a field", tags=["administration"], responses=documented(CustomField, HTTPStatus.CREATED)
)
def create_field(body: Annotated[CreateField, Body()]) -> Answer:
    return _create("field", body.model_dump())


@router.patch("/fields/<id>", summary="Change a field", tags=["administration"], responses=documented(CustomField))
def patch_field(id: str, body: Annotated[PatchField, Body()]) -> Answer:
    return _change("field", id, _sent(body))


@router.post(
    "/catalogue/order",
    summary="Put statuses or fields into an order",
    tags=["administration"],
    responses=documented(None, HTTPStatus.NO_CONTENT),
)
def arrange(body: Annotated[Arrange, Body()]) -> Answer:
    actor = actor_of(router)
    router.context["services"].definitions(actor.org_id).arrange(actor, body.kind, body.ids)
    return Answer(HTTPStatus.NO_CONTENT.value, body="")


def _create(kind: Kind, wish: dict[str, Any]) -> Answer:
    actor = actor_of(router)
    made = router.context["services"].definitions(actor.org_id).create(actor, kind, wish)
    return answer(presented(made), HTTPStatus.CREATED, made.version)


def _change(kind: Kind, id_: str, wish: dict[str, Any]) -> Answer:
    actor = actor_of(router)
    service = router.context["services"].definitions(actor.org_id)
    changed = service.change(actor, kind, id_, wish, if_match(router))
    return answer(presented(changed), version=changed.version)


def _sent(body: Inbound) -> dict[str, Any]:
    """The members that the request names. Raises `Invalid` if it names none, or empties one that cannot be."""
    wish = {name: value for name, value in body.model_dump().items() if name in body.model_fields_set}
    if not wish:
        raise Invalid("Name at least one member to change.")
    for name, value in wish.items():
        if value is None and name not in NULLABLE:
            raise Invalid("This cannot be empty. Leave it out to keep it as it is.", name)
    return wish
