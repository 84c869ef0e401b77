// What the player and the library share: where this reader is in each episode, and how pages speak.
root.classList.add("scripted");

const STEP = 15; // seconds of the back and forward buttons
const REMEMBER_MS = 2000; // how often the position is stored during playback
const SAID_MS = 2500; // how long a message stays

// The folder of this page: its address may change while another page is shown inside it.
const HOME = new URL(".", location.href);
const at = (path) => new URL(path, HOME).href;

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
    // a page that is left as it was opened notes no new time: the step back on resume counts from it
    if (!isOver && memory.get(key) === seconds.toFixed(2)) return;
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
