"""Writes the OpenAPI document from the code: `python -m tools.openapi`; `--check` only says whether it is right.

The resolvers are imported and asked one by one. Powertools' own merging looks for them in the source text and leaves
out those that a helper built.
"""

import importlib
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "schemas" / "generated" / "openapi" / "tessera.json"
FUNCTIONS = ("api_auth", "api_agent", "api_admin", "search_query")
VERSION = "1.0.0"

DESCRIPTION = """Everything the screens do, they do through this API.

Sign in with `POST /api/v1/auth/login` and send the `access_token` as `Authorization: Bearer …`.
Errors are problems (RFC 9457) that name the field. Lists take `limit` and `cursor`. What has a version answers with an
`ETag`; send it back as `If-Match`, and a change that collides with somebody else's is a 409 with the current state.
A new ticket or message with an `Idempotency-Key` is made once, however often it is sent."""

#: What is carried out once, however often it is sent with the same key.
REPEATABLE = ("/api/v1/tickets", "/api/v1/tickets/{ticket_id}/messages")

#: Made by Powertools for errors that we answer with problems.
FOREIGN = ("HTTPValidationError", "ValidationError", "ResponseValidationError")


def build() -> dict[str, Any]:
    """The document, in a stable order."""
    paths: dict[str, Any] = {}
    schemas: dict[str, Any] = {}
    for name in FUNCTIONS:
        app = importlib.import_module(f"functions.{name}.handler").app
        part = json.loads(app.get_openapi_json_schema(title="Tessera", version=VERSION))
        paths |= part["paths"]
        schemas |= part.get("components", {}).get("schemas", {})
    for path, operations in paths.items():
        for method, operation in operations.items():
            _finish(path, method, operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Tessera",
            "version": VERSION,
            "description": DESCRIPTION,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "security": [{"bearer": []}],
        "paths": {path: paths[path] for path in sorted(paths)},
        "components": {
            "schemas": {name: schemas[name] for name in sorted(schemas) if name not in FOREIGN},
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        },
    }


def _finish(path: str, method: str, operation: dict[str, Any]) -> None:
    operation["operationId"] = operation["operationId"].split("_api_v1")[0]
    operation["responses"] = {status: operation["responses"][status] for status in sorted(operation["responses"])}
    if path.startswith("/api/v1/auth/"):
        operation["security"] = []
    elif method == "post" and path in REPEATABLE:
        _add_header(operation, "Idempotency-Key", "Any text of yours; the same one makes a repeated request harmless.")
    elif method == "patch":
        _add_header(operation, "If-Match", "The ETag of the version that you changed.")


def _add_header(operation: dict[str, Any], name: str, description: str) -> None:
    header = {"name": name, "in": "header", "required": False, "description": description, "schema": {"type": "string"}}
    operation.setdefault("parameters", []).append(header)


def main() -> int:
    text = json.dumps(build(), indent=1, ensure_ascii=False) + "\n"
    if "--check" in sys.argv:
        if TARGET.exists() and TARGET.read_text() == text:
            return 0
        print("The OpenAPI document is out of date. Run: python -m tools.openapi", file=sys.stderr)
        return 1
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
