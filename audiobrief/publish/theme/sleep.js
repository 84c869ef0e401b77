// The sleep timer: lets the sound fade and pauses it. Inside a library it is the library's, so that it
// counts on in every page, and pauses whichever episode of the queue sounds then.

const FADE_MS = 4000;

class SleepTimer extends EventTarget {
  #audio;
  #stopsAt = Infinity;
  #isOver = null;
  #loudness = null; // the volume before it began to fade
  value = ""; // what was chosen: minutes, "chapter", or "" for none

  constructor(audio) {
    super();
    this.#audio = audio;
    // the event comes four times a second, in hidden pages, too
    audio.addEventListener("timeupdate", () => this.#check());
  }

  // `isOver` tells whether the chapter has ended that is waited for.
  set(value, isOver = null) {
    if (this.#loudness !== null) this.#audio.volume = this.#loudness;
    this.#loudness = null;
    this.value = value;
    this.#isOver = isOver;
    this.#stopsAt = Number(value) ? Date.now() + Number(value) * 60000 : Infinity;
    this.dispatchEvent(new Event("change"));
  }

  #check() {
    const audio = this.#audio, left = this.#stopsAt - Date.now();
    if (audio.paused) return;
    if (this.#isOver?.()) return this.#stop();
    if (left > FADE_MS) return;
    this.#loudness ??= audio.volume;
    audio.volume = this.#loudness * clamp(left / FADE_MS, 0, 1);
    if (left <= 0) this.#stop();
  }

  #stop() {
    this.#audio.pause();
    this.set("");
    say(t("Paused by the sleep timer"));
    this.dispatchEvent(new Event("stopped"));
  }
}
