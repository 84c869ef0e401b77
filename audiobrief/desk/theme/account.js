import { $, $$, ask, make, moment, say, trying } from "./desk.js";

for (const time of $$("time")) time.textContent = moment(time.dateTime);
const proof = (form) => ({ password: form.elements.password.value, code: form.elements.code?.value.trim() ?? "" });
const send = (place, body) => ask("POST", `/account/${place}`, { body, base: "" });
const form = (name, work) => $(`#${name}`)?.addEventListener("submit", (event) => {
  event.preventDefault();
  const button = event.submitter;
  // a password's hash takes a second or more, and a second press would spend a code twice
  if (button) button.disabled = true;
  say("Checking …");
  trying(async () => { await work(event.target, button); if ($("#status").textContent === "Checking …") say(""); })
    .finally(() => { if (button) button.disabled = false; });
});
const clear = (at) => { for (const field of $$("input[name=password], input[name=code], input[name=new]", at)) field.value = ""; };

form("change", async (at) => {
  await send("password", { ...proof(at), new: at.elements.new.value });
  clear(at);
  // the page of the new session has its own token for requests
  location.reload();
});
form("end", async (at, button) => {
  const one = button?.value === "one" ? $("[name=session]:checked")?.value : "";
  if (one === undefined) { say("Choose the one that ends."); return; }
  const { ended } = await send("sessions", { ...proof(at), session: one });
  clear(at);
  say(`${ended === 1 ? "One session has" : `${ended} sessions have`} ended.`);
  setTimeout(() => location.reload(), 1200);
});
form("offer", async (at) => {
  const { picture, key } = await send("factor", proof(at));
  clear(at);
  $("#picture").src = picture;
  $("#key").textContent = key.replace(/(.{4})(?=.)/g, "$1 ");
  at.hidden = true;
  $("#confirm").hidden = false;
  $("#confirm").elements.code.focus();
});
form("confirm", async (at) => {
  const { codes } = await send("factor/confirmed", { code: at.elements.code.value.trim() });
  at.hidden = true;
  $("#codes").replaceChildren(...codes.map((code) => make("li", {}, make("code", {}, code))));
  $("#recovery").hidden = false;
  $("#must-add")?.remove();
});
form("remove", async (at) => { await send("factor/removed", proof(at)); location.reload(); });
$("#copy")?.addEventListener("click", () => trying(async () => {
  await navigator.clipboard.writeText($$("#codes code").map((each) => each.textContent).join("\n"));
  say("Copied.");
}));
