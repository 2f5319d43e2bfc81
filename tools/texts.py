"""Writes down every sentence that the server says to people: `python -m tools.texts`; `--check` compares.

They are written in English where they are meant, and the screens show them in the reader's language: each is a key of
the screens' catalogues (`web/apps/agent/src/shared/i18n/*-said.json`). What a sentence has from its moment is `{0}`,
`{1}`…
"""

import ast
import itertools
import json
import re
import sys
from collections.abc import Iterator, Set
from pathlib import Path

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "schemas" / "generated" / "said.json"
SOURCES = ("layers/core/python/tessera", "functions", "schemas")
#: Only there a person reads them: Pydantic tells them of the field at fault.
OF_SCHEMAS = "ValueError"
#: What is said to operators and developers: of the audit's chain, and of what is a mistake in the code.
NOT_FOR_PEOPLE = {"TypeError", "Misconfigured", "ExceptionGroup", "ConditionFailed"}
OF_THE_API = {"description", "summary", "title", "detail_type"}
INNER = ("insight/audit.py", "adapters/dynamodb/table.py")
_SENTENCE = re.compile(r"(?:[A-Z“#]|\{0\}).* .*[.?]", re.DOTALL)
#: What Pydantic says itself: https://docs.pydantic.dev/latest/errors/validation_errors/
OF_PYDANTIC = ("Input should be a valid datetime, {0}",)


def build() -> str:
    """The file's text: a list of sentences in order."""
    found = set(OF_PYDANTIC)
    for source in SOURCES:
        silent = NOT_FOR_PEOPLE if source == "schemas" else NOT_FOR_PEOPLE | {OF_SCHEMAS}
        for path in sorted((ROOT / source).rglob("*.py")):
            if not path.as_posix().endswith(INNER):
                found |= set(_sentences(ast.parse(path.read_text()), silent))
    return json.dumps(sorted(found), indent=1, ensure_ascii=False) + "\n"


def _sentences(tree: ast.AST, silent: Set[str]) -> Iterator[str]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue  # a docstring
        if isinstance(node, ast.keyword) and node.arg in OF_THE_API:
            continue
        if isinstance(node, ast.Call) and _name(node.func) in silent:
            continue
        if isinstance(node, (ast.JoinedStr, ast.Constant)):
            yield from (text for text in _wordings(node) if _SENTENCE.fullmatch(text))
        else:
            yield from _sentences(node, silent)


def _wordings(node: ast.expr) -> list[str]:
    """All that a text can be: a choice between two texts within it makes two of it."""
    if isinstance(node, ast.Constant):
        return [_numbered(node.value.replace("{}", "\0"))] if isinstance(node.value, str) else []
    assert isinstance(node, ast.JoinedStr)
    pieces = [_piece(value) for value in node.values]
    return [_numbered("".join(choice)) for choice in itertools.product(*pieces)]


def _piece(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    inner = node.value if isinstance(node, ast.FormattedValue) else node
    if isinstance(inner, ast.IfExp):
        choices = [inner.body, inner.orelse]
        if all(isinstance(each, ast.Constant) and isinstance(each.value, str) for each in choices):
            return [str(each.value) for each in choices if isinstance(each, ast.Constant)]
    return ["\0"]


def _numbered(text: str) -> str:
    places = itertools.count()
    return re.sub("\0", lambda _: f"{{{next(places)}}}", text)


def _name(function: ast.expr) -> str:
    return ast.unparse(function).rpartition(".")[2]


def main() -> int:
    if "--check" in sys.argv:
        right = TARGET.exists() and TARGET.read_text() == build()
        if not right:
            print("The server's sentences are out of date. Run: python -m tools.texts", file=sys.stderr)
        return 0 if right else 1
    TARGET.write_text(build())
    return 0


if __name__ == "__main__":
    sys.exit(main())
