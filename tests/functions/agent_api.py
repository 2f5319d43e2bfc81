"""api_agent as a client sees it, in process. Every answer is held against the model that the API document promises."""

import importlib
import json
import pkgutil
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pydantic import BaseModel

import schemas.http
from functions.api_agent.handler import app, handler
from schemas.http.problem import Problem
from schemas.realtime.messages import RealtimePass
from schemas.vocabulary import EventType, Role, TicketScope
from tessera.bootstrap import Services
from tessera.identity.model import Agent
from tessera.kernel.events import make_event
from tessera.kernel.ids import OrgId, new_id
from tests.factories.http import make_request
from tests.factories.identity import actor_of, make_agent, make_organization, make_team
from tests.fakes.identity import START

ROOT = "/api/v1"


@dataclass(frozen=True)
class Reply:
    """`body` is the JSON; the helpers say what a test expects of it."""

    status: int
    headers: dict[str, str]
    body: Any

    @property
    def etag(self) -> str:
        return self.headers["ETag"]

    def problem(self, status: int, slug: str) -> dict[str, Any]:
        assert (self.status, self.body.get("type")) == (status, f"/problems/{slug}"), self.body
        found: dict[str, Any] = self.body
        return found

    def fields(self) -> set[str]:
        """The fields that a problem names."""
        return {error["field"] for error in self.body["errors"]}


@dataclass(frozen=True)
class Api:
    """One organization's API, as `me` uses it."""

    services: Services
    org: OrgId
    me: Agent

    def hire(self, role: Role = Role.AGENT, *team_ids: str, **fields: Any) -> Agent:
        """An agent; with teams one that sees only theirs."""
        scope = TicketScope.TEAMS if team_ids else TicketScope.ALL
        known: dict[str, Any] = {"role": role, "team_ids": team_ids, "ticket_scope": scope, "org_id": self.org}
        return hire(self.services, make_agent(**known | fields))

    def found_team(self) -> str:
        team = make_team(org_id=self.org)
        event = make_event(EventType.TEAM_CREATED, actor_of(self.me), START, ("team", team.id))
        self.services.people(self.org).add_team(team, event)
        return team.id

    def by(self, agent: Agent) -> "Api":
        """The same organization's API, as somebody else uses it."""
        return replace(self, me=agent)

    def call(
        self, method: str, path: str, body: Any = None, query: dict[str, str] | None = None, **headers: str
    ) -> Reply:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return send(make_request(method, ROOT + path, body, agent=self.me, headers=sent, query=query))

    def get(self, path: str, **query: str) -> Reply:
        return self.call("GET", path, query=query or None)

    def post(self, path: str, body: Any = None, **headers: str) -> Reply:
        return self.call("POST", path, body, None, **headers)

    def patch(self, path: str, body: Any = None, **headers: str) -> Reply:
        return self.call("PATCH", path, body, None, **headers)

    def delete(self, path: str) -> Reply:
        return self.call("DELETE", path)

    def open_ticket(self, **fields: Any) -> dict[str, Any]:
        made = self.post("/tickets", ticket_body(**fields))
        assert made.status == 201, made.body
        ticket: dict[str, Any] = made.body
        return ticket

    def upload(self, content: bytes = b"abc", **fields: Any) -> str:
        """A file whose bytes have arrived."""
        known: dict[str, Any] = {"filename": "plan.pdf", "content_type": "application/pdf", "size": len(content)}
        body = known | fields
        made = self.post("/attachments", body)
        assert made.status == 201, made.body
        key = made.body["upload"]["fields"]["key"]
        self.services.files_bucket.put(key, content, body["content_type"])
        return str(made.body["id"])


def found(services: Services, org: OrgId) -> Api:
    """A new organization, and its first administrator."""
    services.directory.add_organization(make_organization(id=org, slug=f"acme-{org}"))
    return Api(services, org, hire(services, make_agent(org_id=org, name="Ada", role=Role.ADMIN)))


def hire(services: Services, agent: Agent) -> Agent:
    event = make_event(EventType.AGENT_CREATED, actor_of(agent), START, ("agent", agent.id))
    services.people(agent.org_id).add_agent(agent, event)
    return agent


def ticket_body(**fields: Any) -> dict[str, Any]:
    requester = {"email": f"{new_id()}@example.com", "name": "Grace Hopper"}
    return {"subject": "Help", "requester": requester, "message": {"text": "It does not work."}} | fields


def send(event: dict[str, Any]) -> Reply:
    """Answer one event, and hold the answer to what the document promises."""
    answer = handler(event, None)
    text = answer.get("body") or ""
    reply = Reply(answer["statusCode"], answer["headers"], json.loads(text) if text else None)
    assert reply.headers["X-Correlation-Id"]
    assert reply.headers["Cache-Control"] == "no-store"
    if reply.status >= 400:
        assert reply.headers["Content-Type"] == "application/problem+json"
        Problem.model_validate_json(text, strict=True)
        assert reply.body["status"] == reply.status
        assert reply.body["correlation_id"] == reply.headers["X-Correlation-Id"]
    else:
        model = promised(event["requestContext"]["http"]["method"], event["rawPath"])
        assert (model is None) == (not text)
        if model is not None:
            model.model_validate_json(text)
    return reply


def promised(method: str, path: str) -> type[BaseModel] | None:
    """The model of a good answer."""
    for (known, form), model in promises().items():
        if known == method and form.fullmatch(path):
            return model
    raise AssertionError(f"The document has no {method} {path}.")


@cache
def promises() -> dict[tuple[str, re.Pattern[str]], type[BaseModel] | None]:
    document = json.loads(app.get_openapi_json_schema())
    found = {}
    for path, operations in document["paths"].items():
        form = re.compile(re.sub(r"\{[^}]+\}", "[^/]+", path))
        for method, operation in operations.items():
            good = next(answer for status, answer in operation["responses"].items() if status < "300")
            schema = good.get("content", {}).get("application/json", {}).get("schema", {})
            name = schema.get("$ref", "").rpartition("/")[2]
            found[method.upper(), form] = models()[name] if name else None
    return found


@cache
def models() -> dict[str, type[BaseModel]]:
    """Every model of the HTTP contract, by name."""
    found: dict[str, type[BaseModel]] = {RealtimePass.__name__: RealtimePass}
    for module in pkgutil.iter_modules(schemas.http.__path__):
        members = vars(importlib.import_module(f"schemas.http.{module.name}"))
        found |= {
            name: kind for name, kind in members.items() if isinstance(kind, type) and issubclass(kind, BaseModel)
        }
    return found
