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
    make("div", {}, make("div", {}, make("p", { class: "label" }, piece.label), make("p", { class: "text" }, piece.text)), mayEdit && !piece.is_fixed ? change : ""));
  if (piece.is_changed) {
    made.dataset.changed = "";
    if (mayEdit) $(".text", made).after(make("button", { type: "button", class: "rule", "aria-label": `A rule for the whole site: ${piece.text.slice(0, 60)}` }, "For the whole site …"));
    $(".rule", made)?.addEventListener("click", () => trying(() => proposeRules(piece)));
  }
  return made;
}
async function decide(key) {
  const piece = pieces.get(key);
  if (piece.is_fixed) { say(`It is the ${piece.label}; change or mute it in the script.`); return; }
  await page.change("PATCH", `/pieces/${key}`, { kept: !piece.is_kept });
  say(piece.is_kept ? "Taken out." : "Put back.");
}

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
