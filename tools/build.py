"""Builds what the CDK app ships: `python -m tools.build local|lambda …`.

`build/<target>/layers/<name>/python` and `build/<target>/functions/<name>/functions/<name>`, precompiled for the
target's interpreter: without bytecode a cold start takes five times the CPU.
"""

import compileall
import os
import py_compile
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tools.stamp import digest, make

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"

# The runtime brings boto3, and the engine's environment does; what only botocore needs goes with it (docs/adr).
FROM_RUNTIME = ("boto3", "botocore", "s3transfer", "python-dateutil", "six", "urllib3")
IGNORED = shutil.ignore_patterns("__pycache__", "*.pyc")


@dataclass(frozen=True)
class Target:
    """What code is built for; `platform` None: this machine and this interpreter."""

    name: str
    python: str
    platform: str | None = None


HERE = f"{sys.version_info.major}.{sys.version_info.minor}"
TARGETS = {
    "local": Target("local", HERE),
    "lambda": Target("lambda", "3.13", "aarch64-manylinux_2_28"),
}


def uv(*arguments: str) -> str:
    """Run uv and give its output; its own error text is shown where it fails."""
    beside = Path(sys.executable).with_name("uv")
    command = [str(beside) if beside.exists() else "uv", *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def interpreter(target: Target) -> Path | None:
    """A Python of the target's version to compile with; None if this machine has none.

    pyenv hides its versions behind one command and picks by an environment variable; others don't look at it.
    """
    if target.python == HERE:
        return Path(sys.executable)
    beside = Path(sys.executable).with_name("uv")
    found = subprocess.run(
        [str(beside) if beside.exists() else "uv", "python", "find", "--no-project", target.python],
        cwd=ROOT,
        env={**os.environ, "PYENV_VERSION": target.python},
        capture_output=True,
        text=True,
        check=False,
    )
    return Path(found.stdout.strip()) if found.returncode == 0 else None


def compile_folder(folder: Path, target: Target) -> None:
    """Unchecked-hash bytecode: it stays valid whatever time stamps zip and unzip give the sources."""
    python = interpreter(target)
    if python is None:
        print(f"No Python {target.python} here: {folder.relative_to(ROOT)} is built without bytecode.")
        return
    if target.python == HERE:
        mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
        compileall.compile_dir(folder, quiet=1, stripdir=str(folder), prependdir="/opt", invalidation_mode=mode)
        return
    arguments = ["-q", "--invalidation-mode", "unchecked-hash", "-s", str(folder), "-p", "/opt", str(folder)]
    subprocess.run([str(python), "-m", "compileall", *arguments], check=True)


def vendor_layer(target: Target, group: str) -> bool:
    """A dependency group, in the versions of the lock file, as wheels for the target."""
    product = BUILD / target.name / "layers" / f"vendor-{group}"
    exclusions = [word for name in FROM_RUNTIME for word in ("--no-emit-package", name)]
    wanted = uv("export", "--quiet", "--frozen", "--only-group", group, "--no-emit-project", *exclusions)

    def build() -> None:
        shutil.rmtree(product, ignore_errors=True)
        product.mkdir(parents=True)
        requirements = product.with_suffix(".txt")
        requirements.write_text(wanted)
        place = ["--target", str(product / "python"), "--requirements", str(requirements), "--require-hashes"]
        version = ["--python-version", target.python, "--only-binary", ":all:"]
        platform = ["--python-platform", target.platform] if target.platform else []
        uv("pip", "install", "--quiet", "--no-deps", *place, *version, *platform)
        shutil.rmtree(product / "python" / "bin", ignore_errors=True)
        (product / "python" / ".lock").unlink(missing_ok=True)
        compile_folder(product, target)

    return make(product, digest([], wanted, repr(target), str(interpreter(target))), build)


def product_layer(target: Target) -> bool:
    """The product itself: `tessera` and `schemas`."""
    product = BUILD / target.name / "layers" / "tessera-core"
    sources = [ROOT / "layers" / "core" / "python" / "tessera", ROOT / "schemas"]

    def build() -> None:
        shutil.rmtree(product, ignore_errors=True)
        for source in sources:
            ignored = shutil.ignore_patterns("__pycache__", "*.pyc", "generated")
            shutil.copytree(source, product / "python" / source.name, ignore=ignored)
        compile_folder(product, target)

    return make(product, digest(sources, repr(target), str(interpreter(target))), build)


def function(target: Target, source: Path) -> bool:
    """One function's code, in its package's path, so that its handler is `functions.<name>.handler.handler`."""
    product = BUILD / target.name / "functions" / source.name
    package = ROOT / "functions" / "__init__.py"

    def build() -> None:
        shutil.rmtree(product, ignore_errors=True)
        shutil.copytree(source, product / "functions" / source.name, ignore=IGNORED)
        shutil.copy(package, product / "functions" / package.name)
        compile_folder(product, target)

    return make(product, digest([source, package], repr(target), str(interpreter(target))), build)


def build_target(target: Target) -> list[str]:
    """Build everything that is out of date for `target`; the names of what was built."""
    sources = sorted(path.parent for path in (ROOT / "functions").glob("*/handler.py"))
    made = {
        "vendor-core": vendor_layer(target, "core"),
        "vendor-search": vendor_layer(target, "search"),
        "vendor-files": vendor_layer(target, "files"),
        "vendor-push": vendor_layer(target, "push"),
        "tessera-core": product_layer(target),
        **{source.name: function(target, source) for source in sources},
    }
    return [name for name, built in made.items() if built]


def main(names: list[str]) -> None:
    os.environ.setdefault("UV_LINK_MODE", "copy")
    for name in names:
        made = build_target(TARGETS[name])
        print(f"build/{name}: {', '.join(made) or 'up to date'}")


if __name__ == "__main__":
    main(sys.argv[1:] or ["local"])
