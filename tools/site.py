"""Puts the static site together in `build/site`: the screens, the API's document and the page that explores it."""

import shutil
from pathlib import Path

import aws_lambda_powertools.event_handler.openapi.swagger_ui as swagger_ui

from tools.stamp import digest, make

ROOT = Path(__file__).resolve().parents[1]
SCREENS = ROOT / "web" / "apps" / "agent" / "dist"
DOCUMENT = ROOT / "schemas" / "generated" / "openapi" / "tessera.json"
DOCS = ROOT / "tools" / "api_docs"
SITE = ROOT / "build" / "site"

# Powertools ships Swagger UI; serving its files saves another dependency and a content network.
SWAGGER = Path(swagger_ui.__file__).parent
SWAGGER_FILES = ("swagger-ui-bundle.min.js", "swagger-ui.min.css")


class NotBuilt(RuntimeError):
    """A part of the site is missing; the text says how to make it."""


def build_site() -> list[str]:
    """Assemble the site if one of its parts changed; the names of what was made. Raises NotBuilt."""
    if not (SCREENS / "index.html").exists():
        raise NotBuilt(f"{SCREENS.relative_to(ROOT)} is not built: run npm --prefix web run build.")
    swagger = [SWAGGER / name for name in SWAGGER_FILES]
    # `dist` is skipped as a product elsewhere; here it is the input, so its files are named one by one.
    screens = sorted(path for path in SCREENS.rglob("*") if path.is_file())
    wanted = digest([*screens, DOCUMENT, DOCS, *swagger])

    def build() -> None:
        shutil.rmtree(SITE, ignore_errors=True)
        shutil.copytree(SCREENS, SITE)
        shutil.copytree(DOCS, SITE / "api" / "docs")
        shutil.copy(DOCUMENT, SITE / "api" / "openapi.json")
        for item in swagger:
            shutil.copy(item, SITE / "api" / "docs" / item.name)

    return ["site"] if make(SITE, wanted, build) else []
