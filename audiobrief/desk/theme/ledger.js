import { $, ask, entry, follow, soon, trying } from "./desk.js";

let before = 0;
async function more() {
  const page = await ask("GET", `/ledger?before=${before}`);
  $("#entries").append(...page.items.map((each) => entry(each, { withStory: true })));
  before = page.next;
  $("#more").hidden = !page.next;
}
async function renew() {
  const page = await ask("GET", "/ledger");
  $("#entries").replaceChildren(...page.items.map((each) => entry(each, { withStory: true })));
  before = page.next;
  $("#more").hidden = !page.next;
}
$("#more").addEventListener("click", () => trying(more));
follow(soon(() => { if (scrollY < 200) trying(renew); }, 400));
trying(renew);
