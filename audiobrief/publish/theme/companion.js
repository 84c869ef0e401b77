// The sound of a page that its library shows inside itself (pages_inside.js): the audio element of the
// library plays it, so it goes on when the page is opened and left. Firefox and Safari stop the sound
// of a page that is left, and let no page begin by itself.

const FORWARDED = ["play", "pause", "ended", "seeking", "seeked", "timeupdate", "ratechange", "error"];

// The library around this page, or null. A page of another site around it cannot be read.
function findLibrary() {
  try { return (parent !== window && parent.audiobriefLibrary) || null; } catch { return null; }
}

// An audio element as far as the player uses it. While the library plays another episode, it is
// paused at a place of its own; to play it, the library changes to this episode.
class SharedSound extends EventTarget {
  #library;
  #folder = frameElement.dataset.f;
  #held = 0;

  // `keptSeconds` gives the place that is remembered of this episode.
  constructor(library, keptSeconds) {
    super();
    this.#library = library;
    const tell = (type) => this.dispatchEvent(new Event(type));
    // a listener of a page that is gone would stay at the library's element
    const over = new AbortController(), signal = over.signal;
    addEventListener("pagehide", () => over.abort());
    for (const type of FORWARDED) library.audio.addEventListener(type, () => { if (this.isLoaded) tell(type); }, { signal });
    // loudness is one for all episodes
    library.audio.addEventListener("volumechange", () => tell("volumechange"), { signal });
    let wasLoaded = this.isLoaded;
    parent.document.addEventListener("queue", () => {
      if (wasLoaded && !this.isLoaded) {
        this.#held = keptSeconds();
        tell("pause");
      }
      wasLoaded = this.isLoaded;
    }, { signal });
  }

  get isLoaded() { return this.#library.isLoaded(this.#folder); }
  get paused() { return !this.isLoaded || this.#library.audio.paused; }
  get ended() { return this.isLoaded && this.#library.audio.ended; }
  get currentTime() { return this.isLoaded ? this.#library.audio.currentTime : this.#held; }
  set currentTime(seconds) {
    if (this.isLoaded) { this.#library.audio.currentTime = seconds; return; }
    this.#held = seconds;
    for (const type of ["seeking", "seeked"]) this.dispatchEvent(new Event(type));
  }

  play() { return this.isLoaded ? this.#library.audio.play() : this.#library.play(this.#folder, this.#held); }
  pause() { if (this.isLoaded) this.#library.audio.pause(); }
}

for (const name of ["volume", "muted", "playbackRate", "defaultPlaybackRate"]) {
  Object.defineProperty(SharedSound.prototype, name, {
    get() { return findLibrary().audio[name]; },
    set(value) { findLibrary().audio[name] = value; },
  });
}
