import { $, $$, ask, make, onKey, say, scopes, storyPage, tool, trying, walk } from "./desk.js";

const list = $("#pieces");
const walker = walk(list, () => $$("li[data-id]", list));
const mayEdit = scopes.has("edit");
let pieces = new Map();
let known = "";

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
  const current = walker.current?.dataset.id;
  pieces = new Map(article.pieces.map((piece) => [piece.key, piece]));
  list.replaceChildren(...article.pieces.map(row));
  const again = current && $(`li[data-id="${current}"]`, list);
  if (again) walker.show(again);
  return article.version;
});

function row(piece) {
  const change = piece.is_kept ? tool("out", `Take out: ${piece.text.slice(0, 60)}`, () => trying(() => decide(piece.key)))
    : tool("in", `Put back: ${piece.text.slice(0, 60)}`, () => trying(() => decide(piece.key)));
  const made = make("li", { class: `piece ${piece.is_kept ? "kept" : "out"}${piece.is_kept || piece.text.length < 320 ? "" : " long-text"}`, data: { id: piece.key } },
    make("div", {}, make("div", {}, make("p", { class: "label" }, piece.label), make("p", { class: "text" }, piece.text)), mayEdit ? change : ""));
  if (piece.is_changed) made.dataset.changed = "";
  return made;
}
async function decide(key) {
  const piece = pieces.get(key);
  await page.change("PATCH", `/pieces/${key}`, { kept: !piece.is_kept });
  say(piece.is_kept ? "Taken out." : "Put back.");
}
if (mayEdit) onKey("Enter", () => { if (walker.current) trying(() => decide(walker.current.dataset.id)); });
