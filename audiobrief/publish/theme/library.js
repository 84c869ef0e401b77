// The library's player: plays the queue, one episode after another, over the list and the pages.

const LOOK_MS = 4000; // how often the page asks the server for changes of the list
const BEGINNING = 3; // seconds after which "previous" goes to the beginning first, as on every player
const GONE_ON_MS = 10000; // after so long a page that went on playing is forgotten

document.addEventListener("DOMContentLoaded", () => {
  const audio = $("audio"), scrubber = $("scrubber"), speed = $("speed"), player = $("player");
  const title = document.title;
  const sleepTimer = new SleepTimer(audio);
  let rememberedAt = 0;

  function soundOf(folder) {
    const isCurrent = folder === queue.first;
    return { isCurrent, isPlaying: isCurrent && !audio.paused, isQueued: queue.has(folder) };
  }

  const list = listEpisodes({ soundOf });
  const queue = keepQueue({ rowOf: list.row, isWhole: list.isWhole, turned });
  const pages = showPagesInside({ rowAt: (address) => list.rowAt(address) ?? queue.rowAt(address), soundOf, closed });
  const current = () => queue.rowOf(queue.first);

  function turned({ before, play }) {
    if (before !== queue.first) remember(before);
    if (before !== queue.first || play) load(play);
    if (before !== queue.first && sleepTimer.value === "chapter") sleepTimer.set("");
    list.mark();
    document.dispatchEvent(new Event("queue"));
    pages.update();
  }

  function remember(folder = queue.first) {
    rememberedAt = performance.now();
    const row = queue.rowOf(folder);
    if (!row || !audio.src) return;
    places.keep(positionKey(row), audio.ended ? row.m / 1000 : audio.currentTime, row.m / 1000);
  }

  function load(play) {
    const row = current();
    player.hidden = !row;
    root.classList.toggle("queued", Boolean(row));
    if (!row) {
      audio.pause();
      audio.removeAttribute("src");
      showState();
      return;
    }
    if (audio.src !== at(row.u)) {
      audio.src = at(row.u);
      // without metadata yet, the audio element keeps this as its default start (HTML 4.8.11.6)
      audio.currentTime = clamp(places.seconds(positionKey(row)), 0, row.m / 1000);
      audio.defaultPlaybackRate = audio.playbackRate = Number(speed.value);
    }
    $("now").textContent = row.t;
    $("now").href = at(row.h);
    $("now").lang = row.l ?? "und";
    $("cover").hidden = !row.i;
    if (row.i) $("cover").replaceChildren(Object.assign(new Image(), { alt: "", src: at(row.i) }));
    scrubber.max = row.m / 1000;
    $("total").textContent = clock(row.m / 1000);
    paint();
    tellLockScreen({ title: row.t, artist: (row.a ?? []).join(", ") || row.s || "", album: title }, row.i && at(row.i));
    if (play) startSound(audio);
  }

  function start(folder) {
    if (queue.first === folder) toggle();
    else queue.lead(folder, true);
  }

  function next() {
    if (queue.length === 1) seek(0);
    if (queue.length) queue.next();
  }

  function previous() {
    if (!queue.length || (audio.currentTime <= BEGINNING && queue.previous())) return;
    seek(0);
  }

  // -------------------------------------------- updates while it plays

  function paint() {
    paintProgress(audio.currentTime, Number(scrubber.max));
  }

  function run() {
    paint();
    if (performance.now() - rememberedAt > REMEMBER_MS) remember();
    if (!audio.paused) requestAnimationFrame(run);
  }

  function takePlace() {
    const row = current();
    if (row && audio.paused) audio.currentTime = clamp(places.seconds(positionKey(row)), 0, row.m / 1000);
    list.mark();
  }

  // another device told how far its listener is
  document.addEventListener("positions", takePlace);
  $("filter").addEventListener("click", () => {
    $("filter").setAttribute("aria-expanded", $("filter").getAttribute("aria-expanded") === "false");
  });

  function showState() {
    root.classList.toggle("playing", !audio.paused);
    document.querySelector(".play").setAttribute("aria-label", audio.paused ? t("Play") : t("Pause"));
    const row = current();
    document.title = row && !audio.paused ? row.t + " · " + title : title;
    list.mark();
    pages.update();
  }

  function seek(seconds) {
    audio.currentTime = clamp(seconds, 0, Number(scrubber.max));
    paint();
    remember();
  }

  function toggle() {
    if (audio.paused) startSound(audio);
    else audio.pause();
  }

  const tellSystem = () => { if (current()) tellPosition(audio, Number(scrubber.max)); };
  audio.addEventListener("play", () => { showState(); run(); });
  audio.addEventListener("pause", () => { showState(); paint(); remember(); });
  audio.addEventListener("seeked", paint);
  for (const event of ["play", "pause", "seeked", "ratechange"]) audio.addEventListener(event, tellSystem);
  audio.addEventListener("ended", () => { remember(); next(); });
  audio.addEventListener("error", () => {
    if (!audio.getAttribute("src")) return;
    say(t("The audio of this episode cannot be played."));
  });
  // whoever muted the sound in a page finds here how it is heard again
  audio.addEventListener("volumechange", () => {
    document.querySelector("[data-do=mute]").hidden = !audio.muted && audio.volume > 0;
  });
  scrubber.addEventListener("input", () => seek(Number(scrubber.value)));
  speed.addEventListener("change", () => {
    audio.defaultPlaybackRate = audio.playbackRate = Number(speed.value);
    memory.set("speed", speed.value);
  });
  addEventListener("pagehide", () => remember());

  // ------------------------------------------- to an episode's page and back

  // what the script of a page inside this one uses (companion.js)
  window.audiobriefLibrary = {
    audio,
    isLoaded: (folder) => folder === queue.first && audio.hasAttribute("src"),
    play(folder, seconds) {
      queue.lead(folder, false);
      seek(seconds);
      return audio.play();
    },
    next, previous,
    closePage: pages.leave,
    sleep: sleepTimer,
  };

  function closed() {
    speed.value = memory.get("speed") ?? "1";
    showState();
    document.dispatchEvent(new Event("closed"));
  }

  // pages that open by themselves: from files, and in another tab
  tab.set("library", location.href.replace(/#.*/, ""));
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".episode h2 a, #now");
    if (!link || event.defaultPrevented) return;
    const folder = link.id === "now" ? queue.first : link.closest("li").dataset.f;
    // the sound goes on in the page; another episode's page leaves it to its reader to start
    link.hash = soundOf(folder).isPlaying ? "t=" + audio.currentTime.toFixed(2) + "&play" : "";
  });

  function comeBack() {
    const row = current(), since = Date.now() - Number(tab.take("goes-on"));
    takePlace();
    if (row && since < GONE_ON_MS) audio.play().catch(() => {});
  }

  // a page that the browser kept in memory comes back as it was left
  addEventListener("pageshow", (event) => { if (event.persisted) comeBack(); });

  const actions = {
    toggle, next, previous, start,
    back: () => seek(audio.currentTime - STEP),
    forward: () => seek(audio.currentTime + STEP),
    add: (folder) => queue.add(folder, !audio.paused),
    all: () => queue.set(list.found(), true),
    clear: () => { $("queue").hidePopover(); queue.set([]); $("search").focus(); },
    jump: start,
    remove: (folder) => queue.drop(folder, !audio.paused),
    more: list.more,
    mute: () => { audio.muted = false; audio.volume ||= 1; },
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-do]");
    if (button) actions[button.dataset.do](button.closest("li")?.dataset.f);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !queue.length) return;
    // leave the keys to a control that has the focus
    if (event.target.closest?.("input, select, button, a, [popover]")) return;
    const action = { " ": "toggle", ArrowLeft: "back", ArrowRight: "forward" }[event.key];
    if (!action) return;
    event.preventDefault();
    actions[action]();
  });
  takeSystemKeys({
    play: toggle, pause: toggle, seekbackward: actions.back, seekforward: actions.forward,
    nexttrack: next, previoustrack: previous, seekto: (details) => seek(details.seekTime),
  });

  // ------------------------------------------------------------------ start

  if (canInstall) {
    // not in the template: browsers complain of a manifest beside a page that is opened as a file
    const manifest = Object.assign(document.createElement("link"), { rel: "manifest", href: "manifest.webmanifest" });
    document.head.append(manifest);
    navigator.serviceWorker.register("worker.js").catch(() => { /* the library works without it */ });
  }
  speed.value = memory.get("speed") ?? "1";
  if (speed.selectedIndex < 0) speed.value = "1";
  if (queue.length) load(false);
  comeBack();
  showState();

  // ------------------------------------------------------ while it is served

  let seen = null; // the tag of the rows that came last

  async function look() {
    const isFirst = !list.isWhole();
    if (document.hidden && !isFirst) return;
    try {
      const answer = await fetch(at(document.body.dataset.rows), { cache: "no-cache" });
      const tag = answer.headers.get("ETag");
      if (!answer.ok || (tag && tag === seen)) return;
      const rows = await answer.json();
      seen = tag;
      if (!list.renew(rows)) return;
      queue.prune();
      // what this browser had queued is among the rows that came now
      if (!audio.hasAttribute("src") && queue.length) load(false);
      if (!isFirst && !pages.isOpen()) say(t("The list has changed"));
    } catch {
      // the server has ended; keep the page as it is
      list.settle();
    }
  }

  if (!list.isWhole()) look();
  if (document.body.hasAttribute("data-live")) setInterval(look, LOOK_MS);
});
