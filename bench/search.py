"""Search over 100,000 tickets of five messages: `python -m bench.search [--tickets N] [--keep FOLDER]`.

Builds the index once, with 20,000 people in it too, then loads it in a fresh process as a cold function does, and
asks. S3 is a folder of this machine, the pointer a file in it, and the tickets that a page of results is read from are
made on the spot: the figures are the function's own work, without the network's.
"""

import argparse
import importlib
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bench.search_data import AGENTS, TEAMS, Corpus, FolderBlobs, FolderPointers, Made, Nobody
from schemas.vocabulary import ActorType, Role
from tessera.adapters.search.tantivy import TantivyIndex
from tessera.kernel.actor import Actor
from tessera.kernel.ids import OrgId
from tessera.search.service import SearchService
from tessera.ticketing.custom import NothingDefined

ORG = OrgId("bench")
BATCH = 500
PEOPLE = 20_000
ROUNDS = 40
TARGETS = {"p95_ms": 10.0, "cold_s": 3.0, "memory_mb": 400.0}


def open_index(folder: Path, place: Path) -> TantivyIndex:
    blobs = FolderBlobs(folder)
    return TantivyIndex(lambda: blobs, FolderPointers(folder), ORG, place, lambda: datetime.now(UTC))


def build(folder: Path, tickets: int) -> dict[str, float]:
    corpus = Corpus(random.Random(7))
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as place:
        draft = open_index(folder, Path(place)).draft()
        for first in range(0, tickets, BATCH):
            draft.add([corpus.document(number) for number in range(first, min(first + BATCH, tickets))])
        for first in range(0, PEOPLE, BATCH):
            draft.add([corpus.person(number) for number in range(first, first + BATCH)])
        draft.publish()
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return {"build_s": time.perf_counter() - began, "size_mb": size / 1e6, "build_memory_mb": memory_mb()}


def ask(folder: Path) -> dict[str, object]:
    """In a process of its own: cold load, first answer, then each kind of query many times (processor time)."""
    importlib.import_module("functions")  # how its processes look for garbage
    with tempfile.TemporaryDirectory() as place:
        began = time.perf_counter()
        index = open_index(folder, Path(place))
        service = SearchService(
            index, Made(), Nobody(), Nobody(), Nobody(), NothingDefined(), Nobody(), lambda: datetime.now(UTC)
        )
        actor = Actor(ORG, ActorType.AGENT, AGENTS[0], "Ada", Role.AGENT, frozenset(TEAMS[:2]))
        first = service.search(actor, "printer", 20, None)
        cold = time.perf_counter() - began
        corpus = Corpus(random.Random(7))
        spent = {name: timed(service, actor, partial(make, corpus)) for name, make in QUERIES.items()}
        kinds = {name: figures(rows) for name, rows in spent.items()}
        kinds["all of these"] = figures([row for rows in spent.values() for row in rows])
        memory, own = memory_mb(), own_memory_mb()
        update = [timed_update(index, corpus, number) for number in range(12)]
        return {
            "cold_s": cold,
            "tickets_found_first": first.total,
            "memory_mb": memory,
            "memory_own_mb": own,
            "queries": kinds,
            "update_ms": round(statistics.median(update), 1),
        }


QUERIES: dict[str, Callable[[Corpus], str]] = {
    "a common word": lambda corpus: corpus.common(),
    "a rare word": lambda corpus: corpus.rare(),
    "two words": lambda corpus: f"{corpus.common()} {corpus.rare()} ",
    "as it is typed": lambda corpus: corpus.common()[:3],
    "a phrase": lambda corpus: f'"{corpus.common()} {corpus.common()}"',
    "a misspelt word": lambda corpus: corpus.misspelt(),
    "filters only": lambda corpus: "status:unresolved priority:high assignee:me created:>400d",
    "all together": lambda corpus: (
        f"status:open tag:billing created:>400d has:attachment -{corpus.rare()} "
        f'"{corpus.common()}" {corpus.common()[:4]}'
    ),
    "nothing": lambda corpus: "",
}


def timed(service: SearchService, actor: Actor, make: Callable[[], str]) -> list[tuple[float, int]]:
    """Milliseconds of processor time, and the number of tickets found, for each of many queries."""
    rows = []
    for _ in range(ROUNDS):
        query = make()
        began = time.process_time()
        found = service.search(actor, query, 20, None)
        rows.append(((time.process_time() - began) * 1000, found.total))
    return rows


def figures(rows: Sequence[tuple[float, int]]) -> dict[str, float]:
    spent = sorted(milliseconds for milliseconds, _ in rows)
    return {
        "p50_ms": round(statistics.median(spent), 1),
        "p95_ms": round(spent[int(len(spent) * 0.95) - 1], 1),
        "max_ms": round(spent[-1], 1),
        "found": statistics.median(found for _, found in rows),
    }


def timed_update(index: TantivyIndex, corpus: Corpus, number: int) -> float:
    began = time.perf_counter()
    index.publish(index.begin(), [corpus.document(number)], [])
    return (time.perf_counter() - began) * 1000


def memory_mb() -> float:
    """The most that was resident, the pages of mapped files included."""
    return _of_status("VmHWM")


def own_memory_mb() -> float:
    """Without the pages of mapped files, which the system takes back when it needs them."""
    return _of_status("RssAnon")


def _of_status(name: str) -> float:
    """A line of https://man7.org/linux/man-pages/man5/proc_pid_status.5.html in MB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return round(next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024, 1)


def report(tickets: int, built: dict[str, float], asked: dict[str, object]) -> Iterator[str]:
    queries = asked["queries"]
    assert isinstance(queries, dict)
    yield f"{tickets:,} tickets of 5 messages; index {built['size_mb']:.0f} MB, built in {built['build_s']:.0f} s"
    yield ""
    yield "| query | p50 ms | p95 ms | most ms | found |"
    yield "|---|---:|---:|---:|---:|"
    for name, kind in queries.items():
        yield f"| {name} | {kind['p50_ms']} | {kind['p95_ms']} | {kind['max_ms']} | {kind['found']:,.0f} |"
    yield ""
    yield "| | measured | target |\n|---|---:|---:|"
    yield f"| p95 of all queries | {queries['all of these']['p95_ms']} ms | {TARGETS['p95_ms']} ms |"
    yield f"| cold load and first answer | {asked['cold_s']:.2f} s | {TARGETS['cold_s']} s |"
    yield f"| memory, mapped files included | {asked['memory_mb']} MB | {TARGETS['memory_mb']} MB |"
    yield f"| memory, the process's own | {asked['memory_own_mb']} MB | |"
    yield f"| one ticket indexed and published | {asked['update_ms']} ms | |"
    yield f"| memory of the build | {built['build_memory_mb']} MB | |"


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tickets", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="folder for the index; made once, used again")
    parser.add_argument("--ask", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.ask:
        print(json.dumps(ask(given.ask)))
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder: Path = given.keep or Path(temporary)
        notes = folder / "built.json"
        if not notes.exists():
            folder.mkdir(parents=True, exist_ok=True)
            notes.write_text(json.dumps(build(folder, given.tickets)))
        command = [sys.executable, "-m", "bench.search", "--ask", str(folder)]
        answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=os.environ, text=True).stdout
        print("\n".join(report(given.tickets, json.loads(notes.read_text()), json.loads(answer))))


if __name__ == "__main__":
    main(sys.argv[1:])
