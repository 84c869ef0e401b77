// Keeps the queued episodes for times without a network. The library's page says which ones.
"use strict";

const STORE = "audiobrief-queue";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
// one after another: an earlier queue must not remove what a later one has just stored
let last = Promise.resolve();
self.addEventListener("message", (event) => {
  if (!Array.isArray(event.data?.keep)) return;
  last = last.then(() => keep(event.data.keep)).catch(() => { /* the next queue is kept */ });
  event.waitUntil(last);
});

async function keep(addresses) {
  const store = await caches.open(STORE), wanted = new Set(addresses);
  for (const request of await store.keys()) if (!wanted.has(request.url)) await store.delete(request);
  for (const address of wanted) {
    // sound that changes has a new address, but a page keeps its own
    if (!address.endsWith(".html") && !address.endsWith("/") && await store.match(address)) continue;
    try {
      // past the browser's own cache: Chromium lets a request wait there while a player reads the file
      const answer = await fetch(address, { cache: "no-store" });
      if (answer.ok) await store.put(address, answer);
    } catch { /* what is kept of it stays */ }
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  event.respondWith(request.destination === "audio" ? sound(request) : page(request));
});

async function page(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await keptOf(request.url.replace(/[?#].*/, ""));
    if (kept) return kept;
    throw error;
  }
}

// A folder and the index.html in it are one page.
async function keptOf(address) {
  const store = await caches.open(STORE);
  const other = address.endsWith("/") ? address + "index.html" : address.replace(/\/index\.html$/, "/");
  return await store.match(address) ?? await store.match(other);
}

async function sound(request) {
  const kept = await keptOf(request.url);
  if (!kept) return fetch(request);
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("range") ?? "");
  if (!range) return kept;
  // media elements ask for parts (RFC 9110, 14.2), which a kept answer does not give by itself
  const whole = await kept.blob(), start = Number(range[1]);
  const end = range[2] ? Math.min(Number(range[2]), whole.size - 1) : whole.size - 1;
  if (start > end) return new Response(null, { status: 416, headers: { "Content-Range": "bytes */" + whole.size } });
  return new Response(whole.slice(start, end + 1), {
    status: 206,
    headers: {
      "Accept-Ranges": "bytes",
      "Content-Length": String(end + 1 - start),
      "Content-Range": "bytes " + start + "-" + end + "/" + whole.size,
      "Content-Type": kept.headers.get("Content-Type") ?? "audio/mpeg",
    },
  });
}
