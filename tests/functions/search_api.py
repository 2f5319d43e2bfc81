"""search_indexer and search_query as the queue and a client see them, in process."""

import json
from typing import Any

from functions.search_indexer.handler import handler as index
from functions.search_query.handler import handler as query
from schemas.http.search import SearchPage
from tests.factories.events import make_envelope
from tests.factories.http import json_of, make_request
from tests.functions.agent_api import Api


def changed(*tickets: dict[str, Any], api: Api) -> dict[str, Any]:
    """An SQS batch of events about these tickets."""
    events = [make_envelope(org_id=api.org, subject={"type": "ticket", "id": ticket["id"]}) for ticket in tickets]
    return queued(*({"source": "tessera", "detail": event} for event in events))


def queued(*bodies: Any) -> dict[str, Any]:
    texts = [body if isinstance(body, str) else json.dumps(body) for body in bodies]
    return {"Records": [{"messageId": f"m{place}", "body": text} for place, text in enumerate(texts)]}


def search(api: Api, q: str = "", **more: str) -> Any:
    answer = query(make_request("GET", "/api/v1/search", agent=api.me, query={"q": q, **more}), None)
    assert answer["statusCode"] == 200, answer["body"]
    return SearchPage.model_validate(json_of(answer)).model_dump(mode="json")


def subjects(page: Any) -> list[str]:
    return [item["ticket"]["subject"] for item in page["items"]]


def indexed(api: Api, **fields: Any) -> dict[str, Any]:
    ticket = api.open_ticket(**fields)
    assert index(changed(ticket, api=api), None) == {"batchItemFailures": []}
    return ticket


def labels(api: Api, q: str) -> list[str]:
    answer = query(make_request("GET", "/api/v1/search/suggest", agent=api.me, query={"q": q}), None)
    return [item["label"] for item in json_of(answer)["items"]]
