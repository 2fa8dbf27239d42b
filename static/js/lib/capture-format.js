/** What to ask of the microphone and of MediaRecorder on each platform. Reasons: docs/decisions on recording. */

/** @typedef {import("./platform.js").Platform} Platform */

export const BITS_PER_SECOND = 64_000;

/** Safari 26 gave empty blobs for shorter slices, and four seconds are all that a crash may cost. */
export const TIMESLICE_MS = 4_000;

const ELSEWHERE = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const SAFARI = ["audio/mp4", "audio/webm;codecs=opus"];

/**
 * Processing made for calls makes speech thin, but iPhones are too quiet without it, so there the browser decides.
 * @param {Platform} platform @param {{deviceId?: string}} choice
 * @returns {MediaTrackConstraints | true}
 */
export function constraintsFor(platform, { deviceId } = {}) {
  const device = deviceId ? { deviceId: { exact: deviceId } } : {};
  if (platform.ios) return deviceId ? device : true;
  return { echoCancellation: false, noiseSuppression: false, autoGainControl: true, channelCount: 1, ...device };
}

/**
 * The container to record, "" for whatever the browser likes. Safari's WebM gave wrong durations, so it gets MP4.
 * @param {Platform} platform @param {(mimeType: string) => boolean} isSupported
 */
export function mimeTypeFor(platform, isSupported) {
  return (platform.safari ? SAFARI : ELSEWHERE).find(isSupported) ?? "";
}

/** The ending of a file that is saved to the device. @param {string} mimeType */
export function endingOf(mimeType) {
  const endings = { "audio/webm": "webm", "audio/mp4": "m4a", "audio/ogg": "ogg", "audio/mpeg": "mp3", "audio/wav": "wav" };
  const kind = mimeType.split(";")[0].trim().toLowerCase();
  return endings[/** @type {keyof typeof endings} */ (kind)] ?? "audio";
}
