"""`python3 -m localstack up|setup|down|reset|status`: the local cloud from a bare checkout to a working page, and back.

Standard library only: before `up` nothing is installed.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable

from localstack.checks import check_ports, check_tools
from localstack.deploy import deploy, function_environment, post
from localstack.prepare import ENGINE_VENV, PYTHON, prepare, set_up
from localstack.settings import ROOT, Settings, read
from localstack.steps import Failed, Steps, run
from localstack.supervisor import running, tail
from tools.stamp import digest

PATIENCE = 60  # seconds to wait for a process to start or to stop
DEMO = ("admin@acme.test", "agent@acme.test")
PASSWORD = "tessera-demo"


def up(settings: Settings) -> None:
    """Set up, build, start, deploy, seed; what is done already is skipped."""
    steps = Steps()
    steps.say("Tessera, local cloud")
    check_tools()
    if running(settings) is None:
        check_ports(settings)
    else:
        steps.say("It is running already; only what changed is done again.")
    prepare(steps)
    steps.step("Local cloud", lambda: start(settings))
    steps.step("Deployment of the stack", lambda: deploy(settings))
    steps.step("Functions started", lambda: post(settings, "warm"))
    steps.step("Demo organization", lambda: seed(settings))
    steps.step("Healthy", lambda: wait_until("The page or its API", lambda: healthy(settings), settings))
    steps.say(_summary(settings, steps.seconds))


def setup(settings: Settings) -> None:
    """Only what checks and tests need: environments and packages, nothing built."""
    steps = Steps()
    check_tools()
    set_up(steps)


def start(settings: Settings) -> bool:
    """Start the supervisor detached; again, if its own code changed since; false if it just runs."""
    code = digest([ROOT / "localstack", ROOT / "infra" / "stages.py", ROOT / "infra" / "security_headers.py"])
    stamp = settings.state / "running.stamp"
    if running(settings) is not None:
        if stamp.exists() and stamp.read_text() == code:
            return False
        down(settings)
    settings.logs.mkdir(parents=True, exist_ok=True)
    with (settings.logs / "supervisor.log").open("ab") as output:
        subprocess.Popen(
            [str(ENGINE_VENV / "bin" / "python"), "-m", "localstack.supervisor"],
            cwd=ROOT,
            env=settings.environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    wait_until("The engine", lambda: answers(f"{settings.engine}/_ministack/health"), settings)
    stamp.write_text(code)
    return True


def seed(settings: Settings) -> bool:
    """Fill in the demo organization once for each state folder."""
    done = settings.state / "seeded"
    if done.exists():
        return False
    run([str(PYTHON), "-m", "localstack.seed"], env=function_environment(settings))
    post(settings, "save")
    done.touch()
    return True


def down(settings: Settings) -> None:
    """Stop gracefully; returns when everything is saved and gone."""
    process = running(settings)
    if process is None:
        return
    os.kill(process, signal.SIGTERM)
    wait_until("The supervisor's end", lambda: running(settings) is None, settings)


def reset(settings: Settings) -> None:
    """Forget everything, and start anew."""
    down(settings)
    shutil.rmtree(settings.state, ignore_errors=True)
    up(settings)


def wait_until(what: str, done: Callable[[], bool], settings: Settings) -> None:
    """Wait up to PATIENCE seconds. Raises Failed with the end of the logs."""
    deadline = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > deadline:
            logs = "\n".join(f"{path.name}:\n{tail(path)}" for path in sorted(settings.logs.glob("*.log")))
            raise Failed(f"{what} did not come within {PATIENCE} s. The logs end with:\n{logs}")
        time.sleep(0.1)


def answers(url: str, method: str = "GET") -> bool:
    """Whether there is an answer, of any kind but a server's error."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, method=method), timeout=10):
            return True
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False


def healthy(settings: Settings) -> bool:
    """The page, and a function behind the API that reads its tables."""
    return answers(settings.web) and answers(f"{settings.web}/api/v1/auth/refresh", "POST")


def status(settings: Settings) -> None:
    process = running(settings)
    print(f"running (process {process}) at {settings.web}" if process else "not running")


def _summary(settings: Settings, seconds: float) -> str:
    return f"""
Ready after {seconds:.0f} s.

  Agents        {settings.web}
  API           {settings.web}/api/v1   explore it: {settings.web}/api/docs
  Sent mail     {settings.web}/_dev/mail
  Mail in       SMTP localhost:{settings.smtp_port}, for support@acme.test

  Sign in as    {" or ".join(DEMO)}, password {PASSWORD}

make logs shows what happens, make down stops it, make reset starts anew."""


def main(command: str) -> int:
    settings = read()
    commands = {"up": up, "setup": setup, "down": down, "reset": reset, "status": status}
    try:
        commands[command](settings)
    except Failed as failure:
        print(f"\n{failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "up"))
