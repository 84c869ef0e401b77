// The page on which something is added: takes what a bookmarklet sends, and what is dropped.
"use strict";

const READY = "audiobrief: ready";
const ASK_MS = 250; // how often the page that opened this one is told that it may send
const PATIENCE_MS = 15000; // after that, nothing will come

async function send(fields) {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  const said = document.getElementById("said");
  said.classList.remove("refused");
  said.textContent = "Sending…";
  try {
    const answer = await fetch("add", { method: "POST", body, headers: { Accept: "application/json" } });
    const { message } = await answer.json();
    said.textContent = message;
    said.classList.toggle("refused", !answer.ok);
    return answer.ok;
  } catch {
    said.textContent = "Your audiobrief does not answer: is it running?";
    said.classList.add("refused");
    return false;
  }
}

function takeFromOpener() {
  const said = document.getElementById("said");
  const sender = window.opener;
  if (!sender) {
    said.textContent = "The page did not let itself be sent. Save it, and add the file below.";
    return;
  }
  said.textContent = "Waiting for the page…";
  const asking = setInterval(() => sender.postMessage(READY, "*"), ASK_MS);
  const giveUp = setTimeout(() => {
    clearInterval(asking);
    said.textContent = "The page was not sent. Save it, and add the file below.";
    said.classList.add("refused");
  }, PATIENCE_MS);
  addEventListener("message", function take(event) {
    const { html, url, title } = event.data ?? {};
    if (event.source !== sender || typeof html !== "string") return;
    removeEventListener("message", take);
    clearInterval(asking);
    clearTimeout(giveUp);
    send([["html", html], ["url", String(url)], ["title", String(title)]]);
  });
}

document.addEventListener("DOMContentLoaded", () => {
  if (location.hash === "#page") takeFromOpener();
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    const files = [...event.dataTransfer.files];
    const address = event.dataTransfer.getData("text/uri-list") || event.dataTransfer.getData("text/plain");
    if (files.length) send(files.map((file) => ["page", file]));
    else if (address) send([["url", address]]);
  });
});
