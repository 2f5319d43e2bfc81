"""What each function loads before its first event: no more than it needs, and nothing of its environment.

A cold start is mostly imports, and libraries creep in by one line at a time. Modules are counted, not seconds: their
number is the same on every machine. One that has to grow is raised here, on purpose and with its reason.
"""

import json
import pkgutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATHS = f"{ROOT}:{ROOT / 'layers' / 'core' / 'python'}"

#: In a function that only passes events on, and in the authorizer, every library is one too many at import.
LIBRARIES = ("pydantic", "aws_lambda_powertools", "boto3", "botocore", "pynamodb", "argon2", "nh3", "jwt", "tantivy")
#: Clients and what only some requests need is loaded by the request that needs it.
AT_FIRST_USE = ("boto3", "pynamodb", "argon2", "cryptography", "nh3", "charset_normalizer", "tantivy")

#: Function: (at most so many modules, libraries that it does not load at import). As measured, and 5 to 10 %
#: more; `gc`, with which each loads an eighth sooner (`functions/__init__.py`), is one of them.
BUDGETS: dict[str, tuple[int, tuple[str, ...]]] = {
    "api_admin": (481, AT_FIRST_USE),
    # What a ticket names of others, for whoever may not see those, who is in copy, what a view names for whoever
    # may not see it, whether an id is taken, what is one line, and what one has read are modules of their own.
    "api_agent": (572, AT_FIRST_USE),
    "api_auth": (458, AT_FIRST_USE),
    "audit_writer": (140, LIBRARIES),
    "authorizer": (131, LIBRARIES),
    "email_feedback": (152, LIBRARIES),
    "email_inbound": (145, LIBRARIES),
    "email_outbound": (500, ("pydantic", "pynamodb", "argon2", "nh3", "charset_normalizer", "tantivy")),
    "event_relay": (133, LIBRARIES),
    "file_inspector": (152, (*LIBRARIES, "PIL", "puremagic")),
    "notifier": (500, ("pydantic", "pynamodb", "argon2", "nh3", "charset_normalizer", "tantivy")),
    "realtime_fanout": (131, LIBRARIES),
    "router": (145, LIBRARIES),
    "search_indexer": (140, LIBRARIES),
    "search_query": (476, AT_FIRST_USE),
    "timers": (140, LIBRARIES),
    "workflow_tasks": (140, LIBRARIES),
    # It reads where somebody is by itself: the vocabulary, and the model of a place.
    "ws_gateway": (145, LIBRARIES),
}

#: A client or a socket that is made, or a variable that is read, while modules are loaded.
WATCHED = """
import importlib, json, os, socket, sys

class Unread(dict):
    def _refuse(self, name, *rest):
        if str(name).startswith("TESSERA_"):
            raise AssertionError(f"{name} is read at import.")
        return dict.get(self, name, *rest)
    get = _refuse
    def __getitem__(self, name):
        self._refuse(name)
        return dict.__getitem__(self, name)

def no_socket(*_, **__):
    raise AssertionError("A socket is opened at import.")

os.environ = Unread(os.environ)
socket.socket.connect = no_socket
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
botocore = sys.modules.get("botocore.client")
if botocore is not None:
    import gc
    clients = [one for one in gc.get_objects() if isinstance(one, botocore.BaseClient)]
    assert not clients, f"Made at import: {clients}"
print(json.dumps(sorted(sys.modules)))
"""


def load(*names: str) -> list[str]:
    """The modules of a fresh process with an empty environment that imported these."""
    run = subprocess.run(
        [sys.executable, "-c", WATCHED, json.dumps(names)],
        env={"PYTHONPATH": PATHS},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    modules: list[str] = json.loads(run.stdout)
    return modules


@cache
def functions() -> list[str]:
    return sorted(path.parent.name for path in (ROOT / "functions").glob("*/handler.py"))


@pytest.mark.parametrize("function", functions())
def test_a_function_keeps_within_its_budget(function: str) -> None:
    assert function in BUDGETS, "Measure this function and give it a budget."
    most, forbidden = BUDGETS[function]
    loaded = load(f"functions.{function}.handler")
    assert sorted({name.partition(".")[0] for name in loaded} & set(forbidden)) == []
    assert len(loaded) <= most


def test_no_budget_is_of_a_function_that_is_gone() -> None:
    assert set(BUDGETS) <= set(functions())


def test_every_module_loads_without_an_environment() -> None:
    product = ROOT / "layers" / "core" / "python"
    modules = [found.name for found in pkgutil.walk_packages([str(product / "tessera")], "tessera.")]
    assert "tessera.bootstrap" in modules
    load(*modules)
