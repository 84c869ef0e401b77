import { $, $$, Refusal, ask, icon, make, onKey, say, scopes, storyPage, tool, trying, walk } from "./desk.js";

const ROLES = { narrator: "Narrator", quote: "Quotations", announcer: "Announcer", aside: "Boxes" };
const list = $("#sentences");
const sentences = new Map();
const walker = walk(list, () => $$("li[data-id]", list));
const mayEdit = scopes.has("edit");
let order = [];
let cast = [];
let known = "";

const page = storyPage(async (story) => {
  const isRead = !["submitted"].includes(story.state);
  $("#none").hidden = isRead;
  if (!isRead || known === story.revision) return story.version;
  const script = await ask("GET", `/stories/${story.id}/script`).catch((error) => {
    if (error.status === 404) return null;
    throw error;
  });
  if (!script) { $("#none").hidden = false; return story.version; }
  known = story.revision;
  $("#undo").disabled = !script.edits || !mayEdit;
  show(script.sentences);
  // the voice may still be loading; the sentences do not wait for it
  ask("GET", `/stories/${story.id}/cast`).then((found) => { cast = found; }, () => {});
  return script.version;
});
const partOf = (role, speaker) => cast.find((part) => part.role === role && speaker && part.speaker === speaker)
  ?? cast.find((part) => part.role === role && !part.speaker && !part.language);
const place = (sentence) => `/stories/${page.story.id}/sentences/${sentence.key}`;

function show(found) {
  const rows = found.map((sentence, at) => {
    const before = sentences.get(sentence.key);
    if (before && JSON.stringify(before.sentence) === JSON.stringify(sentence)) return before.row;
    const editing = before ? $(".editor", before.row) : null;
    const made = row(sentence, at);
    // what somebody is writing stays while others change the story
    if (editing) made.append(editing);
    sentences.set(sentence.key, { sentence, row: made });
    return made;
  });
  order = found;
  const current = walker.current?.dataset.id;
  const focused = list.contains(document.activeElement) && !document.activeElement.closest(".editor");
  if (rows.length !== list.children.length || rows.some((each, at) => each !== list.children[at])) list.replaceChildren(...rows);
  const again = current ? sentences.get(current)?.row : null;
  if (again?.isConnected && again !== walker.current) walker.show(again, { focus: focused });
}

function row(sentence, at) {
  const play = tool("play", `Play sentence ${at + 1}`, () => trying(() => playOne(sentence.key)));
  const tags = make("div", { class: "tags" });
  if (sentence.voice !== "narrator") tags.append(make("span", {}, sentence.speaker || ROLES[sentence.voice]));
  if (sentence.is_muted) tags.append(make("span", {}, "muted"));
  if (sentence.pause_after_ms >= 600) tags.append(make("span", { title: "pause after it" }, `${(sentence.pause_after_ms / 1000).toFixed(1)} s`));
  if (mayEdit) tags.append(tool("edit", `Change sentence ${at + 1}`, () => edit(sentence.key)));
  const made = make("li", { class: "sentence", data: { id: sentence.key, role: sentence.role } }, play,
    make("div", {},
      make("p", { class: "written" }, sentence.written),
      sentence.spoken === sentence.written ? "" : make("p", { class: "said" }, sentence.spoken)),
    tags);
  if (sentence.is_changed) made.dataset.changed = "";
  if (sentence.is_muted) made.dataset.muted = "";
  made.addEventListener("dblclick", (event) => { if (mayEdit && !event.target.closest("button, .editor")) edit(sentence.key); });
  return made;
}

// ------------------------------------------------------------------- playing
const audio = new Audio();
const sounds = new Map();
let playing = 0;
function sound(key) {
  const { sentence } = sentences.get(key);
  const name = JSON.stringify(sentence);
  if (!sounds.has(name)) {
    if (sounds.size > 40) { const [first, old] = sounds.entries().next().value; sounds.delete(first); old.then(URL.revokeObjectURL, () => {}); }
    const found = ask("GET", `${place(sentence)}/sound`).then((blob) => URL.createObjectURL(blob));
    found.catch(() => sounds.delete(name));
    sounds.set(name, found);
  }
  return sounds.get(name);
}
function mark(key, text) {
  for (const each of $$("[data-playing]", list)) delete each.dataset.playing;
  if (key) sentences.get(key).row.dataset.playing = "";
  document.documentElement.classList.toggle("playing", Boolean(text));
  $("#play").setAttribute("aria-label", text ? "Stop" : "Play from here");
  $("#saying").textContent = text || "Space plays a sentence, Enter changes it.";
}
async function play(url) {
  audio.src = url;
  await audio.play();
  await new Promise((resolve) => { audio.onended = audio.onpause = resolve; });
}
function stop() { playing += 1; audio.pause(); mark("", ""); }
async function playOne(key) {
  stop();
  const turn = ++playing;
  mark(key, sentences.get(key).sentence.spoken);
  try { const url = await sound(key); if (turn === playing) await play(url); } finally { if (turn === playing) mark("", ""); }
}
async function playFrom(key) {
  stop();
  const turn = ++playing;
  let at = Math.max(order.findIndex((each) => each.key === key), 0);
  try {
    for (; at < order.length && turn === playing; at += 1) {
      const sentence = order[at];
      if (sentence.is_muted) continue;
      const url = await sound(sentence.key);
      const next = order.slice(at + 1).find((each) => !each.is_muted);
      if (next) sound(next.key).catch(() => {});
      if (turn !== playing) return;
      walker.show(sentences.get(sentence.key).row, { focus: false });
      sentences.get(sentence.key).row.scrollIntoView({ block: "nearest" });
      mark(sentence.key, sentence.spoken);
      await play(url);
      if (turn === playing) await new Promise((resolve) => { setTimeout(resolve, sentence.pause_after_ms); });
    }
  } finally { if (turn === playing) mark("", ""); }
}
const isPlaying = () => document.documentElement.classList.contains("playing");
const here = () => walker.current?.dataset.id ?? order[0]?.key;
$("#play").addEventListener("click", () => (isPlaying() ? stop() : trying(() => playFrom(here()))));
onKey("space", () => (isPlaying() ? stop() : here() && trying(() => playOne(here()))));
onKey("shift+space", () => (isPlaying() ? stop() : here() && trying(() => playFrom(here()))));
onKey("Escape", stop);

// ------------------------------------------------------------------- changing
async function change(key, body) {
  const changed = await ask("PATCH", place(sentences.get(key).sentence), { body, version: page.story.version });
  page.take(changed);
  await page.refresh();
}
function bodyOf(sentence) {
  return { say: sentence.spoken === sentence.own ? "" : sentence.spoken, voice: sentence.voice, speaker: sentence.speaker, pause_after_ms: sentence.pause_after_ms, muted: sentence.is_muted };
}
async function mute(key) {
  const { sentence } = sentences.get(key);
  await page.change("PATCH", `/sentences/${sentence.key}`, { ...bodyOf(sentence), muted: !sentence.is_muted });
  say(sentence.is_muted ? "It is said again." : "Muted.");
}
function edit(key) {
  const { sentence, row: at } = sentences.get(key);
  if ($(".editor", at)) { $("textarea", at).focus(); return; }
  walker.show(at);
  const said = make("textarea", { rows: 2, value: sentence.spoken, maxLength: 2000, lang: "" });
  const voice = make("select", {}, ...Object.entries(ROLES).map(([value, name]) => make("option", { value, selected: value === sentence.voice }, name)));
  const people = make("datalist", { id: `people-${key}` }, ...[...new Set(order.map((each) => each.speaker).filter(Boolean))].map((value) => make("option", { value })));
  const speaker = make("input", { value: sentence.speaker, maxLength: 200 });
  speaker.setAttribute("list", people.id);
  const by = make("p", { class: "soft" });
  const tellVoice = () => { const part = partOf(voice.value, speaker.value.trim()); by.textContent = part ? `The voice is ${part.voice} (${part.engine}): ${part.reason}.` : ""; };
  for (const each of [voice, speaker]) each.addEventListener("input", tellVoice);
  tellVoice();
  const pause = make("input", { type: "number", min: 0, max: 10, step: 0.1, value: (sentence.pause_after_ms / 1000).toFixed(1) });
  const unchanged = pause.value;
  const hear = make("button", { type: "button", class: "secondary" }, icon("play"), "Hear it");
  const keep = make("button", { class: "primary plain-primary" }, "Keep");
  const own = make("button", { type: "button", class: "secondary" }, "As it was");
  const leave = make("button", { type: "button", class: "secondary" }, "Cancel");
  const form = make("form", { class: "editor" },
    make("label", {}, "What is said", said),
    make("div", { class: "fields" }, make("label", {}, "Who says it", voice), make("label", {}, "Speaker", speaker, people), make("label", {}, "Pause after it, in seconds", pause)),
    by,
    make("div", { class: "row" }, keep, hear, own, leave));
  const body = () => ({ say: said.value.trim() === sentence.own ? "" : said.value, voice: voice.value, speaker: speaker.value, pause_after_ms: pause.value === unchanged ? sentence.pause_after_ms : Math.round(Number(pause.value) * 1000), muted: sentence.is_muted });
  const close = () => { form.remove(); sentences.get(key).row.focus(); };
  const listen = () => trying(async () => {
    stop();
    const blob = await ask("POST", `${place(sentence)}/sound`, { body: body() });
    await play(URL.createObjectURL(blob));
  });
  const save = () => trying(async () => {
    try {
      form.remove();
      await change(key, body());
      walker.show(sentences.get(key).row);
      await playOne(key);
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 409) { sentences.get(key).row.append(form); throw error; }
      await conflict(form, key, error);
    }
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); save(); });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); save(); }
    if (event.key === "Escape") { event.stopPropagation(); close(); }
  });
  hear.addEventListener("click", listen);
  own.addEventListener("click", () => { said.value = sentence.own; said.focus(); });
  leave.addEventListener("click", close);
  at.append(form);
  said.focus({ preventScroll: true });
  form.scrollIntoView({ block: "nearest" });
}
async function conflict(form, key, error) {
  const theirs = error.problem.theirs;
  $(".conflict", form)?.remove();
  form.prepend(make("div", { class: "conflict", role: "alert" }, error.message, make("br"), "Theirs: ", make("q", {}, theirs ? theirs.spoken : "it is not in the script any more"), make("br"), "Keep saves yours over it."));
  // what somebody wrote is back in its place before anything else can fail
  sentences.get(key).row.append(form);
  $("textarea", form).focus();
  page.story.version = error.problem.version;
  await page.refresh();
  const now = sentences.get(key);
  if (now && !now.row.contains(form)) { now.row.append(form); $("textarea", form).focus(); }
}
if (mayEdit) {
  onKey("Enter", () => { if (here()) edit(here()); });
  onKey("e", () => { if (here()) edit(here()); });
  onKey("m", () => { if (here()) trying(() => mute(here())); });
}
