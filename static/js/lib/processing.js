/** Watches what the server makes of a recording, until nothing more will happen by itself. */

import { call } from "./api.js";
import { pause } from "./backoff.js";

const ASK_EVERY_MS = 2_000;

/**
 * @typedef {{status: string, sentence: ?string, progress: number, track_id: string}} Processing
 * @param {string} recordingId @param {(news: Processing) => void} tell @param {AbortSignal} signal
 */
export async function follow(recordingId, tell, signal) {
  while (!signal.aborted) {
    const news = await call("GET", `/api/recordings/${recordingId}`, { signal }).catch(() => null);
    if (news && !signal.aborted) tell(news);
    if (news && ["ready", "failed"].includes(news.status)) return;
    await pause(ASK_EVERY_MS, signal);
  }
}
