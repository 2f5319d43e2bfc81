"""Finds a Chromium for the browser tests; installs Debian's where that is possible. Standard library only."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SHELL = "chromium-headless-shell"


def find() -> str | None:
    """Path of the first Chromium on this machine; None if there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def find_shell() -> str | None:
    """Path of the Chromium that draws nothing but pages, with a quarter less of the processor; any other where there is
    none. It knows no notifications.
    """
    return shutil.which(SHELL) or find()


def install(package: str) -> bool:
    """Install Debian's package; whether that worked."""
    commands = (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", package])
    return all(subprocess.run(command, stdout=subprocess.DEVNULL).returncode == 0 for command in commands)


def main() -> None:
    may_install = os.geteuid() == 0 and shutil.which("apt-get")
    if find() is None and not may_install:
        print("No Chromium here and no right to install one: the browser tests are skipped.", file=sys.stderr)
    elif find() is None and not install("chromium"):
        print("Chromium could not be installed (see above): the browser tests are skipped.", file=sys.stderr)
    elif shutil.which(SHELL) is None and may_install and not install(SHELL):
        print(f"{SHELL} could not be installed (see above): the browser tests take longer.", file=sys.stderr)


if __name__ == "__main__":
    main()
