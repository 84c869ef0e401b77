// What the pages say, in the language of what they show; a text that its table lacks is said in English.
"use strict";

let words = null;

// The text in the page's language, with the values of the names in its braces.
function t(text, values = {}) {
  words ??= JSON.parse(document.getElementById("words")?.textContent ?? "{}");
  return (words[text] ?? text).replace(/{(\w+)}/g, (_, name) => values[name]);
}

// Whether a count stands with the singular: in French and Portuguese, zero does, too.
const isOne = (count) => new Intl.PluralRules(document.getElementById("status")?.lang || "en").select(count) === "one";
