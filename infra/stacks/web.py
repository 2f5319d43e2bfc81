"""The front door: one origin for screens, API and WebSocket.

The APIs are made here empty, and the stacks of the functions add their routes: so CloudFront's domain is known to the
functions without a circle between the stacks.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import cast

import aws_cdk as cdk
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3_deployment as deployment
from constructs import Construct

from infra.constructs.bucket import Bucket
from infra.constructs.firewall import Firewall
from infra.constructs.http_api import HttpApi, keep_access_log
from infra.exceptions import accept, finding
from infra.security_headers import FIXED, HSTS_SECONDS, content_security_policy
from infra.stages import SOCKET_STAGE, Stage

# Paths without a file extension are the SPA's; documents under /api/docs have their own page.
PAGES = """
function handler(event) {
  var request = event.request;
  if (request.uri === '/api/docs' || request.uri === '/api/docs/') { request.uri = '/api/docs/index.html'; }
  else if (!/\\.[a-z0-9]+$/i.test(request.uri)) { request.uri = '/index.html'; }
  return request;
}
"""


class Web(cdk.NestedStack):
    """Site bucket, HTTP API, WebSocket API, CloudFront in front of them, web ACL where the stage wants one."""

    def __init__(self, scope: Construct, stage: Stage, *, files: Bucket, raw_mail: Bucket, site: Path) -> None:
        super().__init__(scope, "Web")
        self.http = HttpApi(self, "Http", stage=stage)
        self.socket = apigateway.WebSocketApi(self, "Socket", api_name=f"{stage.prefix}-socket")
        self.socket_stage = apigateway.WebSocketStage(
            self, "SocketStage", web_socket_api=self.socket, stage_name=SOCKET_STAGE, auto_deploy=True
        )
        keep_access_log(self.socket_stage, stage, "socket")
        self.push = self._right_to_push()
        self.site = Bucket(self, "Site", stage=stage)
        self.distribution = self._distribution(stage, self._headers(stage, files, raw_mail))
        if stage.upload_site:
            self._upload(site)

    def origin(self, stage: Stage) -> str:
        """`https://…`, without a slash at its end."""
        return stage.web_origin or f"https://{self.distribution.distribution_domain_name}"

    def realtime_endpoint(self, stage: Stage) -> str:
        """The WebSocket stage's management URL."""
        if stage.engine:
            return f"{stage.engine}/_aws/execute-api/{self.socket.api_id}/{SOCKET_STAGE}"
        return self.socket_stage.callback_url

    def _right_to_push(self) -> iam.ManagedPolicy:
        """The right to send to and to close any of this socket's connections."""
        resource = self.socket.arn_for_execute_api_v2("POST/@connections/*", SOCKET_STAGE)
        statement = iam.PolicyStatement(actions=["execute-api:ManageConnections"], resources=[resource])
        policy = iam.ManagedPolicy(self, "Push", statements=[statement])
        socket = self.get_logical_id(cast(cdk.CfnElement, self.socket.node.default_child))
        arn = f"arn:<AWS::Partition>:execute-api:{finding(self.region)}:{finding(self.account)}:<{socket}>"
        accept(policy, f"IAM5[Resource::{arn}/{SOCKET_STAGE}/POST/@connections/*]", "Connections come and go.")
        return policy

    def _distribution(self, stage: Stage, headers: cloudfront.ResponseHeadersPolicy) -> cloudfront.Distribution:
        api = origins.HttpOrigin(self.http.host)
        socket = origins.HttpOrigin(cdk.Fn.select(2, cdk.Fn.split("/", self.socket.api_endpoint)))
        pages = self._pages(headers)
        certificate = stage.certificate_arn and acm.Certificate.from_certificate_arn(
            self, "Certificate", stage.certificate_arn
        )
        distribution = cloudfront.Distribution(
            self,
            "Distribution",
            comment=stage.prefix,
            default_root_object="index.html",
            default_behavior=pages,
            additional_behaviors={
                "/api/docs*": pages,
                "/api/openapi.json": pages,
                "/api/*": _dynamic(api, headers),
                "/ws": _dynamic(socket, headers),
            },
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            domain_names=[stage.domain] if stage.domain else None,
            certificate=certificate or None,
            web_acl_id=self._web_acl(stage),
        )
        accept(distribution, "CFR1", "Customers write from anywhere; no country is shut out.")
        accept(
            distribution, "CFR3", "Both APIs keep access logs and the web ACL its metrics; pages hold nothing to log."
        )
        if not stage.firewall and not stage.web_acl_arn:
            accept(distribution, "CFR2", "A web ACL costs money while nothing happens; a throwaway copy goes without.")
        if not stage.domain:
            accept(
                distribution,
                "CFR4",
                "CloudFront's own certificate sets its protocol; a stage with a domain has TLS 1.2.",
            )
        return distribution

    def _web_acl(self, stage: Stage) -> str | None:
        if stage.web_acl_arn:
            return stage.web_acl_arn
        return Firewall(self, "Firewall", stage=stage).arn if stage.firewall else None

    def _pages(self, headers: cloudfront.ResponseHeadersPolicy) -> cloudfront.BehaviorOptions:
        rewrite = cloudfront.Function(
            self,
            "Pages",
            code=cloudfront.FunctionCode.from_inline(PAGES),
            runtime=cloudfront.FunctionRuntime.JS_2_0,
        )
        return cloudfront.BehaviorOptions(
            origin=origins.S3BucketOrigin.with_origin_access_control(self.site.bucket),
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
            cache_policy=cloudfront.CachePolicy.CACHING_OPTIMIZED,
            response_headers_policy=headers,
            compress=True,
            function_associations=[
                cloudfront.FunctionAssociation(function=rewrite, event_type=cloudfront.FunctionEventType.VIEWER_REQUEST)
            ],
        )

    def _headers(self, stage: Stage, files: Bucket, raw_mail: Bucket) -> cloudfront.ResponseHeadersPolicy:
        policy = content_security_policy(
            [_address(files)], [f"wss://{stage.domain}"] if stage.domain else [], [_address(raw_mail)]
        )
        return cloudfront.ResponseHeadersPolicy(
            self,
            "Headers",
            response_headers_policy_name=f"{stage.prefix}-headers",
            security_headers_behavior=cloudfront.ResponseSecurityHeadersBehavior(
                content_security_policy=cloudfront.ResponseHeadersContentSecurityPolicy(
                    content_security_policy=policy, override=True
                ),
                content_type_options=cloudfront.ResponseHeadersContentTypeOptions(override=True),
                frame_options=cloudfront.ResponseHeadersFrameOptions(
                    frame_option=cloudfront.HeadersFrameOption.DENY, override=True
                ),
                referrer_policy=cloudfront.ResponseHeadersReferrerPolicy(
                    referrer_policy=cloudfront.HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN, override=True
                ),
                strict_transport_security=cloudfront.ResponseHeadersStrictTransportSecurity(
                    access_control_max_age=cdk.Duration.seconds(HSTS_SECONDS),
                    include_subdomains=True,
                    preload=True,
                    override=True,
                ),
            ),
            custom_headers_behavior=cloudfront.ResponseCustomHeadersBehavior(
                custom_headers=_custom(["Permissions-Policy", "Cross-Origin-Opener-Policy"])
            ),
        )

    def _upload(self, site: Path) -> None:
        """Hashed assets may be kept forever, everything else is asked for anew; old assets stay for open tabs."""
        rounds = {
            "Assets": (["assets/*"], [], "public, max-age=31536000, immutable"),
            "Documents": ([], ["assets/*"], "no-cache"),
        }
        for name, (only, but, caching) in rounds.items():
            upload = deployment.BucketDeployment(
                self,
                name,
                sources=[deployment.Source.asset(str(site))],
                destination_bucket=self.site.bucket,
                distribution=self.distribution if name == "Documents" else None,
                exclude=["*"] if only else but,
                include=only or None,
                cache_control=[deployment.CacheControl.from_string(caching)],
                prune=False,
                memory_limit=512,
            )
            upload.node.add_dependency(self.distribution)
        self._accept_uploader()

    def _accept_uploader(self) -> None:
        """CDK's own function copies the site; its rights are CDK's to narrow."""
        reason = "Made by CDK's BucketDeployment, which copies the site and needs these rights on its two buckets."
        site = self.get_logical_id(cast(cdk.CfnElement, self.site.bucket.node.default_child))
        assets = f"arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-{finding(self.account)}-{finding(self.region)}/*"
        actions = ("Abort*", "DeleteObject*", "GetBucket*", "GetObject*", "List*")
        basic = "arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
        for exception in (
            "L1",
            f"IAM4[Policy::{basic}]",
            "IAM5[Resource::*]",
            f"IAM5[Resource::<{site}.Arn>/*]",
            f"IAM5[Resource::{assets}]",
            *(f"IAM5[Action::s3:{action}]" for action in actions),
        ):
            accept(self, exception, reason)


def _dynamic(origin: cloudfront.IOrigin, headers: cloudfront.ResponseHeadersPolicy) -> cloudfront.BehaviorOptions:
    return cloudfront.BehaviorOptions(
        origin=origin,
        viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
        allowed_methods=cloudfront.AllowedMethods.ALLOW_ALL,
        cache_policy=cloudfront.CachePolicy.CACHING_DISABLED,
        origin_request_policy=cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        response_headers_policy=headers,
        compress=True,
    )


def _custom(names: Sequence[str]) -> list[cloudfront.ResponseCustomHeader]:
    return [cloudfront.ResponseCustomHeader(header=name, value=FIXED[name], override=True) for name in names]


def _address(bucket: Bucket) -> str:
    """Where browsers reach it."""
    return f"https://{bucket.bucket.bucket_regional_domain_name}"
