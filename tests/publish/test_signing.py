"""Tests content credentials: each format is signed whole, and what became of it is told apart."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import logging
import re
import shutil
import sys
import time
from pathlib import Path

import mutagen
import numpy as np
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from audiobrief.encoder.ffmpeg import decode, run_ffmpeg
from audiobrief.encoder.formats import FORMATS
from audiobrief.encoder.settings import EncoderSettings
from audiobrief.episode.dependencies import of_call, of_settings
from audiobrief.episode.making import Made, make_episode
from audiobrief.episode.reader import write_script
from audiobrief.errors import ConfigError, SigningError
from audiobrief.model import Article, Block, BlockKind
from audiobrief.publish import (
    PublishSettings,
    publish_episode,
    read_episode,
    transcript,
    write_episode,
)
from audiobrief.publish.claims import MEDIA_TYPES, digest_of_text, make_claims
from audiobrief.publish.settings import CredentialSettings
from audiobrief.publish.signed_texts import TextState, digest_texts
from audiobrief.publish.signer import open_signer
from audiobrief.publish.signing import RECORD, read_record
from audiobrief.publish.site import publish_site
from audiobrief.publish.verifying import Outcome, Verdict, verify
from audiobrief.settings.tree import CacheSettings, Settings, VoiceSettings
from audiobrief.system.secret_variables import (
    SIGNING_CERTIFICATE,
    SIGNING_KEY,
    SIGNING_PASSPHRASE,
)
from tests.publish.certificates import NAME, NOW, ORGANISATION, PASSPHRASE, Papers, make_papers

STORY = Article(
    "The bell of Marl rang twice",
    (Block(BlockKind.PARAGRAPH, "Nobody knows who rang it."),),
    language="en-GB",
    url="https://marl.example/bell",
)
VARIABLES = (SIGNING_CERTIFICATE, SIGNING_KEY, SIGNING_PASSPHRASE)


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    return make_papers(tmp_path_factory.mktemp("papers"))


@pytest.fixture(scope="module")
def signed(papers: Papers, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A signed mp3, which a test copies before it changes anything."""
    return make(tmp_path_factory.mktemp("signed"), by(papers))


def by(papers: Papers, **other: object) -> CredentialSettings:
    plain = CredentialSettings(certificate=papers.certificate, key=papers.key)
    return dataclasses.replace(plain, **other)  # type: ignore[arg-type] # fields by name


def make(
    root: Path, credentials: CredentialSettings, form: str = "mp3", story: Article = STORY
) -> Made:
    settings = Settings(
        voice=VoiceSettings(engine="espeak"),
        sound=EncoderSettings(format=form),
        cache=CacheSettings(speech=False),
        credentials=credentials,
    )
    return make_episode(write_script(story, settings), root, settings)


def copied(made: Made, tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(made.folder, tmp_path / "copy"))
    return folder / made.audio.name


# ------------------------------------------------------------------- what is signed


@pytest.mark.parametrize("form", MEDIA_TYPES)
def test_a_signed_file_is_the_same_sound_with_the_same_tags(
    form: str, papers: Papers, tmp_path: Path
) -> None:
    plain = make(tmp_path / "plain", CredentialSettings(), form)
    made = make(tmp_path / "signed", by(papers), form)
    found = verify(made.audio, papers.issuer)
    assert (found.verdict, found.codes, found.trusted) == (Verdict.GENUINE, (), True)
    was, now = (np.concatenate(list(decode(each.audio))) for each in (plain, made))
    assert np.array_equal(was, now)
    assert len(now) == made.episode.timeline.length
    if form != "wav":  # mutagen reads no INFO chunks
        before, after = (
            # c2pa writes the texts of an ID3 tag in another encoding
            {
                str(key): re.sub(r"<Encoding.\w+: \d>", "", str(value))
                for key, value in mutagen.File(each.audio).items()
            }
            for each in (plain, made)
        )
        assert before.items() <= after.items()
        assert len(before) > 3
    record = read_record(made.folder)
    assert record
    assert record.unsigned_sha256 == plain.files[plain.audio.name]
    assert record.signed_sha256 == made.files[made.audio.name]
    assert RECORD in made.files


def test_what_is_claimed_can_be_read_again(signed: Made) -> None:
    found = verify(signed.audio)
    assert (found.organisation, found.name, found.trusted) == (ORGANISATION, NAME, None)
    assert found.title == STORY.title
    assert found.declaration.startswith("Read by an automated voice: ")
    assert found.source == "algorithmicMedia"
    assert found.article == STORY.url
    assert found.text_sha256 == digest_of_text(STORY)
    assert found.text_matches is True
    assert found.generator.startswith("audiobrief ")


def test_a_format_that_cannot_be_signed_is_published_and_said_so(
    papers: Papers, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (form,) = FORMATS.keys() - MEDIA_TYPES.keys()
    with caplog.at_level(logging.WARNING):
        made = make(tmp_path, by(papers), form)
    assert made.audio.is_file()
    assert RECORD not in made.files
    assert f"{made.audio.name} is not signed" in caplog.text
    found = verify(made.audio)
    assert (found.verdict, found.outcome, found.has_place) == (
        Verdict.UNSIGNED, Outcome.UNSIGNED, False,
    )  # fmt: skip


@pytest.mark.parametrize(
    "key",
    [
        ec.generate_private_key(ec.SECP384R1()),
        ec.generate_private_key(ec.SECP521R1()),
        rsa.generate_private_key(65537, 2048),
        ed25519.Ed25519PrivateKey.generate(),
    ],
    ids=["P-384", "P-521", "RSA", "Ed25519"],
)
def test_keys_of_every_kind_sign(key: object, tmp_path: Path) -> None:
    papers = make_papers(tmp_path / "papers", key)
    assert verify(make(tmp_path, by(papers)).audio).verdict is Verdict.GENUINE


def test_the_key_and_certificate_may_be_in_the_environment(
    papers: Papers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SIGNING_CERTIFICATE, papers.certificate.read_text())
    monkeypatch.setenv(SIGNING_KEY, papers.locked_key.read_text())
    monkeypatch.setenv(SIGNING_PASSPHRASE, PASSPHRASE)
    assert verify(make(tmp_path, CredentialSettings()).audio).verdict is Verdict.GENUINE


def test_a_program_may_hold_the_key(papers: Papers, tmp_path: Path) -> None:
    """The program here signs in DER, as OpenSSL does."""
    program = tmp_path / "sign.py"
    program.write_text(
        "import sys\n"
        "from cryptography.hazmat.primitives import hashes, serialization\n"
        "from cryptography.hazmat.primitives.asymmetric import ec\n"
        "key = serialization.load_pem_private_key(open(sys.argv[1], 'rb').read(), None)\n"
        "data = sys.stdin.buffer.read()\n"
        "sys.stdout.buffer.write(key.sign(data, ec.ECDSA(hashes.SHA256())))\n"
    )
    command = (sys.executable, str(program), str(papers.key))
    made = make(tmp_path / "out", by(papers, key=None, command=command))
    assert verify(made.audio).verdict is Verdict.GENUINE


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("raise SystemExit(3)", r"gave no signature \(exit code 3\)"),
        ("print('no')", "printed no ECDSA signature"),
        ("import sys; sys.stdout.buffer.write(bytes([1]) * 64)", "cannot sign"),
    ],
)
def test_a_program_that_does_not_sign_leaves_no_episode(
    code: str, message: str, papers: Papers, tmp_path: Path
) -> None:
    command = (sys.executable, "-c", code)
    with pytest.raises(SigningError, match=message):
        make(tmp_path / "out", by(papers, key=None, command=command))
    assert not (tmp_path / "out").exists() or not any((tmp_path / "out").rglob("*.mp3"))


# ---------------------------------------------------------------- signed once, and again


def test_what_is_unchanged_keeps_its_signature(papers: Papers, tmp_path: Path) -> None:
    first = make(tmp_path, by(papers))
    again = make(tmp_path, by(papers))
    assert again.files == first.files


def test_a_change_is_signed_again(papers: Papers, tmp_path: Path) -> None:
    first = make(tmp_path, by(papers))
    other = make_papers(tmp_path / "renewed")
    renewed = make(tmp_path, by(other))
    was, now = first.files, renewed.files
    assert was[first.audio.name] != now[first.audio.name]
    assert verify(renewed.audio, other.issuer).verdict is Verdict.GENUINE
    # nothing but the signature differs, and what measures the signed file
    assert {name for name in was if was[name] != now[name]} == {
        renewed.audio.name, RECORD, "waveform.json",
    } | ({"index.html"} if was["index.html"] != now["index.html"] else set())  # fmt: skip
    story = dataclasses.replace(STORY, url="https://marl.example/bell-2")
    moved = make_episode_in(tmp_path / "moved", first, story, by(other))
    assert verify(moved.audio).article == story.url


def make_episode_in(
    root: Path, first: Made, story: Article, credentials: CredentialSettings
) -> Made:
    shutil.copytree(first.folder, root / first.folder.name)
    return make(root, credentials, story=story)


def test_a_file_that_was_damaged_is_signed_again(papers: Papers, tmp_path: Path) -> None:
    first = make(tmp_path, by(papers))
    first.audio.write_bytes(first.audio.read_bytes()[:-1])
    again = make(tmp_path, by(papers))
    assert verify(again.audio).verdict is Verdict.GENUINE


def test_without_a_certificate_the_record_goes(papers: Papers, tmp_path: Path) -> None:
    make(tmp_path, by(papers))
    plain = make(tmp_path, CredentialSettings())
    assert not (plain.folder / RECORD).exists()
    assert verify(plain.audio).verdict is Verdict.UNSIGNED


def test_another_certificate_makes_an_episode_again(papers: Papers, tmp_path: Path) -> None:
    kept = of_settings(Settings(credentials=by(papers)))
    other = make_papers(tmp_path)
    now = of_settings(Settings(credentials=by(other)))
    assert [change.part for change in now.changes_since(kept)] == ["certificate"]
    assert of_settings(Settings(credentials=by(papers))).changes_since(kept) == ()


def test_a_certificate_in_the_environment_makes_it_again_too(
    papers: Papers, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = of_settings(Settings())
    monkeypatch.setenv(SIGNING_CERTIFICATE, papers.certificate.read_text())
    (change,) = of_settings(Settings()).changes_since(kept)
    assert change.names == (SIGNING_CERTIFICATE,)


def test_the_claims_of_an_episode_are_always_the_same(signed: Made) -> None:
    texts = {"bell.vtt": "00", "index.html": "11"}
    again = read_episode(signed.folder)
    assert make_claims(signed.episode, texts) == make_claims(again, texts)


# ---------------------------------------------------------------- what became of a file


@pytest.mark.parametrize("form", MEDIA_TYPES)
def test_a_changed_byte_is_found(form: str, papers: Papers, tmp_path: Path) -> None:
    audio = make(tmp_path, by(papers), form).audio
    content = bytearray(audio.read_bytes())
    content[len(content) * 2 // 3] ^= 1
    audio.write_bytes(content)
    assert verify(audio).verdict is Verdict.CHANGED


def test_an_altered_claim_is_found(signed: Made, tmp_path: Path) -> None:
    audio = copied(signed, tmp_path)
    content = audio.read_bytes()
    address = STORY.url.encode()
    other = address.replace(b"marl", b"null")
    audio.write_bytes(content.replace(address, other))
    assert verify(audio).verdict in {Verdict.ALTERED, Verdict.CHANGED}
    altered = bytearray(content)
    at = content.index(b"xmp.iid:")
    altered[at + 10] ^= 1
    audio.write_bytes(altered)
    assert verify(audio).verdict is Verdict.ALTERED


def test_a_removed_manifest_is_told_from_none(signed: Made, tmp_path: Path) -> None:
    audio = copied(signed, tmp_path)
    run_ffmpeg(["-i", str(signed.audio), "-map_metadata", "-1", "-c", "copy", "-y", str(audio)])
    assert verify(audio).verdict is Verdict.STRIPPED
    (audio.parent / RECORD).unlink()
    assert verify(audio).verdict is Verdict.UNSIGNED


def test_an_expired_certificate_is_told_from_a_changed_file(tmp_path: Path) -> None:
    soon = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=6)
    audio = make(tmp_path, by(make_papers(tmp_path / "papers", expires=soon))).audio
    assert verify(audio).verdict is Verdict.GENUINE
    time.sleep(max((soon - dt.datetime.now(dt.UTC)).total_seconds() + 1.5, 0))
    assert verify(audio).verdict is Verdict.EXPIRED
    content = bytearray(audio.read_bytes())
    content[-500] ^= 1
    audio.write_bytes(content)
    assert verify(audio).verdict is Verdict.CHANGED


def test_a_stranger_is_not_trusted(signed: Made, tmp_path: Path) -> None:
    other = make_papers(tmp_path / "other").issuer
    found = verify(signed.audio, other)
    assert (found.verdict, found.trusted) == (Verdict.UNTRUSTED, False)


def test_a_text_that_was_changed_beside_it_is_found(signed: Made, tmp_path: Path) -> None:
    audio = copied(signed, tmp_path)
    episode = read_episode(audio.parent)
    article = dataclasses.replace(episode.article, title="The bell of Marl never rang")
    write_episode(audio.parent, dataclasses.replace(episode, article=article))
    found = verify(audio)
    assert (found.verdict, found.text_matches) == (Verdict.GENUINE, False)


# ---------------------------------------------------------------- the texts beside it


def folder_of(signed: Made, tmp_path: Path) -> tuple[Path, str]:
    audio = copied(signed, tmp_path)
    return audio, audio.stem


def states(audio: Path) -> dict[str, set[str]]:
    """What became of texts -> their names."""
    found: dict[str, set[str]] = {}
    for name, state in verify(audio).texts.items():
        found.setdefault(state.value, set()).add(name)
    return found


def test_every_text_beside_it_is_signed(signed: Made, tmp_path: Path) -> None:
    audio, stem = folder_of(signed, tmp_path)
    found = verify(audio)
    assert set(found.texts.values()) == {TextState.SIGNED}
    assert found.texts.keys() == {
        f"{stem}.vtt", f"{stem}.words.vtt", f"{stem}.srt", f"{stem}.txt", "transcript.json",
        "chapters.json", "episode.json", "index.html",
    }  # fmt: skip
    assert found.outcome is Outcome.WHOLE
    assert not found.outcome


TEXTS = (
    "{}.vtt", "{}.words.vtt", "{}.srt", "{}.txt", "transcript.json", "chapters.json",
    "episode.json",
)  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_a_changed_text_is_named(signed: Made, tmp_path: Path, name: str) -> None:
    audio, stem = folder_of(signed, tmp_path)
    path = audio.with_name(name.format(stem))
    path.write_bytes(path.read_bytes().replace(b"rang", b"sang", 1) + b" ")
    assert states(audio)["changed"] == {path.name}
    assert verify(audio).outcome == Outcome.CHANGED
    # what is not there is told apart from what is another
    path.unlink()
    assert states(audio)["missing"] == {path.name}
    assert "changed" not in states(audio)
    assert verify(audio).outcome == Outcome.MISSING


def test_a_text_that_was_never_signed_is_told_apart(signed: Made, tmp_path: Path) -> None:
    audio, stem = folder_of(signed, tmp_path)
    audio.with_name("versions.json").write_text('{"versions": []}')
    assert states(audio)["unsigned"] == {"versions.json"}
    assert verify(audio).outcome == Outcome.UNSIGNED
    audio.with_name(f"{stem}.srt").unlink()
    assert verify(audio).outcome == Outcome.MISSING
    audio.with_name(f"{stem}.vtt").write_text("WEBVTT\n")
    assert verify(audio).outcome == Outcome.CHANGED


def test_the_page_may_move_and_say_the_same(signed: Made, tmp_path: Path) -> None:
    audio, _ = folder_of(signed, tmp_path)
    page = audio.with_name("index.html")
    before = page.read_text(encoding="utf-8")
    private = PublishSettings(url="https://listen.marl.example/", visibility="private")
    publish_site(tmp_path, private)
    assert page.read_text(encoding="utf-8") != before
    assert set(verify(audio).texts.values()) == {TextState.SIGNED}
    for old, new in (
        ("Nobody knows", "Everybody knows"),
        ("</article>", "<p>It was the sexton.</p></article>"),
    ):
        assert old in before
        page.write_text(before.replace(old, new), encoding="utf-8")
        assert states(audio)["changed"] == {"index.html"}
    page.write_bytes(b"")
    assert states(audio)["changed"] == {"index.html"}
    page.unlink()
    assert states(audio)["missing"] == {"index.html"}


def test_a_copy_of_the_sound_alone_has_no_texts(signed: Made, tmp_path: Path) -> None:
    found = verify(Path(shutil.copy(signed.audio, tmp_path)))
    assert (found.texts, found.outcome) == ({}, Outcome.WHOLE)
    # nor beside another episode
    (tmp_path / "episode.json").write_text('{"article": {"title": "Other"}, "audio": "o.mp3"}')
    (tmp_path / "index.html").write_text("<article>Other</article>")
    found = verify(tmp_path / signed.audio.name)
    assert (found.texts, found.outcome) == ({}, Outcome.WHOLE)


def test_a_correction_signs_its_versions(papers: Papers, tmp_path: Path) -> None:
    make(tmp_path, by(papers))
    text = Block(BlockKind.PARAGRAPH, "The sexton rang it, he says.")
    second = make(tmp_path, by(papers), story=dataclasses.replace(STORY, blocks=(text,)))
    assert second.audio.name.endswith("-v2.mp3")
    found = verify(second.audio)
    assert found.texts["versions.json"] == TextState.SIGNED
    assert found.outcome == Outcome.WHOLE
    path = second.folder / "versions.json"
    path.write_bytes(path.read_bytes().replace(b"sexton", b"beadle"))
    assert states(second.audio)["changed"] == {"versions.json"}
    path.unlink()
    assert states(second.audio)["missing"] == {"versions.json"}
    # the sound before it has its own texts
    first = second.folder / second.audio.name.replace("-v2", "")
    found = verify(first)
    assert {name.partition(".")[0] for name in found.texts} == {first.stem}
    assert set(found.texts.values()) == {TextState.SIGNED}


def test_what_was_signed_is_not_written_in_another_way(
    papers: Papers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A later release writes transcripts in another way; the signature holds until it is made again."""
    made = make(tmp_path, by(papers))
    text = made.audio.with_suffix(".txt")
    before = text.read_bytes()
    monkeypatch.setattr(transcript, "to_text", lambda *_: iter(["another way"]))
    publish_episode(made.folder)
    assert text.read_bytes() == before
    assert verify(made.audio).outcome == Outcome.WHOLE
    # what somebody has changed is written again
    text.write_text("somebody else's words")
    publish_episode(made.folder)
    assert text.read_text() == "another way"


def test_the_record_names_the_texts_as_the_credentials_do(signed: Made) -> None:
    record = read_record(signed.folder)
    assert record
    assert record.texts == digest_texts(signed.folder, signed.audio.name)


def test_a_record_of_an_earlier_release_is_read(signed: Made, tmp_path: Path) -> None:
    audio = copied(signed, tmp_path)
    kept = json.loads((audio.parent / RECORD).read_bytes())
    del kept["texts"]
    (audio.parent / RECORD).write_text(json.dumps(kept))
    record = read_record(audio.parent)
    assert record
    assert record.texts == {}


def test_a_file_that_was_cut_off_is_broken(papers: Papers, tmp_path: Path) -> None:
    audio = make(tmp_path, by(papers), "wav").audio
    audio.write_bytes(audio.read_bytes()[:-100])
    found = verify(audio)
    assert found.verdict in {Verdict.BROKEN, Verdict.CHANGED}


# ------------------------------------------------------------------------- refusals


@pytest.fixture(scope="module")
def expired(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    folder = tmp_path_factory.mktemp("expired")
    return make_papers(folder, expires=NOW - dt.timedelta(days=2))


def test_a_certificate_that_cannot_sign_is_refused_before_anything_is_spoken(
    papers: Papers, expired: Papers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_papers(tmp_path / "other")
    nothing = tmp_path / "nothing.pem"
    nothing.write_text("nothing")
    wrong = [
        (by(papers, certificate=tmp_path / "none.pem"), "cannot read the certificate"),
        (by(papers, certificate=nothing), "holds no certificate in PEM"),
        (by(papers, key=tmp_path / "none.pem"), "cannot read the key"),
        (by(papers, key=nothing), "is no private key in PKCS#8"),
        (by(papers, key=None), "the certificate has no key"),
        (by(papers, key=other.key), "does not belong to the certificate"),
        (by(papers, key=papers.locked_key), "has no passphrase; set it"),
        (by(expired), "expired on"),
    ]
    for settings, message in wrong:
        with pytest.raises(ConfigError, match=message):
            open_signer(settings)
    monkeypatch.setenv(SIGNING_PASSPHRASE, "wrong")
    with pytest.raises(ConfigError, match=r"passphrase .* is wrong"):
        open_signer(by(papers, key=papers.locked_key))
    with pytest.raises(ConfigError, match="is not encrypted"):
        open_signer(by(papers))


def test_no_certificate_signs_nothing() -> None:
    assert open_signer(CredentialSettings()) is None


def test_what_cannot_be_read_is_one_line(tmp_path: Path, signed: Made) -> None:
    with pytest.raises(SigningError, match=r"cannot read .*none\.mp3"):
        verify(tmp_path / "none.mp3")
    with pytest.raises(ConfigError, match="cannot read the list of trust"):
        verify(signed.audio, tmp_path / "none.pem")


# -------------------------------------------------------------------------- secrets


def test_no_secret_is_in_any_file_or_message(
    papers: Papers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """Plants a key and a passphrase, makes, fails and describes what an episode depends on."""
    monkeypatch.setenv(SIGNING_PASSPHRASE, PASSPHRASE)
    monkeypatch.setenv(SIGNING_KEY, papers.locked_key.read_text())
    credentials = by(papers, key=None)
    said = [repr(open_signer(credentials)), repr(of_call({}, ()))]
    with caplog.at_level(logging.DEBUG):
        make(tmp_path / "out", credentials)
        monkeypatch.setenv(SIGNING_PASSPHRASE, PASSPHRASE[::-1])
        with pytest.raises(ConfigError) as failure:
            make(tmp_path / "out", credentials)
    said += [
        str(failure.value),
        repr(failure.value.__cause__),
        caplog.text,
        *capfd.readouterr(),
    ]
    said.append(json.dumps(of_settings(Settings(credentials=credentials)).to_json()))
    secrets = [PASSPHRASE.encode(), PASSPHRASE[::-1].encode()]
    # the last line of the key is too short to be told from chance
    secrets += papers.locked_key.read_bytes().splitlines()[1:-2]
    secrets += papers.key.read_bytes().splitlines()[1:-2]
    assert min(map(len, secrets)) > 20
    streams = [text.encode() for text in said]
    files = [path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert len(files) > 8
    for secret in secrets:
        assert not any(secret in content for content in (*streams, *files))
    assert of_call({}, ()).call.keys().isdisjoint({SIGNING_KEY, SIGNING_PASSPHRASE})
