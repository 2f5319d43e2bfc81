"""The engine's process: `python -m localstack.engine`, ended by SIGTERM or by its parent's end."""

import asyncio
import importlib
import json
import logging
import os
import shutil
import threading
from collections.abc import Iterable
from pathlib import Path

from localstack.engine.fidelity import correct, release_messages
from localstack.engine.front import Front
from localstack.engine.internals import Internals
from localstack.engine.quick import speed_up
from localstack.engine.saving import STREAMS, Saver
from localstack.engine.snapshots import Snapshots
from localstack.engine.streams import restore
from localstack.engine.warm import warm_up
from localstack.process import stop_signal
from localstack.sent_mail import SentMail
from localstack.settings import HOST, Settings, read

log = logging.getLogger("engine")


def configure(settings: Settings) -> None:
    """MiniStack reads its settings from the environment while it is imported."""
    scratch = settings.state / "tmp" / str(os.getpid())
    left_over = [item for item in scratch.parent.glob("*") if item != scratch]
    scratch.mkdir(parents=True, exist_ok=True)
    threading.Thread(target=_remove, args=(left_over,), daemon=True).start()
    os.environ.update(
        {
            "BIND_HOST": HOST,
            "GATEWAY_PORT": str(settings.engine_port),
            "MINISTACK_HOST": HOST,
            "PERSIST_STATE": "1",
            "STATE_DIR": str(settings.state / "engine"),
            "S3_PERSIST": "1",
            "S3_DATA_DIR": str(settings.objects),
            "TMPDIR": str(scratch),
            "LOG_LEVEL": "INFO",
            "SFTP_ENABLED": "0",
            "IOT_MTLS_ENABLED": "0",
            "LAMBDA_WARM_TTL_SECONDS": "3600",
        }
    )
    os.environ.pop("AWS_ENDPOINT_URL", None)  # each function gets the engine's own address


def _remove(folders: Iterable[Path]) -> None:
    """Unpacked functions of earlier processes: thousands of files, which nobody should wait for."""
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def load(engine: Internals, snapshots: Snapshots) -> None:
    """Let MiniStack load the last snapshot, save only through us, and start the functions once it knows them."""
    engine.app.save_all = lambda services: None
    original = engine.app._load_persisted_state
    current = snapshots.current()

    def load_and_complete() -> None:
        if current is None:
            return
        engine.persistence.STATE_DIR = str(current)
        original()
        restore(engine, json.loads((current / STREAMS).read_text(encoding="utf-8")))
        release_messages(engine)
        log.info("loaded %s", current.name)
        threading.Thread(target=warm_up, args=(engine,), daemon=True).start()

    engine.app._load_persisted_state = load_and_complete


async def serve(settings: Settings) -> None:
    """Run until SIGTERM, SIGINT, or the end of standard input: the supervisor holds its other end."""
    configure(settings)
    engine = Internals()
    snapshots = Snapshots(settings.snapshots)
    load(engine, snapshots)
    correct(engine)
    speed_up(engine)
    saver = Saver(engine, snapshots)
    stop = stop_signal()
    config = importlib.import_module("hypercorn.config").Config()
    config.bind = [f"{HOST}:{settings.engine_port}"]
    config.keep_alive_timeout = 75
    config.accesslog = None
    front = Front(engine, saver, SentMail(settings.sent))
    saving = asyncio.create_task(saver.run())
    await importlib.import_module("hypercorn.asyncio").serve(front, config, shutdown_trigger=stop.wait)
    saving.cancel()
    await saver.save(everything=True)
    log.info("stopped")


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    asyncio.run(serve(read()))
    # The pollers' threads have no end of their own, and the functions' processes end with their standard input.
    os._exit(0)
