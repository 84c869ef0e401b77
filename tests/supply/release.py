"""Builds wheel and sdist twice and tries them in an empty environment: `make release`.

dist/ then has the wheel, the sdist, a CycloneDX list of everything in an installation, and
their digests. It fails if the builds differ, if the installed wheel cannot make an episode, or
if a dependency has a known vulnerability. If the advisory service cannot be reached, it reports
that this was not checked.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from tests.places import CHECKOUT, EXAMPLE
from tests.supply.run import BIN, bin_of, run, say

DIST = CHECKOUT / "dist"
CARRIED = (
    # files in the wheel besides the code
    "audiobrief/py.typed",
    "audiobrief/spoken/english/lexicon.toml",
    "audiobrief/spoken/english/tags.txt",
    "audiobrief/publish/theme/page.html.j2",
    "audiobrief/publish/theme/page.css",
    "audiobrief/publish/theme/player.js",
    "audiobrief/publish/theme/epub/package.opf.j2",
)
LEFT_OUT = (".github", ".ci", ".git", ".docker")
"""Prefixes of paths that are in the repository but not in the sdist."""
KNOWN_HOLES = (
    "--no-deps", "--disable-pip", "--requirement",
    str(CHECKOUT / "tests" / "supply" / "known-holes.txt"),
)  # fmt: skip
"""A package of 2017 with known vulnerabilities (CVE-2019-10906 and later)."""


def main() -> None:
    say("== build, twice")
    built = build()
    say("== what the archives hold")
    check_contents(*built)
    with tempfile.TemporaryDirectory() as folder:
        say("== an empty environment")
        environment = Path(folder) / "venv"
        run(sys.executable, "-m", "venv", environment)
        python = bin_of(environment) / "python"
        run(python, "-m", "pip", "install", "--quiet", built[0])
        run(python, "-m", "pip", "check")
        try_out(environment, Path(folder) / "desk")
        say("== what is in it")
        bill = DIST / f"{built[0].name.split('-py3')[0]}.cdx.json"
        list_contents(environment, bill)
        say("== known holes")
        audited = audit(environment)
    files = [*built, bill]
    sums = "".join(f"{digest(path)}  {path.name}\n" for path in files)
    (DIST / "SHA256SUMS").write_text(sums, encoding="utf-8")
    say(f"\n{sums}{audited}")


def build() -> tuple[Path, Path]:
    """Builds wheel and sdist in dist/, and checks that a second build gives the same bytes."""
    when = run("git", "-C", CHECKOUT, "log", "-1", "--format=%ct", quiet=True).strip()
    environment = {**os.environ, "SOURCE_DATE_EPOCH": when}
    shutil.rmtree(DIST, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        again = Path(folder)
        for out in (DIST, again):
            # the wheel is built from the sdist, which proves that the sdist is complete
            run(BIN / "python", "-m", "build", "--outdir", out, cwd=CHECKOUT, env=environment)
        names = sorted(path.name for path in DIST.iterdir())
        if names != sorted(path.name for path in again.iterdir()):
            sys.exit("the second build made other files")
        for name in names:
            if digest(DIST / name) != digest(again / name):
                sys.exit(f"{name}: the second build gave other bytes")
            say(f"  the same twice: {name}")
    (wheel,), (sdist,) = DIST.glob("*.whl"), DIST.glob("*.tar.gz")
    return wheel, sdist


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def check_contents(wheel: Path, sdist: Path) -> None:
    """Checks that the wheel has every file of the package, and the sdist every file of the
    repository."""
    tracked = set(run("git", "-C", CHECKOUT, "ls-files", quiet=True).split("\n")) - {""}
    in_wheel = set(zipfile.ZipFile(wheel).namelist())
    house = {name for name in tracked if name.startswith("audiobrief/")} | set(CARRIED)
    if house - in_wheel:
        sys.exit(f"the wheel lacks {', '.join(sorted(house - in_wheel))}")
    if not any(name.endswith("share/man/man1/audiobrief.1") for name in in_wheel):
        sys.exit("the wheel lacks the man page")
    with tarfile.open(sdist) as archive:
        in_sdist = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {name for name in tracked if not name.startswith(LEFT_OUT)}
    if wanted - in_sdist:
        sys.exit(f"the sdist lacks {', '.join(sorted(wanted - in_sdist))}")
    say(f"  {len(in_wheel)} files in the wheel, {len(in_sdist)} in the sdist")


def try_out(environment: Path, desk: Path) -> None:
    """Makes an episode and a site with the installed program, outside the repository."""
    desk.mkdir()
    shutil.copy(EXAMPLE, desk / "page.html")
    program = bin_of(environment) / "audiobrief"
    apart = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    apart |= {"AUDIOBRIEF_CONFIG": "off", "XDG_CACHE_HOME": str(desk / "cache")}
    audio = desk / run(program, "make", "page.html", "-o", "out", cwd=desk, env=apart).strip()
    made = sorted(path.name for path in audio.parent.iterdir())
    say(f"  {audio.stat().st_size / 1e6:.1f} MB, and {', '.join(made)}")
    if not {"index.html", "episode.json"} <= set(made):
        sys.exit("the episode's folder is not whole")
    run(program, "epub", audio.parent, cwd=desk, env=apart)
    site = ("publish", "out", "--url", "https://listen.example/")
    run(program, *site, cwd=desk, env=apart)
    run(program, "init", "-", cwd=desk, env=apart)
    run(program, "doctor", "--engine", "espeak", cwd=desk, env=apart)
    if not (environment / "share" / "man" / "man1" / "audiobrief.1").is_file():
        sys.exit("the man page was not installed")


def list_contents(environment: Path, bill: Path) -> None:
    """Writes a reproducible CycloneDX list of the packages of an environment."""
    run(
        BIN / "cyclonedx-py", "environment", "--output-reproducible",
        "--pyproject", CHECKOUT / "pyproject.toml", "--output-file", bill,
        bin_of(environment) / "python",
    )  # fmt: skip


def audit(environment: Path) -> str:
    """A line on known vulnerabilities of the installed packages; exits if there are any."""
    # if the service does not report a package with known vulnerabilities, its answer is
    # worthless
    known = ask_audit(*KNOWN_HOLES)
    if isinstance(known, str) or not known["dependencies"][0].get("vulns"):
        reason = known if isinstance(known, str) else "it knows nothing of Jinja2 2.10"
        return f"pip-audit: NOT CHECKED, the advisory service was not reached: {reason}"
    found = ask_audit("--path", str(packages_of(environment)))
    if isinstance(found, str):
        return f"pip-audit: NOT CHECKED, the advisory service was not reached: {found}"
    others = [row for row in found["dependencies"] if row["name"] != "audiobrief"]
    holes = [
        f"{row['name']} {row['version']}: {hole['id']}, repaired in {hole['fix_versions']}"
        for row in others
        for hole in row.get("vulns", [])
    ]
    if holes:
        sys.exit("\n".join(["pip-audit: known holes", *holes]))
    skipped = [row["name"] for row in others if "skip_reason" in row]
    left = f", NOT CHECKED: {', '.join(skipped)}" if skipped else ""
    return f"pip-audit: no known holes in {len(others) - len(skipped)} packages{left}"


def ask_audit(*arguments: str) -> Any:
    """The JSON result of pip-audit, or its last output if it gave none."""
    done = subprocess.run(
        [
            str(BIN / "pip-audit"), "--progress-spinner", "off", "--timeout", "20",
            "--format", "json", *arguments,
        ],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    try:
        return json.loads(done.stdout)
    except json.JSONDecodeError:
        return (done.stderr.strip().splitlines() or ["no answer"])[-1][:200]


def packages_of(environment: Path) -> Path:
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    return Path(run(bin_of(environment) / "python", "-c", code, quiet=True).strip())


if __name__ == "__main__":
    main()
