"""What runs before every request loads only what it needs (docs/adr/0003)."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

#: A whole first request, with the reading of the secret replaced: all that the function ever loads, beside the client.
FIRST_REQUEST = """
import json, sys
sys.modules["cryptography"] = None  # in no layer
before = set(sys.modules)
from functions.authorizer.handler import handler
from tessera.adapters.secrets import Secrets
Secrets.read = lambda self, name: "a secret that only tests know, of 32+ bytes"
answer = handler({"headers": {"authorization": "Bearer not.a.token"}}, None)
assert answer == {"isAuthorized": True, "context": {}}, answer
print(json.dumps(sorted(set(sys.modules) - before)))
"""
FORBIDDEN = ("pydantic", "aws_lambda_powertools", "boto3", "pynamodb", "argon2", "nh3")
MOST_MODULES = 360


def test_the_authorizer_loads_little() -> None:
    paths = f"{ROOT}:{ROOT / 'layers' / 'core' / 'python'}"
    run = subprocess.run(
        [sys.executable, "-c", FIRST_REQUEST],
        env={"PYTHONPATH": paths, "TESSERA_SIGNING_SECRET": "signing"},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = json.loads(run.stdout)
    assert not [name for name in loaded if name.partition(".")[0] in FORBIDDEN]
    assert len(loaded) <= MOST_MODULES
