"""Why an article may not be published now: the one place that judges status and embargo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from audiobrief.errors import ArticleHeld
from audiobrief.filed.article import ArticleData, Status


@dataclass(frozen=True, slots=True)
class Hold:
    """An article that is not published now."""

    status: Status
    """`WITHDRAWN` if it was taken down, `DRAFT` if it is not published yet, and `PUBLISHED` if
    only its embargo holds it."""
    until: datetime | None = None
    """When its embargo ends; None if there is none."""

    @property
    def why(self) -> str:
        """The reason in words for people."""
        if self.status is Status.WITHDRAWN:
            return "its status is withdrawn"
        if self.status is Status.DRAFT:
            return "its status is that of a draft"
        return f"it is under embargo until {self.until:%Y-%m-%d %H:%M} UTC"


def find_hold(data: ArticleData | None, now: datetime | None = None) -> Hold | None:
    """Why the article may not be published at `now`; None if it may.

    `now` is aware, and the present moment if it is left out.
    """
    if data is None:
        return None
    if data.status is not Status.PUBLISHED:
        return Hold(data.status, data.publish_after)
    until = data.publish_after
    if until is not None and until > (now or datetime.now(UTC)):
        return Hold(data.status, until.astimezone(UTC))
    return None


def refuse_held(data: ArticleData | None, name: str) -> None:
    """Check that an article may be published now; `name` is for the message.

    Raises:
        ArticleHeld: it is a draft, withdrawn, or under embargo.
    """
    hold = find_hold(data)
    if hold is not None:
        raise ArticleHeld(
            f"{name or 'the article'} is not made: {hold.why}; "
            "change that in what is given, and run it again"
        )
