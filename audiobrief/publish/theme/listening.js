// What a listener's own library does besides: adding, what waits, and each episode's place.
document.addEventListener("DOMContentLoaded", () => {
  const EXCHANGE_MS = 30000; // how often a device tells how far it is while it plays
  const WISHES_MS = 3000; // how often the page asks what waits
  const SURE_MS = 4000; // how long a second tap deletes
  const isArchive = Boolean($("back"));
  const VERBS = isArchive
    ? [["unarchive", "Put back", "Put back into the library"], ["delete", "Delete", "Deleted"]]
    : [["archive", "Archive", "Archived"], ["keep", "Keep", "Kept: it stays after you have heard it"], ["delete", "Delete", "Deleted"]];

  const tell = (message) => say(message, 6000);

  async function post(place, fields) {
    const body = new FormData();
    for (const [name, value] of fields) body.append(name, value);
    try {
      const answer = await fetch(at(place), { method: "POST", body, headers: { Accept: "application/json" } });
      const { message } = await answer.json();
      if (message) tell(message);
      return answer.ok;
    } catch {
      tell("Your audiobrief does not answer: is it running?");
      return false;
    }
  }

  // ----------------------------------------------------------------- adding

  $("adder")?.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (await post("add", [["url", $("address").value]])) {
      $("address").value = "";
      showWishes();
    }
  });
  // a box of one line would lose the line breaks, and with them what is a menu and what is prose
  $("address")?.addEventListener("paste", async (event) => {
    const text = event.clipboardData.getData("text/plain").trim();
    if (!/[\r\n]/.test(text)) return;
    event.preventDefault();
    if (await post("add", [["pasted", text]])) showWishes();
  });
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    document.body.classList.add("dropping");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.body.classList.remove("dropping");
  });
  document.addEventListener("drop", async (event) => {
    event.preventDefault();
    document.body.classList.remove("dropping");
    const files = [...event.dataTransfer.files];
    const address = event.dataTransfer.getData("text/uri-list") || event.dataTransfer.getData("text/plain");
    if (files.length) await post("add", files.map((file) => ["page", file]));
    else if (address) await post("add", [["url", address]]);
    showWishes();
  });

  let asked = "";

  async function showWishes() {
    if (document.hidden || !$("wishes")) return;
    let text;
    try {
      const answer = await fetch(at("wishes.json"), { cache: "no-cache" });
      text = answer.ok ? await answer.text() : asked;
    } catch { return; }
    if (text === asked) return;
    asked = text;
    const { waiting, given_up: givenUp } = JSON.parse(text);
    const list = document.createElement("ul");
    for (const { name, problem } of waiting.slice(0, 5)) list.append(lineOf("To be made: ", name, problem));
    if (waiting.length > 5) list.append(lineOf("", "and " + (waiting.length - 5) + " more", ""));
    for (const { name, problem } of givenUp.slice(0, 5)) list.append(lineOf("Could not be made: ", name, problem));
    $("wishes").replaceChildren(list);
    $("wishes").hidden = !list.children.length;
  }

  function lineOf(before, name, problem) {
    const line = document.createElement("li");
    line.append(before + name);
    if (problem) {
      const said = document.createElement("span");
      said.className = "problem";
      said.textContent = " (" + problem + ")";
      line.append(said);
    }
    return line;
  }

  if ($("wishes")) {
    showWishes();
    setInterval(showWishes, WISHES_MS);
  }

  // ------------------------------------------------------ an episode's place

  function name(button, said, item) {
    button.textContent = said;
    button.setAttribute("aria-label", said + ": " + item.querySelector("h2").textContent.trim());
  }

  function addPlaces(items) {
    for (const item of items) {
      if (!item.matches?.(".episode") || item.querySelector(".place")) continue;
      const place = document.createElement("div");
      place.className = "place";
      place.lang = "en";
      place.dir = "ltr";
      for (const [verb, said] of VERBS) {
        const button = document.createElement("button");
        button.type = "button";
        button.dataset.verb = verb;
        name(button, said, item);
        place.append(button);
      }
      item.querySelector(".about").append(place);
    }
  }

  $("episodes").addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-verb]");
    if (!button) return;
    const { verb } = button.dataset, item = button.closest("li");
    if (verb === "delete" && !("sure" in button.dataset)) {
      button.dataset.sure = "";
      name(button, "Delete for good?", item);
      setTimeout(() => { delete button.dataset.sure; name(button, "Delete", item); }, SURE_MS);
      return;
    }
    if (!await post("episodes", [["folder", item.dataset.f], ["do", verb]])) return;
    const said = VERBS.find(([known]) => known === verb)[2];
    if (verb === "archive") offerUndo(item);
    else tell(said);
    if (verb === "keep") return;
    (item.nextElementSibling ?? item.previousElementSibling)?.querySelector("h2 a").focus();
    item.remove();
  });

  // What was archived last can be put back until the page is left or something else is archived: a
  // time limit would be too short for some (WCAG 2.2.1).
  function offerUndo(item) {
    const before = item.nextElementSibling, button = document.createElement("button");
    button.type = "button";
    name(button, "Undo", item);
    button.addEventListener("click", async () => {
      if (!await post("episodes", [["folder", item.dataset.f], ["do", "undo"]])) return;
      $("undo").replaceChildren();
      const again = $("episodes").querySelector(`[data-f="${CSS.escape(item.dataset.f)}"]`) ?? item;
      if (again === item) $("episodes").insertBefore(item, before?.isConnected ? before : null);
      again.querySelector("h2 a").focus();
      tell("Put back into the library");
    });
    const said = document.createElement("span");
    said.textContent = "Archived: " + item.querySelector("h2").textContent.trim();
    $("undo").replaceChildren(said, button);
  }
  new MutationObserver((changes) => { for (const { addedNodes } of changes) addPlaces(addedNodes); }).observe($("episodes"), { childList: true });
  addPlaces($("episodes").children);

  // heard to its end; media events do not bubble, but they are captured
  document.addEventListener("ended", (event) => {
    const parts = decodeURIComponent(new URL(event.target.currentSrc).pathname).split("/");
    const home = decodeURIComponent(HOME.pathname).split("/").length - 1;
    post("episodes", [["folder", parts.slice(home, -1).join("/")], ["do", "finish"]]);
  }, true);

  // ------------------------------------------- positions, from device to device

  const KEY = "audiobrief:" + places.key("./", "").slice(0, -1);

  // The positions that this browser knows, those of pages of episodes as well.
  function listPositions() {
    const known = {};
    let keys = [];
    try { keys = Object.keys(localStorage); } catch { /* this browser remembers nothing */ }
    for (const stored of keys.filter((each) => each.startsWith(KEY))) {
      const key = stored.slice("audiobrief:".length), at = stored.lastIndexOf("/:");
      const noted = places.noted(key);
      if (at < KEY.length || !noted) continue;
      known[decodeURIComponent(stored.slice(KEY.length, at))] = {
        audio: stored.slice(at + 2), position_ms: Math.round(places.seconds(key) * 1000),
        noted_ms: noted, is_heard: places.isHeard(key),
      };
    }
    return known;
  }

  function takePositions(told) {
    for (const [folder, { audio, position_ms: ms, noted_ms: noted, is_heard: isHeard }] of Object.entries(told)) {
      const path = folder.split("/").map(encodeURIComponent).join("/");
      const key = places.key(path + "/", audio);
      if (noted <= places.noted(key)) continue;
      memory.set(key, (ms / 1000).toFixed(2));
      memory.set("noted:" + key, String(noted));
      if (isHeard) memory.set("heard:" + key, "yes");
    }
    document.dispatchEvent(new Event("positions"));
  }

  async function exchangePositions() {
    const body = JSON.stringify({ positions: listPositions() });
    try {
      // a page that is being left may still send up to 64 kB
      const answer = await fetch(at("positions"), { method: "POST", body, keepalive: document.hidden && body.length < 60000 });
      if (answer.ok) takePositions((await answer.json()).positions);
    } catch { /* they are exchanged when the desk answers again */ }
  }

  if (!isArchive) {
    exchangePositions();
    for (const event of ["visibilitychange", "closed"]) document.addEventListener(event, exchangePositions);
    addEventListener("pageshow", (event) => { if (event.persisted) exchangePositions(); });
    // who stops here may go on elsewhere at once, and a phone's battery may end at any time
    document.addEventListener("pause", () => setTimeout(exchangePositions), true);
    setInterval(() => { if (!$("audio").paused) exchangePositions(); }, EXCHANGE_MS);
  }
});
