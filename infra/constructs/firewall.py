"""The web ACL in front of CloudFront: AWS's managed rules and a limit per address."""

from aws_cdk import aws_wafv2 as waf
from constructs import Construct

from infra.stages import Stage

REQUESTS_PER_ADDRESS = 3000  # in five minutes; a busy agent makes a tenth of it

# Agents write HTML and paste logs: what these rules look for in a body is their daily work. The API
# checks bodies itself.
BODY_RULES = ("SizeRestrictions_BODY", "CrossSiteScripting_BODY", "GenericLFI_BODY", "GenericRFI_BODY")


class Firewall(Construct):
    """A web ACL of scope CLOUDFRONT, so it must be in us-east-1."""

    def __init__(self, scope: Construct, construct_id: str, *, stage: Stage) -> None:
        super().__init__(scope, construct_id)
        rules = [
            _managed(0, "AWSManagedRulesAmazonIpReputationList"),
            _managed(1, "AWSManagedRulesKnownBadInputsRuleSet"),
            _managed(2, "AWSManagedRulesCommonRuleSet", only_count=BODY_RULES),
            _rate_limit(3),
        ]
        self.acl = waf.CfnWebACL(
            self,
            "Acl",
            name=f"{stage.prefix}-web",
            scope="CLOUDFRONT",
            default_action=waf.CfnWebACL.DefaultActionProperty(allow=waf.CfnWebACL.AllowActionProperty()),
            visibility_config=_metrics(f"{stage.prefix}-web"),
            rules=rules,
        )

    @property
    def arn(self) -> str:
        return self.acl.attr_arn


def _managed(priority: int, name: str, only_count: tuple[str, ...] = ()) -> waf.CfnWebACL.RuleProperty:
    overrides = [
        waf.CfnWebACL.RuleActionOverrideProperty(
            name=rule, action_to_use=waf.CfnWebACL.RuleActionProperty(count=waf.CfnWebACL.CountActionProperty())
        )
        for rule in only_count
    ]
    group = waf.CfnWebACL.ManagedRuleGroupStatementProperty(
        vendor_name="AWS", name=name, rule_action_overrides=overrides or None
    )
    return waf.CfnWebACL.RuleProperty(
        name=name,
        priority=priority,
        override_action=waf.CfnWebACL.OverrideActionProperty(none={}),
        statement=waf.CfnWebACL.StatementProperty(managed_rule_group_statement=group),
        visibility_config=_metrics(name),
    )


def _rate_limit(priority: int) -> waf.CfnWebACL.RuleProperty:
    return waf.CfnWebACL.RuleProperty(
        name="PerAddress",
        priority=priority,
        action=waf.CfnWebACL.RuleActionProperty(block=waf.CfnWebACL.BlockActionProperty()),
        statement=waf.CfnWebACL.StatementProperty(
            rate_based_statement=waf.CfnWebACL.RateBasedStatementProperty(
                limit=REQUESTS_PER_ADDRESS, aggregate_key_type="IP"
            )
        ),
        visibility_config=_metrics("PerAddress"),
    )


def _metrics(name: str) -> waf.CfnWebACL.VisibilityConfigProperty:
    return waf.CfnWebACL.VisibilityConfigProperty(
        cloud_watch_metrics_enabled=True, sampled_requests_enabled=True, metric_name=name
    )
