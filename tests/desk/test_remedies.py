"""Tests that the desk names no option of the command line to somebody who has a browser alone."""

from __future__ import annotations

import re

from audiobrief.desk.remedies import for_editors, without_options
from tests.desk.desks import TestDesk
from tests.docs.reference import messages_page


def test_every_option_of_fetching_has_a_remedy() -> None:
    said = re.findall(r"^- `(.* --[a-z].*)` \(fetch/", messages_page(), re.MULTILINE)
    assert len(said) >= 5
    for message in said:
        assert not re.search(r"(?<!start it with )--", for_editors(message)), message
        assert "--" not in without_options(message)


def test_a_refused_address_says_what_an_editor_can_do(desk: TestDesk) -> None:
    port = desk.editor.send("POST", "/stories", {"address": "http://news.example:9999/"})
    assert port.json()["detail"] == (
        "http://news.example:9999/ is on port 9999, which is not a usual web port; paste its "
        "text, or ask whoever runs the desk to start it with --allow-private"
    )
    story = desk.editor.ask("POST", "/stories", {"address": "http://127.0.0.1/story"})
    refused = desk.wait(story["id"], "refused")
    assert refused["reason"] == (
        "http://127.0.0.1/story leads to 127.0.0.1, an address in a private network"
    )
    assert "paste the article's text" in refused["advice"]
    hook = desk.editor.send("POST", "/webhooks", {"url": "http://127.0.0.1/hook"})
    assert "; give a public address, or ask whoever runs the desk" in hook.json()["detail"]
