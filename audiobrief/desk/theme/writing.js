// What keeps the words of whoever writes while others change what is shown.
import { $, $$, make, typing, who } from "./desk.js";

// somebody writes in a row if an editor is open in it, or if a field of it has words that were not kept
export const isWritten = (row) => (row.contains(document.activeElement) && Boolean(typing(document.activeElement)))
  || row.matches("[data-written]") || $(".editor, [data-written]", row) !== null;

// ------------------------------------------------------------------ lists
const known = new WeakMap();
const controls = (row) => $$("a, button, summary", row).filter((each) => !each.closest(".editor"));
const nameOf = (control) => control.getAttribute("aria-label") ?? control.textContent;

// gives a row what a newly built one has; the row itself, its editor and the focus in it stay
function refill(row, built) {
  const focused = document.activeElement;
  const name = controls(row).includes(focused) ? nameOf(focused) : "";
  for (const each of Object.keys(row.dataset)) if (each !== "playing" && !(each in built.dataset)) delete row.dataset[each];
  Object.assign(row.dataset, built.dataset);
  row.className = built.className;
  for (const child of [...row.childNodes]) if (!child.matches?.(".editor")) child.remove();
  row.prepend(...built.childNodes);
  if (!name) return;
  row.tabIndex = -1;
  (controls(row).find((each) => nameOf(each) === name) ?? row).focus({ preventScroll: true });
}
// an element that is moved loses the focus, so the rows move around the one that has it
function arrange(list, rows) {
  const kept = new Set(rows);
  for (const each of [...list.children]) if (!kept.has(each)) each.remove();
  if (!rows.length) return;
  const found = rows.findIndex((row) => row.contains(document.activeElement));
  const middle = Math.max(found, 0);
  if (found < 0 && rows[0] !== list.firstElementChild) list.prepend(rows[0]);
  for (let at = middle - 1; at >= 0; at -= 1) if (rows[at].nextElementSibling !== rows[at + 1]) rows[at + 1].before(rows[at]);
  for (let at = middle + 1; at < rows.length; at += 1) if (rows[at].previousElementSibling !== rows[at - 1]) rows[at - 1].after(rows[at]);
}
// Shows items as the rows of a list, row by row: `key` names an item, `build` makes its row, and a row for which `holds`
// is true stays as it is until the next time. A row in which somebody writes stays, also if its item is gone.
export function renewRows(list, items, { key, build, holds = () => false }) {
  const before = known.get(list) ?? new Map();
  const after = new Map();
  const active = list.contains(document.activeElement) ? document.activeElement : null;
  const top = active?.getBoundingClientRect().top;
  for (const item of items) {
    const name = key(item);
    const told = JSON.stringify(item);
    const old = before.get(name);
    if (!old) after.set(name, { row: build(item), told });
    else if (old.told === told || holds(old.row)) after.set(name, old);
    else { refill(old.row, build(item)); after.set(name, { row: old.row, told }); }
  }
  const rows = [...after.values()].map(({ row }) => row);
  for (const [name, old] of before) {
    if (after.has(name) || !isWritten(old.row)) continue;
    rows.splice(rows.indexOf(old.row.previousElementSibling) + 1, 0, old.row);
    after.set(name, old);
  }
  known.set(list, after);
  arrange(list, rows);
  // the field somebody writes in stays where it is in the window
  const moved = active?.isConnected ? active.getBoundingClientRect().top - top : 0;
  if (Math.abs(moved) > 1) scrollBy({ top: moved, behavior: "instant" });
  return new Map([...after].map(([name, { row }]) => [name, row]));
}

// --------------------------------------------------- two people, one text
// tells in an editor what somebody else has written meanwhile; `asks` when keeping would put it out
export function tellTheirs(form, what, theirs, { asks, gone }) {
  const told = make("div", { class: "conflict", role: "alert" }, what, make("br"), "Theirs: ", make("q", {}, theirs ?? gone), make("br"),
    asks ? "Keep saves yours over it." : "Keep asks once more before it saves yours over it.");
  if (asks) told.dataset.asks = "";
  const old = $(".conflict", form);
  if (old?.textContent === told.textContent) return;
  if (old) old.replaceWith(told); else form.prepend(told);
}

// ------------------------------------------------------------------ drafts
// what is written and not kept yet outlives the page, in this tab
const START = `draft ${who} ${location.pathname} `;
export const keepDraft = (name, draft) => sessionStorage.setItem(START + name, JSON.stringify(draft));
export const dropDraft = (name) => sessionStorage.removeItem(START + name);
export const drafts = () => Object.keys(sessionStorage).filter((each) => each.startsWith(START))
  .map((each) => [each.slice(START.length), JSON.parse(sessionStorage.getItem(each))]);
