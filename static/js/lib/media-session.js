/**
 * The lock screen: what plays, and next, previous, seek.
 *
 * No ±15 s buttons there: phones have two places, and in a playlist next and previous matter more. The position is told
 * only when it jumps or its rate changes; the phone counts on by itself. Hops over silences are told now and then.
 */

/** @typedef {import("./playback.js").Playback} Playback */

const HOPS_TOLD_EVERY_MS = 20_000;
const JUMPS = ["loadedmetadata", "seeked", "ratechange", "pause", "playing"];

/** @param {Playback} playback @param {MediaSession | undefined} session */
export function showOnLockScreen(playback, session = navigator.mediaSession) {
  if (!session) return;
  playback.addEventListener("track", () => describe(playback, session));
  playback.audio.addEventListener("playing", () => describe(playback, session));
  let toldAtMs = 0;
  for (const type of JUMPS) {
    playback.audio.addEventListener(type, () => {
      if (type === "seeked" && playback.hopped && performance.now() - toldAtMs < HOPS_TOLD_EVERY_MS) return;
      toldAtMs = performance.now();
      tellPosition(playback, session);
    });
  }
  handle(session, "play", () => { if (!playback.isPlaying) playback.toggle(); });
  handle(session, "pause", () => playback.audio.pause());
  handle(session, "seekto", ({ seekTime }) => playback.seekTo((seekTime ?? 0) * 1000));
}

/** Next and previous are offered only where there is one. @param {Playback} playback @param {MediaSession} session */
function describe(playback, session) {
  const { title = "", speaker = "", playlist = "" } = playback.track ?? {};
  session.metadata = new MediaMetadata({ title, artist: speaker, album: playlist });
  handle(session, "nexttrack", playback.queue.upcoming && (() => playback.next()));
  handle(session, "previoustrack", playback.queue.tracks.length > 1 ? () => playback.previous() : null);
}

/** @param {Playback} playback @param {MediaSession} session */
function tellPosition(playback, session) {
  session.playbackState = playback.isPlaying ? "playing" : "paused";
  const duration = playback.durationMs / 1000;
  if (!(duration > 0)) return;
  session.setPositionState?.({ duration, playbackRate: playback.speed, position: Math.min(duration, playback.positionMs / 1000) });
}

/** @param {MediaSession} session @param {MediaSessionAction} action @param {?MediaSessionActionHandler} handler */
function handle(session, action, handler) {
  try {
    session.setActionHandler(action, handler);
  } catch {
    // An action that this browser does not know is simply not offered.
  }
}
