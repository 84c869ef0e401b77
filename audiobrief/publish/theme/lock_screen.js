// What the system shows of the sound on its lock screen, and what the keys of a headset do.

function tellLockScreen(told, cover) {
  if (!navigator.mediaSession) return;
  // the system loads pictures only from the web, not from files
  const artwork = cover && location.protocol.startsWith("http") ? [{ src: cover, sizes: "1400x1400", type: "image/jpeg" }] : [];
  navigator.mediaSession.metadata = new MediaMetadata({ ...told, artwork });
}

function takeSystemKeys(handlers) {
  for (const [name, handler] of Object.entries(handlers)) {
    try { navigator.mediaSession?.setActionHandler(name, handler); } catch { /* not every browser has it */ }
  }
}

function tellPosition(audio, duration) {
  const system = navigator.mediaSession;
  if (!system) return;
  system.playbackState = audio.paused ? "paused" : "playing";
  const position = clamp(audio.currentTime, 0, duration);
  try { system.setPositionState({ duration, position, playbackRate: audio.defaultPlaybackRate }); } catch { /* not every browser has it */ }
}
