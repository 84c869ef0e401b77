"""The editor's pages, the door to them, and what pages of other sites may embed."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote, urljoin, urlsplit

from litestar import Request, Response, get, post
from litestar.params import FromPath, QueryParameter

from audiobrief.desk.accounts import LOCAL, is_same
from audiobrief.desk.answers import plain_type
from audiobrief.desk.api import PUBLISH, READ, StoryId
from audiobrief.desk.browsers import name_browser
from audiobrief.desk.open_desk import OpenDesk, caller_of, desk_of, knock, local_name
from audiobrief.desk.passwords import LONGEST_PASSWORD
from audiobrief.desk.player import PLAYER, player_script
from audiobrief.desk.problems import Problem
from audiobrief.desk.states import State, Story
from audiobrief.desk.tries import Visitor
from audiobrief.desk.webhooks import EVENTS
from audiobrief.errors import DeskForbidden, PublishError
from audiobrief.publish import read_label
from audiobrief.publish.remembered import recall_settings
from audiobrief.publish.theme import Theme, load_theme, web_address
from audiobrief.spoken.frequency import has_word_lists

Asked = Request[Any, Any, Any]
HTML = "text/html"  # the framework adds the charset
THEME = Path(__file__).parent / "theme"
ASSETS = (
    "desk.css", "desk.js", "inbox.js", "script.js", "article.js", "names.js", "publish.js",
    "writing.js", "feeds.js", "webhooks.js", "ledger.js", "account.js",
)  # fmt: skip
COLOURS = "page.css"
"""The theme of the published pages, whose colours and type the desk has, too."""
OPEN = {"is_open": True}
A_YEAR = "public, max-age=31536000, immutable"
EMBED_WIDTH, EMBED_HEIGHT = 720, 160
"""The most room of the player in a page, in CSS pixels; it is as narrow as its column."""
FORM_BYTES = 10_000
LONGEST_CODE = 20
"""The most characters of a code or a recovery code in a form; with its hyphens, the latter has 13."""


@functools.cache
def _theme() -> Theme:
    return Theme(str(THEME))


@functools.cache
def _assets(templates: str) -> dict[str, tuple[bytes, str]]:
    """Name -> content of each asset, and a digest for its address."""
    texts = {name: _theme().text(name) for name in ASSETS}
    texts[COLOURS] = load_theme(templates).text(COLOURS)
    found = {name: text.encode() for name, text in texts.items()}
    whole = hashlib.sha256(b"".join(found.values())).hexdigest()[:12]
    # a module imports another one by its plain name, so all have the digest of all
    return {name: (content, whole) for name, content in found.items()}


def render(request: Asked, template: str, **variables: Any) -> Response[str]:
    """A page of the desk, as whoever asks may see it."""
    desk = desk_of(request)
    caller = knock(request)
    assets = _assets(desk.settings.publish.templates)
    page = _theme().render(
        template,
        asset=lambda name: f"/assets/{assets[name][1]}/{name}",
        caller=caller,
        scopes=sorted(caller.scopes) if caller else [],
        has_accounts=desk.front.has_accounts,
        **variables,
    )
    return Response(page, media_type=HTML)


def show_refusal(request: Asked, status: int, said: str) -> Response[str]:
    """Why there is no page at an address, with the way back."""
    page = render(request, "refusal.html.j2", title="Not here", said=said)
    page.status_code = status
    return page


@get("/", opt=READ, include_in_schema=False, sync_to_thread=True)
def show_inbox(request: Asked) -> Response[str]:
    """All stories, those that are worth a look first."""
    return render(request, "inbox.html.j2", states=list(State), title="Inbox")


@get("/stories/{story:str}", opt=READ, include_in_schema=False, sync_to_thread=True)
def show_script(request: Asked, story: StoryId) -> Response[str]:
    """The script, sentence by sentence."""
    return _story_page(request, story, "script.html.j2", "Script")


@get("/stories/{story:str}/article", opt=READ, include_in_schema=False, sync_to_thread=True)
def show_article(request: Asked, story: StoryId) -> Response[str]:
    """What of the page is in the story, and what is not."""
    return _story_page(request, story, "article.html.j2", "Article")


@get("/stories/{story:str}/publish", opt=READ, include_in_schema=False, sync_to_thread=True)
def show_publish(request: Asked, story: StoryId) -> Response[str]:
    """Approval, schedule, correction, withdrawal, and the code to embed."""
    return _story_page(request, story, "publish.html.j2", "Publish")


def _story_page(request: Asked, story: str, template: str, title: str) -> Response[str]:
    found = desk_of(request).stories.read(story)
    desk = desk_of(request)
    embed, has_address = embed_codes(desk, found), bool(_site_address(desk))
    return render(
        request, template, story=found, title=title, embed=embed, has_address=has_address
    )


@get("/names", opt=READ, include_in_schema=False, sync_to_thread=True)
def show_names(request: Asked) -> Response[str]:
    """The names that the voice may mispronounce, and the house lexicon."""
    return render(request, "names.html.j2", title="Names", has_word_lists=has_word_lists())


@get("/webhooks", opt=PUBLISH, include_in_schema=False, sync_to_thread=True)
def show_webhooks(request: Asked) -> Response[str]:
    """The programs that are told what happens, and what became of each message."""
    return render(request, "webhooks.html.j2", title="Webhooks", events=EVENTS)


@get("/ledger", opt=READ, include_in_schema=False, sync_to_thread=True)
def show_ledger(request: Asked) -> Response[str]:
    """Everything that anyone did."""
    return render(request, "ledger.html.j2", title="Ledger")


@get("/assets/{digest:str}/{name:str}", opt=OPEN, include_in_schema=False, sync_to_thread=False)
def send_asset(request: Asked, digest: FromPath[str], name: FromPath[str]) -> Response[bytes]:
    """A style sheet or a module; its address changes with its content."""
    del digest
    found = _assets(desk_of(request).settings.publish.templates).get(name)
    if found is None:
        raise Problem(404, "there is no such file")
    kind = plain_type(name)
    return Response(found[0], media_type=kind, headers={"Cache-Control": A_YEAR})


@get("/robots.txt", opt=OPEN, include_in_schema=False, sync_to_thread=False)
def send_robots() -> Response[str]:
    """No program that collects pages has anything to do here."""
    return Response("User-agent: *\nDisallow: /\n", media_type="text/plain")


# ------------------------------------------------------------------------ the door


@get("/enter", opt=OPEN, include_in_schema=False, sync_to_thread=True)
def enter(
    request: Asked, key: Annotated[str, QueryParameter(max_length=200)] = ""
) -> Response[Any]:
    """Opens a desk without accounts to whoever has its key, which its command prints."""
    desk = desk_of(request)
    if desk.front.has_accounts:
        return Response(b"", status_code=303, headers={"Location": "/login"})
    if not key or not is_same(key, desk.key):
        page = render(request, "door.html.j2", title="Locked")
        page.status_code = 403
        return page
    secret = desk.accounts.open_session(local_name(), LOCAL)
    cookie = desk.front.write_cookie(secret)
    # the key leaves the address bar and the history
    return Response(b"", status_code=303, headers={"Location": "/", "Set-Cookie": cookie})


@get("/login", opt=OPEN, include_in_schema=False, sync_to_thread=True)
def show_login(request: Asked) -> Response[Any]:
    """The form to log in."""
    if not desk_of(request).front.has_accounts:
        return Response(b"", status_code=303, headers={"Location": "/enter"})
    return _login_page(request)


@post(
    "/login", opt=OPEN, include_in_schema=False, status_code=200,
    request_max_body_size=FORM_BYTES,
)  # fmt: skip
async def log_in(request: Asked) -> Response[Any]:
    """Opens a new session; one that the browser had before is not continued."""
    import anyio.to_thread

    desk = desk_of(request)
    form = await request.form()
    name, password = str(form.get("name", "")), str(form.get("password", ""))
    code, visitor = str(form.get("code", "")), visitor_of(request)

    def work() -> Response[Any]:
        if not desk.front.has_accounts:
            raise Problem(404, "this desk has no accounts")
        try:
            secret = desk.accounts.log_in(name, password, visitor, code=code)
        except DeskForbidden as error:
            page = _login_page(request, said=str(error), name=name[:64])
            wait = desk.accounts.tries.wait_before(name, visitor.address)
            page.status_code = 429 if wait else 403
            if wait:
                page.headers["Retry-After"] = str(wait)
            return page
        cookie = desk.front.write_cookie(secret)
        return Response(b"", status_code=303, headers={"Location": "/", "Set-Cookie": cookie})

    return await anyio.to_thread.run_sync(work)


@post("/logout", opt=READ, include_in_schema=False, sync_to_thread=True, status_code=200)
def log_out(request: Asked) -> Response[dict[str, str]]:
    """Ends the session on the server, and forgets the cookie."""
    desk = desk_of(request)
    desk.accounts.log_out(caller_of(request))
    cookie = desk.front.write_cookie("", ends=True)
    # browsers that keep what they were told not to keep forget it now
    told = {"Set-Cookie": cookie, "Clear-Site-Data": '"cache", "storage"'}
    return Response({"next": "/login"}, headers=told)


def _login_page(request: Asked, *, said: str = "", name: str = "") -> Response[str]:
    """The form, with what was said of the try before and the name that was given then."""
    desk = desk_of(request)
    # of the whole desk: nobody learns from the form whose account needs a code
    has_codes = bool(desk.front.factor_roles) or desk.accounts.factors.any_is_on()
    return render(
        request, "login.html.j2", title="Log in", said=said, name=name, has_codes=has_codes,
        longest=LONGEST_PASSWORD, longest_code=LONGEST_CODE,
    )  # fmt: skip


def visitor_of(request: Asked) -> Visitor:
    """Where a request comes from, for whoever looks at their sessions."""
    address = request.client.host if request.client else ""
    return Visitor(address, name_browser(request.headers.get("user-agent", "")))


# --------------------------------------------------------------------------- embed


def _site_address(desk: OpenDesk) -> str:
    kept = None
    # whoever publishes is told that they are damaged
    with contextlib.suppress(PublishError):
        kept = recall_settings(desk.root)
    return web_address((kept.url if kept else "") or desk.settings.publish.url)


def embed_codes(
    desk: OpenDesk, story: Story, width: int = EMBED_WIDTH, height: int = EMBED_HEIGHT
) -> dict[str, str]:
    """What a page is given to show a published episode; empty if it is not on a site.

    The component is empty as long as its file is not on the site.
    """
    base = _site_address(desk)
    if not base or not story.folder or story.published is None:
        return {}
    place = urljoin(base.rstrip("/") + "/", quote(story.folder) + "/")
    title = _attribute(story.title)
    frame = (
        f'<iframe src="{_attribute(place)}index.html?embed" title="{title}" '
        f'width="100%" style="max-width:{width}px" height="{height}" allow="autoplay" loading="lazy"></iframe>'
    )
    component = (
        f'<script type="module" src="{_attribute(urljoin(base.rstrip("/") + "/", PLAYER))}"></script>\n'
        f'<audiobrief-player src="{_attribute(place)}"></audiobrief-player>'
    )
    is_there = (desk.root / PLAYER).is_file()
    return {"page": place, "frame": frame, "component": component if is_there else ""}


def _attribute(text: str) -> str:
    from html import escape

    return escape(text, quote=True)


@get(f"/embed/{PLAYER}", opt=OPEN, include_in_schema=False, sync_to_thread=False)
def send_player() -> Response[str]:
    """The web component; a site may serve a copy of it."""
    return Response(
        player_script(), media_type="text/javascript",
        headers={"Cache-Control": "public, max-age=3600"},
    )  # fmt: skip


@get("/oembed", opt=OPEN, include_in_schema=False, sync_to_thread=True)
def send_oembed(
    request: Asked,
    url: Annotated[str, QueryParameter(max_length=2_000)],
    format: Annotated[str, QueryParameter(max_length=10)] = "json",  # noqa: A002 -- oEmbed's own name
    maxwidth: Annotated[int, QueryParameter(ge=1)] = EMBED_WIDTH,
    maxheight: Annotated[int, QueryParameter(ge=1)] = EMBED_HEIGHT,
) -> Response[str]:
    """The player of a published episode for the address of its page (oEmbed 1.0)."""
    if format != "json":
        raise Problem(501, "this desk answers oEmbed as JSON alone")
    desk = desk_of(request)
    try:
        path = urlsplit(url).path
    except ValueError as error:
        raise Problem(404, "there is no published episode at that address") from error
    folder = path.rstrip("/").removesuffix("/index.html").rpartition("/")[2]
    story = desk.stories.of_folder(folder)
    width, height = min(maxwidth, EMBED_WIDTH), min(maxheight, EMBED_HEIGHT)
    codes = embed_codes(desk, story, width, height) if story is not None else {}
    if (
        story is None
        or story.state is State.WITHDRAWN
        or not url.startswith(codes.get("page", "\n"))
    ):
        raise Problem(404, "there is no published episode at that address")
    try:
        title = read_label(desk.root / story.folder).article.title
    except PublishError as error:
        raise Problem(404, "there is no published episode at that address") from error
    told = {
        "version": "1.0", "type": "rich", "title": title, "provider_name": story.site,
        "provider_url": codes["page"], "html": codes["frame"],
        "width": width, "height": height,
    }  # fmt: skip
    return Response(json.dumps(told), media_type="application/json")


ROUTES = (
    show_inbox, show_script, show_article, show_publish, show_names, show_webhooks, show_ledger,
    send_asset, send_robots, enter, show_login, log_in, log_out, send_player, send_oembed,
)  # fmt: skip
