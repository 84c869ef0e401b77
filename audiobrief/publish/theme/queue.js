// The queue: the first of its episodes plays, and the others wait in an order that its listener chooses.

const OFFLINE = 25; // queued episodes that the browser keeps
const PAST = 50; // episodes to which "previous" leads back
const canInstall = "serviceWorker" in navigator && location.protocol.startsWith("http");

// `rowOf` gives the data of an episode's folder, once all are known, which `isWhole` tells; `turned` is
// called after each change.
function keepQueue({ rowOf: rowOfList, isWhole, turned }) {
  const place = "queue:" + HOME.pathname, here = location.href.replace(/[?#].*/, "");
  const panel = $("queued");
  let folders = [];
  try {
    const kept = JSON.parse(memory.get(place) ?? "[]");
    if (Array.isArray(kept)) folders = kept;
  } catch { /* the queue is empty */ }
  // what plays next is known before the rows of all episodes have come, and without a network
  const remembered = new Map();
  try {
    for (const row of JSON.parse(memory.get("rows:" + place) ?? "[]")) remembered.set(row.f, row);
  } catch { /* it is known when the rows have come */ }
  const rowOf = (folder) => rowOfList(folder) ?? (isWhole() ? undefined : remembered.get(folder));
  if (isWhole()) folders = folders.filter(rowOf);
  let past = []; // what was played before, the last one at the end
  try { past = JSON.parse(memory.get("past:" + place) ?? "[]"); } catch { /* nothing was */ }

  function setPast(changed) {
    past = changed.slice(-PAST);
    memory.set("past:" + place, JSON.stringify(past));
  }

  const without = (folder) => folders.filter((other) => other !== folder);

  // With `play`, what is first begins to sound.
  function set(changed, play = false) {
    const before = folders;
    folders = changed;
    memory.set(place, JSON.stringify(folders));
    keepOffline();
    turned({ before: before[0], play });
    draw();
  }

  // The browser keeps what is queued, where it has service workers: over https and on this machine.
  function keepOffline() {
    const rows = folders.slice(0, OFFLINE).map(rowOf).filter(Boolean);
    memory.set("rows:" + place, JSON.stringify(rows));
    if (!canInstall) return;
    const addresses = rows.flatMap((row) => [row.h, row.u, row.i, thumbnailOf(row)].filter(Boolean));
    navigator.serviceWorker.ready.then(({ active }) => active.postMessage({ keep: [here, ...addresses.map(at)] }));
  }

  function add(folder, isPlaying) {
    const waits = folders.includes(folder);
    set(waits ? without(folder) : [...folders, folder], waits && folders[0] === folder && isPlaying);
    say(waits ? t("Taken out of the queue") : t("Added to the queue"));
  }

  // -------------------------------------------------------------- the panel

  function itemOf(row, place) {
    const item = $("queued-row").content.firstElementChild.cloneNode(true);
    item.dataset.f = row.f;
    item.querySelector(".name").textContent = row.t;
    item.querySelector(".name").lang = row.l ?? "und";
    item.querySelector(".clock").textContent = clock(row.m / 1000);
    if (place === 0) item.querySelector("[data-do=jump]").setAttribute("aria-current", "true");
    item.querySelector(".drag").setAttribute("aria-label", t("Move with the arrow keys: {title}", { title: row.t }));
    item.querySelector("[data-do=remove]").setAttribute("aria-label", t("Remove: {title}", { title: row.t }));
    return item;
  }

  function draw() {
    const rows = folders.map(rowOf).filter(Boolean);
    $("queue-sum").textContent = counted(rows.length) + ", " + spoken(rows.reduce((sum, row) => sum + row.m, 0));
    $("waiting").textContent = rows.length > 1 ? String(rows.length) : "";
    document.querySelector("[popovertarget=queue]").setAttribute("aria-label", t("Queue, {count}", { count: rows.length }));
    const { activeElement } = document;
    const focused = activeElement?.closest?.("#queued li")?.dataset.f;
    const control = activeElement?.classList?.contains("drag") ? ".drag" : `[data-do=${activeElement?.dataset?.do}]`;
    panel.replaceChildren(...rows.map(itemOf));
    // a moved row keeps the focus; if the row was removed, the first row gets it
    const again = [...panel.children].find((item) => item.dataset.f === focused) ?? panel.firstElementChild;
    if (focused) (again?.querySelector(control) ?? again?.querySelector("button") ?? $("queue")).focus();
  }

  function move(folder, to) {
    const moved = without(folder);
    moved.splice(clamp(to, 0, moved.length), 0, folder);
    set(moved, moved[0] !== folders[0] && root.classList.contains("playing"));
  }

  // A row is dragged by its handle, with a mouse or a finger; the arrow keys move it, too.
  panel.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest(".drag"), item = handle?.closest("li");
    if (!item || event.button) return;
    event.preventDefault();
    handle.focus();
    handle.setPointerCapture(event.pointerId);
    item.classList.add("dragged");
    const follow = ({ clientY }) => {
      const others = [...panel.children].filter((other) => other !== item);
      const below = others.find((other) => {
        const { top, height } = other.getBoundingClientRect();
        return clientY < top + height / 2;
      });
      if (item.nextElementSibling !== (below ?? null)) panel.insertBefore(item, below ?? null);
    };
    const drop = () => {
      handle.removeEventListener("pointermove", follow);
      move(item.dataset.f, [...panel.children].indexOf(item));
    };
    handle.addEventListener("pointermove", follow);
    handle.addEventListener("lostpointercapture", drop, { once: true });
  });
  panel.addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key], folder = event.target.closest("li")?.dataset.f;
    if (!step || !event.target.closest(".drag")) return;
    event.preventDefault();
    move(folder, folders.indexOf(folder) + step);
    say(t("Moved to place {place} of {count}", { place: folders.indexOf(folder) + 1, count: folders.length }));
  });

  keepOffline();
  draw();
  return {
    set, add, without, draw, rowOf,
    rowAt: (address) => folders.map(rowOf).find((row) => row && at(row.h) === address),
    get first() { return folders[0]; },
    get length() { return folders.length; },
    has: (folder) => folders.includes(folder),
    // Puts an episode before all others.
    lead: (folder, play) => set([folder, ...without(folder)], play),
    drop: (folder, isPlaying) => set(without(folder), folders[0] === folder && isPlaying),
    next() {
      setPast([...past.filter((folder) => folder !== folders[0]), folders[0]]);
      set(folders.slice(1), folders.length > 1);
    },
    // Goes back to the episode that was played before, which the library may no longer have; whether there is one.
    previous() {
      const known = past.filter((folder) => folder !== folders[0] && rowOf(folder)), folder = known.pop();
      setPast(known);
      if (folder) set([folder, ...without(folder)], true);
      return Boolean(folder);
    },
    // Leaves out what the library no longer has.
    prune() {
      folders = folders.filter(rowOf);
      draw();
    },
  };
}
