"""The report on a journal's articles: JSON for programs, an HTML page for people."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

import msgspec

from audiobrief.batch.journal import Journal
from audiobrief.batch.row import Row, State
from audiobrief.cleaner.dek_lines import DEK
from audiobrief.cleaner.sift import HEADLINE
from audiobrief.cleaner.vocabulary import BYLINE, DATE
from audiobrief.clock import format_clock

TOP = 10
"""The number of rows in "slowest" and "largest"."""
FULL = 5_000
"""The most rows in one table of the page; JSON has all of them."""
COLUMNS: tuple[tuple[str, str], ...] = (
    # heading of a column -> field of an entry
    ("Headline", "title"), ("Length", "length"), ("LUFS", "lufs"), ("Peak", "true_peak_dbtp"),
    ("MB", "megabytes"), ("Made in", "make_s"), ("Left out", "dropped_characters"),
    ("Sure", "confidence"), ("Doubts", "doubts"), ("Why", "why"),
)  # fmt: skip
STEPS: tuple[tuple[str, str], ...] = (
    # heading of a column -> field of `counting.Counted`
    ("In the article", "article"), ("In the script", "script"), ("Asked of the voice", "asked"),
    ("With a time", "timed"), ("With a sound", "heard"),
)  # fmt: skip
FAILURE = {
    # field of an article that failed -> field of its row
    "id": "id", "source": "source", "title": "title", "message": "message",
    "url": "about_url", "path": "about_path", "detail": "detail", "tries": "tries",
}  # fmt: skip
NAMED = ("id", "source", "title", "folder")
"""Fields of a row that name its story."""
LEFT_OUT = {
    # fields of a row that do not describe an episode
    "about_path", "about_url", "detail", "dropped", "duplicate_of", "files", "is_fetched", "left",
    "letters", "list", "mark", "message", "noted", "question", "reason", "says_noindex",
}  # fmt: skip
TEXTS = ("title", "doubts", "why")
"""Columns that hold text, not figures."""
SAID = {HEADLINE, DEK, BYLINE, DATE}
"""Reasons of text that is left out of the paragraphs alone, and is said before them."""
STYLE = """
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0 auto;max-width:76rem;padding:1.5rem}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2.5rem}
.sums{display:flex;flex-wrap:wrap;gap:.5rem 2rem;padding:0;list-style:none}
.sums b{display:block;font-size:1.6rem;font-variant-numeric:tabular-nums}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.35rem .75rem .35rem 0;vertical-align:top;
border-bottom:1px solid color-mix(in srgb,currentColor 20%,transparent)}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td{overflow-wrap:anywhere;min-width:4rem}
""".strip()


@dataclass(frozen=True, slots=True)
class Report:
    """The content of a report."""

    made: int
    duplicates: int
    failed: int
    duration_ms: int
    """The length of all episodes together."""
    audio_bytes: int
    held: list[dict[str, Any]]
    """The articles that may not be published yet, with the reason under "message"."""
    waiting: list[dict[str, Any]]
    """The articles whose episode waits for approval."""
    failures: dict[str, list[dict[str, Any]]]
    """Reason -> the articles that failed for it."""
    slowest: list[dict[str, Any]]
    largest: list[dict[str, Any]]
    dropped: dict[str, int]
    """Reason -> characters on all pages that were left out of their articles."""
    letters: dict[str, int]
    """Step from an article to its sound -> letters of all episodes that arrived there
    (`counting.Counted`). Episodes of releases before 1.0.0 were not counted."""
    notes: dict[str, list[str]]
    """A remark for the producer on how episodes were made -> the folders of these episodes."""
    episodes: list[dict[str, Any]]
    """All of them, those whose article is least sure first."""
    questions: list[dict[str, Any]]
    """Stories that may have been taken back; somebody has to decide whether they stay."""
    withdrawn: int
    kept_away: list[dict[str, Any]]
    """The stories that are not made because they were taken back, with the reason under
    "message"; their number is `withdrawn`."""
    runs: list[dict[str, Any]]
    """Summaries of the last runs, the latest first."""

    @property
    def exit_code(self) -> int:
        """0 if no article failed, 3 if some did, 1 if no episode was made.

        4 if none failed, and somebody has to decide whether some stay.
        """
        waits = (self.held or self.waiting or self.kept_away) and not self.failed
        if not (self.made or waits):
            return 1
        return 3 if self.failed else 4 if self.questions else 0


def make_report(journal: Journal) -> Report:
    """Read the whole journal."""
    states: Counter[str] = Counter()
    failures: dict[str, list[dict[str, Any]]] = {}
    dropped: Counter[str] = Counter()
    letters: Counter[str] = Counter()
    notes: dict[str, list[str]] = {}
    held: list[dict[str, Any]] = []
    waiting: list[dict[str, Any]] = []
    kept_away: list[dict[str, Any]] = []
    episodes: list[dict[str, Any]] = []
    questions: list[dict[str, Any]] = []
    for row in journal.rows():
        states[row.state] += 1
        if row.question:
            questions.append({**_named(row), "message": row.question})
        if row.state == State.FAILED:
            failures.setdefault(row.reason, []).append(_failure(row))
        elif row.state == State.HELD:
            held.append(_failure(row))
        elif row.state == State.WAITING:
            waiting.append({**_named(row), "message": "it waits for approval"})
        elif row.state == State.WITHDRAWN:
            kept_away.append(_failure(row))
        elif row.state == State.MADE:
            dropped.update(_unsaid(row))
            episodes.append(_entry(row))
            letters.update(episodes[-1]["letters"])
            if row.note:
                notes.setdefault(row.note, []).append(row.folder)
    return Report(
        made=states[State.MADE],
        questions=questions,
        withdrawn=states[State.WITHDRAWN],
        kept_away=kept_away,
        duplicates=states[State.DUPLICATE],
        failed=states[State.FAILED],
        duration_ms=sum(entry["duration_ms"] for entry in episodes),
        audio_bytes=sum(entry["audio_bytes"] for entry in episodes),
        held=held,
        waiting=waiting,
        failures=dict(sorted(failures.items(), key=lambda group: -len(group[1]))),
        slowest=_top(episodes, "make_ms"),
        largest=_top(episodes, "audio_bytes"),
        dropped=dict(dropped.most_common()),
        letters=dict(letters),
        notes=dict(sorted(notes.items(), key=lambda group: -len(group[1]))),
        episodes=sorted(episodes, key=lambda entry: entry["confidence"]),
        runs=journal.runs(),
    )


def _top(episodes: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    return sorted(episodes, key=lambda entry: -entry[key])[:TOP]


def _failure(row: Row) -> dict[str, Any]:
    return {name: value for name, key in FAILURE.items() if (value := getattr(row, key))}


def _entry(row: Row) -> dict[str, Any]:
    entry = {k: v for k, v in dataclasses.asdict(row).items() if k not in LEFT_OUT}
    entry["dropped"] = _unsaid(row)
    entry["letters"] = _letters(row)
    return entry


def _letters(row: Row) -> dict[str, int]:
    """Step -> letters; empty for an episode of a release that did not count."""
    return msgspec.json.decode(row.letters, type=dict[str, int]) if row.letters else {}


def _unsaid(row: Row) -> dict[str, int]:
    """Reason -> characters of the page that nobody hears."""
    dropped = msgspec.json.decode(row.dropped, type=dict[str, int])
    return {reason: count for reason, count in dropped.items() if reason not in SAID}


def _named(row: Row) -> dict[str, Any]:
    return {name: getattr(row, name) for name in NAMED}


# ---------------------------------------------------------------------- page


def render_report(report: Report, name: str, *, above: str = "") -> str:
    """The report as one HTML page that needs no other file.

    `above` leads from the page's folder to the folder of episodes: "../", or empty.
    """
    parts = [
        f"<!DOCTYPE html><html lang=en><meta charset=utf-8><title>{escape(name)}: report</title>",
        '<meta name=viewport content="width=device-width"><meta name=robots content=noindex>',
        f"<style>{STYLE}</style><main><h1>Report on {escape(name)}</h1>",
        "<ul class=sums>",
        *(f"<li><b>{value}</b>{escape(label)}" for label, value in _sums(report)),
        "</ul>",
        *_render_questions(report, above),
        *_render_failures(report),
        *_render_stories("Held back", report.held),
        *_render_stories("Waiting for approval", report.waiting),
        *_render_stories("Kept away", report.kept_away),
        *_render_notes(report, above),
    ]
    for heading, rows in (("Slowest", report.slowest), ("Largest", report.largest)):
        parts += _render_table(heading, rows, above)
    if report.dropped:
        parts.append("<h2>Text left out of the articles</h2><div class=wide><table>")
        parts.append("<tr><th scope=col>Reason<th scope=col class=n>Characters")
        parts += [
            f"<tr><td>{escape(reason)}<td class=n>{count:,}"
            for reason, count in report.dropped.items()
        ]
        parts.append("</table></div>")
    parts += _render_letters(report, above)
    parts += _render_table("Episodes", report.episodes[:FULL], above)
    if len(report.episodes) > FULL:
        parts.append(f"<p>{len(report.episodes) - FULL:,} more are listed in report.json.")
    return "\n".join([*parts, "</main>\n"])


def _sums(report: Report) -> Iterator[tuple[str, str]]:
    yield "made", f"{report.made:,}"
    yield "failed", f"{report.failed:,}"
    yield "duplicates", f"{report.duplicates:,}"
    if report.withdrawn:
        yield "withdrawn", f"{report.withdrawn:,}"
    yield "hours of audio", f"{report.duration_ms / 3_600_000:,.1f}"
    yield "MB", f"{report.audio_bytes / 1e6:,.0f}"


def _render_questions(report: Report, above: str) -> Iterator[str]:
    if not report.questions:
        return
    yield f"<h2>To decide ({len(report.questions):,})</h2><div class=wide><table>"
    yield "<tr><th scope=col>Episode<th scope=col>What its newsroom did<th scope=col>Story"
    for row in report.questions[:FULL]:
        target = escape(f"{above}{row['folder']}/index.html", quote=True)
        yield (
            f'<tr><td><a href="{target}">{escape(row["title"])}</a>'
            f"<td>{escape(row['message'])}<td>{escape(row['id'])}"
        )
    yield "</table></div>"


def _render_failures(report: Report) -> Iterator[str]:
    for reason, rows in report.failures.items():
        yield f"<h2>Failed: {escape(reason)} ({len(rows):,})</h2><div class=wide><table>"
        yield (
            "<tr><th scope=col>Article<th scope=col>Message<th scope=col>About"
            "<th scope=col class=n>Tries"
        )
        for row in rows[:FULL]:
            detail = row.get("detail", "")
            more = f"<details><summary>more</summary><pre>{escape(detail)}</pre></details>"
            yield (
                f"<tr><td>{escape(row.get('title') or row['source'])}"
                f"<td>{escape(row.get('message', ''))}{more if detail else ''}"
                f"<td>{escape(row.get('path') or row.get('url', ''))}"
                f"<td class=n>{row.get('tries', 0)}"
            )
        yield "</table></div>"


def _render_stories(heading: str, rows: list[dict[str, Any]]) -> Iterator[str]:
    if not rows:
        return
    yield f"<h2>{escape(heading)} ({len(rows):,})</h2><div class=wide><table>"
    yield "<tr><th scope=col>Article<th scope=col>Why"
    for row in rows[:FULL]:
        title = escape(row.get("title") or row["source"])
        yield f"<tr><td>{title}<td>{escape(row.get('message', ''))}"
    yield "</table></div>"


def _render_notes(report: Report, above: str) -> Iterator[str]:
    if not report.notes:
        return
    yield "<h2>Notes</h2><div class=wide><table>"
    yield "<tr><th scope=col>Note<th scope=col>First episode<th scope=col class=n>Episodes"
    for note, folders in report.notes.items():
        first = escape(folders[0], quote=True)
        link = f'<a href="{above}{first}/index.html">{first}</a>'
        yield f"<tr><td>{escape(note)}<td>{link}<td class=n>{len(folders):,}"
    yield "</table></div>"


def _render_letters(report: Report, above: str) -> Iterator[str]:
    """Where letters of articles were lost on their way to the sound, and in which episodes."""
    if not report.letters:
        return
    yield "<h2>Letters from page to sound</h2><div class=wide><table>"
    yield "<tr><th scope=col>Episode" + "".join(
        f"<th scope=col class=n>{heading}" for heading, _ in STEPS
    )
    yield "<tr><td>all" + "".join(f"<td class=n>{report.letters[key]:,}" for _, key in STEPS)
    for entry in filter(lambda entry: has_gap(entry["letters"]), report.episodes):
        target = escape(f"{above}{entry['folder']}/index.html", quote=True)
        cells = "".join(f"<td class=n>{entry['letters'][key]:,}" for _, key in STEPS)
        yield f'<tr><td><a href="{target}">{escape(entry["title"])}</a>{cells}'
    yield "</table></div>"


def has_gap(letters: dict[str, int]) -> bool:
    """Whether letters were lost between two steps; numbers become words in between."""
    return bool(letters) and (
        letters["script"] < letters["article"] or letters["heard"] < letters["asked"]
    )


def _render_table(heading: str, rows: list[dict[str, Any]], above: str) -> Iterator[str]:
    if not rows:
        return
    yield f"<h2>{escape(heading)}</h2><div class=wide><table><tr>"
    for label, key in COLUMNS:
        yield f"<th scope=col{'' if key in TEXTS else ' class=n'}>{escape(label)}"
    for row in rows:
        yield "<tr>" + "".join(_render_cell(key, row, above) for _, key in COLUMNS)
    yield "</table></div>"


def _render_cell(key: str, row: dict[str, Any], above: str) -> str:
    if key == "title":
        target = escape(f"{above}{row['folder']}/index.html", quote=True)
        return f'<td><a href="{target}">{escape(row["title"])}</a>'
    if key in TEXTS:
        return f"<td>{escape(row[key])}"
    shown = {
        "length": format_clock(row["duration_ms"]),
        "megabytes": f"{row['audio_bytes'] / 1e6:.1f}",
        "make_s": f"{row['make_ms'] / 1000:.1f} s",
        "confidence": f"{row['confidence']:.2f}",
        "dropped_characters": f"{sum(row['dropped'].values()):,}",
    }
    value = row.get(key)
    text = shown.get(key) or ("" if value is None else f"{value:.1f}")
    return f"<td class=n>{text}"
