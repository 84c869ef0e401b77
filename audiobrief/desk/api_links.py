"""The HTTP interface of what connects a desk to others: feeds that it follows, and webhooks."""

from __future__ import annotations

from typing import Annotated

import msgspec
from litestar import Response, delete, get, post
from litestar.params import JSONBody, PathParameter

from audiobrief.desk.api import PUBLISH, READ, SUBMIT, Asked, Text
from audiobrief.desk.feeds import Feed
from audiobrief.desk.open_desk import caller_of, desk_of
from audiobrief.desk.webhooks import Delivery, NewWebhook, Webhook


class FeedBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A feed to follow."""

    address: Text


class WebhookBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where something is to be told."""

    url: Text
    events: list[Text] = []
    """"made", "failed", "approved", "published", "corrected", "withdrawn"; empty for all."""


@get("/feeds", opt=READ, sync_to_thread=True, summary="List feeds")
def list_feeds(request: Asked) -> list[Feed]:
    """What the desk follows, each with what the last look at it came to."""
    return desk_of(request).feeds.list_all()


@post("/feeds", opt=SUBMIT, sync_to_thread=True, status_code=201, summary="Follow a feed")
def follow_feed(request: Asked, data: JSONBody[FeedBody]) -> Response[Feed]:
    """Its articles come to the desk, each once. It is looked at soon, and then regularly."""
    desk = desk_of(request)
    feed, is_new = desk.feeds.add(data.address, caller_of(request).name)
    desk.following.wake()
    return Response(feed, status_code=201 if is_new else 200)


@delete(
    "/feeds/{feed:str}", opt=SUBMIT, sync_to_thread=True, status_code=204,
    summary="Stop following a feed",
)  # fmt: skip
def stop_following(request: Asked, feed: Annotated[str, PathParameter(max_length=64)]) -> None:
    """The stories that came from it stay."""
    desk_of(request).feeds.remove(feed, caller_of(request).name)


@get("/webhooks", opt=PUBLISH, sync_to_thread=True, summary="List webhooks")
def list_webhooks(request: Asked) -> list[Webhook]:
    """All webhooks, without their secrets."""
    return desk_of(request).webhooks.list_all()


@post("/webhooks", opt=PUBLISH, sync_to_thread=True, summary="Add a webhook")
def add_webhook(request: Asked, data: JSONBody[WebhookBody]) -> NewWebhook:
    """Answers the secret with which its messages are signed, this once."""
    webhook, secret = desk_of(request).webhooks.add(
        data.url, tuple(dict.fromkeys(data.events)), caller_of(request).name
    )
    return NewWebhook(webhook, secret)


@delete(
    "/webhooks/{webhook:str}", opt=PUBLISH, sync_to_thread=True, status_code=204,
    summary="Remove a webhook",
)  # fmt: skip
def remove_webhook(
    request: Asked, webhook: Annotated[str, PathParameter(max_length=64)]
) -> None:
    """Messages that wait for it are not sent."""
    desk_of(request).webhooks.remove(webhook, caller_of(request).name)


@get(
    "/webhooks/{webhook:str}/deliveries", opt=PUBLISH, sync_to_thread=True,
    summary="List messages to a webhook",
)  # fmt: skip
def list_deliveries(
    request: Asked, webhook: Annotated[str, PathParameter(max_length=64)]
) -> list[Delivery]:
    """The newest first, each with what became of it."""
    return desk_of(request).webhooks.deliveries(webhook)


@post(
    "/deliveries/{delivery:str}/replay", opt=PUBLISH, sync_to_thread=True, status_code=202,
    summary="Send a message again",
)  # fmt: skip
def replay_delivery(
    request: Asked, delivery: Annotated[str, PathParameter(max_length=64)]
) -> dict[str, str]:
    """It has the same `webhook-id`, so that its receiver knows it."""
    desk_of(request).webhooks.replay(delivery, caller_of(request).name)
    return {"delivery": delivery}


ROUTES = (
    list_feeds, follow_feed, stop_following, list_webhooks, add_webhook, remove_webhook,
    list_deliveries, replay_delivery,
)  # fmt: skip
