"""Browsers other than Chromium, as far as a test of the main way needs them.

WebKit is driven by WebDriver (W3C) over HTTP. Debian has no program that does so for Firefox, so
it is driven by Marionette, its own protocol with the same commands: each message is its length, a
colon and JSON (firefox-source-docs.mozilla.org/testing/marionette/Protocol.html).
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.publish.programs import program

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The key under which WebDriver names an element (W3C WebDriver, 11)."""
PATIENCE_S = 60
WISH = "browsers"
"""The word with which `tests/install-programs` installs them."""
MINI_BROWSERS = "webkit2gtk-4.*/MiniBrowser"


class Refused(Exception):
    """A browser does not do what it was told; the message is its own."""


class Driven(ABC):
    """A browser with one window."""

    @abstractmethod
    def ask(self, command: str, path: str, told: Mapping[str, Any]) -> Any:
        """The answer to a command, by its name in Marionette and its path in WebDriver."""

    def open(self, address: str) -> None:
        self.ask("Navigate", "url", {"url": address})

    def run(self, script: str) -> Any:
        """What a JavaScript expression gives."""
        told = {"script": f"return {script}", "args": []}
        return self.ask("ExecuteScript", "execute/sync", told)

    def click(self, selector: str) -> None:
        """Click as a reader does, which lets a page play sound."""
        told = {"using": "css selector", "value": selector}
        found = self.ask("FindElement", "element", told)[ELEMENT]
        # WebDriver does not see that the player's bar lies over the lower rows
        self.run(f"document.querySelector({selector!r}).scrollIntoView({{ block: 'center' }})")
        self.ask("ElementClick", f"element/{found}/click", {"id": found})

    def enter(self, selector: str) -> None:
        """Go on in the page of that frame, until `leave`."""
        told = {"using": "css selector", "value": selector}
        found = self.ask("FindElement", "element", told)
        # WebDriver names the frame by its element, Marionette by the element's number alone
        self.ask("SwitchToFrame", "frame", {"id": found, "element": found[ELEMENT]})

    def leave(self) -> None:
        """Go on in the page around all frames."""
        self.ask("SwitchToFrame", "frame", {"id": None})

    def wait(self, condition: str) -> None:
        end = time.monotonic() + PATIENCE_S
        while not self.run(condition):
            assert time.monotonic() < end, f"never came true: {condition}"
            time.sleep(0.05)


class Firefox(Driven):
    def __init__(self, port: int) -> None:
        self._socket = _connected(port)
        self._file = self._socket.makefile("rb")
        self._receive()  # its greeting
        self._number = 0
        self.ask("NewSession", "", {"capabilities": {}})

    def ask(self, command: str, path: str, told: Mapping[str, Any]) -> Any:
        del path
        self._number += 1
        message = json.dumps([0, self._number, f"WebDriver:{command}", told]).encode()
        self._socket.sendall(b"%d:%b" % (len(message), message))
        _, _, error, answer = self._receive()
        if error is not None:
            raise Refused(json.dumps(error))
        single = isinstance(answer, dict) and answer.keys() == {"value"}
        return answer["value"] if single else answer

    def _receive(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._file.read(1)
        return json.loads(self._file.read(int(length[:-1])))

    def close(self) -> None:
        self._file.close()
        self._socket.close()


class WebKit(Driven):
    def __init__(self, port: int, binary: str) -> None:
        self._address = f"http://127.0.0.1:{port}/session"
        _connected(port).close()
        options = {"binary": binary, "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        self._session = self._send("", {"capabilities": wanted})["sessionId"]

    def ask(self, command: str, path: str, told: Mapping[str, Any]) -> Any:
        del command
        return self._send(f"/{self._session}/{path}", told)

    def _send(self, path: str, told: Mapping[str, Any]) -> Any:
        kind = {"Content-Type": "application/json"}
        request = Request(f"{self._address}{path}", json.dumps(told).encode(), kind)
        try:
            with urlopen(request, timeout=PATIENCE_S) as answer:
                return json.load(answer)["value"]
        except HTTPError as error:
            raise Refused(error.read().decode()) from error

    def close(self) -> None:
        with urlopen(Request(f"{self._address}/{self._session}", method="DELETE")):
            pass


@contextlib.contextmanager
def firefox() -> Iterator[Firefox]:
    """Firefox without a window, with a profile of its own."""
    binary, port = program("firefox-esr", WISH), _free_port()
    with tempfile.TemporaryDirectory(prefix="firefox-") as profile:
        settings = {"marionette.port": port, "app.update.enabled": False}
        lines = (f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in settings.items())
        Path(profile, "user.js").write_text("".join(lines))
        command = [binary, "--headless", "--marionette", "--no-remote", "--profile", profile]
        with _started(command, {"HOME": profile}):
            driven = Firefox(port)
            yield driven
            driven.close()


@contextlib.contextmanager
def webkit() -> Iterator[WebKit]:
    """WebKitGTK's small browser, on a screen that nobody sees."""
    driver, screens = program("WebKitWebDriver", WISH), program("Xvfb", WISH)
    port = _free_port()
    binary = next(map(str, Path("/usr/lib").glob(f"*/{MINI_BROWSERS}")), "")
    if not binary:
        pytest.skip("no MiniBrowser of WebKitGTK: install libwebkit2gtk-4.1-0")
    with (
        tempfile.TemporaryDirectory(prefix="webkit-") as home,
        _screen(screens) as display,
        _started(
            [driver, f"--port={port}"],
            # WebKit's sandbox needs rights that a container has not
            {"DISPLAY": display, "HOME": home, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"},
        ),
    ):
        driven = WebKit(port, binary)
        yield driven
        driven.close()


BROWSERS = {"firefox": firefox, "webkit": webkit}


@contextlib.contextmanager
def _screen(binary: str) -> Iterator[str]:
    """A screen in memory, whose number the X server chooses and tells."""
    command = [binary, "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
        assert server.stdout is not None
        found = re.match(rb"\d+", server.stdout.readline())
        assert found, "the X server did not start"
        try:
            yield f":{found[0].decode()}"
        finally:
            server.terminate()


@contextlib.contextmanager
def _started(command: list[str], more: dict[str, str]) -> Iterator[None]:
    dbus = shutil.which("dbus-run-session")
    whole = [dbus, "--", *command] if dbus else command
    with subprocess.Popen(
        whole,
        env={**os.environ, **more},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as running:
        try:
            yield
        finally:
            # a browser is several processes, of which the first does not end the others
            os.killpg(running.pid, 15)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def _connected(port: int) -> socket.socket:
    end = time.monotonic() + PATIENCE_S
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S)
        except OSError:
            assert time.monotonic() < end, "the browser does not answer"
            time.sleep(0.1)
