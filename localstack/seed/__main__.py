"""Plants the demonstration organization into a deployed stack: `python -m localstack.seed`.

    --endpoint http://127.0.0.1:4566   where the cloud answers; without it, what the environment says
    --outputs .state/outputs.json      what the deployment printed

Doing it twice adds nothing.
"""

import argparse
import json
import os
import time
from pathlib import Path

from localstack.seed.people import PASSWORD, STAFF
from localstack.seed.plant import plant
from localstack.settings import STACK, read
from tessera.bootstrap import Services
from tessera.settings import PREFIX, Settings

OUTPUTS = {"CORE_TABLE": "CoreTable", "LIVE_TABLE": "LiveTable", "FILES_BUCKET": "FilesBucket"}


def main() -> None:
    arguments = _arguments()
    if arguments.endpoint:
        os.environ["AWS_ENDPOINT_URL"] = arguments.endpoint
    outputs = json.loads(arguments.outputs.read_text(encoding="utf-8"))[STACK]
    services = Services(Settings({PREFIX + name: outputs[output] for name, output in OUTPUTS.items()}))
    began = time.monotonic()
    planted = plant(services)
    print(f"Acme: {planted.tickets} tickets, {planted.fresh} new, in {time.monotonic() - began:.1f} s.")
    print(f"Sign in as {STAFF[0].email} or {STAFF[1].email}, password {PASSWORD}.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m localstack.seed", description="Plant the demonstration organization."
    )
    parser.add_argument("--endpoint", help="where the cloud answers")
    parser.add_argument("--outputs", type=Path, default=read().outputs, help="what the deployment printed (JSON)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
