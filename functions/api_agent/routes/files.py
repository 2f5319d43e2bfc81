"""Attachments: where to send the bytes, and where to get them."""

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Body
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from schemas.http.files import AttachmentCreated, AttachmentUrl, CreateAttachment
from tessera.edge.http import Answer, actor_of, answer, documented
from tessera.ticketing.files import type_of

router = APIGatewayHttpRouter()


@router.post(
    "/attachments",
    summary="Begin an upload",
    description="Send the bytes to the URL in the answer, then name the id in a message's `attachment_ids`.",
    tags=["attachments"],
    responses=documented(AttachmentCreated, HTTPStatus.CREATED),
)
def create_attachment(body: Annotated[CreateAttachment, Body()]) -> Answer:
    actor = actor_of(router)
    form = (
        router.context["services"].files(actor.org_id).begin_upload(actor, body.filename, body.content_type, body.size)
    )
    upload = {"url": form.url, "fields": form.fields, "expires_in": form.seconds}
    return answer({"id": form.file_id, "upload": upload}, HTTPStatus.CREATED)


@router.get(
    "/attachments/<attachment_id>",
    summary="Where to get a file",
    tags=["attachments"],
    responses=documented(AttachmentUrl),
)
def read_attachment(attachment_id: str) -> Answer:
    actor = actor_of(router)
    files = router.context["services"].files(actor.org_id)
    file = files.read_file(actor, attachment_id)
    return answer(
        {
            "id": file.id,
            "filename": file.filename,
            "content_type": type_of(file),
            "size": file.size,
            "url": files.url_of(file),
            "download_url": files.download_url_of(file),
            "expires_in": files.url_seconds,
        }
    )
