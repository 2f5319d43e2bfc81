"""How the local cloud's processes end."""

import asyncio
import signal
import sys
import threading


def stop_signal() -> asyncio.Event:
    """Set by SIGTERM, SIGINT, or the end of standard input: the supervisor holds its other end."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)

    def wait_for_parent() -> None:
        sys.stdin.read()
        loop.call_soon_threadsafe(stop.set)

    threading.Thread(target=wait_for_parent, daemon=True).start()
    return stop
