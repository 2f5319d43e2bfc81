"""What I am told, and of what I want to be told."""

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Body, Query
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from schemas.http.notices import MarkRead, MarkUnread, NoticePage, NoticePreferences, SaveNoticePreferences
from tessera.edge.http import Answer, actor_of, answer, documented
from tessera.kernel.page import DEFAULT_LIMIT, MAX_LIMIT
from tessera.notices import present
from tessera.notices.model import Preferences
from tessera.notices.service import NoticeService

router = APIGatewayHttpRouter()


@router.get("/notifications", summary="My notifications", tags=["notifications"], responses=documented(NoticePage))
def list_notices(
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
    cursor: Annotated[str | None, Query(max_length=2000)] = None,
) -> Answer:
    return answer(present.page(_notices().page(actor_of(router), limit, cursor)))


@router.post(
    "/notifications/read",
    summary="Mark notifications as read",
    tags=["notifications"],
    responses=documented(None, HTTPStatus.NO_CONTENT),
)
def mark_read(body: Annotated[MarkRead, Body()]) -> Answer:
    _notices().mark(actor_of(router), body.ids, body.until)
    return Answer(HTTPStatus.NO_CONTENT.value, body="")


@router.post(
    "/notifications/unread",
    summary="Mark notifications as unread again",
    tags=["notifications"],
    responses=documented(None, HTTPStatus.NO_CONTENT),
)
def mark_unread(body: Annotated[MarkUnread, Body()]) -> Answer:
    _notices().unmark(actor_of(router), body.ids)
    return Answer(HTTPStatus.NO_CONTENT.value, body="")


@router.get(
    "/me/notification-preferences",
    summary="Of what I am told, and how",
    tags=["notifications"],
    responses=documented(NoticePreferences),
)
def read_preferences() -> Answer:
    return _preferences(_notices().preferences(actor_of(router)))


@router.put(
    "/me/notification-preferences",
    summary="Choose of what I am told, and how",
    tags=["notifications"],
    responses=documented(NoticePreferences),
)
def save_preferences(body: Annotated[SaveNoticePreferences, Body()]) -> Answer:
    quiet = (body.quiet.until, body.quiet.off_hours) if body.quiet else None
    return _preferences(_notices().choose(actor_of(router), body.channels, quiet))


def _preferences(chosen: Preferences) -> Answer:
    return answer(present.preferences(chosen, _notices().is_quiet(actor_of(router), chosen)))


def _notices() -> NoticeService:
    service: NoticeService = router.context["services"].notices(actor_of(router).org_id)
    return service
