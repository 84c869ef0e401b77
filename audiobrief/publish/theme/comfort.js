// What makes long listening comfortable: choosing the sleep timer, shorter pauses, and a step back on resume.

const BREATH = 0.22; // seconds of a pause that are always left
const LONGEST_PAUSE = 3; // seconds; a longer gap between sentences holds music
const HURRY = 3; // times the chosen speed, through the rest of a pause
const STEPS_BACK = [[3600, 10], [300, 6], [30, 3]]; // [seconds since the pause, seconds to go back]

// `leftAt` is when the listener left the place from which it resumes, in milliseconds, or null; `changed`
// is called when a play would begin elsewhere.
function addComforts({ audio, library, cues, chapters, duration, leftAt, seek, changed }) {
  // ------------------------------------------------------------ sleep timer

  const sleep = $("sleep"), timer = library ? library.sleep : new SleepTimer(audio);
  const over = new AbortController(), signal = over.signal;
  addEventListener("pagehide", () => over.abort());

  function setSleep() {
    const { value } = sleep;
    if (value === "chapter") {
      const next = chapters.find(([start]) => start > audio.currentTime * 1000 + 500);
      // inside the library, the next episode would begin after the last chapter
      const end = next ? next[0] / 1000 : library ? duration - 0.5 : Infinity;
      timer.set(value, () => audio.isLoaded !== false && audio.currentTime >= end);
      say(t("Stops at the end of the chapter"));
    } else {
      timer.set(value);
      say(value ? t("Stops in {minutes} min", { minutes: value }) : t("Sleep timer off"));
    }
  }

  function showSleep() {
    sleep.value = timer.value;
    if (sleep.selectedIndex < 0) sleep.value = "";
  }

  sleep.addEventListener("change", setSleep);
  timer.addEventListener("change", showSleep, { signal });
  if (library) timer.addEventListener("stopped", () => say(t("Paused by the sleep timer")), { signal });
  showSleep();

  // --------------------------------------------------------- shorter pauses

  const shorter = $("shorter");
  let looksAgain = 0;

  // Plays at the chosen speed inside a sentence, faster inside a pause, and looks again at the next border.
  function pace() {
    clearTimeout(looksAgain);
    const now = audio.currentTime, usual = audio.defaultPlaybackRate;
    const at = lastBefore(cues.length, (i) => cues[i][0], now * 1000);
    const next = cues[at + 1];
    let rate = usual, border = Infinity;
    if (shorter.checked && at >= 0 && next) {
      const begins = cues[at][1] / 1000 + BREATH / 2, ends = next[0] / 1000 - BREATH / 2;
      const isPause = ends > begins && ends - begins < LONGEST_PAUSE;
      if (isPause && now >= begins && now < ends) [rate, border] = [Math.min(usual * HURRY, 8), ends];
      else border = isPause && now < begins ? begins : next[0] / 1000;
    }
    if (audio.playbackRate !== rate) audio.playbackRate = rate;
    if (!audio.paused && border < Infinity) looksAgain = setTimeout(pace, Math.max((border - now) / rate * 1000, 10));
  }

  shorter.checked = memory.get("shorter") === "on";
  shorter.addEventListener("change", () => { memory.set("shorter", shorter.checked ? "on" : "off"); pace(); });
  for (const event of ["play", "pause", "seeked", "ratechange"]) audio.addEventListener(event, pace);

  // --------------------------------------------------- a step back on resume

  // a link to a time is meant just so
  let leftFrom = leftAt === null ? NaN : audio.currentTime, looksBack = 0;

  function stepBack() {
    const [, back] = STEPS_BACK.find(([seconds]) => Date.now() - leftAt >= seconds * 1000) ?? [0, 0];
    return leftFrom > back ? back : 0;
  }

  // A button that says where a play begins says something else when a break grows longer.
  function tell() {
    clearTimeout(looksBack);
    changed();
    const next = STEPS_BACK.map(([seconds]) => seconds * 1000 - (Date.now() - leftAt)).filter((ms) => ms > 0);
    if (audio.paused && leftFrom > 0 && next.length) looksBack = setTimeout(tell, Math.min(...next) + 1);
  }

  audio.addEventListener("pause", () => { leftAt = Date.now(); leftFrom = audio.currentTime; tell(); });
  // who has heard all of it hears it from the beginning
  audio.addEventListener("ended", () => { leftFrom = NaN; tell(); });
  // a listener who chooses another place in the meantime wants to hear just that
  audio.addEventListener("seeking", () => {
    if (!audio.paused || !(Math.abs(audio.currentTime - leftFrom) > 0.05)) return;
    leftFrom = NaN;
    tell();
  });
  audio.addEventListener("play", () => {
    clearTimeout(looksBack);
    // leftFrom, since a busy phone tells of the play when it has played for a while
    const back = stepBack();
    if (back) seek(leftFrom - back);
    leftAt = Infinity;
  });
  setTimeout(tell);
  // Where a play would begin, in seconds.
  return { startsAt: () => audio.paused && leftFrom > 0 ? leftFrom - stepBack() : audio.currentTime };
}
