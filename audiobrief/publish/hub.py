"""Tells a WebSub hub which feeds have changed, so that it tells the feeds' subscribers.

https://www.w3.org/TR/websub/ (section 6): how a publisher speaks to its hub is left to the two.
The hubs in use take a form with `hub.mode=publish` and a `hub.url` for each feed.
"""

from __future__ import annotations

from collections.abc import Iterable

from audiobrief.errors import PublishError
from audiobrief.publish.settings import PublishSettings

TIMEOUT_S = 10
AT_ONCE = 50
"""Feeds named in one request."""


def tell_hub(settings: PublishSettings, written: Iterable[str]) -> int:
    """Tell the hub in the settings of each feed among the `written` paths of the site.

    Returns how many feeds it was told of; 0 without a hub, or if no feed changed.

    Raises:
        PublishError: the hub gives no answer, or refuses. The site itself is published.
    """
    # the address of a private feed is a secret, which a hub would pass on
    if not settings.hub or not settings.base or settings.is_private:
        return 0
    feeds = [settings.base + path for path in written if _is_feed(path)]
    if not feeds:
        return 0
    import requests

    for start in range(0, len(feeds), AT_ONCE):
        some = feeds[start : start + AT_ONCE]
        form = [("hub.mode", "publish"), *(("hub.url", feed) for feed in some)]
        try:
            answer = requests.post(settings.hub, data=form, timeout=TIMEOUT_S)
        except requests.RequestException as error:
            raise PublishError(
                f"the hub {settings.hub} gave no answer ({type(error).__name__}); the site is "
                "published, and the hub is told at its next change"
            ) from error
        if not answer.ok:
            raise PublishError(
                f"the hub {settings.hub} answered {answer.status_code} {answer.reason}; the site "
                "is published: check publish.hub"
            )
    return len(feeds)


def _is_feed(path: str) -> bool:
    return path.endswith(".xml") and path != "sitemap.xml"
