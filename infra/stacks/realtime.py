"""The WebSocket's functions: who is connected, and what changed for them."""

import aws_cdk as cdk
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_apigatewayv2_integrations as integrations
from constructs import Construct

from infra.constructs.event_consumer import StreamConsumer
from infra.constructs.python_function import Layers, PythonFunction
from infra.exceptions import accept
from infra.stacks.data import Data
from infra.stacks.web import Web
from infra.stages import Stage

ROUTES = ("$connect", "$disconnect", "$default")


class Realtime(cdk.NestedStack):
    """`ws_gateway` behind the three routes, `realtime_fanout` behind the stream of `core`."""

    def __init__(self, scope: Construct, stage: Stage, *, layers: Layers, data: Data, web: Web) -> None:
        super().__init__(scope, "Realtime")
        self.gateway, self.fanout = (
            self._function(stage, name, layers, data, web) for name in ("ws_gateway", "realtime_fanout")
        )
        # Who may know on which ticket somebody is, and which custom fields whoever listens may see.
        for function in (self.gateway, self.fanout):
            function.tell("CORE_TABLE", data.core.name)
            data.core.grant_read(function)
        integration = integrations.WebSocketLambdaIntegration("Gateway", self.gateway.function)
        for key in ROUTES:
            route = apigateway.WebSocketRoute(
                self, key.strip("$"), web_socket_api=web.socket, route_key=key, integration=integration
            )
            accept(route, "APIG4", "A socket opens with a single-use pass in its address, which ws_gateway checks.")
        self.consumer = StreamConsumer(
            self,
            "Fanout",
            stage=stage,
            function=self.fanout,
            table=data.core,
            patterns=[
                {"dynamodb": {"NewImage": {"kind": {"S": ["ticket", "tombstone", "message", "job"]}}}},
                {"dynamodb": {"NewImage": {"kind": {"S": ["event"]}, "defines": {"S": [{"exists": True}]}}}},
            ],
        )

    def _function(self, stage: Stage, name: str, layers: Layers, data: Data, web: Web) -> PythonFunction:
        function = PythonFunction(
            self,
            name,
            stage=stage,
            layers=layers,
            environment={"LIVE_TABLE": data.live.name, "REALTIME_ENDPOINT": web.realtime_endpoint(stage)},
        )
        data.live.grant_read_write(function)
        function.role.add_managed_policy(web.push)
        return function
