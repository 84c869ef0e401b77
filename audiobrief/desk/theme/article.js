import { $, $$, Refusal, ask, make, onKey, say, scopes, storyPage, tool, trying, walk } from "./desk.js";

const list = $("#pieces");
const walker = walk(list, () => $$("li[data-id]", list));
const mayEdit = scopes.has("edit");
let pieces = new Map();
let known = "";

const page = storyPage(async (story) => {
  if (known === String(story.version)) return;
  const article = await ask("GET", `/stories/${story.id}/article`).catch((error) => {
    if (error.status === 404) return null;
    throw error;
  });
  $("#none").hidden = Boolean(article);
  if (!article) return;
  known = String(story.version);
  page.take({ version: article.version });
  const script = await ask("GET", `/stories/${story.id}/script`);
  $("#undo").disabled = !script.edits || !mayEdit;
  const current = walker.current?.dataset.id;
  pieces = new Map(article.pieces.map((piece) => [piece.key, piece]));
  list.replaceChildren(...article.pieces.map(row));
  const again = current && $(`li[data-id="${current}"]`, list);
  if (again) walker.show(again);
});

function row(piece) {
  const change = piece.is_kept ? tool("out", `Take out: ${piece.text.slice(0, 60)}`, () => trying(() => decide(piece.key)))
    : tool("in", `Put back: ${piece.text.slice(0, 60)}`, () => trying(() => decide(piece.key)));
  const made = make("li", { class: `piece ${piece.is_kept ? "kept" : "out"}${piece.is_kept || piece.text.length < 320 ? "" : " long-text"}`, data: { id: piece.key } },
    make("div", {}, make("div", {}, make("p", { class: "label" }, piece.label), make("p", { class: "text" }, piece.text)), mayEdit ? change : ""));
  if (piece.is_changed) made.dataset.changed = "";
  return made;
}
async function decide(key, isAgain = false) {
  const piece = pieces.get(key);
  let changed;
  try {
    changed = await ask("PATCH", `/stories/${page.story.id}/pieces/${key}`, { body: { kept: !piece.is_kept }, version: page.story.version });
  } catch (error) {
    if (isAgain || !(error instanceof Refusal) || error.status !== 409) throw error;
    // the desk gives a story another version when its sound is made; only a person's decision is in the way
    await page.refresh();
    if (pieces.get(key)?.is_kept !== piece.is_kept) throw error;
    return decide(key, true);
  }
  page.take(changed);
  say(piece.is_kept ? "Taken out." : "Put back.");
  await page.refresh();
}
if (mayEdit) onKey("Enter", () => { if (walker.current) trying(() => decide(walker.current.dataset.id)); });
