"""Mail: what a message is, what sends one, and two senders that need no server."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import Protocol, TextIO


@dataclass(frozen=True, slots=True)
class Mail:
    """One message to one person. `sender` "" is the sender that the connector is set up with."""

    to: str
    subject: str
    text: str
    to_name: str = ""
    html: str = ""
    sender: str = ""
    sender_name: str = ""
    reply_to: str = ""


class MailFailed(Exception):
    """The message did not leave. `temporary`: trying later may help."""

    def __init__(self, reason: str, *, temporary: bool = True) -> None:
        super().__init__(reason)
        self.temporary = temporary


class Mailer(Protocol):
    def send(self, mail: Mail) -> None:
        """Hand the message over; raises MailFailed."""
        ...


@dataclass(slots=True)
class MemoryMailer:
    """Keeps what it is given; for tests."""

    sent: list[Mail] = field(default_factory=list)

    def send(self, mail: Mail) -> None:
        self.sent.append(mail)


@dataclass(slots=True)
class ConsoleMailer:
    """Prints what it is given; for trying things out."""

    stream: TextIO | None = None

    def send(self, mail: Mail) -> None:
        print(f"To: {mail.to}\nSubject: {mail.subject}\n\n{mail.text}\n", file=self.stream or sys.stderr, flush=True)
