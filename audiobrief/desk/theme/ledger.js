import { $, ask, entry, follow, soon, trying } from "./desk.js";
import { renewRows } from "./writing.js";

let before = 0;
let items = [];
const show = () => renewRows($("#entries"), items, { key: (each) => each.number, build: (each) => entry(each, { withStory: true }) });
// the newest part, or the one before what is shown, behind that
async function read({ isMore }) {
  const page = await ask("GET", isMore ? `/ledger?before=${before}` : "/ledger");
  items = isMore ? [...items, ...page.items] : page.items;
  show();
  before = page.next;
  $("#more").hidden = !page.next;
}
const renew = () => read({ isMore: false });
$("#more").addEventListener("click", () => trying(() => read({ isMore: true })));
follow(soon(() => { if (scrollY < 200) trying(renew); }, 400));
trying(renew);
