"""Makes an organization's search index anew, while the old one is searched: `python -m tools.reindex --org acme`.

`--org` is a slug or an id. The environment is the indexer's (`TESSERA_CORE_TABLE`, `TESSERA_LIVE_TABLE`,
`TESSERA_FILES_BUCKET`, `TESSERA_SEARCH_ENGINE` and its own), and AWS credentials as for the AWS command line.
"""

import argparse
import sys
import time
from collections.abc import Sequence

from tessera import bootstrap
from tessera.bootstrap import Services
from tessera.kernel.errors import TesseraError
from tessera.kernel.ids import OrgId


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.reindex", description=__doc__)
    parser.add_argument("--org", required=True, help="the organization's slug or id")
    given = parser.parse_args(arguments)
    services = bootstrap.services()
    try:
        org_id = find(services, given.org)
        began = time.monotonic()
        count = services.search_indexer(org_id).rebuild(lambda so_far: tell(so_far, time.monotonic() - began))
    except TesseraError as error:
        print(error.message, file=sys.stderr)
        return 1
    print(f"\rDone: {count:,} tickets in {time.monotonic() - began:.1f} s. Searches use the new index from now on.")
    return 0


def find(services: Services, named: str) -> OrgId:
    """The id of the organization with this slug, else the word itself."""
    return services.directory.organization_id(named) or OrgId(named)


def tell(count: int, seconds: float) -> None:
    print(f"\r{count:,} tickets, {count / max(seconds, 0.001):,.0f} a second", end="", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
