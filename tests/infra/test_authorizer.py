"""The authorizer is asked for every request, whatever it carries (docs/adr/0003)."""

import pytest

from tests.infra.conftest import Synthesised

pytestmark = pytest.mark.xdist_group("infra")


def test_no_request_passes_the_authorizer_by(either: Synthesised) -> None:
    (authorizer,) = either.of_type("AWS::ApiGatewayV2::Authorizer").values()
    properties = authorizer["Properties"]
    assert properties["IdentitySource"] == ["$context.routeKey"]
    assert properties["AuthorizerResultTtlInSeconds"] == 0
    assert properties["EnableSimpleResponses"] is True
    assert properties["AuthorizerPayloadFormatVersion"] == "2.0"


def test_only_signing_in_goes_without_it(either: Synthesised) -> None:
    routes = [route["Properties"] for route in either.of_type("AWS::ApiGatewayV2::Route").values()]
    open_to_all = [route["RouteKey"] for route in routes if route.get("AuthorizationType", "NONE") == "NONE"]
    assert [key for key in open_to_all if "/api/" in key] == ["ANY /api/v1/auth/{proxy+}"]
