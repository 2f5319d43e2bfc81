"""Checks an organization's audit record from its first entry to its last.

    python -m tools.audit --table tessera-prod-audit --org 01930000-0000-7000-8000-00000000000a

Exits with 1 and the place of the fault if an entry was altered, removed, added or moved.
"""

import argparse
import sys

from tessera.bootstrap import Services
from tessera.insight.audit import Verdict
from tessera.kernel.actor import system_actor
from tessera.kernel.ids import OrgId, new_id
from tessera.settings import PREFIX, Settings


def verify(table: str, org_id: OrgId) -> Verdict:
    services = Services(Settings({f"{PREFIX}AUDIT_TABLE": table}))
    return services.audit(org_id).verify(system_actor(org_id, new_id()))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.audit", description="Check an audit record.")
    parser.add_argument("--table", required=True, help="the stack's output AuditTable")
    parser.add_argument("--org", required=True, help="the organization's id")
    given = parser.parse_args(arguments)
    verdict = verify(given.table, OrgId(given.org))
    if verdict.intact:
        print(f"Intact: {verdict.checked} entries.")
        return 0
    print(f"Broken at entry {verdict.broken_at}, after {verdict.checked} good ones: {verdict.reason}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
