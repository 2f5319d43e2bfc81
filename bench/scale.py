"""What an operation costs in an organization of a thousand tickets and of a hundred thousand: `python -m bench.scale`.

The tables are in DynamoDB Local (Java 17 or later and Maven), everything else in moto. Prints the tables, and writes
them to docs/performance-scale.md. About ten minutes.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import boto3
from moto import mock_aws

from bench import price, writers
from bench.ledger import Ledger, counted
from bench.scale_report import written
from bench.sizes import measure
from tests.adapters.dynamodb_local import dynamodb_local, environment
from tests.adapters.java import Unavailable
from tests.factories import cloud
from tests.functions import jobs

TARGET = Path(__file__).parents[1] / "docs" / "performance-scale.md"


def main() -> int:
    at_rest = price.at_rest()  # first, as it fails at once where nothing is built
    try:
        with tables() as ledger:
            found = measure(ledger)
            race = writers.race()
    except Unavailable as reason:
        print(f"Nothing was measured: {reason}.")
        return 1
    text = written(found, race, price.of_tickets(found), at_rest)
    TARGET.write_text(text)
    print(text)
    return 1 if "**missed**" in text else 0


@contextmanager
def tables() -> Iterator[Ledger]:
    """Empty ones, and all that the functions look for beside them. Raises `Unavailable`."""
    with dynamodb_local("3g") as url, mock_aws(), patch.dict(os.environ, environment(url)), counted() as ledger:
        cloud.create_tables(boto3.client("dynamodb"))
        cloud.create_idempotency(boto3.client("dynamodb"))
        cloud.create_buckets(boto3.client("s3"))
        cloud.create_mail(boto3.client("sesv2"), boto3.client("sqs"), boto3.client("secretsmanager"))
        boto3.client("sqs").create_queue(QueueName=cloud.SEARCH)
        boto3.client("events").create_event_bus(Name=os.environ["TESSERA_EVENT_BUS"])
        jobs.make_machine()
        yield ledger


if __name__ == "__main__":
    sys.exit(main())
