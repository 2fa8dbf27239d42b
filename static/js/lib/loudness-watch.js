/**
 * Tells a quiet room from a dead microphone.
 *
 * `silent`: nobody has been heard for 5 s, so the person should look. `dead`: 6 s of exactly the same sample, or of no
 * bytes at all, which no living microphone gives.
 */

export const SILENT_AFTER_MS = 5_000;
export const DEAD_AFTER_MS = 6_000;

/** Speech at arm's length is around −30 dBFS, a quiet room below −55. */
const SILENCE_RMS = 10 ** (-50 / 20);

/** @param {Float32Array} samples @returns {{rms: number, flat: boolean}} */
export function levelOf(samples) {
  let squares = 0;
  let flat = true;
  for (const sample of samples) {
    squares += sample * sample;
    if (sample !== samples[0]) flat = false;
  }
  return { rms: Math.sqrt(squares / samples.length), flat };
}

/** 0–1 for a meter that spans the 60 dB a person can see move. @param {number} rms */
export function meterOf(rms) {
  const decibels = 20 * Math.log10(Math.max(rms, 1e-6));
  return Math.min(1, Math.max(0, (decibels + 60) / 60));
}

export class LoudnessWatch {
  #heardAtMs = NaN;
  #aliveAtMs = NaN;

  /** @param {number} nowMs */
  constructor(nowMs) {
    this.restart(nowMs);
  }

  /** @param {number} nowMs */
  restart(nowMs) {
    this.#heardAtMs = nowMs;
    this.#aliveAtMs = nowMs;
  }

  /** @param {{rms: number, flat: boolean}} level @param {number} nowMs @returns {"fine" | "silent" | "dead"} */
  feed({ rms, flat }, nowMs) {
    if (rms >= SILENCE_RMS) this.#heardAtMs = nowMs;
    if (!flat) this.#aliveAtMs = nowMs;
    if (nowMs - this.#aliveAtMs >= DEAD_AFTER_MS) return "dead";
    return nowMs - this.#heardAtMs >= SILENT_AFTER_MS ? "silent" : "fine";
  }
}
