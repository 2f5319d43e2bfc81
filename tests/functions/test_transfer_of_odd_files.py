"""Files as other systems write them: half characters, late keys, lines without end."""

import json
from typing import Any

import pytest

from tests.functions import jobs
from tests.functions.agent_api import Api
from tests.functions.transfer_api import counts, imported, refused, upload


@pytest.fixture(autouse=True)
def machine(services: object) -> None:
    jobs.make_machine()


def lines(*rows: dict[str, Any]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def subjects(api: Api) -> list[str]:
    return sorted(one["subject"] for one in api.get("/tickets", status="all", limit="100").body["items"])


def test_half_a_character_spoils_no_row(api: Api) -> None:
    """JSON can spell one; nothing can keep it."""
    content = (
        '{"subject": "J5 \\ud800", "requester_email": "x@a.example", "message": "\\udc00\\ud83d\\ude00", "\\ud801": 1}\n'
        '{"subject": "J6", "requester_email": "x@a.example", "messages": [{"text": "\\ud800", "\\ud800": "\\ud800"}]}\n'
    )
    seen = api.post("/imports/preview", {"kind": "tickets", "file_id": upload(api, content.encode())}).body
    assert seen["rows"][0]["values"][0] == "J5 \ufffd"
    assert counts(imported(api, content)) == (2, 0, 0)
    assert subjects(api) == ["J5 \ufffd", "J6"]
    previews = {one["subject"]: one["preview"] for one in api.get("/tickets", status="all").body["items"]}
    assert previews == {"J5 \ufffd": "\ufffd\U0001f600", "J6": "\ufffd"}
    in_a_table = 'subject,requester_email,message\n"J7 \\ud800",x@a.example,\ufffd\n'
    assert counts(imported(api, in_a_table)) == (1, 0, 0)
