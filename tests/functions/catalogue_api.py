"""What an administrator defines, over HTTP."""

from typing import Any

from functions.api_admin.handler import handler
from tests.factories.http import json_of, make_request
from tests.functions.agent_api import Api


def admin(api: Api, method: str, path: str, body: Any = None, status: int | None = None, **headers: str) -> Any:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = handler(make_request(method, f"/api/v1/admin{path}", body, agent=api.me, headers=sent), None)
    expected = status or (201 if method == "POST" else 200)
    assert answer["statusCode"] == expected, answer["body"]
    return json_of(answer) if answer.get("body") else None


def add_field(api: Api, name: str, type: str, **more: Any) -> str:
    return str(admin(api, "POST", "/fields", {"name": name, "type": type} | more)["id"])


def add_status(api: Api, name: str, category: str, **more: Any) -> str:
    return str(admin(api, "POST", "/statuses", {"name": name, "category": category} | more)["id"])
