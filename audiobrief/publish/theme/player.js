// The player. The audio element is its only clock; everything else follows it.

root.classList.toggle("embed", new URLSearchParams(location.search).has("embed"));

const NUDGE = 5; // seconds that an arrow key moves the scrubber
const BEGUN = 5; // seconds after which the button offers to resume

// The time in "#t=93", "#t=1:33" or "#t=npt:93,120" (Media Fragments 1.0), in seconds, or null.
function timeIn(hash) {
  const found = /[#&]t=(?:npt:)?([\d:.]+)/.exec(hash);
  if (!found) return null;
  const seconds = found[1].split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  return Number.isFinite(seconds) ? seconds : null;
}

const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

// Words with one space between them are a text in the page: for each, two digits of milliseconds and one
// of characters.
function stepsIn(text) {
  const digits = [...text].map((sign) => SIGNS.indexOf(sign)), steps = [];
  for (let i = 0; i < digits.length; i += 3) steps.push(digits[i] * SIGNS.length + digits[i + 1], i ? 1 : 0, digits[i + 2]);
  return steps;
}

// The page has steps from one cue and one word to the next, which are short; here they become times, and
// the places where a word starts and ends in its sentence.
function addUp(cues) {
  let before = 0;
  for (const cue of cues) {
    if (typeof cue[3] === "string") cue[3] = stepsIn(cue[3]);
    const words = cue[3];
    let ms = cue[0] += before, end = 0;
    before = cue[1] += ms;
    for (let i = 0; i < words.length; i += 3) {
      ms = words[i] += ms;
      words[i + 1] += end;
      end = words[i + 2] += words[i + 1];
    }
  }
}

document.addEventListener("DOMContentLoaded", () => {
  const scrubber = $("scrubber"), speed = $("speed"), volume = $("volume"), player = $("player");
  const { cues, chapters, ...episode } = JSON.parse($("episode").textContent);
  addUp(cues);
  const duration = episode.duration / 1000;
  const place = places.key(location.href, episode.audio);
  const library = findLibrary(), own = $("audio");
  const audio = library ? new SharedSound(library, () => places.seconds(place)) : own;

  own.removeAttribute("controls");
  if (library) {
    for (const name of ["previous", "next"]) document.querySelector(`[data-do=${name}]`).hidden = false;
    own.removeAttribute("src");
    own.load();
  }

  // ---------------------------------------------------------------- seeking

  function seek(seconds, play = false) {
    audio.currentTime = clamp(seconds, 0, duration);
    paint();
    remember();
    if (play) startSound(audio);
  }

  function seekCue(index, play) {
    // 1 ms inside the cue, so that the cue before it is over however the decoder rounds
    seek(cues[clamp(index, 0, cues.length - 1)][0] / 1000 + 0.001, play);
  }

  const chapterNow = () => lastBefore(chapters.length, (i) => chapters[i][0], audio.currentTime * 1000);

  function seekChapter(step) {
    const at = chapterNow();
    // as on every player, "previous" first returns to the start of the chapter
    const again = step < 0 && audio.currentTime - chapters[at][0] / 1000 > 3;
    seek(chapters[clamp(again ? at : at + step, 0, chapters.length - 1)][0] / 1000 + 0.001);
  }

  // -------------------------------------------------- updates while it plays

  function markChapter() {
    const at = chapterNow();
    for (const button of document.querySelectorAll("[data-chapter]")) {
      if (Number(button.dataset.chapter) === at) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }

  const article = markArticle({ audio, cues, playCue: (index) => seekCue(index, true), onSentence: markChapter });
  let startsAt = () => audio.currentTime; // until its comforts are there
  let rememberedAt = 0, showsLeft = memory.get("left") === "on";

  function paint() {
    const now = audio.currentTime;
    article.show(now);
    if (paintProgress(now, duration) && showsLeft) paintTotal();
  }

  function paintTotal() {
    const left = clock((duration - audio.currentTime) / audio.defaultPlaybackRate);
    $("total").textContent = showsLeft ? "−" + left : clock(duration);
    $("total").setAttribute("aria-label", showsLeft ? t("{time} left; show the length", { time: left }) : t("{time} long; show the time left", { time: clock(duration) }));
  }

  function run() {
    paint();
    if (performance.now() - rememberedAt > REMEMBER_MS) remember();
    if (!audio.paused) requestAnimationFrame(run);
  }

  // -------------------------------------------------------------- the state

  function remember() {
    rememberedAt = performance.now();
    places.keep(place, audio.ended ? duration : audio.currentTime, duration);
  }

  function setSpeed(rate) {
    audio.defaultPlaybackRate = audio.playbackRate = rate;
    speed.value = String(rate);
    if (speed.selectedIndex < 0) speed.value = "1";
    memory.set("speed", rate);
    paintTotal();
    tellSystem();
  }

  function stepSpeed(step) {
    speed.selectedIndex = clamp(speed.selectedIndex + step, 0, speed.options.length - 1);
    setSpeed(Number(speed.value));
    say(t("Speed {speed}", { speed: speed.value }));
  }

  function setVolume(level, muted = false) {
    audio.volume = level;
    audio.muted = muted;
    memory.set("volume", level);
    showVolume();
  }

  function showVolume() {
    const silent = audio.muted || audio.volume === 0;
    volume.value = silent ? 0 : audio.volume;
    player.classList.toggle("silent", silent);
    document.querySelector("[data-do=mute]").setAttribute("aria-label", silent ? t("Unmute") : t("Mute"));
  }

  function toggle() {
    if (audio.paused) startSound(audio); // after the end, the browser itself begins again
    else audio.pause();
  }

  function open() {
    root.classList.remove("closed");
    document.querySelector(".reopen").hidden = true;
  }

  function close() {
    if (root.classList.contains("embed")) return;
    audio.pause();
    article.follow(true);
    root.classList.add("closed");
    document.querySelector(".reopen").hidden = false;
    document.querySelector(".reopen").focus({ preventScroll: true });
  }

  const actions = {
    toggle, close,
    ...addSharing({ audio, episode, here: library ? parent : window }),
    left: () => { showsLeft = !showsLeft; memory.set("left", showsLeft ? "on" : "off"); paintTotal(); },
    back: () => seek(audio.currentTime - STEP),
    forward: () => seek(audio.currentTime + STEP),
    next: () => library?.next(),
    previous: () => library?.previous(),
    mute: () => setVolume(audio.volume || 1, !(audio.muted || audio.volume === 0)),
    follow: () => article.follow(true),
    listen: () => { open(); toggle(); },
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button"), link = event.target.closest("#article a");
    if (button?.dataset.do) actions[button.dataset.do]();
    if (button?.dataset.chapter) {
      seek(chapters[Number(button.dataset.chapter)][0] / 1000 + 0.001, true);
      article.follow(true);
      button.closest("[popover]").hidePopover();
    }
    // where the sound plays, it goes on, and what another site has opens beside it; no other page
    // takes the place of this one inside the library
    const isHere = link && link.pathname === location.pathname && link.host === location.host;
    if (link && !isHere) link.target = audio.paused || link.host === location.host ? "_top" : "_blank";
  });

  // ------------------------------------------------------------------- keys

  const keys = {
    " ": toggle, k: toggle,
    ArrowLeft: actions.back, ArrowRight: actions.forward,
    "[": () => seekCue(article.cue - 1), "]": () => seekCue(article.cue + 1),
    "{": () => seekChapter(-1), "}": () => seekChapter(1),
    "<": () => stepSpeed(-1), ">": () => stepSpeed(1),
    m: actions.mute, c: actions["copy-time"], f: article.toggle,
  };
  document.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (library && key === "p" && (event.ctrlKey || event.metaKey)) {
      // the library around the page would be printed, cut at the window's edge
      event.preventDefault();
      return print();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (key === "Escape" && !document.querySelector(":popover-open")) return close();
    if (target.closest?.("button, a, summary") && (key === " " || key === "Enter")) return;
    if (target === scrubber && key.startsWith("Arrow")) {
      event.preventDefault();
      return seek(audio.currentTime + (key === "ArrowLeft" || key === "ArrowDown" ? -NUDGE : NUDGE));
    }
    // leave the keys to a control that has the focus
    if (target.closest?.("input, select") && !/^[[\]{}<>mcf]$/.test(key)) return;
    if (!$("keys").checked) return;
    const action = keys[key.length === 1 ? key.toLowerCase() : key];
    if (!action) return;
    event.preventDefault();
    action();
  });
  $("keys").addEventListener("change", () => memory.set("keys", $("keys").checked ? "on" : "off"));

  // ------------------------------------------------- the audio and the page

  scrubber.addEventListener("input", () => seek(Number(scrubber.value)));
  speed.addEventListener("change", () => setSpeed(Number(speed.value)));
  volume.addEventListener("input", () => setVolume(Number(volume.value)));
  addEventListener("hashchange", () => {
    const asked = timeIn(location.hash);
    if (asked !== null) seek(asked);
  });
  addEventListener("pagehide", remember);

  function showState() {
    root.classList.toggle("playing", !audio.paused);
    document.querySelector(".play").setAttribute("aria-label", audio.paused ? t("Play") : t("Pause"));
    const isBegun = audio.currentTime > BEGUN && !audio.ended;
    const verb = isBegun ? t("Resume at {time}", { time: clock(startsAt()) }) : t("Listen");
    document.querySelector(".verb").textContent = audio.paused ? verb : t("Pause");
    document.querySelector(".length").hidden = isBegun;
    tellSystem();
  }

  // inside the library, the library tells the system
  function tellSystem() {
    if (!library) tellPosition(audio, duration);
  }

  audio.addEventListener("play", () => { showState(); run(); });
  audio.addEventListener("pause", () => { showState(); paint(); remember(); });
  audio.addEventListener("ended", remember);
  audio.addEventListener("seeked", () => { paint(); tellSystem(); });
  audio.addEventListener("volumechange", showVolume);
  audio.addEventListener("error", () => say(t("The audio file beside this page cannot be played.")));

  // ------------------------------------------------------------------ start

  if (!library) {
    const told = { title: episode.title, artist: episode.authors.join(", ") || episode.site, album: episode.site };
    tellLockScreen(told, document.querySelector(".embedded img")?.src);
    takeSystemKeys({
      play: toggle, pause: toggle, seekbackward: actions.back, seekforward: actions.forward,
      previoustrack: () => seekChapter(-1), nexttrack: () => seekChapter(1),
      seekto: (details) => seek(details.seekTime),
    });
  }
  setSpeed(clamp(Number(memory.get("speed")) || 1, 0.5, 3));
  // what its listener muted stays so in another page of the library
  setVolume(clamp(Number(memory.get("volume") ?? 1), 0, 1), audio.muted);
  $("keys").checked = memory.get("keys") !== "off";
  const asked = timeIn(location.hash), leftAt = asked === null ? places.noted(place) : null;
  // without metadata yet, the audio element keeps this as its default start (HTML 4.8.11.6)
  if (asked !== null || !audio.isLoaded) audio.currentTime = clamp(asked ?? places.seconds(place), 0, duration);
  if (audio.currentTime > 0) paint();
  ({ startsAt } = addComforts({ audio, library, cues, chapters, duration, leftAt, seek, changed: showState }));
  showState();
  if (!audio.paused) run();
  leadBack({ audio, library });

  // Continue after the page that played the beginning. Chromium lets a page play that was opened
  // from one of its site that played; Firefox and Safari want a press on every page.
  if (/[#&]play\b/.test(location.hash)) audio.play().catch(() => say(t("This browser stops the sound where a page opens: press play.")));
});

// The link to the library that led here, if one did.
function leadBack({ audio, library }) {
  const home = tab.get("library"), back = document.querySelector(".back a");
  if (!library) {
    // where a page that was opened inside its library was loaded again, "back" changes the address alone
    const here = location.pathname;
    addEventListener("popstate", () => { if (location.pathname !== here) location.reload(); });
  }
  if (!home || !location.href.startsWith(new URL(".", home).href)) return;
  back.href = home;
  back.parentElement.hidden = false;
  back.addEventListener("click", (event) => {
    if (library && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      library.closePage();
    } else if (!audio.paused) tab.set("goes-on", String(Date.now()));
  });
}
