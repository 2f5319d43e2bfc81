"""What people read in lists and menus is one line, and cannot be made to look like another's."""

from typing import Any

import pytest

from tests.functions.agent_api import Api

EVERYTHING = {"match": "all", "of": []}
TURNED = " Refunds\u202e gnp\x00\n"


@pytest.mark.parametrize(
    ("path", "body", "field", "kept"),
    [
        ("/macros", {"name": TURNED, "folder": TURNED, "html": "<p>Hi</p>"}, "name", "Refunds gnp"),
        ("/macros", {"name": "Hi", "folder": TURNED, "html": "<p>Hi</p>"}, "folder", "Refunds gnp"),
        ("/views", {"name": TURNED, "filter": EVERYTHING}, "name", "Refunds gnp"),
    ],
)
def test_a_name_is_kept_as_one_line(api: Api, path: str, body: dict[str, Any], field: str, kept: str) -> None:
    made = api.post(path, body)
    assert (made.status, made.body[field]) == (201, kept)


@pytest.mark.parametrize("body", [{"name": "\u202e"}, {"name": " \x00"}])
@pytest.mark.parametrize(("path", "more"), [("/macros", {"html": "<p>Hi</p>"}), ("/views", {"filter": EVERYTHING})])
def test_a_name_of_nothing_is_refused(api: Api, path: str, more: dict[str, Any], body: dict[str, Any]) -> None:
    refused = api.post(path, body | more)
    assert (refused.status, refused.body["errors"][0]["field"]) == (422, "name")


def test_subjects_and_tags_too(api: Api) -> None:
    ticket = api.open_ticket(subject=TURNED, tags=[TURNED])
    assert (ticket["subject"], ticket["tags"]) == ("Refunds gnp", ["refunds-gnp"])
