"""Founds an organization in a deployed stage: `python -m tools.found --stage prod --name Acme --mailbox support@…`.

Works with the AWS credentials of the caller, who may read the stack's outputs and write to its core table. The password
is asked for, or read from the standard input where there is no terminal.
"""

import argparse
import getpass
import sys

import boto3

from tessera.adapters.passwords import Argon2Passwords
from tessera.bootstrap import Services
from tessera.identity.founding import Wish, found_organization
from tessera.kernel.errors import TesseraError
from tessera.settings import PREFIX, Settings


def main(arguments: list[str]) -> int:
    given = _arguments(arguments)
    password = (
        getpass.getpass("Password of the administrator: ") if sys.stdin.isatty() else sys.stdin.readline().strip()
    )
    outputs = stack_outputs(given.stage)
    services = Services(Settings({f"{PREFIX}CORE_TABLE": outputs["CoreTable"]}))
    wish = Wish(given.name, given.slug, given.mailbox, given.admin_name, given.admin_email, password)
    try:
        admin = found_organization(wish, services.directory, services.people, Argon2Passwords(), services.clock)
    except TesseraError as error:
        print(f"{getattr(error, 'field', '') or 'founding'}: {error.message}", file=sys.stderr)
        return 1
    print(f"{given.name} is there. Sign in as {admin.email} at {outputs['WebOrigin']}.")
    return 0


def stack_outputs(stage: str) -> dict[str, str]:
    """What the deployment of the stage said."""
    stacks = boto3.client("cloudformation").describe_stacks(StackName=f"tessera-{stage}")["Stacks"]
    return {output["OutputKey"]: output["OutputValue"] for output in stacks[0].get("Outputs", [])}


def _arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.found", description="Found an organization.")
    parser.add_argument("--stage", required=True, help="dev, prod, or local with AWS_ENDPOINT_URL set")
    parser.add_argument("--name", required=True, help="the organization's name")
    parser.add_argument("--slug", required=True, help="its short name: lower case, digits, hyphens")
    parser.add_argument(
        "--mailbox", required=True, help="the address that receives its mail, in the stage's mail domain"
    )
    parser.add_argument("--admin-name", required=True)
    parser.add_argument("--admin-email", required=True)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
