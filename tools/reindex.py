"""Makes an organization's search index anew, while the old one is searched: `python -m tools.reindex --org acme`.

`--org` is a slug or an id, `--stage` the deployment (`local` unless given): the settings are those of its indexer.
"""

import argparse
import os
import sys
import time
from collections.abc import Mapping, Sequence

import boto3

from localstack.settings import REGION, read
from tessera.bootstrap import Services
from tessera.kernel.errors import NotFound, TesseraError
from tessera.kernel.ids import OrgId
from tessera.settings import Settings


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.reindex", description=__doc__)
    parser.add_argument("--org", required=True, help="the organization's slug or id")
    parser.add_argument("--stage", default="local")
    given = parser.parse_args(arguments)
    if given.stage == "local":
        os.environ.update(local_engine())
    return rebuild(Services(Settings(settings_of(given.stage))), given.org)


def local_engine() -> Mapping[str, str]:
    """Where AWS is on this machine, in the words of every AWS client."""
    return {
        "AWS_ENDPOINT_URL": read().engine,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
    }


def settings_of(stage: str) -> Mapping[str, str]:
    """The environment of the deployed indexer."""
    client = boto3.client("lambda")
    function = client.get_function_configuration(FunctionName=f"tessera-{stage}-search-indexer")
    return function["Environment"]["Variables"]


def rebuild(services: Services, named: str) -> int:
    """The exit code: 0 once the new index is in place."""
    began = time.monotonic()
    try:
        org_id = find(services, named)
        count = services.search_indexer(org_id).rebuild(lambda so_far: tell(so_far, time.monotonic() - began))
    except TesseraError as error:
        print(error.message, file=sys.stderr)
        return 1
    print(f"\nDone: {count:,} tickets in {time.monotonic() - began:.1f} s. Searches use the new index from now on.")
    return 0


def find(services: Services, named: str) -> OrgId:
    """The organization with this slug or id. Raises `NotFound`."""
    org_id = services.directory.organization_id(named) or OrgId(named)
    if services.people(org_id).organization() is None:
        raise NotFound(f"There is no organization {named}. Give its slug or its id.")
    return org_id


def tell(count: int, seconds: float) -> None:
    print(f"\r{count:,} tickets, {count / max(seconds, 0.001):,.0f} a second", end="", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
