// The player. The audio element is its only clock; everything else follows it.

root.classList.toggle("embed", new URLSearchParams(location.search).has("embed"));

const STEP = 15; // seconds of the back and forward buttons
const NUDGE = 5; // seconds that an arrow key moves the scrubber
const COMFORT = [0.16, 0.62]; // the sentence stays between these parts of the window's height
const OWN_SCROLL_MS = 1200; // a smooth scroll by this script ends within this time
const REMEMBER_MS = 2000; // how often the position is stored during playback
const BEGUN = 5; // seconds after which the button offers to resume

// Index of the last item whose start is not after `at`, or -1.
function lastBefore(count, startOf, at) {
  let low = 0, high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(middle) <= at) low = middle + 1; else high = middle;
  }
  return low - 1;
}

// Length of the first `characters` characters in UTF-16 units, which ranges count.
function units(text, characters) {
  let at = 0;
  while (characters-- > 0 && at < text.length) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

// The text node that holds the character at `offset` of an element's text, and its place there:
// links and stress divide the text over several nodes. The end of a range stays in the node before.
function nodeAt(element, offset, isEnd) {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let text = texts.nextNode();
  while (offset > text.length || (offset === text.length && !isEnd)) {
    offset -= text.length;
    text = texts.nextNode();
  }
  return [text, offset];
}

// The time in "#t=93", "#t=1:33" or "#t=npt:93,120" (Media Fragments 1.0), in seconds, or null.
function timeIn(hash) {
  const found = /[#&]t=(?:npt:)?([\d:.]+)/.exec(hash);
  if (!found) return null;
  const seconds = found[1].split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  return Number.isFinite(seconds) ? seconds : null;
}

document.addEventListener("DOMContentLoaded", () => {
  const audio = $("audio"), scrubber = $("scrubber"), speed = $("speed"), volume = $("volume");
  const article = $("article"), player = $("player");
  const episode = JSON.parse($("episode").textContent);
  const cues = episode.cues, duration = episode.duration / 1000;
  const place = places.key(location.href, episode.audio);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  const runs = new Map(); // segment -> elements that hold its words
  for (const run of article.querySelectorAll("[data-s]")) {
    const segment = Number(run.dataset.s);
    if (runs.has(segment)) runs.get(segment).push(run); else runs.set(segment, [run]);
  }
  const cueOf = new Map(); // segment -> cue that says it, instead of the announcement before it
  cues.forEach(([, , segment, words], index) => {
    const known = cueOf.get(segment);
    if (known === undefined || (!cues[known][3].length && words.length)) cueOf.set(segment, index);
  });

  audio.removeAttribute("controls");

  // ---------------------------------------------------------------- seeking

  function seek(seconds, play = false) {
    audio.currentTime = clamp(seconds, 0, duration);
    paint();
    remember();
    if (play) startSound(audio, say);
  }

  const cueStart = (index) => cues[index][0] / 1000;

  function seekCue(index, play) {
    // 1 ms inside the cue, so that the cue before it is over however the decoder rounds
    seek(cueStart(clamp(index, 0, cues.length - 1)) + 0.001, play);
  }

  function seekChapter(step) {
    const { chapters } = episode;
    const at = lastBefore(chapters.length, (i) => chapters[i][0], audio.currentTime * 1000);
    // as on every player, "previous" first returns to the start of the chapter
    const again = step < 0 && audio.currentTime - chapters[at][0] / 1000 > 3;
    seek(chapters[clamp(again ? at : at + step, 0, chapters.length - 1)][0] / 1000 + 0.001);
  }

  // -------------------------------------------------- updates while it plays

  let marked = -1, wordAt = -1, following = true, ownScrollUntil = 0, rememberedAt = 0;
  const words = typeof Highlight === "function" && CSS.highlights ? new Highlight() : null;
  if (words) {
    CSS.highlights.set("word", words);
    // set here because the W3C's CSS validator does not know ::highlight
    const stroke = new CSSStyleSheet();
    stroke.replaceSync("::highlight(word) { background-color: var(--word); color: var(--on-word); }");
    document.adoptedStyleSheets.push(stroke);
  }

  function paint() {
    const now = audio.currentTime;
    const at = lastBefore(cues.length, (i) => cues[i][0], now * 1000);
    if (at !== marked) mark(at);
    markWord(at, now * 1000);
    scrubber.value = now;
    player.style.setProperty("--played", clamp(now / duration, 0, 1) * 100 + "%");
    const elapsed = clock(now);
    if ($("elapsed").textContent !== elapsed) {
      $("elapsed").textContent = elapsed;
      scrubber.setAttribute("aria-valuetext", t("{time} of {length}", { time: elapsed, length: clock(duration) }));
      if (showsLeft) paintTotal();
    }
  }

  let showsLeft = memory.get("left") === "on";

  function paintTotal() {
    const left = clock((duration - audio.currentTime) / audio.defaultPlaybackRate);
    $("total").textContent = showsLeft ? "−" + left : clock(duration);
    $("total").setAttribute("aria-label", showsLeft ? t("{time} left; show the length", { time: left }) : t("{time} long; show the time left", { time: clock(duration) }));
  }

  function mark(at) {
    const before = runs.get(marked < 0 ? -1 : cues[marked][2]);
    const after = runs.get(at < 0 ? -1 : cues[at][2]);
    marked = at;
    if (before === after) return;
    for (const run of before ?? []) run.removeAttribute("aria-current");
    for (const run of after ?? []) run.setAttribute("aria-current", "true");
    if (!after) return;
    choose(after[0]);
    if (following) bringIntoView(after[0]);
    markChapter();
  }

  function markWord(at, ms) {
    if (!words) return;
    const times = at < 0 || ms > cues[at][1] ? [] : cues[at][3];
    const word = lastBefore(times.length / 3, (i) => times[i * 3], ms);
    const key = word < 0 ? -1 : at * 1e5 + word;
    if (key === wordAt) return;
    wordAt = key;
    words.clear();
    if (word < 0) return;
    for (const run of runs.get(cues[at][2]) ?? []) {
      const shift = Number(run.dataset.o ?? 0);
      const [start, end] = [1, 2].map((i) => units(run.textContent, times[word * 3 + i] - shift));
      if (start >= end) continue;
      const range = new Range();
      range.setStart(...nodeAt(run, start, false));
      range.setEnd(...nodeAt(run, end, true));
      words.add(range);
    }
  }

  function markChapter() {
    const { chapters } = episode;
    const at = lastBefore(chapters.length, (i) => chapters[i][0], audio.currentTime * 1000);
    for (const button of document.querySelectorAll("[data-chapter]")) {
      if (Number(button.dataset.chapter) === at) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }

  function run() {
    paint();
    if (performance.now() - rememberedAt > REMEMBER_MS) remember();
    if (!audio.paused) requestAnimationFrame(run);
  }

  // ---------------------------------------------------- following the voice

  function bringIntoView(element) {
    const { top, bottom } = element.getBoundingClientRect();
    if (top > innerHeight * COMFORT[0] && bottom < innerHeight * COMFORT[1]) return;
    ownScrollUntil = performance.now() + OWN_SCROLL_MS;
    const way = top - innerHeight * 0.3;
    // jump over long distances: a smooth scroll would not end before the next sentence
    const behavior = calm.matches || Math.abs(way) > innerHeight * 1.5 ? "instant" : "smooth";
    scrollBy({ top: way, behavior });
  }

  function follow(yes) {
    following = yes;
    document.querySelector(".follow").hidden = yes || root.classList.contains("embed");
    const now = marked < 0 ? null : runs.get(cues[marked][2]);
    if (yes && now) bringIntoView(now[0]);
  }

  function readerScrolled() {
    if (following && !audio.paused) follow(false);
  }

  addEventListener("wheel", readerScrolled, { passive: true });
  addEventListener("touchmove", readerScrolled, { passive: true });
  addEventListener("scroll", () => {
    if (performance.now() > ownScrollUntil) readerScrolled();
  }, { passive: true });
  addEventListener("scrollend", () => { ownScrollUntil = performance.now() + 50; });

  // --------------------------------------------------- sentences as buttons

  // One sentence is in the tab order: the one being said, or the one chosen by arrow keys.
  let chosen = null;

  function choose(element, focus = false) {
    // playback must not take the focus from a reader who is choosing a sentence
    if (chosen && chosen === document.activeElement && !focus) return;
    if (chosen && chosen !== element) {
      chosen.removeAttribute("tabindex");
      chosen.removeAttribute("role");
    }
    chosen = element;
    chosen.tabIndex = 0;
    // a button must not hold a link (ARIA 1.2: its children are only shown)
    chosen.setAttribute("role", chosen.querySelector("a") ? "group" : "button");
    if (focus) chosen.focus();
  }

  function chooseBeside(element, step) {
    const all = [...article.querySelectorAll("[data-s]")];
    choose(all[clamp(all.indexOf(element) + step, 0, all.length - 1)], true);
    if (!audio.paused) follow(false);
  }

  function playFrom(run) {
    const index = cueOf.get(Number(run.dataset.s));
    // whoever has closed the player reads, and a tap is then no wish to listen
    if (index === undefined || root.classList.contains("closed")) return;
    follow(true);
    seekCue(index, true);
  }

  article.addEventListener("click", (event) => {
    const link = event.target.closest("a"), run = event.target.closest("[data-s]");
    if (link) {
      // where the sound plays, it goes on, and what another site has opens beside it
      if (link.host !== location.host) link.target = audio.paused ? "" : "_blank";
      return;
    }
    // a click that ends a text selection does not start playback
    if (run && !String(getSelection())) playFrom(run);
  });
  if (cues.length) choose(article.querySelector("[data-s]") ?? article);

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
    volume.value = muted ? 0 : level;
    memory.set("volume", level);
    const silent = muted || level === 0;
    player.classList.toggle("silent", silent);
    document.querySelector("[data-do=mute]").setAttribute("aria-label", silent ? t("Unmute") : t("Mute"));
  }

  let silence = 0;

  function say(message) {
    $("status").textContent = message;
    clearTimeout(silence);
    silence = setTimeout(() => { $("status").textContent = ""; }, 2500);
  }

  function toggle() {
    if (audio.paused) startSound(audio, say); // after the end, the browser itself begins again
    else audio.pause();
  }

  function open() {
    root.classList.remove("closed");
    document.querySelector(".reopen").hidden = true;
  }

  function close() {
    if (root.classList.contains("embed")) return;
    audio.pause();
    follow(true);
    root.classList.add("closed");
    document.querySelector(".reopen").hidden = false;
    document.querySelector(".reopen").focus({ preventScroll: true });
  }

  function linkTo(hash) {
    const link = new URL(location.href);
    link.search = "";
    link.hash = hash;
    return link;
  }

  async function copy(text, done, otherwise) {
    try {
      await navigator.clipboard.writeText(text);
      say(done);
    } catch {
      // browsers refuse the clipboard outside secure contexts
      otherwise();
    }
  }

  function copyAt(hash, done) {
    const link = linkTo(hash);
    return copy(link.href, done, () => {
      history.replaceState(null, "", link.hash || location.pathname);
      say(t("The link is in the address bar"));
    });
  }

  const copyLink = () => copyAt("t=" + Math.floor(audio.currentTime), t("Link at {time} copied", { time: clock(audio.currentTime) }));

  function copyEmbed() {
    const frame = document.createElement("iframe");
    const link = linkTo("");
    link.search = "embed";
    Object.assign(frame, { src: link.href, title: t("Listen: {title}", { title: episode.title }), height: "160" });
    frame.setAttribute("width", "100%");
    frame.setAttribute("frameborder", "0");
    return copy(frame.outerHTML, t("Code copied"), () => say(t("This browser gives no access to its clipboard here.")));
  }

  const share = () => navigator.share({ title: episode.title, url: linkTo("").href }).catch(() => {});

  const actions = {
    toggle, close, share,
    copy: () => copyAt("", t("Link copied")), "copy-time": copyLink, "copy-embed": copyEmbed,
    left: () => { showsLeft = !showsLeft; memory.set("left", showsLeft ? "on" : "off"); paintTotal(); },
    back: () => seek(audio.currentTime - STEP),
    forward: () => seek(audio.currentTime + STEP),
    mute: () => setVolume(audio.volume || 1, !(audio.muted || audio.volume === 0)),
    follow: () => follow(true),
    listen: () => { open(); toggle(); },
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.do) actions[button.dataset.do]();
    if (button?.dataset.chapter) {
      seek(episode.chapters[Number(button.dataset.chapter)][0] / 1000 + 0.001, true);
      follow(true);
      button.closest("[popover]").hidePopover();
    }
  });

  // ------------------------------------------------------------------- keys

  const keys = {
    " ": toggle, k: toggle,
    ArrowLeft: actions.back, ArrowRight: actions.forward,
    "[": () => seekCue(marked - 1), "]": () => seekCue(marked + 1),
    "{": () => seekChapter(-1), "}": () => seekChapter(1),
    "<": () => stepSpeed(-1), ">": () => stepSpeed(1),
    m: actions.mute, c: copyLink, f: () => follow(!following),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { target, key } = event;
    if (key === "Escape" && !document.querySelector(":popover-open")) return close();
    if (target.closest?.("button, a, summary") && (key === " " || key === "Enter")) return;
    const run = target.closest?.("[data-s]");
    if (run) {
      if (key === "ArrowUp" || key === "ArrowDown") {
        event.preventDefault();
        return chooseBeside(run, key === "ArrowUp" ? -1 : 1);
      }
      if (key === "Enter") return playFrom(run);
    }
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
    const verb = isBegun ? t("Resume at {time}", { time: clock(audio.currentTime) }) : t("Listen");
    document.querySelector(".verb").textContent = audio.paused ? verb : t("Pause");
    document.querySelector(".length").hidden = isBegun;
    tellSystem();
  }

  audio.addEventListener("play", () => { showState(); run(); });
  audio.addEventListener("pause", () => { showState(); paint(); remember(); });
  audio.addEventListener("ended", remember);
  audio.addEventListener("seeked", () => { paint(); tellSystem(); });
  audio.addEventListener("error", () => say(t("The audio file beside this page cannot be played.")));

  // ---------------------------------------------- lock screen, headset keys

  function tellSystem() {
    const system = navigator.mediaSession;
    if (!system) return;
    system.playbackState = audio.paused ? "paused" : "playing";
    const position = clamp(audio.currentTime, 0, duration);
    try { system.setPositionState({ duration, position, playbackRate: audio.defaultPlaybackRate }); } catch { /* not every browser has it */ }
  }

  if (navigator.mediaSession) {
    const cover = document.querySelector(".embedded img");
    navigator.mediaSession.metadata = new MediaMetadata({
      title: episode.title, artist: episode.authors.join(", ") || episode.site, album: episode.site,
      // the system loads pictures only from the web, not from files
      artwork: cover && location.protocol.startsWith("http") ? [{ src: cover.src, sizes: "1400x1400", type: "image/jpeg" }] : [],
    });
    const handlers = {
      play: toggle, pause: toggle, seekbackward: actions.back, seekforward: actions.forward,
      previoustrack: () => seekChapter(-1), nexttrack: () => seekChapter(1),
      seekto: (details) => seek(details.seekTime),
    };
    for (const [name, handler] of Object.entries(handlers)) {
      try { navigator.mediaSession.setActionHandler(name, handler); } catch { /* not every browser has it */ }
    }
  }

  // ------------------------------------------------------------------ start

  setSpeed(clamp(Number(memory.get("speed")) || 1, 0.5, 3));
  setVolume(clamp(Number(memory.get("volume") ?? 1), 0, 1));
  $("keys").checked = memory.get("keys") !== "off";
  const kept = places.seconds(place);
  // without metadata yet, the audio element keeps this as its default start (HTML 4.8.11.6)
  audio.currentTime = clamp(timeIn(location.hash) ?? kept, 0, duration);
  if (audio.currentTime > 0) paint();
  addComforts({ audio, episode, isResumed: timeIn(location.hash) === null, seek, say });
  for (const button of document.querySelectorAll("[data-do=share]")) button.hidden = !navigator.share;
  for (const button of document.querySelectorAll("[data-do=copy-embed]")) button.hidden = !location.protocol.startsWith("http");
  showState();
  // the library that led here, if one did
  const library = tab.get("library"), back = document.querySelector(".back a");
  if (library && location.href.startsWith(new URL(".", library).href)) {
    back.href = library;
    back.parentElement.hidden = false;
    back.addEventListener("click", () => { if (!audio.paused) tab.set("goes-on", String(Date.now())); });
  }

  // Continue after the page that played the beginning. Chromium lets a page play that was opened
  // from one of its site that played; Firefox and Safari want a press on every page.
  if (/[#&]play\b/.test(location.hash)) audio.play().catch(() => say(t("This browser stops the sound where a page opens: press play.")));
});
