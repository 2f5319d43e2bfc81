"""The parts of MiniStack 1.5.33 that this package leans on, in one place; a new version is checked here.

MiniStack is not installed where the project's own checks run, so its modules are loaded by name, untyped.
"""

import importlib
import json
from typing import Any


class Internals:
    """Loads MiniStack; the environment (`STATE_DIR`, `GATEWAY_PORT`, …) must be set before."""

    def __init__(self) -> None:
        self.persistence: Any = importlib.import_module("ministack.core.persistence")
        self.app: Any = importlib.import_module("ministack.app")
        self.runtime: Any = importlib.import_module("ministack.core.lambda_runtime")
        self.functions: Any = importlib.import_module("ministack.services.lambda_svc")
        self.dynamodb: Any = importlib.import_module("ministack.services.dynamodb")
        self.cloudformation: Any = importlib.import_module("ministack.services.cloudformation")
        self.provisioners: Any = importlib.import_module("ministack.services.cloudformation.provisioners")
        self.orjson: Any = importlib.import_module("orjson")
        self.sqs: Any = importlib.import_module("ministack.services.sqs")

    def encode(self, service: str, state: Any) -> bytes:
        """The text MiniStack would write for a service; one call into C, so no other thread can change it meanwhile.

        By orjson, for the whole engine stands still so long: `json` takes ten times as long.
        """
        persistence = self.persistence
        version = persistence._state_format_version(service)
        document = {"__ministack_format__": version, "payload": state}
        try:
            return bytes(self.orjson.dumps(document, default=persistence._json_default))
        except TypeError:  # it takes neither whole numbers over 64 bits nor halves of characters
            return json.dumps(document, default=persistence._json_default).encode()
