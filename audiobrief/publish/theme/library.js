// The library: a searchable list, and a queue that plays one episode after another.
"use strict";

const root = document.documentElement;
root.classList.add("scripted");

const STEP = 15; // seconds of the back and forward buttons
const BATCH = 60; // rows added at a time
const REMEMBER_MS = 2000; // how often the position is stored during playback
const LOOK_MS = 4000; // how often the page asks the server for changes of the list

// Browsers refuse storage in sandboxed frames and by some readers' settings.
const memory = {
  get(key) {
    try { return localStorage.getItem("audiobrief:" + key); } catch { return null; }
  },
  set(key, value) {
    try { localStorage.setItem("audiobrief:" + key, value); } catch { /* the value is not stored */ }
  },
};

const $ = (id) => document.getElementById(id);
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

function clock(seconds) {
  const s = Math.floor(seconds % 60), m = Math.floor(seconds / 60) % 60, h = Math.floor(seconds / 3600);
  return (h ? h + ":" + String(m).padStart(2, "0") : m) + ":" + String(s).padStart(2, "0");
}

function spoken(ms) {
  const minutes = Math.round(ms / 60000), hours = Math.floor(minutes / 60);
  return hours ? hours + " h " + String(minutes % 60).padStart(2, "0") + " min" : Math.max(minutes, ms ? 1 : 0) + " min";
}

// The text for searching, without case and accents.
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const wavePath = (bars) => [...bars].map((bar, at) => {
  const high = 2 + Number(bar) * 2;
  return "M" + at * 4 + " " + (10 - Math.floor(high / 2)) + "h2v" + high + "h-2z";
}).join("");

document.addEventListener("DOMContentLoaded", () => {
  const audio = $("audio"), scrubber = $("scrubber"), speed = $("speed"), player = $("player");
  const list = $("episodes"), filters = [...document.querySelectorAll("[data-filter]")];
  const place = "queue:" + new URL(".", location.href).pathname;

  let episodes = [], byFolder = new Map(), texts = new WeakMap();
  let found = [], shown = 0;

  // --------------------------------------------------------------- the list

  function take(rows) {
    episodes = rows;
    byFolder = new Map(rows.map((row) => [row.f, row]));
  }

  function textOf(row) {
    let text = texts.get(row);
    if (text === undefined) {
      text = fold([row.t, row.d, row.s, row.c, ...(row.a ?? [])].filter(Boolean).join(" "));
      texts.set(row, text);
    }
    return text;
  }

  function isFound(row, words) {
    for (const { id, value } of filters) {
      if (!value) continue;
      const names = id === "author" ? row.a ?? [] : [id === "site" ? row.s : row.c];
      if (!names.includes(value)) return false;
    }
    return words.every((word) => textOf(row).includes(word));
  }

  function find() {
    const words = fold($("search").value).split(/\s+/).filter(Boolean);
    found = episodes.filter((row) => isFound(row, words));
    $("count").textContent = found.length + (found.length === 1 ? " episode" : " episodes");
    $("length").textContent = spoken(found.reduce((sum, row) => sum + row.m, 0));
    $("none").hidden = found.length > 0;
    if (episodes.length) $("none").textContent = "Nothing is found.";
    document.querySelector("[data-do=all]").disabled = !found.length;
  }

  function rowOf(row) {
    const item = $("row").content.firstElementChild.cloneNode(true);
    const put = (selector, text) => { item.querySelector(selector).textContent = text ?? ""; };
    item.dataset.f = row.f;
    item.querySelector(".about").lang = row.l ?? "und";
    put(".site", row.s);
    put(".section", row.c);
    put("h2 a", row.t);
    item.querySelector("h2 a").href = row.h;
    put(".said", row.d);
    put(".authors", (row.a ?? []).join(", "));
    put("time", row.q);
    item.querySelector("time").dateTime = row.p;
    put(".clock", clock(row.m / 1000));
    item.querySelector(".small-wave path").setAttribute("d", wavePath(row.w ?? ""));
    item.querySelector(".start").setAttribute("aria-label", "Play: " + row.t);
    item.querySelector(".add").setAttribute("aria-label", "Queue: " + row.t);
    return item;
  }

  function show(count) {
    shown = Math.min(count, found.length);
    // reuse existing rows, so that the focus stays on them
    const there = new Map([...list.children].map((item) => [item.dataset.f, item]));
    const rows = found.slice(0, shown).map((row) => there.get(row.f) ?? rowOf(row));
    const kept = new Set(rows);
    for (const item of [...list.children]) if (!kept.has(item)) item.remove();
    rows.forEach((item, at) => { if (list.children[at] !== item) list.insertBefore(item, list.children[at] ?? null); });
    const more = document.querySelector(".more-rows");
    if (more) more.hidden = shown >= found.length;
    markRows();
  }

  function search() {
    find();
    show(BATCH);
  }

  $("search").addEventListener("input", search);
  for (const filter of filters) filter.addEventListener("change", search);
  document.querySelector(".finder").addEventListener("submit", (event) => event.preventDefault());

  // -------------------------------------------------------------- the queue

  let queue = []; // folders of the queued episodes; the first one plays
  const positionKey = (row) => "position:" + new URL(row.h, location.href).pathname + ":" + decodeURIComponent(row.u.split("/").pop());

  function keep() {
    memory.set(place, JSON.stringify(queue));
  }

  function remember() {
    rememberedAt = performance.now();
    const row = byFolder.get(queue[0]);
    if (!row || !audio.src) return;
    const over = audio.ended || audio.currentTime > row.m / 1000 - 1;
    memory.set(positionKey(row), over ? "0" : audio.currentTime.toFixed(2));
  }

  function load(play) {
    const row = byFolder.get(queue[0]);
    player.hidden = !row;
    root.classList.toggle("queued", Boolean(row));
    if (!row) {
      audio.pause();
      audio.removeAttribute("src");
      document.title = title;
      showState();
      return;
    }
    const address = new URL(row.u, location.href).href;
    if (audio.src !== address) {
      audio.src = row.u;
      // without metadata yet, the audio element keeps this as its default start (HTML 4.8.11.6)
      const kept = Number(memory.get(positionKey(row))) || 0;
      audio.currentTime = clamp(kept, 0, row.m / 1000);
      audio.defaultPlaybackRate = audio.playbackRate = Number(speed.value);
    }
    $("now").textContent = row.t;
    $("now").href = row.h;
    $("now").lang = row.l ?? "und";
    $("wave").setAttribute("d", row.w ? wavePath(row.w) : "M0 9h190v2H0z");
    scrubber.max = row.m / 1000;
    $("total").textContent = clock(row.m / 1000);
    paint();
    tellSystem(row);
    if (play) audio.play().catch(() => say("The audio cannot be played here."));
  }

  function setQueue(folders, { play = false, reload = true } = {}) {
    const before = queue[0];
    if (before !== folders[0]) remember();
    queue = folders;
    keep();
    if (reload && (before !== queue[0] || play)) load(play);
    markRows();
    listQueue();
  }

  const without = (folder) => queue.filter((other) => other !== folder);

  function start(folder) {
    if (queue[0] === folder) toggle();
    else setQueue([folder, ...without(folder)], { play: true });
  }

  function add(folder) {
    const waits = queue.includes(folder);
    setQueue(waits ? without(folder) : [...queue, folder], { play: waits && queue[0] === folder && !audio.paused });
    say(waits ? "Taken out of the queue" : "Added to the queue");
  }

  function next() {
    if (queue.length > 1) setQueue(queue.slice(1), { play: true });
    else if (queue.length) { seek(0); setQueue([]); }
  }

  function listQueue() {
    const rows = queue.map((folder) => byFolder.get(folder)).filter(Boolean);
    const left = rows.reduce((sum, row) => sum + row.m, 0);
    $("queue-sum").textContent = rows.length + (rows.length === 1 ? " episode, " : " episodes, ") + spoken(left);
    $("waiting").textContent = rows.length > 1 ? String(rows.length) : "";
    document.querySelector("[popovertarget=queue]").setAttribute("aria-label", "Queue, " + rows.length);
    const focused = document.activeElement?.closest?.("#queued li")?.dataset.f;
    const control = document.activeElement?.dataset?.do;
    $("queued").replaceChildren(...rows.map((row, at) => {
      const item = $("queued-row").content.firstElementChild.cloneNode(true);
      item.dataset.f = row.f;
      item.querySelector(".name").textContent = row.t;
      item.querySelector(".name").lang = row.l ?? "und";
      item.querySelector(".clock").textContent = clock(row.m / 1000);
      if (at === 0) item.querySelector("[data-do=jump]").setAttribute("aria-current", "true");
      item.querySelector("[data-do=up]").setAttribute("aria-label", "Move up: " + row.t);
      item.querySelector("[data-do=up]").disabled = at === 0;
      item.querySelector("[data-do=remove]").setAttribute("aria-label", "Remove: " + row.t);
      return item;
    }));
    // a moved row keeps the focus; if the row was removed, the first row gets it
    const again = [...$("queued").children].find((item) => item.dataset.f === focused) ?? $("queued").firstElementChild;
    if (focused) (again?.querySelector(`[data-do=${control}]:enabled`) ?? again?.querySelector("button") ?? $("queue")).focus();
  }

  function moveUp(folder) {
    const at = queue.indexOf(folder), moved = [...queue];
    [moved[at - 1], moved[at]] = [moved[at], moved[at - 1]];
    setQueue(moved, { play: at === 1 && !audio.paused });
  }

  // -------------------------------------------- updates while it plays

  let rememberedAt = 0, silence = 0;
  const title = document.title;

  function paint() {
    const duration = Number(scrubber.max), now = audio.currentTime;
    scrubber.value = now;
    player.style.setProperty("--played", clamp(now / duration, 0, 1) * 100 + "%");
    $("elapsed").textContent = clock(now);
    scrubber.setAttribute("aria-valuetext", clock(now) + " of " + clock(duration));
  }

  function run() {
    paint();
    if (performance.now() - rememberedAt > REMEMBER_MS) remember();
    if (!audio.paused) requestAnimationFrame(run);
  }

  function markRows() {
    const waiting = new Set(queue);
    for (const item of list.children) {
      const current = item.dataset.f === queue[0];
      item.toggleAttribute("data-current", current);
      item.toggleAttribute("data-playing", current && !audio.paused);
      const row = byFolder.get(item.dataset.f);
      item.querySelector(".start").setAttribute("aria-label", (current && !audio.paused ? "Pause: " : "Play: ") + row?.t);
      item.querySelector(".add").setAttribute("aria-pressed", String(waiting.has(item.dataset.f)));
    }
  }

  function showState() {
    root.classList.toggle("playing", !audio.paused);
    document.querySelector(".play").setAttribute("aria-label", audio.paused ? "Play" : "Pause");
    const row = byFolder.get(queue[0]);
    document.title = row && !audio.paused ? row.t + " · " + title : title;
    markRows();
  }

  function say(message) {
    $("status").textContent = message;
    clearTimeout(silence);
    silence = setTimeout(() => { $("status").textContent = ""; }, 2500);
  }

  function seek(seconds) {
    audio.currentTime = clamp(seconds, 0, Number(scrubber.max));
    paint();
    remember();
  }

  function toggle() {
    if (audio.paused) audio.play().catch(() => say("The audio cannot be played here."));
    else audio.pause();
  }

  audio.addEventListener("play", () => { showState(); run(); });
  audio.addEventListener("pause", () => { showState(); paint(); remember(); });
  audio.addEventListener("seeked", paint);
  audio.addEventListener("ended", () => { remember(); next(); });
  audio.addEventListener("error", () => {
    if (!audio.getAttribute("src")) return;
    say("The audio of this episode cannot be played.");
  });
  scrubber.addEventListener("input", () => seek(Number(scrubber.value)));
  speed.addEventListener("change", () => {
    audio.defaultPlaybackRate = audio.playbackRate = Number(speed.value);
    memory.set("speed", speed.value);
  });
  addEventListener("pagehide", remember);

  const actions = {
    toggle, next,
    back: () => seek(audio.currentTime - STEP),
    forward: () => seek(audio.currentTime + STEP),
    start: (folder) => start(folder),
    add: (folder) => add(folder),
    all: () => setQueue(found.map((row) => row.f), { play: true }),
    clear: () => { $("queue").hidePopover(); setQueue([]); $("search").focus(); },
    jump: (folder) => start(folder),
    up: (folder) => moveUp(folder),
    remove: (folder) => setQueue(without(folder), { play: queue[0] === folder && !audio.paused }),
    more: () => {
      const first = shown;
      show(shown + BATCH);
      list.children[first]?.querySelector("a").focus();
    },
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

  // ---------------------------------------------- lock screen, headset keys

  function tellSystem(row) {
    if (!navigator.mediaSession) return;
    // the system loads pictures only from the web, not from files
    const artwork = row.i && location.protocol.startsWith("http") ? [{ src: new URL(row.i, location.href).href, sizes: "1400x1400", type: "image/jpeg" }] : [];
    navigator.mediaSession.metadata = new MediaMetadata({
      title: row.t, artist: (row.a ?? []).join(", ") || row.s || "", album: title, artwork,
    });
  }

  if (navigator.mediaSession) {
    const handlers = {
      play: toggle, pause: toggle, seekbackward: actions.back, seekforward: actions.forward,
      nexttrack: next, seekto: (details) => seek(details.seekTime),
    };
    for (const [name, handler] of Object.entries(handlers)) {
      try { navigator.mediaSession.setActionHandler(name, handler); } catch { /* not every browser has it */ }
    }
  }

  // ------------------------------------------------------------------ start

  take(JSON.parse($("library").textContent));
  find();
  shown = list.children.length;
  speed.value = memory.get("speed") ?? "1";
  if (speed.selectedIndex < 0) speed.value = "1";
  try {
    const kept = JSON.parse(memory.get(place) ?? "[]");
    queue = Array.isArray(kept) ? kept.filter((folder) => byFolder.has(folder)) : [];
  } catch { queue = []; }
  if (queue.length) load(false);
  showState();
  listQueue();
  if ("IntersectionObserver" in window && document.querySelector(".more-rows")) {
    // add rows before the reader scrolls to them
    new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting) && shown < found.length) show(shown + BATCH);
    }, { rootMargin: "1200px" }).observe(document.querySelector(".more-rows"));
  }

  // ------------------------------------------------------ while it is served

  let asked = null;

  async function look() {
    if (document.hidden) return;
    try {
      const answer = await fetch("library.json", { cache: "no-cache" });
      const text = answer.ok ? await answer.text() : asked;
      if (text === asked) return;
      const first = asked === null;
      asked = text;
      take(JSON.parse(text));
      if (first && episodes.length === list.children.length) return;
      queue = queue.filter((folder) => byFolder.has(folder));
      find();
      show(Math.max(shown, BATCH));
      listQueue();
      if (!first) say("The list has changed");
    } catch { /* the server has ended; keep the page as it is */ }
  }

  if (document.body.hasAttribute("data-live")) setInterval(look, LOOK_MS);
});
