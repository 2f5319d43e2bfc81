"""A copy of the tickets that one may see, and how it is kept up to date."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.api_agent.routes.sight import sight_of
from schemas.http.sync import ActivityPage, SyncChanges, SyncTickets
from tessera.edge.http import Answer, actor_of, answer, documented
from tessera.realtime.sync import visibility_of

router = APIGatewayHttpRouter()

#: A summary has about 1 KB, its item 1.5 KB, and one query reads 1 MB.
MAX_PAGE = 500


@router.get(
    "/sync/tickets",
    summary="Read all tickets, to keep a copy",
    description="Unresolved ones first. Keep the `seq` of the first page: after the last one, `GET /sync?since=` it.",
    tags=["sync"],
    responses=documented(SyncTickets),
)
def read_all_tickets(
    limit: Annotated[int, Query(ge=1, le=MAX_PAGE)] = MAX_PAGE,
    cursor: Annotated[str | None, Query(max_length=2000)] = None,
) -> Answer:
    actor, services = actor_of(router), router.context["services"]
    seq = None if cursor else services.sync.start(actor)
    sight = sight_of(router)
    page = services.ticket_views(actor.org_id).copy_tickets(actor, limit, cursor)
    return answer(
        {
            "items": sight.rows(page.items),
            "next_cursor": page.next_cursor,
            "seq": seq,
            "visibility": visibility_of(actor, sight.catalogue),
        },
    )


@router.get(
    "/activity",
    summary="Who did what",
    description="The newest first, for two weeks. What is done meanwhile comes on the WebSocket, as a delta's `deed`.",
    tags=["sync"],
    responses=documented(ActivityPage),
)
def read_activity(
    before: Annotated[int | None, Query(description="The `before` of a page", ge=1, le=10**15)] = None,
) -> Answer:
    actor = actor_of(router)
    done, further = router.context["services"].activity(actor.org_id).latest(actor, before)
    return answer({"items": [each.to_json() for each in done], "before": further})


@router.get(
    "/sync",
    summary="What changed since",
    description="For a client that missed something, or comes back. One page; ask on while there is `more`.",
    tags=["sync"],
    responses=documented(SyncChanges),
)
def read_changes(
    since: Annotated[int, Query(description="The number up to which the copy is right", ge=0, le=10**15)],
    visibility: Annotated[str, Query(description="As it came with the tickets", max_length=64)],
) -> Answer:
    actor, sync = actor_of(router), router.context["services"].sync
    return answer(sync.present(sync.catch_up(actor, since, visibility), actor))
