"""What only the embedded store promises: group commit, snapshots, durability at any moment."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from engine.store.sample import TABLES, count, insert
from steward.engine.store.open import OpenStore, open_tables
from steward.engine.store.port import Reader, Transaction, Unavailable


def commits(path: Path) -> int:
    """How often the log was committed to: each commit ends with a frame that holds the size of the database."""
    log = path.with_name(path.name + "-wal").read_bytes()
    frame = 24 + int.from_bytes(log[8:12], "big")
    return sum(log[at + 4 : at + 8] != bytes(4) for at in range(32, len(log), frame))


def address_of(store: OpenStore) -> Path:
    with store.read() as reader:
        found = reader.one("file", lambda: sa.text("PRAGMA database_list"))
    assert found
    return Path(found[2])


def test_waiting_works_share_a_commit(sqlite: OpenStore) -> None:
    path = address_of(sqlite)
    before = commits(path)
    started, go = threading.Event(), threading.Event()

    def slow(transaction: Transaction) -> None:
        transaction.insert("things", {"name": "slow"})
        started.set()
        go.wait(10)

    with ThreadPoolExecutor(21) as threads:
        first = threads.submit(sqlite.write, slow)
        started.wait(10)
        others = [threads.submit(insert, sqlite, "things", name=str(n)) for n in range(20)]
        while sqlite.waiting() < 20:  # type: ignore[attr-defined]
            pass
        go.set()
        first.result()
        assert len({other.result() for other in others}) == 20
    assert count(sqlite) == 21
    assert commits(path) - before <= 2


def test_a_failing_neighbour_undoes_nothing(sqlite: OpenStore) -> None:
    def odd_ones_fail(number: int) -> int | None:
        def work(transaction: Transaction) -> int:
            id = transaction.insert("things", {"number": number})
            if number % 2:
                raise ZeroDivisionError(number)
            return id

        try:
            return sqlite.write(work)
        except ZeroDivisionError as error:
            assert error.args == (number,)
            return None

    with ThreadPoolExecutor(16) as threads:
        results = list(threads.map(odd_ones_fail, range(200)))
    assert [r is None for r in results] == [bool(n % 2) for n in range(200)]
    assert count(sqlite) == 100


def test_a_reader_sees_one_state_throughout(sqlite: OpenStore) -> None:
    things = sqlite.tables["things"]

    def total(reader: Reader) -> object:
        return reader.one("total", lambda: sa.select(sa.func.count()).select_from(things))

    insert(sqlite, "things")
    with sqlite.read() as reader:
        assert total(reader) == (1,)
        insert(sqlite, "things")
        assert total(reader) == (1,)
    assert count(sqlite) == 2


def test_readers_do_not_wait_for_writers(sqlite: OpenStore) -> None:
    started, go = threading.Event(), threading.Event()

    def slow(transaction: Transaction) -> None:
        transaction.insert("things", {})
        started.set()
        go.wait(10)

    with ThreadPoolExecutor(1) as threads:
        writing = threads.submit(sqlite.write, slow)
        started.wait(10)
        assert count(sqlite) == 0
        go.set()
        writing.result()


def test_a_reader_cannot_write(sqlite: OpenStore) -> None:
    things = sqlite.tables["things"]
    with sqlite.read() as reader, pytest.raises((sqlite3.OperationalError, Unavailable)):
        reader.all("sneak", lambda: sa.insert(things).values(name="x"))
    assert count(sqlite) == 0


def test_a_work_inside_a_work_is_refused(sqlite: OpenStore) -> None:
    with pytest.raises(RuntimeError, match="the transaction already"):
        sqlite.write(lambda _: insert(sqlite, "things"))
    assert insert(sqlite, "things") == 1


def test_commits_are_durable_and_logged(sqlite: OpenStore) -> None:
    path = address_of(sqlite)
    with sqlite.read() as reader:
        assert reader.one("journal", lambda: sa.text("PRAGMA journal_mode")) == ("wal",)
        assert reader.one("sync", lambda: sa.text("PRAGMA synchronous")) == (2,)
    sqlite.close()
    assert not path.with_name(path.name + "-wal").exists()


def test_the_file_is_readable_without_steward(sqlite: OpenStore) -> None:
    insert(sqlite, "things", name="plain")
    with closing(sqlite3.connect(address_of(sqlite))) as other:
        assert other.execute("SELECT name FROM things WHERE name LIKE 'PL%'").fetchall() == [("plain",)]
        assert other.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


WRITER = """
import sys, threading
import sqlalchemy as sa
from engine.store.sample import TABLES, insert
from steward.engine.store.open import open_tables
store = open_tables(sa.make_url(sys.argv[1]), TABLES)
lock = threading.Lock()
def writer():
    while True:
        id = insert(store, "things", name="x" * 200)
        with lock:
            sys.stdout.write(f"{id}\\n")
            sys.stdout.flush()
for _ in range(4):
    threading.Thread(target=writer).start()
"""


def test_every_acknowledged_row_survives_a_kill(tmp_path: Path) -> None:
    url = sa.URL.create("sqlite", database=str(tmp_path / "store.sqlite"))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, url.render_as_string()], stdout=subprocess.PIPE, env=environment, text=True
    )
    assert process.stdout
    acknowledged = [int(process.stdout.readline()) for _ in range(500)]
    process.send_signal(signal.SIGKILL)
    # What was written to the pipe before the end was acknowledged too; the last line may be cut.
    rest = process.stdout.read().split("\n")
    acknowledged += [int(line) for line in rest[:-1]]
    process.stdout.close()
    process.wait()
    with closing(open_tables(url, TABLES)) as store:
        things = store.tables["things"].c
        with store.read() as reader:
            kept = {id for (id,) in reader.all("ids", lambda: sa.select(things.id))}
            assert reader.all("whole", lambda: sa.text("PRAGMA integrity_check")) == [("ok",)]
        assert set(acknowledged) <= kept
        # At most the works of one group, one of each thread, were written but not acknowledged.
        assert len(kept) - len(acknowledged) <= 4
