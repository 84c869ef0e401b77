import { $, $$, Refusal, ask, make, onKey, say, scopes, storyPage, tool, trying, walk } from "./desk.js";
import { drafts, dropDraft, keepDraft, renewRows, tellTheirs } from "./writing.js";

const list = $("#pieces");
const walker = walk(list, () => $$("li[data-id]", list));
const mayEdit = scopes.has("edit");
let pieces = new Map();
let known = "";
// the open editors by text; each looks whether somebody else has changed its text
const editors = new Map();
const waiting = mayEdit ? drafts() : [];

const page = storyPage(async (story) => {
  if (known === story.revision) return story.version;
  const article = await ask("GET", `/stories/${story.id}/article`).catch((error) => {
    if (error.status === 404) return null;
    throw error;
  });
  $("#none").hidden = Boolean(article);
  if (!article) return story.version;
  known = story.revision;
  const script = await ask("GET", `/stories/${story.id}/script`);
  $("#undo").disabled = !script.edits || !mayEdit;
  pieces = new Map(article.pieces.map((piece) => [piece.key, piece]));
  renewRows(list, article.pieces, { key: (piece) => piece.key, build: row });
  for (const compare of editors.values()) compare();
  for (const [key, draft] of waiting.splice(0)) {
    if (!pieces.get(key)?.can_be_rewritten) continue;
    edit(key, draft);
    say("What you were writing is here again.");
  }
  return article.version;
});

const rowOf = (key) => $(`li[data-id="${key}"]`, list);
const EMPTY = { dek: "The story has no dek.", byline: "The story has no byline.", note: "None. What you write here is read after the story, and says why there is a new version." };
function row(piece) {
  const change = piece.is_kept ? tool("out", `Take out: ${piece.text.slice(0, 60)}`, () => trying(() => decide(piece.key)))
    : tool("in", `Put back: ${piece.text.slice(0, 60)}`, () => trying(() => decide(piece.key)));
  const tools = make("div", { class: "tools" });
  if (mayEdit && piece.can_be_rewritten) tools.append(tool("edit", `Change the text: ${piece.text.slice(0, 60) || piece.label}`, () => edit(piece.key)));
  if (mayEdit && !piece.is_fixed) tools.append(change);
  const isIn = piece.is_kept || piece.can_be_rewritten;
  const made = make("li", { class: `piece ${isIn ? "kept" : "out"}${isIn || piece.text.length < 320 ? "" : " long-text"}`, data: { id: piece.key } },
    make("div", {}, make("div", {}, make("p", { class: "label" }, piece.label), make("p", { class: piece.text ? "text" : "soft" }, piece.text || EMPTY[piece.key])), tools));
  made.addEventListener("dblclick", (event) => { if (mayEdit && pieces.get(piece.key)?.can_be_rewritten && !event.target.closest("button, .editor")) edit(piece.key); });
  if (piece.is_changed) {
    made.dataset.changed = "";
    if (mayEdit && !piece.is_fixed && !isRewritten(piece)) $(".text", made).after(make("button", { type: "button", class: "rule", "aria-label": `A rule for the whole site: ${piece.text.slice(0, 60)}` }, "For the whole site …"));
    $(".rule", made)?.addEventListener("click", () => trying(() => proposeRules(piece)));
  }
  return made;
}
async function decide(key) {
  const piece = pieces.get(key);
  if (!piece || piece.is_fixed) { edit(key); return; }
  await page.change("PATCH", `/pieces/${key}`, { kept: !piece.is_kept });
  say(piece.is_kept ? "Taken out." : "Put back.");
}

// a text that stands in another one's place is of this story alone
function isRewritten(piece) { return piece.is_kept && piece.key.startsWith("k"); }

// ------------------------------------------------------------------ rewriting
// what stands now where a text stood: also the one that somebody put in its place
function nowOf(key) {
  const piece = pieces.get(key);
  if (!piece || piece.is_kept || piece.is_fixed) return piece?.text;
  const all = [...pieces.values()];
  const next = all[all.indexOf(piece) + 1];
  return next && isRewritten(next) ? next.text : undefined;
}
function edit(key, draft = null) {
  const piece = pieces.get(key);
  const at = rowOf(key);
  const open = $(".editor", at);
  if (open?.hidden) { say("What you wrote there is being kept."); return; }
  if (open) { $("textarea", open).focus(); return; }
  if (!piece.can_be_rewritten) { say(piece.is_kept ? `A ${piece.label} is read from its page; change what is said in the script.` : "Put the text back first; then it can be changed."); return; }
  walker.show(at, { focus: !draft });
  // what keeping may put in another one's place: the text as whoever writes has seen it
  let base = draft ? draft.base : piece.text;
  const text = make("textarea", { rows: piece.text.length > 120 ? 5 : 2, value: draft?.text ?? piece.text, maxLength: 20000 });
  const own = make("button", { type: "button", class: "secondary" }, "As it was read");
  const leave = make("button", { type: "button", class: "secondary" }, "Cancel");
  const form = make("form", { class: "editor" }, make("label", {}, piece.is_fixed ? piece.label[0].toUpperCase() + piece.label.slice(1) : "Text of the paragraph", text),
    make("div", { class: "row" }, make("button", { class: "primary plain-primary" }, "Keep"), piece.own && piece.own !== piece.text ? own : "", leave));
  const end = () => { form.remove(); editors.delete(key); dropDraft(key); };
  const close = () => { end(); rowOf(key)?.focus(); };
  const note = () => keepDraft(key, { base, text: text.value });
  const tell = (theirs, asks, what = "Somebody changed this text while you were writing.") => tellTheirs(form, what, theirs, { asks, gone: "it is not in the article any more" });
  const compare = () => {
    if (form.hidden) return;
    if (nowOf(key) !== base) tell(nowOf(key), false);
    else $(".conflict:not([data-asks])", form)?.remove();
  };
  const save = () => trying(async () => {
    if (nowOf(key) !== base) { base = nowOf(key); tell(base, true); note(); return; }
    // the row has the keyboard at once, and whoever goes on to the next one is not fetched back
    form.hidden = true;
    const mine = rowOf(key);
    walker.show(mine);
    try {
      const send = () => page.change("PATCH", `/pieces/${key}`, { text: text.value });
      // somebody may have changed another text of the story, which this change leaves as it is
      await send().catch((error) => { if (error.status !== 409 || nowOf(key) !== base) throw error; return send(); });
    } catch (error) {
      form.hidden = false;
      if (mine === document.activeElement) text.focus();
      if (!(error instanceof Refusal) || error.status !== 409) throw error;
      base = nowOf(key);
      tell(error.problem.theirs?.text ?? base, true, error.message);
      return;
    }
    end();
    say("Kept. The sound is renewed.");
  });
  form.addEventListener("input", note);
  form.addEventListener("submit", (event) => { event.preventDefault(); save(); });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); save(); }
    if (event.key === "Escape") { event.stopPropagation(); close(); }
  });
  own.addEventListener("click", () => { text.value = piece.own; note(); text.focus(); });
  leave.addEventListener("click", close);
  editors.set(key, compare);
  at.append(form);
  if (draft) compare(); else text.focus({ preventScroll: true });
  form.scrollIntoView({ block: "nearest" });
}
// before one is chosen, `e` means the headline
if (mayEdit) onKey("e", () => { const key = walker.current?.dataset.id ?? "headline"; if (pieces.has(key)) edit(key); });

// ------------------------------------------------------- a rule for the site
const dialog = $("#rules");
const count = (number, one, more) => `${number} ${number === 1 ? one : more}`;
async function proposeRules(piece) {
  say("Trying rules on the site’s pages …");
  const place = `/stories/${page.story.id}/pieces/${piece.key}`;
  const found = await ask("POST", `${place}/rules`, { body: { kept: piece.is_kept } });
  say("");
  $("#proposals").replaceChildren(...found.map((rule) => proposal(rule, piece, place)));
  $("#no-rule").hidden = found.length > 0;
  dialog.showModal();
}
function proposal(rule, piece, place) {
  const removed = rule.pages.reduce((sum, each) => sum + each.removed.length, 0);
  const added = rule.pages.reduce((sum, each) => sum + each.added.length, 0);
  const told = [removed && `${count(removed, "text", "texts")} out`, added && `${count(added, "text", "texts")} in`].filter(Boolean).join(" and ");
  const host = rule.host.replace("*.", "");
  const keep = make("button", { type: "button", class: "secondary" }, "Keep this rule");
  keep.addEventListener("click", () => trying(async () => {
    await ask("POST", `${place}/rule`, { body: { kept: piece.is_kept, selector: rule.selector } });
    dialog.close();
    say(`Pages of ${host} are read with this rule from now on.`);
  }));
  const changes = rule.pages.map((each) => make("li", {}, make("b", {}, each.title),
    each.problem ? make("p", { class: "gone" }, make("span", {}, "All"), `No article would be left: ${each.problem}`) : "",
    ...each.removed.map((text) => make("p", { class: "gone" }, make("span", {}, "Out"), text)),
    ...each.added.map((text) => make("p", { class: "come" }, make("span", {}, "In"), text))));
  return make("li", {}, make("p", {}, make("code", {}, rule.selector)),
    make("details", {}, make("summary", {}, `Of the last ${count(rule.tried, "page", "pages")} of ${host}, it changes ${rule.pages.length}${told ? `: ${told}` : ""}`), make("ul", { class: "changes" }, ...changes)),
    scopes.has("publish") ? keep : make("p", { class: "soft" }, "A publisher can keep it."));
}
$("#rules-close").addEventListener("click", () => dialog.close());
if (mayEdit) onKey("r", () => { const piece = walker.current && pieces.get(walker.current.dataset.id); if (piece?.is_changed) trying(() => proposeRules(piece)); else say("Take a text out or put it back first; then it can become a rule."); });
if (mayEdit) onKey("Enter", () => { if (walker.current) trying(() => decide(walker.current.dataset.id)); });
