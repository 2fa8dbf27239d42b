/** A server as small as the contract of the upload: what a Sender is tried against without a network. */

import { Problem } from "../../static/js/lib/api.js";

export class SmallServer {
  recordings = new Map();
  calls = [];
  /** @type {((call: string) => void)[]} what goes wrong next, first come first served; each is called once */
  troubles = [];

  fails(status, body) {
    this.troubles.push(() => { throw new Problem(status, "", body); });
    return this;
  }

  async begin(draft) {
    this.#note("begin");
    const id = `recording-${draft.attempt}`;
    if (!this.recordings.has(id)) this.recordings.set(id, { status: "uploading", parts: {} });
    return { recording_id: id, track_id: `track-${draft.attempt}` };
  }

  async look({ recordingId }) {
    this.#note("look");
    return structuredClone(this.recordings.get(recordingId) ?? { status: "gone", parts: {} });
  }

  async put({ recordingId }, take, part, bytes) {
    this.#note(`put ${take}/${part}`);
    const { parts } = this.recordings.get(recordingId);
    parts[take] = [...new Set([...(parts[take] ?? []), part])].sort();
    this.bytes = [...(this.bytes ?? []), new TextDecoder().decode(bytes)];
  }

  async complete(draft) {
    this.#note("complete");
    this.recordings.get(draft.recordingId).status = "uploaded";
    return { placed: true };
  }

  async discard(id) {
    this.calls.push("discard");
    this.recordings.delete(id);
  }

  async isWhole(draft) {
    this.#note("check");
    const { status, parts } = this.recordings.get(draft.recordingId);
    return status === "uploaded" && draft.takes.every((take, number) => parts[number]?.length === take.parts);
  }

  #note(call) {
    this.calls.push(call);
    this.troubles.shift()?.(call);
  }
}
