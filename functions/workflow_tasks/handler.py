"""The steps of a job, as its workflow (`infra/stacks/workflows.py`) asks for them, one a call."""

from typing import Any

from tessera import bootstrap


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """`{step, org_id, job_id}`, and for `work` the `page`. Gives `{next}` where the workflow has to choose.

    A step that raises is tried again by the workflow, and after some tries `fail` is asked for.
    """
    runner = bootstrap.services().job_runner(event["org_id"])
    match event["step"]:
        case "freeze":
            return {"next": runner.freeze(event["job_id"])}
        case "work":
            runner.work(event["job_id"], event["page"])
        case "finish":
            runner.finish(event["job_id"])
        case "fail":
            runner.fail(event["job_id"])
        case other:
            raise ValueError(f"There is no step {other!r}.")
    return {}
