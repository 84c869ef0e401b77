import { $, $$, ask, entry, moment, onKey, say, storyPage, surely, trying } from "./desk.js";
import { renewRows } from "./writing.js";

const audio = $("#audio");
let heard = "";
const page = storyPage(async (story) => {
  for (const card of $$("[data-for]")) card.hidden = !card.dataset.for.split(" ").includes(story.state);
  const isMade = story.duration_ms > 0 && story.state !== "withdrawn";
  audio.hidden = !isMade;
  $("#no-sound").hidden = isMade;
  const version = `${story.duration_ms}-${story.revision}`;
  if (isMade && heard !== version && audio.paused) { audio.src = `/api/v1/stories/${story.id}/sound?v=${version}`; heard = version; }
  const isApproved = story.state === "approved";
  if ($("#approve")) {
    $("#approve").hidden = isApproved;
    $("#now").disabled = Boolean(story.work);
    $("#approved").hidden = !isApproved;
    $("#when").textContent = story.due ? `It goes to the site on ${moment(story.due)}.` : "It is going to the site.";
  }
  const { items } = await ask("GET", `/ledger?story=${story.id}`);
  renewRows($("#entries"), items, { key: (each) => each.number, build: (each) => entry(each) });
});
async function act(method, what, body) {
  await page.change(method, `/${what}`, body);
}
const form = (name, work) => $(`#${name}`)?.addEventListener("submit", (event) => { event.preventDefault(); trying(work); });
async function approve() {
  const due = $("#due").value;
  await act("POST", "approval", due ? { at: new Date(due).toISOString() } : {});
  say(due ? `Approved for ${moment(due)}.` : "Approved.");
}
form("approve", approve);
$("#due")?.addEventListener("input", (event) => { $("#now").lastChild.textContent = event.target.value ? " Approve for then" : " Approve and publish"; });
$("#unapprove")?.addEventListener("click", () => trying(() => act("DELETE", "approval")));
form("correct", async () => {
  await act("POST", "correction", { why: $("#why").value, text: $("#text").value });
  $("#text").value = "";
  say("It is read again.");
});
if ($("#withdraw")) form("withdraw", surely($("#withdraw .danger"), "Withdraw for sure?", async () => {
  await act("POST", "withdrawal", { reason: $("#reason").value, notice: $("#notice").checked });
  say("Withdrawn.");
}));
$("#restore")?.addEventListener("click", () => trying(() => act("POST", "restoration")));
for (const button of $$("[data-copy]")) button.addEventListener("click", () => trying(async () => {
  await navigator.clipboard.writeText($(`#${button.dataset.copy}`).value);
  say("Copied.");
}));
onKey("l", () => trying(() => (audio.paused ? audio.play() : audio.pause())));
onKey("a", () => {
  if (!$("#approve")) return;
  if (page.story.state === "waiting" && !$("#now").disabled) trying(approve);
  else say("Only a story that waits, and whose sound is ready, can be approved.");
});
