import json
import logging
from typing import Any

import pytest

from tessera.edge.queue import Message, bus_event, each, grouped


def batch(*bodies: str) -> dict[str, Any]:
    return {"Records": [{"messageId": f"m{place}", "body": body} for place, body in enumerate(bodies)]}


def failed(answer: dict[str, Any]) -> list[str]:
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


def test_one_bad_message_does_not_hold_up_the_others(caplog: pytest.LogCaptureFixture) -> None:
    done: list[str] = []

    def work(message: Message) -> None:
        if message["body"] == "bad":
            raise RuntimeError("no")
        done.append(message["body"])

    with caplog.at_level(logging.ERROR):
        assert failed(each(batch("a", "bad", "b"), work)) == ["m1"]
    assert done == ["a", "b"]
    assert [record.__dict__["message_ids"] for record in caplog.records] == [["m1"]]


def test_a_group_is_done_once_and_fails_as_one() -> None:
    seen: dict[str, list[str]] = {}

    def work(key: str, contents: list[str]) -> None:
        if key == "x":
            raise RuntimeError("no")
        seen[key] = contents

    answer = grouped(batch("x1", "y1", "", "x2", "y2"), lambda message: (message["body"][0], message["body"]), work)
    assert seen == {"y": ["y1", "y2"]}
    assert failed(answer) == ["m2", "m0", "m3"]


def test_a_rule_s_message_holds_our_event() -> None:
    assert bus_event({"body": json.dumps({"source": "tessera", "detail": {"id": "1"}})}) == {"id": "1"}


@pytest.mark.parametrize("body", ["", "{}", "[]", "null", '{"detail": 1}'])
def test_any_other_message_is_an_error(body: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        bus_event({"body": body})
