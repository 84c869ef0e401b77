// Plays the beginning of an episode while the rest is being made, then goes to the episode's page.
const ASK_MS = 600; // how often the page asks for the progress

document.addEventListener("DOMContentLoaded", () => {
  const audio = document.getElementById("audio"), told = document.getElementById("state");
  const share = document.getElementById("share");
  let failures = 0;

  function goOn({ page, pauses }) {
    const playing = !audio.paused && !audio.ended;
    const now = audio.ended ? 0 : audio.currentTime;
    // change pages between two sentences, where nobody hears it
    const pause = playing ? pauses.find((end) => end > now + 0.1) ?? now : now;
    const wait = playing ? (pause - now) / audio.playbackRate : 0;
    told.textContent = t("The episode is ready.");
    setTimeout(() => {
      location.replace(page + "#t=" + audio.currentTime.toFixed(2) + (playing ? "&play" : ""));
    }, wait * 1000);
  }

  async function ask() {
    let state;
    try {
      state = await (await fetch("state.json", { cache: "no-store" })).json();
      failures = 0;
    } catch {
      failures += 1;
      if (failures > 3) { told.textContent = t("The program that makes the episode has ended."); return; }
      setTimeout(ask, ASK_MS);
      return;
    }
    share.value = state.share;
    if (state.stage === "done") { goOn(state); return; }
    if (state.stage === "failed") { told.textContent = state.message; share.hidden = true; return; }
    setTimeout(ask, ASK_MS);
  }

  ask();
});
