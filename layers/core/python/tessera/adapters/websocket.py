"""Sending to open WebSockets, by API Gateway's management API.

https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
"""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import boto3

if TYPE_CHECKING:
    from mypy_boto3_apigatewaymanagementapi import ApiGatewayManagementApiClient


class WebSocketPush:
    """`tessera.realtime.ports.Push`. `endpoint` is the stage's management URL."""

    def __init__(self, endpoint: str) -> None:
        self._endpoint = endpoint

    @cached_property
    def _client(self) -> "ApiGatewayManagementApiClient":
        return boto3.client("apigatewaymanagementapi", endpoint_url=self._endpoint)

    def send(self, connection_id: str, texts: Sequence[str]) -> bool:
        try:
            for text in texts:
                self._client.post_to_connection(ConnectionId=connection_id, Data=text.encode())
        except self._client.exceptions.GoneException:
            return False
        return True
