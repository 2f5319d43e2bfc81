"""From the core table's stream to the screens that are open.

A batch that fails is retried whole: deltas carry versions, so a screen that is told twice sees it once.
"""

from typing import Any

from tessera import bootstrap


def handler(event: dict[str, Any], context: Any) -> None:
    """DynamoDB stream of `core`, filtered to tickets, jobs and definitions."""
    services = bootstrap.services()
    found = [services.news(record) for record in event["Records"]]
    services.realtime.tell([one for one in found if one is not None], services.push)
