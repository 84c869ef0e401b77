// The list of the library: its episodes are found, put in order, and shown in rows.

const BATCH = 60; // rows added at a time
const BEGUN = 5; // seconds after which an episode is in progress

const ORDERS = {
  newest: null, // the order of the list itself
  oldest: (a, b) => a.p.localeCompare(b.p),
  shortest: (a, b) => a.m - b.m,
  longest: (a, b) => b.m - a.m,
};

// which state comes first, and the others after it; within a state the list keeps its own order
const STATES_FROM = {
  new: ["new", "begun", "heard"],
  begun: ["begun", "new", "heard"],
  heard: ["heard", "begun", "new"],
};

// A length for people, as `spoken_length` of clock.py has it. Below a minute it is what the clock shows.
function spoken(ms) {
  if (ms < 60000) return Math.floor(ms / 1000) + " s";
  const minutes = Math.round(ms / 60000), hours = Math.floor(minutes / 60);
  return hours ? hours + " h " + String(minutes % 60).padStart(2, "0") + " min" : minutes + " min";
}

const counted = (count) => t(isOne(count) ? "{count} episode" : "{count} episodes", { count });

// The text for searching, without case and accents.
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const positionKey = (row) => places.key(row.h, decodeURIComponent(row.u.split("/").pop()));

// The address of a row's small cover; empty where the page shows none.
const thumbnailOf = (row) => row.i && document.body.hasAttribute("data-thumbnails")
  ? "thumbnails/" + row.f.split("/").map(encodeURIComponent).join("/") + ".jpg" : "";

// "new", "begun" or "heard", and what a row says of it
function stateOf(row) {
  const key = positionKey(row), seconds = places.seconds(key), left = row.m - seconds * 1000;
  if (seconds > BEGUN) return { name: "begun", text: t("{length} left", { length: spoken(left) }), share: seconds * 1000 / row.m };
  return places.isHeard(key) ? { name: "heard", text: t("Played"), share: 1 } : { name: "new", text: "", share: 0 };
}

// `soundOf` tells of an episode's folder whether it is the current one, sounds, and waits in the queue.
function listEpisodes({ soundOf }) {
  const list = $("episodes"), filters = [...document.querySelectorAll("[data-filter]")];
  const texts = new WeakMap();
  // a page with many episodes holds the first ones, and its server gives the others (library.js)
  let isWhole = !document.body.hasAttribute("data-part");
  let episodes = [], byFolder = new Map(), found = [], shown = 0, isNearEnd = false;

  function take(rows) {
    episodes = rows;
    byFolder = new Map(rows.map((row) => [row.f, row]));
    find();
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

  function find() {
    const words = fold($("search").value).split(/\s+/).filter(Boolean);
    found = episodes.filter((row) => isFound(row, words));
    const order = ORDERS[$("order").value];
    if (order) found.sort(order);
    const states = STATES_FROM[$("order").value];
    if (states) {
      const ranks = new Map(found.map((row) => [row, states.indexOf(stateOf(row).name)]));
      found.sort((a, b) => ranks.get(a) - ranks.get(b));
    }
    document.querySelector("[data-do=all]").disabled = !found.length || !isWhole;
    tellFiltered();
    // until then the page says how many there are in all
    if (!isWhole && found.length === episodes.length) return;
    $("count").textContent = counted(found.length);
    $("length").textContent = spoken(found.reduce((sum, row) => sum + row.m, 0));
    $("none").hidden = found.length > 0;
    if (episodes.length) $("none").textContent = t("Nothing is found.");
  }

  // On a phone the filters are folded, and would leave out episodes unseen.
  function tellFiltered() {
    const set = [...filters, $("order")].filter((each) => each.selectedIndex > 0).length;
    $("filtered").textContent = set || "";
  }

  function rowOf(row) {
    const item = $("row").content.firstElementChild.cloneNode(true);
    const put = (selector, text) => { item.querySelector(selector).textContent = text ?? ""; };
    item.dataset.f = row.f;
    item.querySelector(".about").lang = row.l ?? "und";
    const thumbnail = item.querySelector(".thumbnail");
    if (thumbnail && row.i) {
      thumbnail.hidden = false;
      thumbnail.firstElementChild.src = at(thumbnailOf(row));
    }
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
    document.querySelector(".more-rows").hidden = shown >= found.length;
    // reuse existing rows, so that the focus stays on them
    const there = new Map([...list.children].map((item) => [item.dataset.f, item]));
    const rows = found.slice(0, shown).map((row) => there.get(row.f) ?? rowOf(row));
    const kept = new Set(rows);
    for (const item of [...list.children]) if (!kept.has(item)) item.remove();
    rows.forEach((item, place) => { if (list.children[place] !== item) list.insertBefore(item, list.children[place] ?? null); });
    mark();
  }

  // Adds rows at the end, and leaves those that are there alone.
  function grow() {
    if (shown >= found.length) return;
    const added = found.slice(shown, shown + BATCH).map(rowOf);
    shown += added.length;
    mark(added);
    list.append(...added);
    document.querySelector(".more-rows").hidden = shown >= found.length;
  }

  function mark(items = list.children) {
    for (const item of items) {
      const { isCurrent, isPlaying, isQueued } = soundOf(item.dataset.f);
      const row = byFolder.get(item.dataset.f);
      item.toggleAttribute("data-current", isCurrent);
      item.toggleAttribute("data-playing", isPlaying);
      item.querySelector(".start").setAttribute("aria-label", t(isPlaying ? "Pause: {title}" : "Play: {title}", { title: row?.t }));
      item.querySelector(".add").setAttribute("aria-pressed", String(isQueued));
      if (!row) continue;
      const { name, text, share } = stateOf(row);
      item.dataset.state = name;
      item.querySelector(".state").textContent = text;
      item.querySelector(".heard").hidden = name !== "begun";
      item.querySelector(".heard").value = share;
    }
  }

  function search() {
    find();
    show(BATCH);
  }

  // without a network there are no small covers, and browsers would draw a broken picture
  const giveUp = (image) => { if (image.closest(".thumbnail")) image.closest(".thumbnail").hidden = true; };
  list.addEventListener("error", (event) => giveUp(event.target), true);
  for (const image of list.querySelectorAll(".thumbnail img")) if (image.complete && !image.naturalWidth && image.getAttribute("src")) giveUp(image);
  $("search").addEventListener("input", search);
  for (const filter of [...filters, $("order")]) filter.addEventListener("change", search);
  document.querySelector(".finder").addEventListener("submit", (event) => event.preventDefault());

  take(JSON.parse($("library").textContent));
  shown = list.children.length;
  if ("IntersectionObserver" in window) {
    // add rows before the reader scrolls to them
    new IntersectionObserver((entries) => {
      isNearEnd = entries.at(-1).isIntersecting;
      if (isNearEnd) grow();
    }, { rootMargin: "1200px" }).observe(document.querySelector(".more-rows"));
  }

  return {
    mark,
    isWhole: () => isWhole,
    row: (folder) => byFolder.get(folder),
    rowAt: (address) => address.startsWith(HOME.href) ? episodes.find((row) => row.h === address.slice(HOME.href.length)) : undefined,
    found: () => found.map((row) => row.f),
    more() {
      const first = shown;
      grow();
      list.children[first]?.querySelector("a").focus();
    },
    // The rows that the server tells; whether they are others than the page shows.
    renew(rows) {
      const isSame = isWhole && rows.length === episodes.length && rows.every((row, place) => row.f === episodes[place].f && row.t === episodes[place].t);
      isWhole = true;
      take(rows);
      if (isSame) return false;
      show(Math.max(shown, BATCH));
      if (isNearEnd) grow();
      return true;
    },
    // The server does not answer: what the page holds is all there is.
    settle() {
      if (!isWhole && found.length) document.querySelector("[data-do=all]").disabled = false;
    },
  };
}
