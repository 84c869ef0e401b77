import { $, $$, ask, follow, make, moment, onKey, say, soon, surely, trying, walk } from "./desk.js";
import { renewRows } from "./writing.js";

const list = $("#hooks");
const walker = walk(list, () => $$("li[data-id]", list));
const rows = new Map();

function outcome(sent) {
  const tries = sent.tries === 1 ? "1 try" : `${sent.tries} tries`;
  if (!sent.tries) return "is being sent";
  if (!sent.problem) return `arrived (${sent.status}), ${tries}`;
  return `${sent.problem}; ${tries}${sent.next ? `, the next one ${moment(sent.next)}` : ", given up"}`;
}
function message(sent) {
  const again = make("button", { type: "button", class: "secondary", "aria-label": `Send again: ${sent.event}, ${sent.title}` }, "Send again");
  again.addEventListener("click", () => trying(async () => {
    await ask("POST", `/deliveries/${sent.id}/replay`);
    say("It is sent again.");
    later();
  }));
  return make("li", {},
    make("time", { dateTime: sent.created }, moment(sent.created)),
    make("div", {}, make("b", {}, sent.event), sent.title ? ": " : "", sent.title ? make("a", { href: `/stories/${sent.story}` }, sent.title) : "",
      make("span", { class: `detail ${sent.problem ? "gone" : ""}` }, outcome(sent))),
    again);
}
async function showMessages(row) {
  const sent = await ask("GET", `/webhooks/${row.hook.id}/deliveries`);
  const told = JSON.stringify(sent);
  if (told === row.told) return;
  row.told = told;
  renewRows(row.messages, sent.length ? sent : [null], { key: (each) => each?.id, build: (each) => (each ? message(each) : make("li", { class: "soft" }, "Nothing was sent yet.")) });
}
function add(hook) {
  const messages = make("ol", { class: "entries" });
  const details = make("details", {}, make("summary", {}, "Messages"), messages);
  const remove = make("button", { type: "button", class: "secondary danger", "aria-label": `Remove ${hook.url}` }, "Remove");
  const paused = make("p", { class: "gone" }, "Its program said that it wants no more (410). Send a message again to go on.");
  const row = { hook, details, messages, paused, told: "", row: make("li", { class: "hook", data: { id: hook.id } },
    make("div", {}, make("h2", {}, hook.url), make("p", { class: "soft" }, hook.events.join(", ")), paused), remove, details) };
  details.addEventListener("toggle", () => { if (details.open) trying(() => showMessages(row)); });
  remove.addEventListener("click", surely(remove, "Remove for sure?", () => trying(async () => {
    await ask("DELETE", `/webhooks/${hook.id}`);
    say("Removed. What waited for it is not sent.");
    await renew();
    $("#url").focus();
  })));
  rows.set(hook.id, row);
  return row;
}
async function renew() {
  const hooks = await ask("GET", "/webhooks");
  const made = hooks.map((hook) => rows.get(hook.id) ?? add(hook));
  hooks.forEach((hook, at) => { made[at].paused.hidden = !hook.is_paused; });
  // a webhook's row looks after itself once it is there
  renewRows(list, hooks, { key: (hook) => hook.id, build: (hook) => rows.get(hook.id).row, holds: () => true });
  $("#none").hidden = hooks.length > 0;
  await Promise.all(made.filter(({ details }) => details.open).map(showMessages));
}
const later = soon(() => trying(renew), 400);
follow(later);
trying(renew);
// the ledger does not tell when a message arrived
setInterval(() => { if (!document.hidden) later(); }, 3000);

$("#adder").addEventListener("submit", (event) => {
  event.preventDefault();
  trying(async () => {
    const chosen = $$("[name=event]:checked").map((box) => box.value);
    if (!chosen.length) { say("Choose what it is told."); return; }
    const answer = await ask("POST", "/webhooks", { body: { url: $("#url").value.trim(), events: chosen } });
    $("#url").value = "";
    $("#secret").value = answer.secret;
    $("#made").hidden = false;
    $("#secret").focus();
    $("#secret").select();
    await renew();
  });
});
$("#copy").addEventListener("click", () => trying(async () => {
  await navigator.clipboard.writeText($("#secret").value);
  say("Copied.");
}));
onKey("n", () => $("#url").focus());
onKey("Enter", () => { const row = rows.get(walker.current?.dataset.id); if (row) row.details.open = !row.details.open; });
