// What every page of the desk uses: requests, live events, keys, messages.
const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? "";
export const scopes = new Set(meta("scopes").split(" "));
export const who = meta("who");
export const $ = (selector, within = document) => within.querySelector(selector);
export const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

export class Refusal extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? `the desk answered ${status}`);
    this.status = status;
    this.problem = problem;
  }
}

export async function ask(method, path, { body, version, key, raw, signal, base = "/api/v1" } = {}) {
  const headers = { Accept: "application/json" };
  if (method !== "GET") headers["X-CSRF-Token"] = meta("csrf");
  if (version) headers["If-Match"] = `"v${version}"`;
  if (key) headers["Idempotency-Key"] = key;
  if (body !== undefined && !raw) headers["Content-Type"] = "application/json";
  const answer = await fetch(`${base}${path}`, {
    method, headers, signal, body: raw ? body : body === undefined ? undefined : JSON.stringify(body),
  });
  if (answer.status === 401) location.assign("/login");
  const kind = answer.headers.get("Content-Type") ?? "";
  if (!answer.ok) {
    const problem = kind.includes("json") ? await answer.json() : {};
    throw new Refusal(answer.status, problem);
  }
  if (answer.status === 204) return null;
  return kind.includes("json") ? answer.json() : answer.blob();
}

let fading;
export function say(text) {
  const status = $("#status");
  status.textContent = text;
  clearTimeout(fading);
  if (text) fading = setTimeout(() => { status.textContent = ""; }, 6000);
}

export async function trying(work) {
  try {
    return await work();
  } catch (error) {
    if (error.name === "AbortError") return undefined;
    if (!(error instanceof Refusal)) console.warn(error);
    say(error.message);
    return undefined;
  }
}

export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "class") element.className = value;
    else if (key === "data") Object.assign(element.dataset, value);
    else if (key in element && key !== "list") element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

export function tool(name, label, work) {
  const button = make("button", { type: "button", class: "tool", title: label, "aria-label": label }, icon(name));
  button.addEventListener("click", work);
  return button;
}

// a second press within five seconds does it
export function surely(button, question, work) {
  const label = button.lastChild.textContent;
  let asked = 0;
  return () => {
    if (Date.now() - asked < 5000) { asked = 0; button.lastChild.textContent = label; return work(); }
    asked = Date.now();
    button.lastChild.textContent = question;
    setTimeout(() => { button.lastChild.textContent = label; }, 5000);
    return undefined;
  };
}

export const clock = (ms) => {
  // a player's clock shows whole seconds that have passed
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};
const near = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
export function ago(moment) {
  const minutes = Math.round((new Date(moment) - Date.now()) / 60000);
  if (minutes > -1) return "just now";
  if (minutes > -60) return near.format(minutes, "minute");
  if (minutes > -1440) return near.format(Math.round(minutes / 60), "hour");
  return near.format(Math.round(minutes / 1440), "day");
}
export const moment = (text) => new Date(text).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });

const WORK = { read: "being read", write: "being written anew", make: "sound being made", publish: "being published", withdraw: "being withdrawn", restore: "being restored" };
export const working = (story) => story.state === "approved" && story.due ? "" : WORK[story.work] ?? "";

// ------------------------------------------------------------------- events
export function follow(heard, query = "") {
  const events = new EventSource(`/api/v1/events${query}`);
  const live = $("#live");
  events.onopen = () => { if (live) live.hidden = false; };
  events.onerror = () => { if (live) live.hidden = true; };
  events.addEventListener("entry", (event) => heard(JSON.parse(event.data)));
  addEventListener("pagehide", () => events.close());
}
export function soon(work, wait = 150) {
  let timer;
  return () => { clearTimeout(timer); timer = setTimeout(work, wait); };
}

// --------------------------------------------------------------------- keys
const keys = new Map();
let leader = false;
export const onKey = (name, work) => keys.set(name, work);
export const typing = (element) => element.matches?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
onKey("?", () => $("#keys").showModal());
// Whose field goes away while they write in it goes on writing: those keys are words, and no shortcuts.
const WORDS_MS = 2000;
let written = -WORDS_MS;
function isWord(event) {
  if (typing(event.target)) {
    const isText = !event.ctrlKey && !event.metaKey && !["Escape", "Tab", "Enter"].includes(event.key);
    written = isText ? event.timeStamp : -WORDS_MS;
    return false;
  }
  if (event.target !== document.body || event.timeStamp - written > WORDS_MS) return false;
  if (event.key === "Escape") { written = -WORDS_MS; return false; }
  written = event.timeStamp;
  say("The field that you wrote in is gone. Press Esc, and keys are shortcuts again.");
  return true;
}
addEventListener("pointerdown", () => { written = -WORDS_MS; });
addEventListener("keydown", (event) => {
  if (isWord(event)) { if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) event.preventDefault(); return; }
  if (event.key === "Escape" && typing(event.target)) event.target.blur();
  if (event.isComposing || event.altKey || event.metaKey || event.ctrlKey || typing(event.target) || $("dialog[open]")) return;
  // Enter and space belong to the button or link that has the focus
  if (["Enter", " "].includes(event.key) && event.target.closest?.("a, button, summary, audio")) return;
  if (leader) {
    leader = false;
    const place = { i: "/", n: "/names", l: "/ledger", ...(scopes.has("publish") ? { w: "/webhooks" } : {}) }[event.key];
    if (place) { event.preventDefault(); location.assign(place); }
    return;
  }
  if (event.key === "g") { leader = true; return; }
  const work = keys.get(event.shiftKey && event.key === " " ? "shift+space" : event.key === " " ? "space" : event.key);
  if (work) { event.preventDefault(); work(event); }
});
$("#help")?.addEventListener("click", () => $("#keys").showModal());
$("#logout")?.addEventListener("click", () => trying(async () => {
  await fetch("/logout", { method: "POST", headers: { "X-CSRF-Token": meta("csrf") } });
  location.assign("/login");
}));

// ---------------------------------------------------- a list moved in by keys
export function walk(list, rows) {
  let current = null;
  const show = (row, { focus = true } = {}) => {
    if (!row) return;
    current?.removeAttribute("aria-current");
    current = row;
    row.setAttribute("aria-current", "true");
    if (focus) { row.tabIndex = -1; row.focus({ preventScroll: true }); row.scrollIntoView({ block: "nearest" }); }
  };
  const move = (by) => {
    const all = rows();
    const at = all.indexOf(current);
    show(all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)]);
  };
  // Rows outside the window have a guessed height: the end is reached when it has stopped moving.
  const goToEdge = (edge) => {
    show(rows().at(edge), { focus: false });
    if (current) { current.tabIndex = -1; current.focus({ preventScroll: true }); }
    let still = 0;
    let left = 60;
    const step = () => {
      const before = scrollY;
      scrollTo({ top: edge ? document.documentElement.scrollHeight : 0, behavior: "instant" });
      still = scrollY === before ? still + 1 : 0;
      left -= 1;
      if (still < 3 && left) requestAnimationFrame(step);
    };
    step();
  };
  onKey("End", () => goToEdge(-1));
  onKey("Home", () => goToEdge(0));
  for (const [key, by] of [["j", 1], ["k", -1], ["ArrowDown", 1], ["ArrowUp", -1]]) onKey(key, () => move(by));
  list.addEventListener("focusin", (event) => {
    const row = event.target.closest("li[data-id]");
    if (row && row !== current) show(row, { focus: false });
  });
  return { get current() { return current?.isConnected ? current : null; }, show, move };
}

// ------------------------------------------------------------- one story's page
export function storyPage(renew) {
  const head = $("#story");
  const story = { id: head.dataset.story, version: Number(head.dataset.version), state: head.dataset.state };
  // an answer that was under way when a newer one came tells nothing new
  function take(changed) {
    if ((changed.revision ?? 0) < (story.revision ?? 0)) return;
    Object.assign(story, changed, { version: Math.max(changed.version, story.version) });
  }
  async function refresh() {
    const now = await ask("GET", `/stories/${story.id}`);
    if (now.revision < story.revision) return;
    const shown = story.version;
    take({ ...now, version: shown });
    const pill = $("#state");
    pill.textContent = now.state;
    pill.className = `pill ${now.state}`;
    $("#working").textContent = working(now);
    $("#length").textContent = now.duration_ms ? `${clock(now.duration_ms)} · ${now.words} words` : "";
    $("#looks").replaceChildren(...now.looks.map(([weight, said]) => make("li", { data: { weight } }, said)));
    // also a change that was made while the story was on its way to the site
    $("#correction").hidden = !now.is_correction;
    const trouble = $("#trouble");
    trouble.hidden = !now.reason;
    trouble.replaceChildren(make("b", {}, now.reason), now.advice);
    // a change is made for the texts that are shown, so their version is named, not a newer one
    story.version = Math.max(story.version, (await renew(now)) ?? now.version);
  }
  // every change of a story but that of a sentence: whoever is refused sees the other's at once
  async function change(method, path, body) {
    try {
      take(await ask(method, `/stories/${story.id}${path}`, { body, version: story.version }));
    } catch (error) {
      if (error.status === 409) await refresh();
      throw error;
    }
    await refresh();
  }
  const later = soon(() => trying(refresh));
  follow(() => later(), `?story=${story.id}`);
  trying(refresh);
  async function presence() {
    const { others } = await ask("POST", `/stories/${story.id}/presence`);
    const line = $("#others");
    line.hidden = !others.length;
    line.textContent = others.length ? `${others.join(" and ")} ${others.length > 1 ? "have" : "has"} this story open, too.` : "";
  }
  trying(presence);
  setInterval(() => { if (!document.hidden) trying(presence); }, 20000);
  onKey("s", () => location.assign(`/stories/${story.id}`));
  onKey("t", () => location.assign(`/stories/${story.id}/article`));
  onKey("p", () => location.assign(`/stories/${story.id}/publish`));
  const undo = $("#undo");
  async function takeBack() {
    if (undo?.disabled) return;
    await change("POST", "/undo");
    say("Undone.");
  }
  undo?.addEventListener("click", () => trying(takeBack));
  if (undo) onKey("u", () => trying(takeBack));
  return { story, refresh, change, take };
}
// what a change took out and what it put there; one of them is empty where a text came or went
function words(old, now) {
  const said = [old && `“${old}”`, now && `“${now}”`].filter(Boolean);
  if (said.length === 2) return said.join(" → ");
  return said.join("");
}
export function entry(each, { withStory = false } = {}) {
  const { reason, change, old, new: now, title, name, why } = each.detail;
  const what = [each.author, " ", make("b", {}, each.what)];
  if (withStory && each.story && title) what.push(": ", make("a", { href: `/stories/${each.story}` }, title));
  const detail = [change, words(old, now), name, reason, why].filter(Boolean).join(" · ");
  return make("li", {}, make("time", { dateTime: each.at }, moment(each.at)),
    make("div", {}, ...what, detail ? make("span", { class: "detail" }, detail) : ""));
}
