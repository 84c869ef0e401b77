import { $, $$, ask, follow, icon, make, moment, onKey, say, scopes, soon, tool, trying, walk } from "./desk.js";
import { drafts, dropDraft, isWritten, keepDraft, renewRows } from "./writing.js";

const list = $("#names");
const walker = walk(list, () => $$("li[data-id]", list));
const audio = new Audio();
const names = new Map();

async function hear(text, language, lexicon = {}) {
  const blob = await ask("POST", "/preview", { body: { text, language, lexicon } });
  URL.revokeObjectURL(audio.src);
  audio.src = URL.createObjectURL(blob);
  await audio.play();
}
function sentence(name) {
  const at = name.sentence.indexOf(name.name);
  if (at < 0) return [name.sentence];
  return [name.sentence.slice(0, at), make("mark", {}, name.name), name.sentence.slice(at + name.name.length)];
}
const waiting = new Map(drafts());
function row(name) {
  const respelling = make("input", { value: name.proposal?.say ?? "", placeholder: name.respelling || "HAL-vur-wik", maxLength: 200, autocapitalize: "none", spellcheck: false });
  const ipa = make("input", { value: name.proposal?.ipa ?? "", placeholder: name.ipa, maxLength: 200, spellcheck: false });
  const tried = () => {
    const said = {};
    if (respelling.value.trim()) said.say = respelling.value.trim();
    if (ipa.value.trim()) said.ipa = ipa.value.trim();
    return said;
  };
  const listen = () => trying(() => hear(name.sentence, name.language, Object.keys(tried()).length ? { [name.name]: tried() } : {}));
  const keep = async () => {
    const answer = await ask("PUT", `/names/${encodeURIComponent(name.name)}`, { body: { ...tried(), language: name.language } });
    delete form.dataset.written;
    dropDraft(name.name);
    // the row may go now; a field somebody writes in would stay
    if (form.contains(document.activeElement)) walker.show(form.closest("li"));
    say(scopes.has("publish") ? `Kept. ${answer.stories} ${answer.stories === 1 ? "story says" : "stories say"} it.` : "Proposed.");
    await renew();
  };
  const form = make("form", {},
    make("label", {}, "Said as", respelling), make("label", {}, "IPA", ipa),
    make("button", { type: "button", class: "secondary try", "aria-label": `Hear ${name.name} so` }, icon("play"), "Hear"),
    make("button", { type: "button", class: "secondary keep" }, scopes.has("publish") ? "Keep" : "Propose"));
  function note() { form.dataset.written = ""; keepDraft(name.name, [respelling.value, ipa.value]); }
  form.addEventListener("input", note);
  const draft = waiting.get(name.name);
  if (draft) { [respelling.value, ipa.value] = draft; form.dataset.written = ""; waiting.delete(name.name); say("What you were writing is here again."); }
  const suggestions = name.suggestions.map((each) => {
    const button = make("button", { type: "button", class: "suggestion" }, make("b", {}, each.say || `[${each.ipa}]`), ` ${each.source}`);
    button.addEventListener("click", () => { respelling.value = each.say; ipa.value = each.ipa; note(); respelling.focus(); listen(); });
    return button;
  });
  $(".try", form).addEventListener("click", listen);
  $(".keep", form).addEventListener("click", () => trying(keep));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("input")) return;
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) trying(keep); else listen();
  });
  const where = name.stories.length === 1 ? name.stories[0].title : `${name.stories.length} stories`;
  return make("li", { class: "name-row", data: { id: name.name } },
    make("div", {},
      make("h2", { lang: name.language }, tool("play", `Hear ${name.name} as the voice says it`, () => trying(() => hear(name.name, name.language))), name.name),
      make("p", { class: "sounds" }, [name.respelling || "", name.ipa ? `[${name.ipa}]` : "", `${name.count} × in ${where}`].filter(Boolean).join(" · ")),
      name.proposal ? make("p", { class: "sounds" }, `proposed by ${name.proposal.author}`) : ""),
    make("div", {}, make("p", { class: "context", lang: name.language }, ...sentence(name)),
      suggestions.length && scopes.has("edit") ? make("p", { class: "suggestions" }, "Said elsewhere: ", ...suggestions) : "", scopes.has("edit") ? form : ""));
}
async function renew() {
  const found = await ask("GET", "/names");
  for (const name of found.unknown) names.set(name.name, name);
  renewRows(list, found.unknown, { key: (name) => name.name, build: row, holds: isWritten });
  $("#none").hidden = found.unknown.length > 0;
  renewRows($("#lexicon"), found.lexicon, { key: (each) => each.name, build: (each) => make("li", {},
    tool("play", `Hear ${each.name}`, () => trying(() => hear(each.name, each.language || "en", { [each.name]: { say: each.say, ipa: each.ipa } }))),
    make("b", each.language ? { lang: each.language } : {}, each.name), make("span", {}, [each.say, each.ipa ? `[${each.ipa}]` : ""].filter(Boolean).join(" ")),
    make("span", { class: "by" }, `${each.approved ? `${each.author}, approved by ${each.approved}` : `proposed by ${each.author}`}, ${moment(each.at)}`),
    scopes.has("publish") ? tool("close", `Remove ${each.name}`, () => trying(async () => { await ask("DELETE", `/names/${encodeURIComponent(each.name)}`); await renew(); })) : "") });
}
follow(soon(() => trying(renew), 400));
trying(renew);
$("#pls")?.addEventListener("change", (event) => trying(async () => {
  const answer = await ask("POST", "/lexicon.pls", { body: event.target.files[0], raw: true });
  event.target.value = "";
  say(`${answer.names} names are in the house lexicon.`);
  await renew();
}));
onKey("space", () => { const name = walker.current && names.get(walker.current.dataset.id); if (name) trying(() => hear(name.name, name.language)); });
onKey("Enter", () => $("input", walker.current ?? document.createElement("i"))?.focus());
