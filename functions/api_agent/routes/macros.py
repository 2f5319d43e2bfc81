"""Macros and canned responses."""

from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Body
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.api_agent.routes.sight import sight_of
from schemas.http.macros import CreateMacro, Macro, MacroList, MacroUsed, PatchMacro, UseMacro
from tessera.automation import present
from tessera.edge.http import Answer, actor_of, answer, documented, if_match
from tessera.kernel.errors import Invalid
from tessera.kernel.template import VARIABLES

router = APIGatewayHttpRouter()


@router.get("/macros", summary="List macros", tags=["macros"], responses=documented(MacroList))
def list_macros() -> Answer:
    actor = actor_of(router)
    macros = router.context["services"].macros(actor.org_id).list_macros(actor)
    sees = sight_of(router).sees
    return answer({"items": [present.macro(macro, sees) for macro in macros], "variables": list(VARIABLES)})


@router.post("/macros", summary="Make a macro", tags=["macros"], responses=documented(Macro, HTTPStatus.CREATED))
def create_macro(body: Annotated[CreateMacro, Body()]) -> Answer:
    actor = actor_of(router)
    fields = {name: getattr(body, name) for name in CreateMacro.model_fields} | {"actions": _actions(body)}
    macro = router.context["services"].macros(actor.org_id).create_macro(actor, fields)
    return answer(present.macro(macro, sight_of(router).sees), HTTPStatus.CREATED, macro.version)


@router.patch("/macros/<macro_id>", summary="Change a macro", tags=["macros"], responses=documented(Macro))
def patch_macro(macro_id: str, body: Annotated[PatchMacro, Body()]) -> Answer:
    actor = actor_of(router)
    fields: dict[str, Any] = {name: getattr(body, name) for name in body.model_fields_set}
    empty = next((name for name, value in fields.items() if value is None), None)
    if empty:
        raise Invalid("This cannot be empty. Leave the field out to keep it as it is.", empty)
    if "actions" in fields:
        fields["actions"] = _actions(body)
    macro = router.context["services"].macros(actor.org_id).change_macro(actor, macro_id, fields, if_match(router))
    return answer(present.macro(macro, sight_of(router).sees), version=macro.version)


@router.delete(
    "/macros/<macro_id>",
    summary="Delete a macro",
    tags=["macros"],
    responses=documented(None, HTTPStatus.NO_CONTENT),
)
def delete_macro(macro_id: str) -> Answer:
    actor = actor_of(router)
    router.context["services"].macros(actor.org_id).delete_macro(actor, macro_id)
    return Answer(HTTPStatus.NO_CONTENT.value, body="")


@router.post(
    "/tickets/<ticket_id>/macros",
    summary="Use a macro on a ticket",
    description="Its actions are carried out as one change; its text comes back for the composer and is not sent.",
    tags=["macros"],
    responses=documented(MacroUsed),
)
def use_macro(ticket_id: str, body: Annotated[UseMacro, Body()]) -> Answer:
    actor = actor_of(router)
    used = router.context["services"].macros(actor.org_id).use_macro(actor, ticket_id, body.macro_id)
    ticket = sight_of(router).whole(used.ticket)
    return answer({"ticket": ticket, "html": used.html, "text": used.text, "lacking": used.lacking})


def _actions(body: CreateMacro | PatchMacro) -> dict[str, Any]:
    """The actions that were named; null is one only where it means "nobody"."""
    if body.actions is None:
        return {}
    named = {name: getattr(body.actions, name) for name in body.actions.model_fields_set}
    return {
        name: value for name, value in named.items() if value is not None or name in ("assignee_id", "team_id", "type")
    }
