"""The worker that empties the outbox beside the server: one thread a process, one process at a time."""

from __future__ import annotations

from threading import Event, Thread

import structlog

from steward.jobs.outbox import Outbox

log: structlog.stdlib.BoundLogger = structlog.get_logger("steward.jobs")


class OutboxWorker:
    """Delivers what is due, every `every` seconds, until it is stopped. An error is logged and does not end it."""

    def __init__(self, outbox: Outbox, every: float = 2.0) -> None:
        self._outbox, self._every = outbox, every
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="outbox", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout=10)

    def _run(self) -> None:
        while not self._stopping.wait(self._every):
            try:
                self._outbox.deliver()
            except Exception:
                log.exception("the outbox could not be emptied")
