"""Asks a desk for what belongs to no single story: names, rules, feeds, webhooks, the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from audiobrief.desk.asking import Asking

if TYPE_CHECKING:
    from audiobrief.cleaner import SiteRule
    from audiobrief.desk.feeds import Feed
    from audiobrief.desk.ledger import Entry
    from audiobrief.desk.representations import Names
    from audiobrief.desk.webhooks import Delivery, Webhook


class AskingHouse(Asking):
    """The part of a client that asks for what the whole desk has."""

    def preview(
        self, text: str, *, language: str = "en", voice: str = "narrator",
        lexicon: Mapping[str, str] | None = None,
    ) -> bytes:  # fmt: skip
        """A text as a role or a named voice says it, as a WAV file; `lexicon` has respellings to try.

        Raises:
            DeskError: there is no such voice; the message names the nearest.
        """
        tried = {name: {"say": said} for name, said in (lexicon or {}).items()}
        body = {"text": text, "language": language, "voice": voice, "lexicon": tried}
        return self._send("POST", "/preview", body=body).content

    # -------------------------------------------------------------------- site rules

    def rules(self) -> list[SiteRule]:
        """The site rules that were kept at the desk."""
        from audiobrief.cleaner import SiteRule

        return self._ask(list[SiteRule], "GET", "/rules")

    def remove_rule(self, name: str) -> None:
        """Remove a site rule.

        Raises:
            DeskConflict: there is none of that name.
        """
        self._send("DELETE", f"/rules/{quote(name, safe='')}")

    # ------------------------------------------------------------------------- names

    def names(self) -> Names:
        """The names that no lexicon and no voice knows, as `unknown`, and the house `lexicon`."""
        from audiobrief.desk.representations import Names

        return self._ask(Names, "GET", "/names")

    def pronounce(self, name: str, *, say: str = "", ipa: str = "", language: str = "") -> int:
        """Say how a name is said; with the scope "publish" it is approved at once.

        `language` is the tag of the one whose voice says the name when it is tried; without it,
        that of a story that has the name.

        Returns how many stories say it, which are renewed then.
        """
        from audiobrief.desk.representations import Pronounced

        place = f"/names/{quote(name, safe='')}"
        body = {"say": say, "ipa": ipa, "language": language}
        return self._ask(Pronounced, "PUT", place, body=body).stories

    def forget_name(self, name: str) -> None:
        """Remove a name from the house lexicon.

        Raises:
            StoryNotFound: it is not in it.
        """
        self._send("DELETE", f"/names/{quote(name, safe='')}")

    def lexicon(self) -> str:
        """The house lexicon, as W3C PLS 1.0."""
        return self._send("GET", "/lexicon.pls").content.decode()

    def add_lexicon(self, pls: str) -> int:
        """Add a lexicon of W3C PLS 1.0 to the house lexicon; returns how many names it has."""
        from audiobrief.desk.representations import Added

        return self._ask(Added, "POST", "/lexicon.pls", content=pls.encode()).names

    # ------------------------------------------------------------ feeds and webhooks

    def feeds(self) -> list[Feed]:
        """What the desk follows, each with what the last look at it came to."""
        from audiobrief.desk.feeds import Feed

        return self._ask(list[Feed], "GET", "/feeds")

    def follow_feed(self, address: str) -> Feed:
        """Follow a feed of the web: its articles come to the desk, each once."""
        from audiobrief.desk.feeds import Feed

        return self._ask(Feed, "POST", "/feeds", body={"address": address})

    def stop_following(self, feed: str) -> None:
        """Follow the feed with that id no longer; its stories stay.

        Raises:
            StoryNotFound: it is not followed.
            DeskConflict: it was given when the desk was started.
        """
        self._send("DELETE", f"/feeds/{quote(feed, safe='')}")

    def webhooks(self) -> list[Webhook]:
        """The programs that are told what happens."""
        from audiobrief.desk.webhooks import Webhook

        return self._ask(list[Webhook], "GET", "/webhooks")

    def add_webhook(self, url: str, *events: str) -> tuple[Webhook, str]:
        """Tell a program of these events, or of all; returns also the secret, this once."""
        from audiobrief.desk.webhooks import NewWebhook

        body = {"url": url, "events": list(events)}
        told = self._ask(NewWebhook, "POST", "/webhooks", body=body)
        return told.webhook, told.secret

    def remove_webhook(self, webhook: str) -> None:
        """Remove the webhook with that id; what waits for it is not sent.

        Raises:
            StoryNotFound: there is none.
        """
        self._send("DELETE", f"/webhooks/{quote(webhook, safe='')}")

    def deliveries(self, webhook: str) -> list[Delivery]:
        """The newest messages to a webhook, each with what became of it."""
        from audiobrief.desk.webhooks import Delivery

        place = f"/webhooks/{quote(webhook, safe='')}/deliveries"
        return self._ask(list[Delivery], "GET", place)

    def replay(self, delivery: str) -> None:
        """Send a message again, with the same id.

        Raises:
            StoryNotFound: there is none.
        """
        self._send("POST", f"/deliveries/{quote(delivery, safe='')}/replay")

    # ------------------------------------------------------------------ what happens

    def ledger(self, *, story: str = "") -> Iterator[Entry]:
        """Everything that anyone did, the newest first; what was done to one story if it is given."""
        from audiobrief.desk.representations import Entries

        before, asked_for = 0, set[int]()
        while before not in asked_for:
            asked_for.add(before)
            asked = {"story": story, "before": str(before)}
            page = self._ask(Entries, "GET", "/ledger", params=asked)
            yield from page.items
            before = page.next
            if not before or not page.items:
                return

    def describe(self) -> dict[str, Any]:
        """The interface by OpenAPI 3.1."""
        return self._ask(dict[str, Any], "GET", "/openapi.json")

    def events(self, *, after: int = -1) -> Iterator[Entry]:
        """What happens, as it happens, until the desk ends the stream; after event `after` if given."""
        import msgspec

        from audiobrief.desk.ledger import Entry

        with self._send(
            "GET", "/events", params={"after": str(after)}, stream=True
        ) as response:  # fmt: skip
            for line in response.iter_lines(chunk_size=None):
                if line.startswith(b"data: "):
                    yield msgspec.json.decode(line[6:], type=Entry)
