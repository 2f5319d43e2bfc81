"""Set-up and build, each step skipped when nothing it is made of changed. Standard library only."""

import os
import sys
from pathlib import Path

from localstack.settings import ROOT
from localstack.steps import Steps, both, run
from tools.stamp import digest, make

STAMPS = ROOT / "build" / "stamps"
VENV = ROOT / ".venv"
ENGINE_VENV = ROOT / "localstack" / ".venv"
PYTHON = VENV / "bin" / "python"
CDK = ROOT / "node_modules" / ".bin" / "cdk"
WEB = ROOT / "web"
OFFLINE = "Is the package registry reachable from here?"


def uv_version() -> str:
    """The pinned version of uv, from the lock file that it installs."""
    lines = (ROOT / "uv.lock").read_text().splitlines()
    return lines[lines.index('name = "uv"') + 1].split('"')[1]


def make_venv() -> bool:
    """`.venv` with uv and everything in uv.lock."""
    inputs = [ROOT / "pyproject.toml", ROOT / "uv.lock"]

    def build() -> None:
        if not PYTHON.exists():
            run([sys.executable, "-m", "venv", str(VENV)], advice="Debian and Ubuntu: apt install python3-venv")
        if not (VENV / "bin" / "uv").exists():
            install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", f"uv=={uv_version()}"]
            run([str(PYTHON), *install], advice=OFFLINE)
        run([str(VENV / "bin" / "uv"), "sync", "--frozen", "--quiet"], env=_for(VENV), advice=OFFLINE)

    return make(PYTHON, digest(inputs, sys.version), build, STAMPS / "venv")


def make_engine_venv() -> bool:
    """`localstack/.venv`: the engine pins its own libraries."""
    folder = ENGINE_VENV.parent
    command = [
        str(VENV / "bin" / "uv"),
        "sync",
        "--frozen",
        "--quiet",
        "--project",
        str(folder),
        "--python",
        sys.executable,
    ]

    def build() -> None:
        run(command, env=_for(ENGINE_VENV), advice=OFFLINE)

    inputs = [folder / "pyproject.toml", folder / "uv.lock"]
    return make(ENGINE_VENV / "bin" / "python", digest(inputs, sys.version), build, STAMPS / "engine-venv")


def npm_packages(folder: Path) -> bool:
    """What the folder's lock file names.

    Not by `npm ci`: that refuses a lock file without the other systems' optional binaries, and a mirror that does
    not carry those leaves them out. `--no-save` keeps to the lock file too, and does not touch it.
    """
    inputs = [folder / "package.json", folder / "package-lock.json"]

    def build() -> None:
        run(["npm", "install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"], cwd=folder, advice=OFFLINE)

    return make(folder / "node_modules", digest(inputs), build, STAMPS / f"npm-{folder.name}")


def build_web() -> bool:
    """The SPA, `web/apps/agent/dist`."""

    def build() -> None:
        run(["npm", "run", "--silent", "build"], cwd=WEB)

    inputs = [WEB, ROOT / "schemas" / "generated"]
    return make(WEB / "apps" / "agent" / "dist" / "index.html", digest(inputs), build, STAMPS / "web")


def build_python(*targets: str) -> None:
    run([str(PYTHON), "-m", "tools.build", *targets], env={**os.environ, "UV_LINK_MODE": "copy"})


def _for(venv: Path) -> dict[str, str]:
    return {**os.environ, "UV_PROJECT_ENVIRONMENT": str(venv), "UV_LINK_MODE": "copy", "UV_PYTHON_DOWNLOADS": "never"}


def set_up(steps: Steps) -> None:
    """Environments and packages, Python's and the web's at the same time."""
    both(lambda: _python_packages(steps), lambda: steps.step("Web packages", lambda: npm_packages(WEB)))


def prepare(steps: Steps) -> None:
    """Everything up to a deployable build."""

    def python_half() -> None:
        _python_packages(steps)
        steps.step("Layers and functions", lambda: build_python("local"))

    def web_half() -> None:
        steps.step("Web packages", lambda: npm_packages(WEB))
        steps.step("Screens", build_web)

    both(python_half, web_half)


def _python_packages(steps: Steps) -> None:
    steps.step("Python environment", make_venv)
    steps.step("Engine's environment", make_engine_venv)
    steps.step("CDK command", lambda: npm_packages(ROOT))
