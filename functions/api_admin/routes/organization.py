"""The organization itself: its name and hue, what stands around its mails, and the addresses it is written to."""

from http import HTTPStatus
from typing import Annotated, cast
from urllib.parse import unquote

from aws_lambda_powertools.event_handler.openapi.params import Body
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from schemas.http.organization import (
    AddMailbox,
    MailboxRef,
    OrganizationDetail,
    PatchMailbox,
    PatchOrganization,
    PreviewedMail,
    PreviewMail,
)
from tessera.edge.http import Answer, actor_of, answer, documented, if_match
from tessera.identity import present
from tessera.identity.model import OrganizationChanges
from tessera.identity.organization import Premises
from tessera.kernel.errors import Invalid

router = APIGatewayHttpRouter()


@router.get(
    "/organization", summary="The organization", tags=["administration"], responses=documented(OrganizationDetail)
)
def read_organization() -> Answer:
    actor = actor_of(router)
    organization = _premises(actor.org_id).read(actor)
    return answer(present.organization(organization), version=organization.version)


@router.patch(
    "/organization",
    summary="Change the organization",
    tags=["administration"],
    responses=documented(OrganizationDetail),
)
def patch_organization(body: Annotated[PatchOrganization, Body()]) -> Answer:
    actor = actor_of(router)
    wish = {name: getattr(body, name) for name in body.model_fields_set}
    for name, value in wish.items():
        if value is None and name not in ("hue", "language"):
            raise Invalid("This cannot be null. Leave the field out to keep it as it is.", name)
    changed = _premises(actor.org_id).change(actor, cast(OrganizationChanges, wish), if_match(router))
    return answer(present.organization(changed), version=changed.version)


@router.post(
    "/organization/mail-preview",
    summary="See a mail as it would go out",
    tags=["administration"],
    responses=documented(PreviewedMail),
)
def preview_mail(body: Annotated[PreviewMail, Body()]) -> Answer:
    actor = actor_of(router)
    changes: OrganizationChanges = {
        "mail_header": body.mail_header,
        "mail_footer": body.mail_footer,
        "language": body.language,
    }
    organization = _premises(actor.org_id).as_it_would_be(actor, changes)
    example = body.model_dump(include={"customer", "subject", "question", "answer"})
    return answer(vars(router.context["services"].preview(organization, actor.name, **example)))


@router.post(
    "/mailboxes",
    summary="Add an address for mail",
    tags=["administration"],
    responses=documented(MailboxRef, HTTPStatus.CREATED),
)
def add_mailbox(body: Annotated[AddMailbox, Body()]) -> Answer:
    actor = actor_of(router)
    mailbox = _premises(actor.org_id).add_mailbox(actor, body.address, body.team_id)
    return answer(present.mailbox(mailbox), HTTPStatus.CREATED)


@router.patch(
    "/mailboxes/<address>",
    summary="Change where an address's tickets begin",
    tags=["administration"],
    responses=documented(MailboxRef),
)
def patch_mailbox(address: str, body: Annotated[PatchMailbox, Body()]) -> Answer:
    actor = actor_of(router)
    return answer(present.mailbox(_premises(actor.org_id).change_mailbox(actor, unquote(address), body.team_id)))


@router.delete(
    "/mailboxes/<address>",
    summary="Remove an address for mail",
    tags=["administration"],
    responses=documented(None, HTTPStatus.NO_CONTENT),
)
def remove_mailbox(address: str) -> Answer:
    actor = actor_of(router)
    _premises(actor.org_id).remove_mailbox(actor, unquote(address))
    return Answer(HTTPStatus.NO_CONTENT.value, body="")


def _premises(org_id: str) -> Premises:
    premises: Premises = router.context["services"].premises(org_id)
    return premises
