"""Search, in a function of its own: it keeps indexes at hand, and needs more memory than the other APIs."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Query

from schemas.http.search import SearchPage, SearchSuggestions
from tessera import bootstrap
from tessera.edge.http import Answer, actor_of, answer, documented, resolver, serve
from tessera.kernel.page import MAX_LIMIT
from tessera.search import present
from tessera.search.model import Order

app = resolver()

Typed = Annotated[str, Query(description="What was typed: words, “phrases”, -excluded, field:value", max_length=500)]


@app.get(
    "/api/v1/search",
    summary="Search tickets and people",
    description=(
        'Words, `"phrases"`, `-excluded`, and `field:value` for status, priority, assignee, team, requester, tag, '
        "channel, type, follower, number (`#12`), created, updated, due (`>2026-10-01`, `>7d`, `a..b`; "
        "to come: `tomorrow`, `<+3d`, within `+2w`; `due:none` without a date), "
        "has:attachment, and in:notes or in:subject, where words are looked for (`-in:notes`: everywhere but there). "
        "Several values between commas are any of them: `status:open,pending`, `assignee:me,none`. "
        "One number alone is a word, and the ticket of that number comes first. "
        "`status:` takes the names of the organization's own statuses too. "
        "A ticket that was merged into another is found by its number alone. "
        "What cannot be read is searched as text, and `understood.notices` says so."
    ),
    tags=["search"],
    responses=documented(SearchPage),
)
def search(
    q: Typed = "",
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = 20,
    cursor: Annotated[str | None, Query(max_length=2000)] = None,
    sort: Annotated[Order, Query(description="The best first, or the latest change or ticket first")] = Order.RELEVANCE,
) -> Answer:
    actor, services = actor_of(app), app.context["services"]
    return answer(present.page(services.search(actor.org_id).search(actor, q, limit, cursor, sort)))


@app.get(
    "/api/v1/search/suggest",
    summary="Complete a query",
    description="Fields, their values, and words of subjects that begin like the last piece of the query.",
    tags=["search"],
    responses=documented(SearchSuggestions),
)
def suggest(q: Typed = "") -> Answer:
    actor, services = actor_of(app), app.context["services"]
    return answer({"items": present.suggestions(services.search(actor.org_id).suggest(actor, q))})


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """API Gateway HTTP API, payload 2.0."""
    return serve(app, event, context, services=bootstrap.services())
