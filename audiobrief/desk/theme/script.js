import { $, $$, Refusal, ask, icon, make, onKey, say, scopes, storyPage, tool, trying, walk } from "./desk.js";
import { drafts, dropDraft, keepDraft, renewRows, tellTheirs } from "./writing.js";

const ROLES = { narrator: "Narrator", quote: "Quotations", announcer: "Announcer", aside: "Boxes" };
const list = $("#sentences");
const sentences = new Map();
const walker = walk(list, () => $$("li[data-id]", list));
const mayEdit = scopes.has("edit");
let order = [];
let cast = [];
let known = "";
// the open editors by sentence; each looks whether somebody else has changed its sentence
const editors = new Map();
const waiting = mayEdit ? drafts() : [];

const page = storyPage(async (story) => {
  const isRead = story.state !== "submitted";
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
  order = found;
  const places = new Map(found.map((sentence, at) => [sentence.key, at]));
  const rows = renewRows(list, found, { key: (sentence) => sentence.key, build: (sentence) => row(sentence, places.get(sentence.key)) });
  const before = new Map(sentences);
  sentences.clear();
  for (const sentence of found) sentences.set(sentence.key, { sentence, row: rows.get(sentence.key) });
  // a sentence that somebody else took out while it is written here
  for (const [key, at] of rows) if (!sentences.has(key)) sentences.set(key, { ...before.get(key), row: at, isGone: true });
  for (const [key, compare] of editors) if (sentences.has(key)) compare();
  for (const [key, draft] of waiting.splice(0)) {
    if (!sentences.has(key)) continue;
    edit(key, draft);
    say("What you were writing is here again.");
  }
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
  if (sentences.has(key)) sentences.get(key).row.dataset.playing = "";
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
// one change after the other: each is made for the texts that the one before left
let last = Promise.resolve();
function change(key, work) {
  const mine = last.then(() => work(`/stories/${page.story.id}/sentences/${key}`));
  last = mine.catch(() => {});
  return mine;
}
function bodyOf(sentence) {
  return { say: sentence.spoken === sentence.own ? "" : sentence.spoken, voice: sentence.voice, speaker: sentence.speaker, pause_after_ms: sentence.pause_after_ms, muted: sentence.is_muted };
}
async function mute(key) {
  const { sentence } = sentences.get(key);
  await page.change("PATCH", `/sentences/${sentence.key}`, { ...bodyOf(sentence), muted: !sentence.is_muted });
  say(sentence.is_muted ? "It is said again." : "Muted.");
}
const wordsOf = (sentence) => JSON.stringify([sentence.spoken, sentence.voice, sentence.speaker]);
function edit(key, draft = null) {
  const { sentence, row: at } = sentences.get(key);
  const open = $(".editor", at);
  if (open?.hidden) { say("What you wrote there is being kept."); return; }
  if (open) { $("textarea", open).focus(); return; }
  walker.show(at, { focus: !draft });
  // what keeping may put in another one's place: the sentence as whoever writes has seen it
  let base = draft?.base ?? sentence;
  const now = () => sentences.get(key).sentence;
  // the desk's refusal may tell of a newer sentence before this page has it
  let passed = "";
  const isChanged = () => ![wordsOf(base), passed].includes(wordsOf(now()));
  const said = make("textarea", { rows: 2, value: draft?.said ?? sentence.spoken, maxLength: 2000, lang: "" });
  const voice = make("select", {}, ...Object.entries(ROLES).map(([value, name]) => make("option", { value, selected: value === (draft?.voice ?? sentence.voice) }, name)));
  const people = make("datalist", { id: `people-${key}` }, ...[...new Set(order.map((each) => each.speaker).filter(Boolean))].map((value) => make("option", { value })));
  const speaker = make("input", { value: draft?.speaker ?? sentence.speaker, maxLength: 200 });
  speaker.setAttribute("list", people.id);
  const by = make("p", { class: "soft" });
  const tellVoice = () => { const part = partOf(voice.value, speaker.value.trim()); by.textContent = part ? `The voice is ${part.voice} (${part.engine}): ${part.reason}.` : ""; };
  for (const each of [voice, speaker]) each.addEventListener("input", tellVoice);
  tellVoice();
  const unchanged = (base.pause_after_ms / 1000).toFixed(1);
  const pause = make("input", { type: "number", min: 0, max: 10, step: 0.1, value: draft?.pause ?? unchanged });
  const hear = make("button", { type: "button", class: "secondary" }, icon("play"), "Hear it");
  const keep = make("button", { class: "primary plain-primary" }, "Keep");
  const own = make("button", { type: "button", class: "secondary" }, "As it was");
  const leave = make("button", { type: "button", class: "secondary" }, "Cancel");
  const form = make("form", { class: "editor" },
    make("label", {}, "What is said", said),
    make("div", { class: "fields" }, make("label", {}, "Who says it", voice), make("label", {}, "Speaker", speaker, people), make("label", {}, "Pause after it, in seconds", pause)),
    by,
    make("div", { class: "row" }, keep, hear, own, leave));
  const body = (of) => ({ say: said.value.trim() === of.own ? "" : said.value, voice: voice.value, speaker: speaker.value, pause_after_ms: pause.value === unchanged ? of.pause_after_ms : Math.round(Number(pause.value) * 1000), muted: of.is_muted });
  const end = () => { form.remove(); editors.delete(key); dropDraft(key); };
  const close = () => { end(); sentences.get(key).row.focus(); };
  const note = () => keepDraft(key, { base, said: said.value, voice: voice.value, speaker: speaker.value, pause: pause.value });
  const tell = (theirs, asks, what = "Somebody changed this sentence while you were writing.") => {
    const part = theirs && (theirs.voice !== base.voice || theirs.speaker !== base.speaker) ? ` (${theirs.speaker || ROLES[theirs.voice]})` : "";
    tellTheirs(form, what, theirs && theirs.spoken + part, { asks, gone: "it is not in the script any more" });
  };
  const compare = () => {
    // while its own change is under way, the answer tells
    if (form.hidden) return;
    const { isGone } = sentences.get(key);
    if (isGone || isChanged()) tell(isGone ? null : now(), false);
    else $(".conflict:not([data-asks])", form)?.remove();
  };
  const send = (path) => ask("PATCH", path, { body: body(now()), version: page.story.version });
  const sendAgain = async (path, error) => {
    const theirs = error.problem?.theirs;
    if (error.status !== 409 || !theirs || wordsOf(theirs) !== wordsOf(base)) throw error;
    // somebody changed another sentence of the story, which this change leaves as it is
    return ask("PATCH", path, { body: body(theirs), version: error.problem.version });
  };
  const show409 = async (error) => {
    tell(error.problem.theirs, true, error.message);
    passed = wordsOf(now());
    base = error.problem.theirs ?? base;
    note();
    page.story.version = error.problem.version;
    await page.refresh();
  };
  const save = () => trying(async () => {
    if (sentences.get(key).isGone || isChanged()) {
      const isAsked = $(".conflict[data-asks]", form) && sentences.get(key).isGone;
      if (!isAsked) { tell(sentences.get(key).isGone ? null : now(), true); base = now(); note(); return; }
    }
    // the row has the keyboard at once, and whoever goes on to the next one is not fetched back
    form.hidden = true;
    const turn = playing;
    const { row: mine } = sentences.get(key);
    walker.show(mine);
    try {
      page.take(await change(key, (path) => send(path).catch((error) => sendAgain(path, error))));
    } catch (error) {
      form.hidden = false;
      if (mine === document.activeElement) said.focus();
      if (!(error instanceof Refusal) || error.status !== 409) throw error;
      await show409(error);
      return;
    }
    end();
    await page.refresh();
    if (turn === playing) await playOne(key);
  });
  form.addEventListener("input", note);
  form.addEventListener("submit", (event) => { event.preventDefault(); save(); });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); save(); }
    if (event.key === "Escape") { event.stopPropagation(); close(); }
  });
  hear.addEventListener("click", () => trying(async () => {
    stop();
    const tried = URL.createObjectURL(await ask("POST", `${place(now())}/sound`, { body: body(now()) }));
    try { await play(tried); } finally { URL.revokeObjectURL(tried); }
  }));
  own.addEventListener("click", () => { said.value = now().own; note(); said.focus(); });
  leave.addEventListener("click", close);
  editors.set(key, compare);
  at.append(form);
  if (draft) compare(); else said.focus({ preventScroll: true });
  form.scrollIntoView({ block: "nearest" });
}
if (mayEdit) {
  onKey("Enter", () => { if (here()) edit(here()); });
  onKey("e", () => { if (here()) edit(here()); });
  onKey("m", () => { if (here()) trying(() => mute(here())); });
}
