"""Exceptions from the rules of cdk-nag, each with its reason beside the resource it is for."""

import aws_cdk as cdk
from constructs import IConstruct


def accept(construct: IConstruct, rule: str, reason: str) -> None:
    """Accept one finding of AwsSolutions on `construct` and what it contains, for `reason`.

    `rule` is the short id, with the finding in brackets where the rule has several: `IAM5[Resource::*]`.
    """
    cdk.Validations.of(construct).acknowledge(cdk.Acknowledgment(id=f"AwsSolutions-{rule}", reason=reason))
