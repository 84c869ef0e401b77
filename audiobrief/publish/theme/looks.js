// What this reader's browser remembers, and how the pages look.
const root = document.documentElement;

// Browsers refuse storage in sandboxed frames and by some readers' settings.
const memory = {
  get(key) {
    try { return localStorage.getItem("audiobrief:" + key); } catch { return null; }
  },
  set(key, value) {
    try { localStorage.setItem("audiobrief:" + key, value); } catch { /* the value is not stored */ }
  },
};

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
