// What the player and the library share: what this reader's browser remembers, and how the pages look.
const root = document.documentElement;
root.classList.add("scripted");

const STEP = 15; // seconds of the back and forward buttons
const REMEMBER_MS = 2000; // how often the position is stored during playback
const SAID_MS = 2500; // how long a message stays

// The folder of this page: its address may change while another page is shown inside it.
const HOME = new URL(".", location.href);
const at = (path) => new URL(path, HOME).href;

// Browsers refuse storage in sandboxed frames and by some readers' settings.
const memory = {
  get(key) {
    try { return localStorage.getItem("audiobrief:" + key); } catch { return null; }
  },
  set(key, value) {
    try { localStorage.setItem("audiobrief:" + key, value); } catch { /* the value is not stored */ }
  },
};

const $ = (id) => document.getElementById(id);
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

function clock(seconds) {
  const s = Math.floor(seconds % 60), m = Math.floor(seconds / 60) % 60, h = Math.floor(seconds / 3600);
  return (h ? h + ":" + String(m).padStart(2, "0") : m) + ":" + String(s).padStart(2, "0");
}

let silence = 0;

function say(message, ms = SAID_MS) {
  $("status").textContent = message;
  clearTimeout(silence);
  silence = setTimeout(() => { $("status").textContent = ""; }, ms);
}

// Copies a text; whether that worked. Over http, as at home, browsers know only the older way.
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch { /* the page is no secure context, or its reader said no */ }
  const field = Object.assign(document.createElement("textarea"), { value: text, className: "copied" });
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  return isCopied;
}

// Shows on the bar how much is heard; whether the clock has changed.
function paintProgress(seconds, duration) {
  $("scrubber").value = seconds;
  $("player").style.setProperty("--played", clamp(seconds / duration, 0, 1) * 100 + "%");
  const elapsed = clock(seconds);
  if ($("elapsed").textContent === elapsed) return false;
  $("elapsed").textContent = elapsed;
  $("scrubber").setAttribute("aria-valuetext", t("{time} of {length}", { time: elapsed, length: clock(duration) }));
  return true;
}

// A play that a pause or another episode overtakes is refused with an AbortError, which is no fault.
function startSound(audio) {
  audio.play().catch((error) => {
    if (error.name !== "AbortError") say(t("The audio cannot be played here."));
  });
}

// Where this reader is in each episode. A page and the library of its site use the same keys.
const places = {
  key: (page, audio) => "position:" + new URL(page, HOME).pathname.replace(/index\.html$/, "") + ":" + audio,
  seconds: (key) => Number(memory.get(key)) || 0,
  isHeard: (key) => memory.get("heard:" + key) === "yes",
  keep(key, seconds, duration) {
    const isOver = seconds > duration - 1;
    memory.set(key, isOver ? "0" : seconds.toFixed(2));
    if (isOver) memory.set("heard:" + key, "yes");
    memory.set("noted:" + key, String(Date.now()));
  },
  noted: (key) => Number(memory.get("noted:" + key)) || 0,
};

// What one page tells the next one in the same tab.
const tab = {
  take(key) {
    try {
      const value = sessionStorage.getItem("audiobrief:" + key);
      sessionStorage.removeItem("audiobrief:" + key);
      return value;
    } catch { return null; }
  },
  get(key) {
    try { return sessionStorage.getItem("audiobrief:" + key); } catch { return null; }
  },
  set(key, value) {
    try { sessionStorage.setItem("audiobrief:" + key, value); } catch { /* the next page starts anew */ }
  },
};

// ------------------------------------------------------------------ the looks

const LOOKS = {
  // setting -> its choices; the first one is what the style sheet says
  size: ["medium", "small", "large", "larger"],
  face: ["serif", "sans"],
  theme: ["auto", "light", "dark"],
};
const DARK = { auto: "(prefers-color-scheme: dark)", light: "not all", dark: "all" };

// The style sheet has its dark colours in a rule for readers whose system is dark. To choose
// otherwise, the condition of that rule is replaced, so that the colours stand there once.
const darkRules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
  .filter((rule) => rule instanceof CSSMediaRule && rule.conditionText.includes("prefers-color-scheme: dark"));

function look(name, choice) {
  const known = LOOKS[name].includes(choice) ? choice : LOOKS[name][0];
  root.dataset[name] = known;
  if (name !== "theme") return known;
  for (const rule of darkRules) rule.media.mediaText = DARK[known];
  root.style.colorScheme = known === "auto" ? "" : known;
  return known;
}

function lookAsChosen() {
  for (const name of Object.keys(LOOKS)) look(name, memory.get(name));
}

lookAsChosen();

document.addEventListener("DOMContentLoaded", () => {
  for (const select of document.querySelectorAll("[data-look]")) {
    const name = select.dataset.look;
    select.value = root.dataset[name];
    select.addEventListener("change", () => memory.set(name, look(name, select.value)));
  }
});
