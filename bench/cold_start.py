"""What a fresh process pays before it can answer: CPU time and modules, with bytecode compiled beforehand."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
RUNS = 5

IMPORT = """
import json, sys, time
start = time.process_time()
import functions.{function}.handler
print(json.dumps([(time.process_time() - start) * 1000, len(sys.modules)]))
"""

#: The answer to any query is an empty one, at once: what is left is our own first request, clients and all.
FIRST_REQUEST = """
import json, sys, time
from botocore.awsrequest import AWSResponse
from botocore.httpsession import URLLib3Session
class Raw:
    def stream(self, *_, **__):
        return iter([b'{"Items": [], "Count": 0, "ScannedCount": 0}'])
headers = {"content-type": "application/x-amz-json-1.0"}
URLLib3Session.send = lambda self, request: AWSResponse(request.url, 200, headers, Raw())
from functions.api_agent.handler import handler
from tests.factories.http import make_request
from tests.factories.identity import make_agent
event = make_request("GET", "/api/v1/tickets", agent=make_agent())
modules, start = len(sys.modules), time.process_time()
assert handler(event, None)["statusCode"] == 200
print(json.dumps([(time.process_time() - start) * 1000, len(sys.modules) - modules]))
"""


@dataclass(frozen=True)
class ColdStart:
    """`cpu` in milliseconds, the median of fresh processes; `modules` that are loaded by then."""

    name: str
    cpu: float
    modules: int


def measure() -> list[ColdStart]:
    functions = sorted(path.parent.name for path in (ROOT / "functions").glob("*/handler.py"))
    with tempfile.TemporaryDirectory() as cache:
        found = [_median(name, IMPORT.format(function=name), cache) for name in functions]
        return [*found, _median("api_agent, first request after that", FIRST_REQUEST, cache)]


def _median(name: str, program: str, cache: str) -> ColdStart:
    """The first run compiles and does not count."""
    runs = [_run(program, cache) for _ in range(RUNS + 1)][1:]
    return ColdStart(name, statistics.median(cpu for cpu, _ in runs), runs[0][1])


def _run(program: str, cache: str) -> tuple[float, int]:
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{ROOT}:{ROOT / 'layers' / 'core' / 'python'}",
        "PYTHONPYCACHEPREFIX": cache,
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "bench",
        "AWS_SECRET_ACCESS_KEY": "bench",
        "TESSERA_CORE_TABLE": "core",
    }
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    cpu, modules = json.loads(done.stdout)
    return cpu, modules
