"""The HTTP functions, one per audience, and the authorizer before them."""

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra.constructs.python_function import Layers, PythonFunction
from infra.stacks.data import Data
from infra.stacks.email import Email
from infra.stacks.web import Web
from infra.stages import Stage


class Api(cdk.NestedStack):
    """`authorizer`, `api_auth`, `api_agent`, `api_admin`, and their routes."""

    def __init__(self, scope: Construct, stage: Stage, *, layers: Layers, data: Data, web: Web, email: Email) -> None:
        super().__init__(scope, "Api")
        self.stage, self.layers, self.data, self.web = stage, layers, data, web
        authorizer = self._authorizer()
        self.bearer = bearer = self._bearer(authorizer)
        auth, agent, admin = self._auth(), self._agent(), self._admin(email)
        self.agent = agent
        web.http.route(self, "/api/v1/auth/{proxy+}", auth)
        web.http.route(self, "/api/v1/admin/{proxy+}", admin, bearer)
        web.http.route(self, "/api/v1/{proxy+}", agent, bearer)
        self.functions = [authorizer, auth, agent, admin]

    def _function(
        self, name: str, more_layers: Sequence[lambda_.LayerVersion] = (), **environment: str
    ) -> PythonFunction:
        tables = {"CORE_TABLE": self.data.core.name, "LIVE_TABLE": self.data.live.name}
        function = PythonFunction(
            self,
            name,
            stage=self.stage,
            layers=self.layers,
            more_layers=more_layers,
            environment={**tables, **environment},
        )
        self.data.core.grant_read_write(function)
        self.data.live.grant_read_write(function)
        return function

    def _authorizer(self) -> PythonFunction:
        secret = self.data.signing_secret
        function = PythonFunction(
            self,
            "authorizer",
            stage=self.stage,
            layers=self.layers,
            environment={"SIGNING_SECRET": secret.name},
            timeout=5,
        )
        secret.grant_read(function)
        return function

    def _bearer(self, authorizer: PythonFunction) -> apigateway.IHttpRouteAuthorizer:
        """Made here, not by HttpLambdaAuthorizer: that would put it into the API's stack, which makes a circle."""
        api = self.web.http.api
        function = authorizer.function
        resource = apigateway.HttpAuthorizer(
            self,
            "Bearer",
            http_api=api,
            authorizer_name=f"{self.stage.prefix}-bearer",
            type=apigateway.HttpAuthorizerType.LAMBDA,
            authorizer_uri=f"arn:{self.partition}:apigateway:{self.region}:lambda:path/2015-03-31/functions/"
            f"{function.function_arn}/invocations",
            payload_format_version=apigateway.AuthorizerPayloadVersion.VERSION_2_0,
            enable_simple_responses=True,
            # Something that every request has: a request without a token is asked about too, because only the functions
            # answer with problems (ADR 3). Naming none at all means "Authorization" to the local engine.
            identity_source=["$context.routeKey"],
            results_cache_ttl=cdk.Duration.seconds(0),
        )
        function.add_permission(
            "Api",
            principal=iam.ServicePrincipal("apigateway.amazonaws.com"),
            source_arn=self.format_arn(
                service="execute-api", resource=api.api_id, resource_name=f"authorizers/{resource.authorizer_id}"
            ),
        )
        return apigateway.HttpAuthorizer.from_http_authorizer_attributes(
            self, "Authorizer", authorizer_id=resource.authorizer_id, authorizer_type="CUSTOM"
        )

    def _auth(self) -> PythonFunction:
        """Gets the most memory, and so the most CPU: argon2id is meant to be costly."""
        secret = self.data.signing_secret
        function = self._function("api_auth", SIGNING_SECRET=secret.name, WEB_ORIGIN=self.web.origin(self.stage))
        secret.grant_read(function)
        return function

    def _agent(self) -> PythonFunction:
        data = self.data
        function = self._function(
            "api_agent",
            [self.layers.push],
            FILES_BUCKET=data.files.name,
            RAW_MAIL_BUCKET=data.raw_mail.name,
            WEB_ORIGIN=self.web.origin(self.stage),
            PUSH_SECRET=data.push_secret.name,
            PUSH_HOSTS=self.stage.push_hosts,
        )
        data.push_secret.grant_read(function)
        data.files.grant_read_write(function)
        data.files.grant_list(function)
        data.raw_mail.grant_read(function)
        return function

    def _admin(self, email: Email) -> PythonFunction:
        data, queue = self.data, email.inbound.queue
        function = self._function(
            "api_admin",
            AUDIT_TABLE=data.audit.name,
            RAW_MAIL_BUCKET=data.raw_mail.name,
            INBOUND_QUEUE=queue.queue_url,
        )
        data.audit.grant_read(function)
        data.raw_mail.grant_read(function)
        function.allow(["sqs:SendMessage"], [queue.queue_arn])
        return function
