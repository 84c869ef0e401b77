// Marks the sentence and the word that are said, keeps them in the window, and makes each sentence a
// button that plays it.

const COMFORT = [0.16, 0.62]; // the sentence stays between these parts of the window's height
const OWN_SCROLL_MS = 1200; // a smooth scroll by this script ends within this time

// Index of the last item whose start is not after `at`, or -1.
function lastBefore(count, startOf, at) {
  let low = 0, high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(middle) <= at) low = middle + 1; else high = middle;
  }
  return low - 1;
}

// Length of the first `characters` characters in UTF-16 units, which ranges count.
function units(text, characters) {
  let at = 0;
  while (characters-- > 0 && at < text.length) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

// The text node that holds the character at `offset` of an element's text, and its place there:
// links and stress divide the text over several nodes. The end of a range stays in the node before.
function nodeAt(element, offset, isEnd) {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let text = texts.nextNode();
  while (offset > text.length || (offset === text.length && !isEnd)) {
    offset -= text.length;
    text = texts.nextNode();
  }
  return [text, offset];
}

// `playCue` plays the cue of an index; `onSentence` is called when another sentence begins.
function markArticle({ audio, cues, playCue, onSentence }) {
  const article = $("article");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const runs = new Map(); // segment -> elements that hold its words
  for (const run of article.querySelectorAll("[data-s]")) {
    const segment = Number(run.dataset.s);
    if (runs.has(segment)) runs.get(segment).push(run); else runs.set(segment, [run]);
  }
  const cueOf = new Map(); // segment -> cue that says it, instead of the announcement before it
  cues.forEach(([, , segment, words], index) => {
    const known = cueOf.get(segment);
    if (known === undefined || (!cues[known][3].length && words.length)) cueOf.set(segment, index);
  });

  // ------------------------------------------------------ sentence and word

  let marked = -1, wordAt = -1, following = true, ownScrollUntil = 0;
  const words = typeof Highlight === "function" && CSS.highlights ? new Highlight() : null;
  if (words) {
    CSS.highlights.set("word", words);
    // set here because the W3C's CSS validator does not know ::highlight
    const stroke = new CSSStyleSheet();
    stroke.replaceSync("::highlight(word) { background-color: var(--word); color: var(--on-word); }");
    document.adoptedStyleSheets.push(stroke);
  }

  function show(now) {
    const at = lastBefore(cues.length, (i) => cues[i][0], now * 1000);
    if (at !== marked) mark(at);
    markWord(at, now * 1000);
  }

  function mark(at) {
    const before = runs.get(marked < 0 ? -1 : cues[marked][2]);
    const after = runs.get(at < 0 ? -1 : cues[at][2]);
    marked = at;
    if (before === after) return;
    for (const run of before ?? []) run.removeAttribute("aria-current");
    for (const run of after ?? []) run.setAttribute("aria-current", "true");
    if (!after) return;
    choose(after[0]);
    if (following) bringIntoView(after[0]);
    onSentence();
  }

  function markWord(at, ms) {
    if (!words) return;
    const times = at < 0 || ms > cues[at][1] ? [] : cues[at][3];
    const word = lastBefore(times.length / 3, (i) => times[i * 3], ms);
    const key = word < 0 ? -1 : at * 1e5 + word;
    if (key === wordAt) return;
    wordAt = key;
    words.clear();
    if (word < 0) return;
    for (const run of runs.get(cues[at][2]) ?? []) {
      const shift = Number(run.dataset.o ?? 0);
      const [start, end] = [1, 2].map((i) => units(run.textContent, times[word * 3 + i] - shift));
      if (start >= end) continue;
      const range = new Range();
      range.setStart(...nodeAt(run, start, false));
      range.setEnd(...nodeAt(run, end, true));
      words.add(range);
    }
  }

  // ---------------------------------------------------- following the voice

  function bringIntoView(element) {
    const { top, bottom } = element.getBoundingClientRect();
    if (top > innerHeight * COMFORT[0] && bottom < innerHeight * COMFORT[1]) return;
    ownScrollUntil = performance.now() + OWN_SCROLL_MS;
    const way = top - innerHeight * 0.3;
    // jump over long distances: a smooth scroll would not end before the next sentence
    const behavior = calm.matches || Math.abs(way) > innerHeight * 1.5 ? "instant" : "smooth";
    scrollBy({ top: way, behavior });
  }

  function follow(yes) {
    following = yes;
    document.querySelector(".follow").hidden = yes || root.classList.contains("embed");
    const now = marked < 0 ? null : runs.get(cues[marked][2]);
    if (yes && now) bringIntoView(now[0]);
  }

  function readerScrolled() {
    if (following && !audio.paused) follow(false);
  }

  addEventListener("wheel", readerScrolled, { passive: true });
  addEventListener("touchmove", readerScrolled, { passive: true });
  addEventListener("scroll", () => {
    if (performance.now() > ownScrollUntil) readerScrolled();
  }, { passive: true });
  addEventListener("scrollend", () => { ownScrollUntil = performance.now() + 50; });

  // --------------------------------------------------- sentences as buttons

  // One sentence is in the tab order: the one being said, or the one chosen by arrow keys.
  let chosen = null;

  function choose(element, focus = false) {
    // playback must not take the focus from a reader who is choosing a sentence
    if (chosen && chosen === document.activeElement && !focus) return;
    if (chosen && chosen !== element) {
      chosen.removeAttribute("tabindex");
      chosen.removeAttribute("role");
    }
    chosen = element;
    chosen.tabIndex = 0;
    // a button must not hold a link (ARIA 1.2: its children are only shown)
    chosen.setAttribute("role", chosen.querySelector("a") ? "group" : "button");
    if (focus) chosen.focus();
  }

  function chooseBeside(element, step) {
    const all = [...article.querySelectorAll("[data-s]")];
    choose(all[clamp(all.indexOf(element) + step, 0, all.length - 1)], true);
    if (!audio.paused) follow(false);
  }

  function playFrom(run) {
    const index = cueOf.get(Number(run.dataset.s));
    // whoever has closed the player reads, and a tap is then no wish to listen
    if (index === undefined || root.classList.contains("closed")) return;
    follow(true);
    playCue(index);
  }

  article.addEventListener("click", ({ target }) => {
    if (target.closest("a")) return;
    const run = target.closest("[data-s]");
    // a click that ends a text selection does not start playback
    if (run && !String(getSelection())) playFrom(run);
  });
  article.addEventListener("keydown", (event) => {
    const run = event.target.closest("[data-s]"), step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const isPlay = event.key === "Enter" && !event.target.closest("a");
    if (event.ctrlKey || event.metaKey || event.altKey || !run || !(step || isPlay)) return;
    event.preventDefault();
    if (step) chooseBeside(run, step); else playFrom(run);
  });
  if (cues.length) choose(article.querySelector("[data-s]") ?? article);

  return { show, follow, toggle: () => follow(!following), get cue() { return marked; } };
}
