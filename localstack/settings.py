"""Where the local cloud listens and keeps its state; standard library only, `make up` reads it before anything is
installed.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
STACK = "tessera-local"
REGION = "us-east-1"
SITE = ROOT / "web" / "apps" / "agent" / "dist"


@dataclass(frozen=True)
class Settings:
    """Ports and folders of one instance; a second one needs other ports and another state folder."""

    web_port: int
    engine_port: int
    smtp_port: int
    state: Path

    @property
    def web(self) -> str:
        return f"http://localhost:{self.web_port}"

    @property
    def engine(self) -> str:
        """By address, not name: the SDK then asks for buckets by path, which needs no name resolution."""
        return f"http://{HOST}:{self.engine_port}"

    @property
    def snapshots(self) -> Path:
        return self.state / "snapshots"

    @property
    def objects(self) -> Path:
        return self.state / "objects"

    @property
    def spool(self) -> Path:
        return self.state / "spool"

    @property
    def sent(self) -> Path:
        return self.state / "sent"

    @property
    def logs(self) -> Path:
        return self.state / "logs"

    @property
    def outputs(self) -> Path:
        """What the deployment printed: ids and names of the stack's resources."""
        return self.state / "outputs.json"

    @property
    def lock(self) -> Path:
        """Held by the supervisor for as long as it lives; holds its process id."""
        return self.state / "supervisor.pid"

    def environment(self) -> dict[str, str]:
        """For child processes: the same instance, and clients that talk to its engine."""
        return {
            **os.environ,
            "TESSERA_WEB_PORT": str(self.web_port),
            "TESSERA_ENGINE_PORT": str(self.engine_port),
            "TESSERA_SMTP_PORT": str(self.smtp_port),
            "TESSERA_STATE_DIR": str(self.state),
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "layers" / "core" / "python")]),
            "AWS_ENDPOINT_URL": self.engine,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "1",
        }


def read(environ: Mapping[str, str] = os.environ) -> Settings:
    """TESSERA_WEB_PORT, TESSERA_ENGINE_PORT, TESSERA_SMTP_PORT, TESSERA_STATE_DIR, each with its default."""
    return Settings(
        web_port=int(environ.get("TESSERA_WEB_PORT") or "8080"),
        engine_port=int(environ.get("TESSERA_ENGINE_PORT") or "4566"),
        smtp_port=int(environ.get("TESSERA_SMTP_PORT") or "2525"),
        state=Path(environ.get("TESSERA_STATE_DIR") or ROOT / ".state").resolve(),
    )
