"""The API's document: made from the code, committed, and fit for those who generate clients from it."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from tools import openapi


@cache
def document() -> dict[str, Any]:
    return openapi.build()


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document()["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def test_the_committed_document_is_the_codes() -> None:
    committed = json.loads(openapi.TARGET.read_text())
    assert committed == json.loads(json.dumps(document())), "Run: python -m tools.openapi"


def test_operations_have_names_of_their_own() -> None:
    names = [operation["operationId"] for _, _, operation in operations()]
    assert len(names) == len(set(names))
    assert all(operation["summary"] and operation["tags"] for _, _, operation in operations())


def test_every_operation_says_what_a_problem_is() -> None:
    for path, method, operation in operations():
        problems = [answer for status, answer in operation["responses"].items() if status >= "400"]
        assert problems, (method, path)
        for problem in problems:
            (content,) = problem["content"].values()
            assert content["schema"] == {"$ref": "#/components/schemas/Problem"}, (method, path)


def test_every_reference_leads_somewhere() -> None:
    names = set(document()["components"]["schemas"])
    found = json.dumps(document()).split('"#/components/schemas/')[1:]
    assert {part.partition('"')[0] for part in found} <= names
    assert not names & set(openapi.FOREIGN)


def test_only_signing_in_needs_no_token() -> None:
    open_doors = {path for path, _, operation in operations() if operation.get("security") == []}
    assert all(path.startswith("/api/v1/auth/") for path in open_doors)
    assert document()["security"] == [{"bearer": []}]
