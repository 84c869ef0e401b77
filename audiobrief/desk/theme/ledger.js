import { $, ask, entry, follow, soon, trying } from "./desk.js";
import { renewRows } from "./writing.js";

let before = 0;
let items = [];
const show = () => renewRows($("#entries"), items, { key: (each) => each.number, build: (each) => entry(each, { withStory: true }) });
async function more() {
  const page = await ask("GET", `/ledger?before=${before}`);
  items.push(...page.items);
  show();
  before = page.next;
  $("#more").hidden = !page.next;
}
async function renew() {
  const page = await ask("GET", "/ledger");
  items = page.items;
  show();
  before = page.next;
  $("#more").hidden = !page.next;
}
$("#more").addEventListener("click", () => trying(more));
follow(soon(() => { if (scrollY < 200) trying(renew); }, 400));
trying(renew);
