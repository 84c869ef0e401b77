import { $, $$, Refusal, ago, ask, clock, follow, make, onKey, say, scopes, soon, tool, trying, walk, working } from "./desk.js";
import { renewFeeds } from "./feeds.js";
import { renewRows } from "./writing.js";

const list = $("#stories");
const filters = $$("[data-state]", $(".filters"));
let state = "";
let shown = 50;
const audio = new Audio();
const walker = walk(list, () => $$("li[data-id]", list));
const stories = new Map();

function row(story) {
  const looks = make("ul", { class: "looks" }, ...story.looks.slice(0, 4).map(([weight, said]) => make("li", { data: { weight } }, said)));
  const facts = [story.site, story.duration_ms ? clock(story.duration_ms) : "", ago(story.changed), story.by];
  if (story.is_correction) facts.unshift("correction");
  if (story.state === "approved" && story.due) facts.unshift(`on ${new Date(story.due).toLocaleString([], { dateStyle: "medium", timeStyle: "short" })}`);
  const tools = make("div", { class: "tools" });
  if (story.duration_ms && story.state !== "withdrawn") tools.append(tool("play", `Listen: ${story.title}`, () => listen(story.id)));
  if (story.state === "waiting" && !story.work && scopes.has("publish")) tools.append(tool("tick", `Approve: ${story.title}`, () => approve(story.id)));
  return make("li", { class: "story", data: { id: story.id, version: story.version } },
    make("div", { class: "pill-cell" }, make("span", { class: `pill ${story.state}` }, story.state)),
    make("div", {},
      make("h2", { lang: story.language }, make("a", { href: `/stories/${story.id}` }, story.title || story.name)),
      make("p", { class: "facts" }, ...facts.filter(Boolean).map((fact) => make("span", {}, fact)), make("span", { class: "working" }, working(story))),
      story.reason ? make("p", { class: "said" }, make("b", {}, story.reason), story.advice ? ` – ${story.advice}` : "") : "",
      story.state === "withdrawn" ? "" : looks),
    tools);
}

async function read(most) {
  const items = [];
  for (let cursor = ""; ;) {
    // the desk gives at most 200 at once
    const query = new URLSearchParams({ q: $("#search").value, limit: String(Math.min(most - items.length, 200)), cursor });
    if (state) query.append("state", state);
    const page = await ask("GET", `/stories?${query}`);
    items.push(...page.items);
    cursor = page.next;
    if (!cursor || items.length >= most) return { ...page, items };
  }
}
async function renew() {
  const page = await read(shown);
  for (const story of page.items) stories.set(story.id, story);
  renewRows(list, page.items, { key: (story) => story.id, build: row });
  $("#none").hidden = page.items.length > 0;
  $("#more").hidden = !page.next;
  const whole = Object.values(page.counts).reduce((sum, each) => sum + each, 0);
  for (const span of $$("[data-count]")) {
    const count = span.dataset.count ? page.counts[span.dataset.count] ?? 0 : whole;
    span.textContent = String(count);
    // a phone has no room for states in which nothing is
    span.parentElement.toggleAttribute("data-empty", count === 0 && span.dataset.count !== "");
  }
}
const later = soon(() => trying(renew));
follow((entry) => { later(); if (entry.what.startsWith("feed")) trying(renewFeeds); });
trying(renew);
trying(renewFeeds);
setInterval(() => { later(); trying(renewFeeds); }, 60000);

function choose(button) {
  state = button.dataset.state;
  for (const each of filters) each.setAttribute("aria-pressed", String(each === button));
  trying(renew);
}
for (const [at, button] of filters.entries()) {
  button.addEventListener("click", () => choose(button));
  onKey(String(at), () => choose(button));
}
$("#search").addEventListener("input", later);
$("#more").addEventListener("click", () => { shown += 50; trying(renew); });

// ------------------------------------------------------------------- adding
const ADDRESS = /^(https?:\/\/|[\w-]+(\.[\w-]+)+(\/|$))\S*$/i;
async function submit(body) {
  const story = await ask("POST", "/stories", { body, key: crypto.randomUUID() });
  say(`Added: ${story.title || story.name}`);
}
async function add(text) {
  const lines = text.trim().split(/\s+/);
  if (lines.every((line) => ADDRESS.test(line))) for (const address of lines) await submit({ address });
  else await submit({ text });
}
async function addFile(file) {
  const name = encodeURIComponent(file.name);
  const story = await ask("POST", `/files?name=${name}`, { body: file, raw: true, key: crypto.randomUUID() });
  say(`Added: ${story.title || story.name}`);
}
const field = $("#add");
$("#adder")?.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = field.value;
  if (text.trim()) trying(async () => { await add(text); field.value = ""; grow(); await renew(); });
});
// its style sheet says how high it gets at most
function grow() {
  field.style.height = "";
  if (field.value) field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
}
field?.addEventListener("input", grow);
field?.addEventListener("keydown", (event) => {
  // while a word is composed (Japanese, Chinese), Enter ends the word
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    $("#adder").requestSubmit();
  }
});
$("#files")?.addEventListener("change", (event) => trying(async () => {
  for (const file of event.target.files) await addFile(file);
  event.target.value = "";
  await renew();
}));
if (field) {
  addEventListener("dragover", (event) => { event.preventDefault(); document.body.classList.add("dropping"); });
  addEventListener("dragleave", () => document.body.classList.remove("dropping"));
  addEventListener("drop", (event) => {
    event.preventDefault();
    document.body.classList.remove("dropping");
    const files = [...event.dataTransfer.files];
    const text = event.dataTransfer.getData("text/uri-list") || event.dataTransfer.getData("text/plain");
    trying(async () => {
      for (const file of files) await addFile(file);
      if (!files.length && text) await add(text);
      await renew();
    });
  });
}

// ------------------------------------------------------------------- acting
function listen(id) {
  const source = `/api/v1/stories/${id}/sound`;
  if (audio.src.endsWith(source) && !audio.paused) { audio.pause(); say(""); return; }
  audio.src = source;
  trying(() => audio.play());
  say("Playing. Press l to stop.");
}
async function approve(id) {
  const story = stories.get(id);
  if (story.state !== "waiting" || story.work) { say("Only a story that waits, and whose sound is ready, can be approved."); return; }
  try {
    await ask("POST", `/stories/${id}/approval`, { body: {}, version: story.version });
    say(`Approved: ${story.title}`);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    say(error.message);
  }
  await renew();
}
onKey("Enter", () => { const row = walker.current; if (row) location.assign(`/stories/${row.dataset.id}`); });
onKey("l", () => { if (walker.current) listen(walker.current.dataset.id); });
onKey("a", () => { if (walker.current && scopes.has("publish")) trying(() => approve(walker.current.dataset.id)); });
onKey("n", () => field?.focus());
onKey("/", () => $("#search").focus());
$("#search").addEventListener("keydown", (event) => { if (event.key === "Enter") { event.target.blur(); walker.move(0); } });
