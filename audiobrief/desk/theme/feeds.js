import { $, ago, ask, make, onKey, say, scopes, surely, trying } from "./desk.js";
import { renewRows } from "./writing.js";

// The feeds that the desk follows, in the inbox.
const panel = $("#feeds");
const field = $("#feed");
const stories = (count) => (count === 1 ? "1 story" : `${count} stories`);

function line(feed) {
  const told = feed.problem ? make("span", { class: "gone" }, feed.problem)
    : make("span", {}, feed.looked ? `${stories(feed.stories)}, looked at ${ago(feed.looked)}` : "not looked at yet");
  const row = make("li", {}, make("div", {}, make("b", {}, feed.address.replace(/^https?:\/\//, "")), make("p", { class: "soft" }, told, ` · followed by ${feed.by}`)));
  if (!feed.is_fixed && scopes.has("submit")) {
    const end = make("button", { type: "button", class: "secondary", "aria-label": `Stop following ${feed.address}` }, "Stop");
    end.addEventListener("click", surely(end, "Stop for sure?", () => trying(async () => {
      await ask("DELETE", `/feeds/${feed.id}`);
      say("It is followed no longer. Its stories stay.");
      await renewFeeds();
      (field ?? $("summary", panel)).focus();
    })));
    row.append(end);
  }
  return row;
}
let waits = 0;
export async function renewFeeds() {
  const feeds = await ask("GET", "/feeds");
  // a button that has just asked for a second press stays: the row of a feed that did not change is kept
  renewRows($("#feed-list"), feeds, { key: (feed) => feed.id, build: line });
  $("#no-feeds").hidden = feeds.length > 0;
  $("#feed-count").textContent = feeds.length ? String(feeds.length) : "";
  const wrong = feeds.filter((feed) => feed.problem).length;
  $("#feed-trouble").hidden = !wrong;
  $("#feed-trouble").textContent = wrong === 1 ? "1 cannot be read" : `${wrong} cannot be read`;
  // what was just added is looked at in a moment
  clearTimeout(waits);
  if (feeds.some((feed) => !feed.looked)) waits = setTimeout(() => trying(renewFeeds), 1500);
}
$("#follow")?.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!field.value.trim()) return;
  trying(async () => {
    const feed = await ask("POST", "/feeds", { body: { address: field.value } });
    field.value = "";
    say(`Followed: ${feed.address}`);
    await renewFeeds();
  });
});
onKey("f", () => { panel.open = true; (field ?? $("summary", panel)).focus(); });
