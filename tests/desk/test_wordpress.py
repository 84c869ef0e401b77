"""The plug-in in a real WordPress (Debian's, with MariaDB and PHP's own server), against a desk."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.desk.desks import PATIENCE_S, desk_settings, open_desk
from tests.places import CHECKOUT
from tests.publish.programs import program

WORDPRESS = Path("/usr/share/wordpress")
CONFIG = """<?php
define('DB_NAME', 'wordpress'); define('DB_USER', 'root'); define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:{socket}'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
foreach (array('AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY', 'AUTH_SALT',
    'SECURE_AUTH_SALT', 'LOGGED_IN_SALT', 'NONCE_SALT') as $name) {{ define($name, 'a test of ' . $name); }}
$table_prefix = 'wp_';
define('WP_HOME', '{url}'); define('WP_SITEURL', '{url}');
define('DISABLE_WP_CRON', true); define('WP_DEBUG', true); define('WP_DEBUG_DISPLAY', true);
define('AUTOMATIC_UPDATER_DISABLED', true); define('WP_HTTP_BLOCK_EXTERNAL', true);
if (!defined('ABSPATH')) {{ define('ABSPATH', __DIR__ . '/'); }}
require_once ABSPATH . 'wp-settings.php';
"""
BODY = "<p>The tide mill opened on Monday, said Ilsabe Quorndahl, who keeps its wheel all year.</p>"


@dataclass
class Site:
    folder: Path
    url: str

    def php(self, code: str, before: str = "") -> Any:
        """What PHP code in this WordPress returns, by JSON; `before` comes before WordPress."""
        whole = f"{before} require 'wp-load.php'; $told = (function () {{ {code} }})(); echo chr(30), json_encode($told);"
        done = subprocess.run(
            [program("php"), "-d", "error_reporting=E_ALL & ~E_DEPRECATED", "-r", whole],
            cwd=self.folder, capture_output=True, text=True, check=False, timeout=PATIENCE_S,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        said, mark, told = done.stdout.rpartition(chr(30))
        assert mark, done.stdout
        assert "audiobrief" not in said, said  # no warning names the plug-in
        return json.loads(told)

    def run_cron(self) -> None:
        """What WordPress does beside its pages."""
        self.php("foreach (wp_get_ready_cron_jobs() as $at => $hooks) foreach ($hooks as $hook => $jobs)"
                 " if ($hook === 'audiobrief_send') foreach ($jobs as $job) {"
                 " wp_unschedule_event($at, $hook, $job['args']); do_action_ref_array($hook, $job['args']); }"
                 " return true;")  # fmt: skip


def _dangling(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if not (Path(folder) / name).exists()]


@contextmanager
def started(folder: Path) -> Iterator[Site]:
    """A WordPress with the plug-in, at an address on loopback."""
    if not WORDPRESS.is_dir():
        pytest.skip("no WordPress here: install Debian's package")
    for name in ("mariadbd", "mariadb-install-db", "php"):
        program(name)
    base = folder / "mariadb"
    subprocess.run(
        ["mariadb-install-db", "--no-defaults", f"--datadir={base}", "--user=root",
         "--auth-root-authentication-method=normal", "--skip-test-db"],
        check=True, capture_output=True,
    )  # fmt: skip
    path = folder / "db.sock"
    with ExitStack() as stack:
        server = stack.enter_context(subprocess.Popen(
            ["mariadbd", "--no-defaults", f"--datadir={base}", f"--socket={path}", "--user=root",
             "--skip-networking", "--innodb-flush-log-at-trx-commit=0"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        ))  # fmt: skip
        stack.callback(server.terminate)
        end = time.monotonic() + PATIENCE_S
        while subprocess.run(
            ["mariadb", "--no-defaults", f"--socket={path}", "-uroot", "-e", "CREATE DATABASE wordpress"],
            capture_output=True, check=False,
        ).returncode:  # fmt: skip
            assert time.monotonic() < end
            time.sleep(0.2)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        site = Site(folder / "site", f"http://127.0.0.1:{port}")
        # copytree's own way to pass over dangling links takes relative ones for dangling, too, and
        # with them underscore.js, which the block editor needs
        shutil.copytree(WORDPRESS, site.folder, ignore=_dangling)
        (site.folder / "wp-config.php").unlink(missing_ok=True)
        (site.folder / "wp-config.php").write_text(CONFIG.format(socket=path, url=site.url))
        plugin = site.folder / "wp-content" / "plugins" / "audiobrief"
        shutil.copytree(CHECKOUT / "integrations/wordpress/audiobrief", plugin)
        shutil.copy(CHECKOUT / "audiobrief/desk/theme/audiobrief-player.js", plugin)
        site.php(
            "require_once ABSPATH . 'wp-admin/includes/upgrade.php';"
            " wp_install('The Merrow Courier', 'ada', 'ada@courier.example', true, '', 'four words do well');"
            " require_once ABSPATH . 'wp-admin/includes/plugin.php';"
            " return activate_plugin('audiobrief/audiobrief.php');",
            before="define('WP_INSTALLING', true);",
        )
        web = stack.enter_context(subprocess.Popen(
            [program("php"), "-S", f"127.0.0.1:{port}"], cwd=site.folder,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        ))  # fmt: skip
        stack.callback(web.terminate)
        yield site


@pytest.mark.long
def test_a_post_is_made_corrected_and_withdrawn(tmp_path: Path) -> None:
    settings = desk_settings()
    settings = replace(settings, fetch=replace(settings.fetch, allow_private=True))
    with started(tmp_path) as site, open_desk(tmp_path / "episodes", settings) as desk:
        hook = desk.editor.ask(
            "POST", "/webhooks",
            {"url": f"{site.url}/?rest_route=/audiobrief/v1/hook", "events": ["published", "withdrawn"]},
        )  # fmt: skip
        for name, value in (("desk", desk.address), ("token", desk.parts.key),
                            ("secret", hook["secret"]), ("listen", "https://listen.example/")):  # fmt: skip
            site.php(f"return update_option('audiobrief_{name}', {json.dumps(value)});")
        post = site.php(
            f"return wp_insert_post(array('post_title' => 'The mill opens', 'post_content' => '{BODY}',"
            " 'post_status' => 'publish', 'post_author' => 1));"
        )
        site.run_cron()
        (story,) = desk.editor.ask("GET", "/stories")["items"]
        made = desk.wait(story["id"], "waiting")
        assert (made["title"], made["site"]) == ("The mill opens", "The Merrow Courier")
        block = f"$GLOBALS['post'] = get_post({post}); setup_postdata({post}); return do_blocks('<!-- wp:audiobrief/player /-->');"
        assert site.php(block) == ""
        desk.editor.ask("POST", f"/stories/{made['id']}/approval", {}, version=made["version"])
        published = desk.wait(made["id"], "published")
        folder = f"return get_post_meta({post}, '_audiobrief_folder', true);"
        wait_for(lambda: site.php(folder) == published["folder"])
        assert site.php(block) == (
            f'<audiobrief-player src="https://listen.example/{published["folder"]}/"></audiobrief-player>'
        )
        forge(site, post)
        # the same again is sent no second time; a change is a correction
        site.php(
            f"wp_update_post(array('ID' => {post}, 'post_title' => 'The mill opens')); return 1;"
        )
        site.run_cron()
        assert desk.wait(made["id"])["version"] == published["version"]
        changed = BODY.replace("Monday", "Tuesday")
        site.php(
            f"wp_update_post(array('ID' => {post}, 'post_content' => '{changed}')); return 1;"
        )
        site.run_cron()
        waiting = desk.wait(made["id"], "waiting")
        assert waiting["is_correction"]
        site.php(f"return wp_trash_post({post}) !== null;")
        assert desk.wait(made["id"], "withdrawn")["reason"] == "The post left the site."
        wait_for(lambda: site.php(folder) == "")
        assert len(desk.editor.ask("GET", "/stories")["items"]) == 1


def forge(site: Site, post: int) -> None:
    """A message that the desk did not sign changes nothing."""
    story = site.php(f"return get_post_meta({post}, '_audiobrief_story', true);")
    body = json.dumps({"type": "withdrawn", "data": {"story": story}})
    for signature in ("", "v1,AAAA", "v1a,AAAA"):
        headers = {
            "webhook-id": "msg_x", "webhook-timestamp": str(int(time.time())),
            "webhook-signature": signature, "Content-Type": "application/json",
        }  # fmt: skip
        answer = requests.post(
            f"{site.url}/?rest_route=/audiobrief/v1/hook",
            data=body,
            headers=headers,
            timeout=PATIENCE_S,
        )
        assert answer.status_code == 401
    assert site.php(f"return get_post_meta({post}, '_audiobrief_folder', true);")


def wait_for(done: Any) -> None:
    end = time.monotonic() + PATIENCE_S
    while not done():
        assert time.monotonic() < end
        time.sleep(0.2)
