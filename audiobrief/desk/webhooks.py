"""Tells other programs what happened, by signed requests that are repeated until they arrive.

The scheme is that of Standard Webhooks 1.0 (standardwebhooks.com): the headers `webhook-id`,
`webhook-timestamp` and `webhook-signature`, which is HMAC-SHA256 over id, time and body. What is
to be sent is written down together with how far the ledger was read, so nothing is left out.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import logging
import secrets
import threading
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import msgspec

from audiobrief.desk.database import Database, Row
from audiobrief.desk.ledger import Entry, Ledger
from audiobrief.desk.remedies import for_editors
from audiobrief.errors import AudiobriefError, DeskError, StoryNotFound
from audiobrief.fetch.settings import FetchSettings
from audiobrief.secret_texts import HIDDEN, shorten_address

LOG = logging.getLogger(__name__)
EVENTS = ("made", "failed", "approved", "published", "corrected", "withdrawn")
"""What a webhook can be told."""
SECRET_PREFIX = "whsec_"  # noqa: S105 -- the mark of such secrets in the scheme
SECRET_BYTES = 32
WAITS_S = (0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)
"""The waits before each try, in seconds, as the scheme advises: three days in all."""
ANSWER_MS = 15_000
"""The most time for one request, in milliseconds."""
GONE = 410
"""The status by which a receiver says that it wants no more (Standard Webhooks 1.0)."""
KEPT_S = 30 * 86_400
"""The time for which deliveries can be sent again, in seconds."""
IDLE_S = 30.0
MOST_HOOKS = 50
READ_TO = "webhooks"
"""The mark at the last entry of the ledger that was looked at."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where something is told."""

    id: str
    url: str
    events: tuple[str, ...]
    is_paused: bool = False
    """Whether its receiver said that it wants no more."""


@dataclass(frozen=True, slots=True)
class NewWebhook:
    """A webhook with its secret, which is shown this once."""

    webhook: Webhook
    secret: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message to one webhook."""

    id: str
    """The `webhook-id`: the same for each try, so that the receiver can tell a repetition."""
    event: str
    created: datetime
    tries: int
    status: int
    """The status of the last answer; 0 if there was none."""
    problem: str
    """Why the last try failed; empty if it arrived."""
    is_waiting: bool
    """Whether it is still to be tried."""
    next: datetime | None = None
    """When it is tried next; None if it is not."""
    story: str = ""
    """The id of the story that it tells of."""
    title: str = ""


class Webhooks:
    """The webhooks of one desk; `start` begins to send in a thread."""

    def __init__(self, database: Database, ledger: Ledger, fetch: FetchSettings) -> None:
        self._database, self._ledger = database, ledger
        self._fetch = replace(fetch, deadline_ms=min(fetch.deadline_ms, ANSWER_MS))
        self._woken = threading.Event()
        self._ended = threading.Event()
        self._busy: set[str] = set()
        """The webhooks with a message under way."""
        self._leave = ledger.listen(lambda _: self._woken.set())
        self._thread = threading.Thread(target=self._run, name="webhooks", daemon=True)

    def start(self) -> None:
        """Begin to send."""
        self._thread.start()

    def close(self) -> None:
        """End; what was not sent is sent by the next desk."""
        self._leave()
        self._ended.set()
        self._woken.set()
        if self._thread.is_alive():
            # a request that is under way is sent again: receivers know it by its id
            self._thread.join(timeout=1.0)

    # --------------------------------------------------------------------- managing

    def add(self, url: str, events: tuple[str, ...], by: str) -> tuple[Webhook, str]:
        """Add a webhook; returns it with its secret, which is shown this once.

        Raises:
            PageRefused: the address cannot be used, or leads into a private network.
            PageUnreachable: the name servers do not answer.
            DeskError: an event is unknown, or there are too many webhooks.
        """
        # the network, when it is first needed
        from audiobrief.fetch.sending import check_destination

        check_destination(url, self._fetch)
        unknown = [event for event in events if event not in EVENTS]
        if unknown:
            raise DeskError(
                f"there is no event {unknown[0][:40]!r}; there are {', '.join(EVENTS)}"
            )
        hook = secrets.token_urlsafe(12)
        secret = SECRET_PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()
        with self._database.transaction():
            if len(self.list_all()) >= MOST_HOOKS:
                raise DeskError(f"a desk has at most {MOST_HOOKS} webhooks; remove one")
            self._database.insert(
                "webhook", id=hook, url=url, secret=secret, created=time.time(),
                events=" ".join(events or EVENTS),
            )  # fmt: skip
            self._ledger.note(by, "webhook added", webhook=hook, name=_shown(url))
        self._ledger.tell()
        return Webhook(hook, url, events or EVENTS), secret

    def remove(self, hook: str, by: str) -> None:
        """Remove a webhook.

        Raises:
            StoryNotFound: there is no such webhook.
        """
        with self._database.transaction():
            found = self._database.row("SELECT url FROM webhook WHERE id = ?", hook)
            if found is None:
                raise StoryNotFound(f"there is no webhook {hook[:40]!r}")
            self._database.write("DELETE FROM delivery WHERE webhook = ?", hook)
            self._database.write("DELETE FROM webhook WHERE id = ?", hook)
            self._ledger.note(by, "webhook removed", webhook=hook, name=_shown(found["url"]))
        self._ledger.tell()

    def list_all(self) -> list[Webhook]:
        """All webhooks, without their secrets."""
        rows = self._database.rows("SELECT * FROM webhook ORDER BY created")
        return [
            Webhook(r["id"], r["url"], tuple(r["events"].split()), bool(r["is_paused"]))
            for r in rows
        ]

    def deliveries(self, hook: str, most: int = 100) -> list[Delivery]:
        """The newest messages to a webhook.

        Raises:
            StoryNotFound: there is no such webhook.
        """
        if self._database.row("SELECT 1 FROM webhook WHERE id = ?", hook) is None:
            raise StoryNotFound(f"there is no webhook {hook[:40]!r}")
        rows = self._database.rows(
            "SELECT * FROM delivery WHERE webhook = ? ORDER BY created DESC LIMIT ?", hook, most
        )
        return [_delivery_of(row) for row in rows]

    def replay(self, delivery: str, by: str) -> None:
        """Send a message again, now.

        Raises:
            StoryNotFound: there is no such message.
        """
        with self._database.transaction():
            changed = self._database.write(
                "UPDATE delivery SET next = ?, tries = 0 WHERE id = ?", time.time(), delivery
            )
            if not changed:
                raise StoryNotFound(f"there is no message {delivery[:40]!r}")
            self._database.write(
                "UPDATE webhook SET is_paused = 0 WHERE id = "
                "(SELECT webhook FROM delivery WHERE id = ?)", delivery,
            )  # fmt: skip
            self._ledger.note(by, "webhook replayed")
        self._ledger.tell()
        self._woken.set()

    # ---------------------------------------------------------------------- sending

    def _run(self) -> None:
        while not self._ended.is_set():
            self._woken.clear()
            try:
                self._collect()
                wait = self._send_due()
            except Exception as error:  # noqa: BLE001 -- a full disk, say, must not end all messages for good
                if self._ended.is_set():
                    return
                LOG.warning("webhooks wait for %g s: %s", IDLE_S, error)
                wait = IDLE_S
            self._woken.wait(wait)

    def _collect(self) -> None:
        """Write down what is to be sent of the entries that were not looked at yet."""
        hooks = [hook for hook in self.list_all() if not hook.is_paused]
        with self._database.transaction():
            row = self._database.row("SELECT number FROM mark WHERE name = ?", READ_TO)
            # a desk that never had a webhook has nothing to tell of its past
            after = row["number"] if row else self._ledger.last
            last = after
            for entry in self._ledger.read(after=after):
                last = entry.number
                for hook in hooks:
                    if entry.what in hook.events:
                        self._database.insert(
                            "delivery", id=f"msg_{secrets.token_urlsafe(12)}", webhook=hook.id,
                            event=entry.what, body=body_of(entry), created=time.time(),
                            next=time.time(),
                        )  # fmt: skip
            if last != after or row is None:
                self._database.write(
                    "INSERT OR REPLACE INTO mark (name, number) VALUES (?, ?)", READ_TO, last
                )
            self._database.write(
                "DELETE FROM delivery WHERE next IS NULL AND created < ?", time.time() - KEPT_S
            )

    def _send_due(self) -> float:
        """Begin to send each webhook the message that is due, if none is under way to it.

        Each has a thread of its own, so that a receiver that is slow to answer holds up no other
        one. Returns the seconds until the next message is due.
        """
        now = time.time()
        # what is due later than any wait was put off by a clock that has been set back since
        # beside min(), SQLite gives the other columns of the row that has the least value
        rows = self._database.rows(
            "SELECT delivery.*, webhook.url, webhook.secret, min(next) FROM delivery "
            "JOIN webhook ON webhook = webhook.id WHERE (next <= ? OR next > ?) AND is_paused = 0 "
            "GROUP BY webhook.id ORDER BY min(next)",
            now, now + max(WAITS_S),
        )  # fmt: skip
        for row in rows:
            if row["webhook"] not in self._busy and not self._ended.is_set():
                self._busy.add(row["webhook"])
                threading.Thread(
                    target=self._send_one, args=(row,), name="webhook", daemon=True
                ).start()
        # a webhook with a message under way wakes this thread when it has ended
        following = self._database.rows(
            "SELECT webhook, min(next) AS at FROM delivery JOIN webhook ON webhook = webhook.id "
            "WHERE next IS NOT NULL AND is_paused = 0 GROUP BY webhook"
        )
        moments = [float(row["at"]) for row in following if row["webhook"] not in self._busy]
        return min(max(min(moments, default=now + IDLE_S) - time.time(), 0.0), IDLE_S)

    def _send_one(self, row: Row) -> None:
        try:
            self._send(row)
        except Exception as error:  # noqa: BLE001 -- a full disk, say, must not end all messages for good
            if not self._ended.is_set():
                _warn(row["url"], f"waits for {IDLE_S:g} s: {error}")
                self._ended.wait(IDLE_S)
        finally:
            self._busy.discard(row["webhook"])
            self._woken.set()

    def _send(self, row: Row) -> None:
        from audiobrief.fetch.sending import send

        moment, status, problem = int(time.time()), 0, ""
        headers = {
            "Content-Type": "application/json",
            "webhook-id": row["id"],
            "webhook-timestamp": str(moment),
            "webhook-signature": sign(row["secret"], row["id"], moment, row["body"]),
        }
        try:
            status = send(row["url"], row["body"], headers, self._fetch)
        except AudiobriefError as error:
            problem = for_editors(str(error))
        arrived = 200 <= status < 300
        tries = row["tries"] + 1
        if not arrived and not problem:
            problem = f"the receiver answered {status}"
        wait = WAITS_S[tries] if tries < len(WAITS_S) else None
        later = None if arrived or wait is None else time.time() + wait
        with self._database.transaction():
            self._database.write(
                "UPDATE delivery SET tries = ?, status = ?, problem = ?, next = ? WHERE id = ?",
                tries, status, "" if arrived else problem[:500], later, row["id"],
            )  # fmt: skip
            if status == GONE:
                self._database.write(
                    "UPDATE webhook SET is_paused = 1 WHERE id = ?", row["webhook"]
                )
        if not arrived:
            _warn(row["url"], problem)


def _shown(url: str) -> str:
    """The address of a webhook as the ledger has it: every reader sees that, and its path may be a key."""
    return f"{shorten_address(url, url)}/{HIDDEN}"


def _warn(url: str, problem: str) -> None:
    """Log a problem; who may write to a receiver is often told by its address alone."""
    LOG.warning("webhook %s", shorten_address(f"{url}: {problem}", url))


def _delivery_of(row: Row) -> Delivery:
    told = msgspec.json.decode(row["body"])["data"]
    later = datetime.fromtimestamp(row["next"], UTC) if row["next"] is not None else None
    return Delivery(
        row["id"], row["event"], datetime.fromtimestamp(row["created"], UTC), row["tries"],
        row["status"], row["problem"], later is not None, later, told["story"],
        told.get("title", ""),
    )  # fmt: skip


def body_of(entry: Entry) -> bytes:
    """The body of a message about an entry of the ledger."""
    data = {"story": entry.story, "by": entry.author, **entry.detail}
    return msgspec.json.encode({"type": entry.what, "timestamp": entry.at, "data": data})


def sign(secret: str, identity: str, moment: int, body: bytes) -> str:
    """The signature of a message at a moment, in seconds since 1970 (Standard Webhooks 1.0)."""
    key = base64.b64decode(secret.removeprefix(SECRET_PREFIX))
    signed = hmac.digest(key, f"{identity}.{moment}.".encode() + body, hashlib.sha256)
    return f"v1,{base64.b64encode(signed).decode()}"
