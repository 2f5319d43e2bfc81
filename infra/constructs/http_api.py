"""The HTTP API: a throttled default stage with access logs, and routes added from other stacks."""

import aws_cdk as cdk
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_apigatewayv2_integrations as integrations
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.constructs.python_function import PythonFunction, retention
from infra.exceptions import accept
from infra.stages import Stage

THROTTLE = apigateway.ThrottleSettings(rate_limit=500, burst_limit=1000)  # requests a second, and at once

ACCESS_LOG = (
    '{"id":"$context.requestId","at":"$context.requestTimeEpoch","ip":"$context.identity.sourceIp",'
    '"route":"$context.routeKey","status":"$context.status","error":"$context.error.message"}'
)


def keep_access_log(api_stage: Construct, stage: Stage, name: str) -> None:
    """Log each request of an API's stage; the query string is left out, it may hold a WebSocket pass."""
    group = logs.LogGroup(
        api_stage,
        "AccessLog",
        log_group_name=f"/aws/vendedlogs/{stage.prefix}-{name}",
        retention=retention(stage),
        removal_policy=cdk.RemovalPolicy.DESTROY,
    )
    resource = api_stage.node.default_child
    if not isinstance(resource, apigateway.CfnStage):
        raise TypeError(f"{api_stage.node.path} is not an API's stage.")
    resource.access_log_settings = apigateway.CfnStage.AccessLogSettingsProperty(
        destination_arn=group.log_group_arn, format=ACCESS_LOG
    )


class HttpApi(Construct):
    """One HTTP API. API Gateway refuses bodies over 10 MB by itself; Lambda's own limit is 6 MB."""

    def __init__(self, scope: Construct, construct_id: str, *, stage: Stage) -> None:
        super().__init__(scope, construct_id)
        self.api = apigateway.HttpApi(self, "Api", api_name=f"{stage.prefix}-http", create_default_stage=False)
        self.stage = apigateway.HttpStage(
            self,
            "Stage",
            http_api=self.api,
            stage_name="$default",
            auto_deploy=True,
            throttle=THROTTLE,
        )
        keep_access_log(self.stage, stage, "http")

    @property
    def host(self) -> str:
        return cdk.Fn.select(2, cdk.Fn.split("/", self.api.api_endpoint))

    def route(
        self,
        scope: Construct,
        path: str,
        function: PythonFunction,
        authorizer: apigateway.IHttpRouteAuthorizer | None = None,
    ) -> None:
        """Send every method of `path` to `function`; the route and its integration belong to `scope`'s stack."""
        route = apigateway.HttpRoute(
            scope,
            f"{function.name}-route",
            http_api=self.api,
            route_key=apigateway.HttpRouteKey.with_(path, apigateway.HttpMethod.ANY),
            integration=integrations.HttpLambdaIntegration(f"{function.name}-integration", function.function),
            authorizer=authorizer,
        )
        if authorizer is None:
            accept(route, "APIG4", "Signing in, refreshing and signing out are how a bearer token is got.")
