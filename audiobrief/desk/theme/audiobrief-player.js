// <audiobrief-player src="https://listen.example/story/">: the player of an episode, in any page.
// It reads the chapters and the transcript beside the episode if that site lets other pages read
// them (CORS), and shows the published page's own player in a frame if it does not.
const STYLE = `
:host { display: block; max-width: 45rem; color-scheme: light dark; --ink: light-dark(#1b1a17, #ebe7de); --soft: light-dark(#5f5b53, #aaa498); --paper: light-dark(#fcfbf8, #161513); --line: light-dark(#e3dfd5, #36332d); --accent: light-dark(#8f2d1b, #f0a283); --on-accent: light-dark(#fffdf9, #1d120d); }
:host([hidden]) { display: none; }
section { box-sizing: border-box; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .75rem; background: var(--paper); color: var(--ink); font: 1rem/1.45 system-ui, sans-serif; }
.row { display: flex; align-items: center; gap: .75rem; }
.about { min-width: 0; flex: 1; }
a { color: inherit; font-weight: 600; text-decoration: none; overflow-wrap: anywhere; }
a:hover { text-decoration: underline; }
p { margin: 0; font-size: .8125rem; color: var(--soft); }
.now { min-height: 1.45em; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
button { font: inherit; color: inherit; cursor: pointer; border: 0; background: none; min-width: 2.75rem; min-height: 2.75rem; border-radius: 50%; padding: 0; }
.play { flex: none; display: grid; place-items: center; width: 3rem; height: 3rem; background: var(--accent); color: var(--on-accent); }
svg { width: 1.25rem; height: 1.25rem; fill: currentColor; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
input { flex: 1; min-width: 0; height: 1.75rem; margin: 0; accent-color: var(--accent); }
.clock { font-size: .8125rem; font-variant-numeric: tabular-nums; color: var(--soft); }
iframe { width: 100%; border: 0; }
`;
// a style sheet of a script's own is allowed where a page's policy forbids style elements
const SHEET = new CSSStyleSheet();
SHEET.replaceSync(STYLE);
const PLAY = "M7 4.8v14.4a.8.8 0 0 0 1.2.7l11.6-7.2a.8.8 0 0 0 0-1.4L8.2 4.1a.8.8 0 0 0-1.2.7z";
const PAUSE = "M6.5 4.5h3.6v15H6.5zM13.9 4.5h3.6v15h-3.6z";
const RATES = [1, 1.25, 1.5, 1.75, 2, 0.75];
const clock = (s) => { const whole = Math.max(Math.floor(s) || 0, 0); const m = Math.floor(whole / 60); return `${m}:${String(whole % 60).padStart(2, "0")}`; };

class AudiobriefPlayer extends HTMLElement {
  static observedAttributes = ["src"];
  #turn = 0;
  constructor() { super(); this.attachShadow({ mode: "open" }).adoptedStyleSheets = [SHEET]; }
  connectedCallback() { this.#load(); }
  disconnectedCallback() { this.#turn += 1; this.audio?.pause(); }
  attributeChangedCallback(name, before, now) { if (before !== null && before !== now && this.isConnected) this.#load(); }

  async #load() {
    const turn = ++this.#turn;
    this.audio?.pause();
    let place;
    try { place = new URL(`${this.getAttribute("src") ?? ""}`.replace(/(index\.html)?([?#].*)?$/, ""), document.baseURI); } catch { place = null; }
    if (!place || !/^https?:$/.test(place.protocol)) { this.#show(this.#element("p", { textContent: "This player has no address." })); return; }
    if (!place.pathname.endsWith("/")) place.pathname += "/";
    try {
      const answer = await fetch(new URL("episode.json", place), { credentials: "omit" });
      if (!answer.ok) throw new Error(String(answer.status));
      const episode = await answer.json();
      if (turn === this.#turn) this.#player(place, episode);
    } catch {
      if (turn === this.#turn) this.#frame(place);
    }
  }
  #element(name, properties = {}, ...children) { const e = Object.assign(document.createElement(name), properties); e.append(...children); return e; }
  #show(...children) { this.shadowRoot.replaceChildren(...children); }
  #frame(place) {
    this.#show(this.#element("iframe", { src: new URL("index.html?embed", place), height: "130", title: this.getAttribute("label") ?? "Listen to this article", allow: "autoplay", loading: "lazy" }));
  }
  #icon(path) {
    const ns = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(ns, "svg");
    const shape = document.createElementNS(ns, "path");
    svg.setAttribute("viewBox", "0 0 24 24"); svg.setAttribute("aria-hidden", "true"); shape.setAttribute("d", path); svg.append(shape);
    return svg;
  }
  #player(place, { article, script, timeline, audio: file }) {
    const rate = timeline.sample_rate;
    const name = String(file).split("/").pop();
    const audio = this.audio = this.#element("audio", { preload: "none", src: new URL(encodeURIComponent(name), place) });
    const play = this.#element("button", { type: "button", className: "play", ariaLabel: "Play" }, this.#icon(PLAY));
    const seek = this.#element("input", { type: "range", min: "0", max: String(timeline.length / rate), step: "any", value: "0", ariaLabel: "Position" });
    const time = this.#element("span", { className: "clock", textContent: `0:00 / ${clock(timeline.length / rate)}` });
    const speed = this.#element("button", { type: "button", textContent: "1×", title: "Speed" });
    const said = this.#element("p", { className: "now", textContent: article.site || "" });
    const title = this.#element("a", { href: new URL("index.html", place), textContent: article.title, target: "_blank", rel: "noopener" });
    const card = this.#element("section", { ariaLabel: `Listen: ${article.title}` },
      this.#element("div", { className: "row" }, play, this.#element("div", { className: "about" }, title, said)),
      this.#element("div", { className: "row" }, seek, time, speed), audio);
    if (article.language) title.lang = said.lang = article.language;
    const send = (type) => this.dispatchEvent(new CustomEvent(type, { detail: { time: audio.currentTime }, bubbles: true, composed: true }));
    play.onclick = () => { if (audio.paused) audio.play().catch(() => {}); else audio.pause(); };
    audio.onplay = audio.onpause = () => { const on = !audio.paused; play.replaceChildren(this.#icon(on ? PAUSE : PLAY)); play.ariaLabel = on ? "Pause" : "Play"; send(on ? "audiobrief-play" : "audiobrief-pause"); };
    audio.onended = () => send("audiobrief-ended");
    audio.ontimeupdate = () => {
      const at = audio.currentTime * rate;
      const cue = timeline.cues.find((each) => each.start <= at && at < each.end);
      if (cue) said.textContent = script.segments[cue.segment].written;
      if (this.shadowRoot.activeElement !== seek || audio.paused === false) seek.value = String(audio.currentTime);
      time.textContent = `${clock(audio.currentTime)} / ${clock(timeline.length / rate)}`;
    };
    seek.oninput = () => { audio.currentTime = Number(seek.value); };
    speed.onclick = () => { audio.playbackRate = RATES[(RATES.indexOf(audio.playbackRate) + 1) % RATES.length]; speed.textContent = `${audio.playbackRate}×`; };
    this.#show(card);
  }
}
if (!customElements.get("audiobrief-player")) customElements.define("audiobrief-player", AudiobriefPlayer);
