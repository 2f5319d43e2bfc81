"""What the deployment made: the stack's outputs, read again when the file changes."""

import json
from pathlib import Path

from localstack.settings import STACK


class NotDeployed(RuntimeError):
    """The stack is not deployed yet."""


class Outputs:
    def __init__(self, path: Path) -> None:
        self.path = path
        self._read_at = 0
        self._values: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        """The output `name`. Raises NotDeployed before the first deployment."""
        if not self.path.exists():
            raise NotDeployed("The stack is not deployed yet; make up does it.")
        changed = self.path.stat().st_mtime_ns
        if changed != self._read_at:
            self._values = json.loads(self.path.read_text(encoding="utf-8"))[STACK]
            self._read_at = changed
        return self._values[name]
