"""The same `cdk deploy` as for AWS, with the engine's address."""

import json
import shutil
import urllib.request

from localstack.prepare import CDK
from localstack.settings import REGION, ROOT, STACK, Settings
from localstack.steps import run
from tools.stamp import digest, make

ACCOUNT = "000000000000"


def deploy(settings: Settings) -> bool:
    """Deploy what changed; false if nothing did. The engine has it on disk when this returns."""
    built = sorted((ROOT / "build" / "local").rglob("*.stamp"))
    addresses = (settings.engine, settings.web)
    wanted = digest([ROOT / "app.py", ROOT / "cdk.json", ROOT / "infra", *built], *addresses)
    return make(settings.outputs, wanted, lambda: _deploy(settings), settings.state / "deployed.stamp")


def _deploy(settings: Settings) -> None:
    env = settings.environment()
    out = settings.state / "cdk.out"
    context = ["-c", "stage=local", "-c", f"engine={settings.engine}", "-c", f"webOrigin={settings.web}"]
    shutil.rmtree(out, ignore_errors=True)
    run([str(CDK), "synth", "--quiet", "--output", str(out), *context], env=env)
    if not settings.outputs.exists():
        run([str(CDK), "bootstrap", f"aws://{ACCOUNT}/{REGION}", "--app", str(out)], env=env)
    fresh = settings.outputs.with_suffix(".new")
    options = ["--all", "--require-approval", "never", "--method", "direct", "--outputs-file", str(fresh)]
    run([str(CDK), "deploy", "--app", str(out), *options], env=env, advice="If it goes on failing: make reset")
    post(settings, "save")
    fresh.replace(settings.outputs)


def post(settings: Settings, what: str) -> None:
    """Ask the engine for one of its own acts: `save` or `warm`."""
    request = urllib.request.Request(f"{settings.engine}/_tessera/{what}", method="POST")
    with urllib.request.urlopen(request, timeout=120):
        return


def function_environment(settings: Settings) -> dict[str, str]:
    """What a program needs to work on the deployed tables as the functions do: the names, and the engine's address."""
    outputs: dict[str, str] = json.loads(settings.outputs.read_text())[STACK]
    names = {
        "CORE_TABLE": "CoreTable",
        "LIVE_TABLE": "LiveTable",
        "AUDIT_TABLE": "AuditTable",
        "IDEMPOTENCY_TABLE": "IdempotencyTable",
        "RAW_MAIL_BUCKET": "RawMailBucket",
        "FILES_BUCKET": "FilesBucket",
        "EVENT_BUS": "EventBus",
        "SIGNING_SECRET": "SigningSecret",
        "MAIL_SECRET": "MailSecret",
        "INBOUND_QUEUE": "InboundQueue",
        "WEB_ORIGIN": "WebOrigin",
        "REALTIME_ENDPOINT": "RealtimeEndpoint",
    }
    values = {f"TESSERA_{name}": outputs[output] for name, output in names.items()}
    return {**settings.environment(), "TESSERA_STAGE": "local", **values}
