"""Files out and in, over HTTP; the workflow's steps are taken in process."""

import csv
import io
import json
from typing import Any

import boto3

from tests.factories import cloud
from tests.functions import jobs
from tests.functions.agent_api import Api


def upload(api: Api, content: bytes) -> str:
    begun = api.post("/imports/files", {"filename": "old.csv", "size": len(content)})
    assert begun.status == 201
    key = begun.body["upload"]["fields"]["key"]
    boto3.client("s3").put_object(Bucket=cloud.FILES, Key=key, Body=content)
    return str(begun.body["file_id"])


def ended(api: Api, begun: Any) -> dict[str, Any]:
    assert begun.status == 202, begun.body
    jobs.run(jobs.started()[-1])
    job: dict[str, Any] = api.get(f"/jobs/{begun.body['id']}").body
    return job


def imported(api: Api, content: str, **more: Any) -> dict[str, Any]:
    body = {"kind": "tickets", "file_id": upload(api, content.encode()), **more}
    return ended(api, api.post("/imports", body))


def made(api: Api, job: dict[str, Any]) -> str:
    answer = api.get(f"/jobs/{job['id']}/file")
    assert answer.status == 200, answer.body
    key = answer.body["url"].split("?")[0].split(f"{cloud.FILES}/")[1]
    return boto3.client("s3").get_object(Bucket=cloud.FILES, Key=key)["Body"].read().decode("utf-8-sig")


def refused(api: Api, job: dict[str, Any]) -> list[dict[str, str]]:
    """What the file of the rows that were refused says of each: `line`, `field`, `reason`."""
    prefix = "refused_"
    return [
        {name.removeprefix(prefix): str(value) for name, value in row.items() if name.startswith(prefix)}
        for row in refused_rows(api, job)
    ]


def refused_rows(api: Api, job: dict[str, Any]) -> list[dict[str, Any]]:
    text = made(api, job)
    if text.startswith("{"):
        return [json.loads(line) for line in text.splitlines()]
    return list(csv.DictReader(io.StringIO(text)))


def counts(job: dict[str, Any]) -> tuple[int, int, int]:
    return job["done"], job["unchanged"], job["refused"]
