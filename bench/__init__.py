"""Benchmarks, each run as `python -m bench…` in the project's folder.

What functions look for, their layer and their environment, is there before any of them is imported.
"""

import os
import sys
from pathlib import Path

from tests.factories.cloud import ENVIRONMENT

sys.path.insert(0, str(Path(__file__).parents[1] / "layers" / "core" / "python"))
os.environ.update(
    ENVIRONMENT
    | {
        "TESSERA_EVENT_BUS": "bench",
        "TESSERA_TIMER_QUEUE": "https://sqs.us-east-1.amazonaws.com/123456789012/timers",
        "TESSERA_TIMER_QUEUE_ARN": "arn:aws:sqs:us-east-1:123456789012:timers",
        "TESSERA_SCHEDULER_ROLE": "arn:aws:iam::123456789012:role/timers",
        "TESSERA_SCHEDULE_GROUP": "bench",
    }
)
