from collections.abc import Iterator

import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from tessera.adapters.websocket import WebSocketPush


@pytest.fixture
def push(aws: None) -> WebSocketPush:
    return WebSocketPush("https://realtime.example.test/prod")


@pytest.fixture
def gateway(push: WebSocketPush) -> Iterator[Stubber]:
    with Stubber(push._client) as stubber:
        yield stubber
        stubber.assert_no_pending_responses()


def test_texts_are_sent_one_by_one(push: WebSocketPush, gateway: Stubber) -> None:
    for text in ("one", "zwö"):
        gateway.add_response("post_to_connection", {}, {"ConnectionId": "c1", "Data": text.encode()})
    assert push.send("c1", ["one", "zwö"])


def test_a_connection_that_is_gone_takes_no_more(push: WebSocketPush, gateway: Stubber) -> None:
    gateway.add_client_error("post_to_connection", "GoneException", http_status_code=410)
    assert not push.send("c1", ["one", "two"])


def test_any_other_failure_is_an_error(push: WebSocketPush, gateway: Stubber) -> None:
    gateway.add_client_error("post_to_connection", "LimitExceededException", http_status_code=429)
    with pytest.raises(ClientError):
        push.send("c1", ["one"])
