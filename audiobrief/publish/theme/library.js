// The library: a searchable list, and a queue that plays one episode after another.

const STEP = 15; // seconds of the back and forward buttons
const BATCH = 60; // rows added at a time
const REMEMBER_MS = 2000; // how often the position is stored during playback
const LOOK_MS = 4000; // how often the page asks the server for changes of the list

function spoken(ms) {
  const minutes = Math.round(ms / 60000), hours = Math.floor(minutes / 60);
  return hours ? hours + " h " + String(minutes % 60).padStart(2, "0") + " min" : Math.max(minutes, ms ? 1 : 0) + " min";
}

const counted = (count) => t(isOne(count) ? "{count} episode" : "{count} episodes", { count });

// The text for searching, without case and accents.
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const OFFLINE = 25; // queued episodes that the browser keeps
const canInstall = "serviceWorker" in navigator && location.protocol.startsWith("http");
const GONE_ON_MS = 10000; // after so long a page that went on playing is forgotten
const BEGUN = 5; // seconds after which an episode is in progress

const ORDERS = {
  newest: null, // the order of the list itself
  oldest: (a, b) => a.p.localeCompare(b.p),
  shortest: (a, b) => a.m - b.m,
  longest: (a, b) => b.m - a.m,
};

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
      if (id === "state") {
        if (stateOf(row).name !== value) return false;
        continue;
      }
      const names = id === "author" ? row.a ?? [] : [id === "site" ? row.s : row.c];
      if (!names.includes(value)) return false;
    }
    return words.every((word) => textOf(row).includes(word));
  }

  // "new", "begun" or "heard", and what a row says of it
  function stateOf(row) {
    const key = positionKey(row), seconds = places.seconds(key), left = row.m - seconds * 1000;
    if (seconds > BEGUN) return { name: "begun", text: t("{length} left", { length: spoken(left) }), share: seconds * 1000 / row.m };
    return places.isHeard(key) ? { name: "heard", text: t("Played"), share: 1 } : { name: "new", text: "", share: 0 };
  }

  function find() {
    const words = fold($("search").value).split(/\s+/).filter(Boolean);
    found = episodes.filter((row) => isFound(row, words));
    const order = ORDERS[$("order").value];
    if (order) found.sort(order);
    $("count").textContent = counted(found.length);
    $("length").textContent = spoken(found.reduce((sum, row) => sum + row.m, 0));
    $("none").hidden = found.length > 0;
    if (episodes.length) $("none").textContent = t("Nothing is found.");
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
    item.querySelector(".start").setAttribute("aria-label", t("Play: {title}", { title: row.t }));
    item.querySelector(".add").setAttribute("aria-label", t("Queue: {title}", { title: row.t }));
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
  for (const filter of [...filters, $("order")]) filter.addEventListener("change", search);
  document.querySelector(".finder").addEventListener("submit", (event) => event.preventDefault());

  // -------------------------------------------------------------- the queue

  let queue = []; // folders of the queued episodes; the first one plays
  const positionKey = (row) => places.key(row.h, decodeURIComponent(row.u.split("/").pop()));

  function keep() {
    memory.set(place, JSON.stringify(queue));
    keepOffline();
  }

  // The browser keeps what is queued, where it has service workers: over https and on this machine.
  function keepOffline() {
    if (!canInstall) return;
    const rows = queue.slice(0, OFFLINE).map((folder) => byFolder.get(folder)).filter(Boolean);
    const addresses = rows.flatMap((row) => [row.h, row.u, row.i].filter(Boolean));
    const wanted = [location.href.replace(/[?#].*/, ""), ...addresses.map((address) => new URL(address, location.href).href)];
    navigator.serviceWorker.ready.then(({ active }) => active.postMessage({ keep: wanted }));
  }

  function remember() {
    rememberedAt = performance.now();
    const row = byFolder.get(queue[0]);
    if (!row || !audio.src) return;
    places.keep(positionKey(row), audio.ended ? row.m / 1000 : audio.currentTime, row.m / 1000);
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
      audio.currentTime = clamp(places.seconds(positionKey(row)), 0, row.m / 1000);
      audio.defaultPlaybackRate = audio.playbackRate = Number(speed.value);
    }
    $("now").textContent = row.t;
    $("now").href = row.h;
    $("now").lang = row.l ?? "und";
    $("cover").hidden = !row.i;
    if (row.i) $("cover").replaceChildren(Object.assign(new Image(), { alt: "", src: row.i }));
    scrubber.max = row.m / 1000;
    $("total").textContent = clock(row.m / 1000);
    paint();
    tellSystem(row);
    if (play) startSound(audio, say);
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
    say(waits ? t("Taken out of the queue") : t("Added to the queue"));
  }

  function next() {
    if (queue.length > 1) setQueue(queue.slice(1), { play: true });
    else if (queue.length) { seek(0); setQueue([]); }
  }

  function listQueue() {
    const rows = queue.map((folder) => byFolder.get(folder)).filter(Boolean);
    const left = rows.reduce((sum, row) => sum + row.m, 0);
    $("queue-sum").textContent = counted(rows.length) + ", " + spoken(left);
    $("waiting").textContent = rows.length > 1 ? String(rows.length) : "";
    document.querySelector("[popovertarget=queue]").setAttribute("aria-label", t("Queue, {count}", { count: rows.length }));
    const focused = document.activeElement?.closest?.("#queued li")?.dataset.f;
    const control = document.activeElement?.classList?.contains("drag") ? ".drag" : `[data-do=${document.activeElement?.dataset?.do}]`;
    $("queued").replaceChildren(...rows.map((row, at) => {
      const item = $("queued-row").content.firstElementChild.cloneNode(true);
      item.dataset.f = row.f;
      item.querySelector(".name").textContent = row.t;
      item.querySelector(".name").lang = row.l ?? "und";
      item.querySelector(".clock").textContent = clock(row.m / 1000);
      if (at === 0) item.querySelector("[data-do=jump]").setAttribute("aria-current", "true");
      item.querySelector(".drag").setAttribute("aria-label", t("Move with the arrow keys: {title}", { title: row.t }));
      item.querySelector("[data-do=remove]").setAttribute("aria-label", t("Remove: {title}", { title: row.t }));
      return item;
    }));
    // a moved row keeps the focus; if the row was removed, the first row gets it
    const again = [...$("queued").children].find((item) => item.dataset.f === focused) ?? $("queued").firstElementChild;
    if (focused) (again?.querySelector(control) ?? again?.querySelector("button") ?? $("queue")).focus();
  }

  function move(folder, to) {
    const moved = without(folder);
    moved.splice(clamp(to, 0, moved.length), 0, folder);
    setQueue(moved, { play: moved[0] !== queue[0] && !audio.paused });
  }

  // A row is dragged by its handle, with a mouse or a finger; the arrow keys move it, too.
  $("queued").addEventListener("pointerdown", (event) => {
    const handle = event.target.closest(".drag"), item = handle?.closest("li");
    if (!item || event.button) return;
    event.preventDefault();
    handle.focus();
    handle.setPointerCapture(event.pointerId);
    item.classList.add("dragged");
    const follow = ({ clientY }) => {
      const others = [...$("queued").children].filter((other) => other !== item);
      const below = others.find((other) => {
        const { top, height } = other.getBoundingClientRect();
        return clientY < top + height / 2;
      });
      if (item.nextElementSibling !== (below ?? null)) $("queued").insertBefore(item, below ?? null);
    };
    const drop = () => {
      handle.removeEventListener("pointermove", follow);
      move(item.dataset.f, [...$("queued").children].indexOf(item));
    };
    handle.addEventListener("pointermove", follow);
    handle.addEventListener("lostpointercapture", drop, { once: true });
  });
  $("queued").addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key], folder = event.target.closest("li")?.dataset.f;
    if (!step || !event.target.closest(".drag")) return;
    event.preventDefault();
    move(folder, queue.indexOf(folder) + step);
    say(t("Moved to place {place} of {count}", { place: queue.indexOf(folder) + 1, count: queue.length }));
  });

  // -------------------------------------------- updates while it plays

  let rememberedAt = 0, silence = 0;
  const title = document.title;

  function paint() {
    const duration = Number(scrubber.max), now = audio.currentTime;
    scrubber.value = now;
    player.style.setProperty("--played", clamp(now / duration, 0, 1) * 100 + "%");
    $("elapsed").textContent = clock(now);
    scrubber.setAttribute("aria-valuetext", t("{time} of {length}", { time: clock(now), length: clock(duration) }));
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
      item.querySelector(".start").setAttribute("aria-label", t(current && !audio.paused ? "Pause: {title}" : "Play: {title}", { title: row?.t }));
      item.querySelector(".add").setAttribute("aria-pressed", String(waiting.has(item.dataset.f)));
      if (row) markState(item, row);
    }
  }

  function markState(item, row) {
    const { name, text, share } = stateOf(row);
    item.dataset.state = name;
    item.querySelector(".state").textContent = text;
    item.querySelector(".heard").hidden = name !== "begun";
    item.querySelector(".heard").value = share;
  }

  // another device told how far its listener is
  document.addEventListener("positions", () => {
    const row = byFolder.get(queue[0]);
    if (row && audio.paused) audio.currentTime = clamp(places.seconds(positionKey(row)), 0, row.m / 1000);
    markRows();
  });

  function showState() {
    root.classList.toggle("playing", !audio.paused);
    document.querySelector(".play").setAttribute("aria-label", audio.paused ? t("Play") : t("Pause"));
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
    if (audio.paused) startSound(audio, say);
    else audio.pause();
  }

  audio.addEventListener("play", () => { showState(); run(); });
  audio.addEventListener("pause", () => { showState(); paint(); remember(); });
  audio.addEventListener("seeked", paint);
  audio.addEventListener("ended", () => { remember(); next(); });
  audio.addEventListener("error", () => {
    if (!audio.getAttribute("src")) return;
    say(t("The audio of this episode cannot be played."));
  });
  scrubber.addEventListener("input", () => seek(Number(scrubber.value)));
  speed.addEventListener("change", () => {
    audio.defaultPlaybackRate = audio.playbackRate = Number(speed.value);
    memory.set("speed", speed.value);
  });
  addEventListener("pagehide", remember);

  // ------------------------------------------- to an episode's page and back

  tab.set("library", location.href.replace(/#.*/, ""));
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".episode h2 a, #now");
    if (!link) return;
    const folder = link.id === "now" ? queue[0] : link.closest("li").dataset.f;
    // the sound goes on in the page; another episode's page leaves it to its reader to start
    link.hash = folder === queue[0] && !audio.paused ? "t=" + audio.currentTime.toFixed(2) + "&play" : "";
  });

  function comeBack() {
    const row = byFolder.get(queue[0]), since = Date.now() - Number(tab.take("goes-on"));
    if (row) audio.currentTime = clamp(places.seconds(positionKey(row)), 0, row.m / 1000);
    if (row && since < GONE_ON_MS) audio.play().catch(() => {});
    markRows();
  }

  // a page that the browser kept in memory comes back as it was left
  addEventListener("pageshow", (event) => { if (event.persisted) comeBack(); });

  const actions = {
    toggle, next,
    back: () => seek(audio.currentTime - STEP),
    forward: () => seek(audio.currentTime + STEP),
    start: (folder) => start(folder),
    add: (folder) => add(folder),
    all: () => setQueue(found.map((row) => row.f), { play: true }),
    clear: () => { $("queue").hidePopover(); setQueue([]); $("search").focus(); },
    jump: (folder) => start(folder),
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

  if (canInstall) {
    // not in the template: browsers complain of a manifest beside a page that is opened as a file
    const manifest = Object.assign(document.createElement("link"), { rel: "manifest", href: "manifest.webmanifest" });
    document.head.append(manifest);
    navigator.serviceWorker.register("worker.js").catch(() => { /* the library works without it */ });
  }
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
  keepOffline();
  comeBack();
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
      if (!first) say(t("The list has changed"));
    } catch { /* the server has ended; keep the page as it is */ }
  }

  if (document.body.hasAttribute("data-live")) setInterval(look, LOOK_MS);
});
