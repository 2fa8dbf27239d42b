/** <out-box>: on every page, goes on sending what was published on this device, and says so in one line. */

import { clock } from "../lib/clock.js";
import { drafts } from "../lib/device.js";
import { durationMs } from "../lib/draft.js";
import { outbox } from "../lib/outbox.js";
import { sharedWith, sizeBytes } from "../lib/shared-files.js";
import { size } from "../lib/size.js";
import { sentencesOf } from "../lib/upload-words.js";
import { word } from "../lib/words.js";

const LOOK_AGAIN_MS = 60_000;

class OutBox extends HTMLElement {
  #person = this.dataset.person ?? "";

  connectedCallback() {
    outbox.addEventListener("news", (event) => this.#show(/** @type {CustomEvent} */ (event).detail));
    addEventListener("online", () => this.#resume());
    document.addEventListener("recorder-left", () => this.#resume());
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") this.#resume(); });
    // A tab that was sending may have died meanwhile.
    setInterval(() => this.#resume(), LOOK_AGAIN_MS);
    this.querySelector("[data-do=close]")?.addEventListener("click", () => { this.hidden = true; });
    this.querySelector("[data-do=retry]")?.addEventListener("click", () => outbox.retry(this.#person));
    this.#resume();
  }

  async #resume() {
    await outbox.resume(this.#person);
    if (this.hidden) this.#remind();
  }

  /** What another app shared goes nowhere before somebody says where it belongs. */
  async #remind() {
    const [shared] = (await sharedWith(drafts, this.#person)).filter(({ publishWanted }) => !publishWanted);
    if (!shared || document.querySelector("shared-files")) return;
    this.#say(word("outbox-shared", { title: shared.title, size: this.#size([shared]) }));
    this.#offer("/import", "outbox-look");
  }

  /** @param {import("../lib/sender.js").Sender} sender */
  async #show({ id, state: upload }) {
    const draft = upload.draft ?? (await drafts.get(id));
    if (upload.state === "sent" ? document.querySelector("shared-files") : !draft?.publishWanted) return;
    const isStuck = upload.state === "waiting" || upload.state === "blocked";
    const { now, why } = sentencesOf(upload);
    this.#say(upload.state === "sent" ? word("outbox-sent") : why ? `${await this.#whatWaits()} ${why}` : now);
    const address = upload.state === "sent" ? `/tracks/${draft?.trackId}` : "/record";
    this.#offer(address, upload.state === "sent" ? "outbox-open" : "outbox-look", isStuck);
    /** @type {HTMLElement} */ (this.querySelector("a")).hidden = upload.state === "sending";
    this.hidden = !isStuck && !["sending", "sent"].includes(upload.state);
    if (isStuck) wakeWhenOnline();
  }

  async #whatWaits() {
    const waiting = await outbox.waiting(this.#person);
    const lengthMs = waiting.reduce((sum, draft) => sum + durationMs(draft), 0);
    const facts = { count: waiting.length, length: clock(lengthMs), size: this.#size(waiting) };
    return word(waiting.length > 1 ? "outbox-several" : "outbox-waiting", facts);
  }

  /** @param {import("../lib/draft.js").Draft[]} waiting */
  #size(waiting) {
    return size(waiting.reduce((sum, draft) => sum + sizeBytes(draft), 0), document.documentElement.lang);
  }

  /** @param {string} address @param {string} key @param {boolean} isStuck */
  #offer(address, key, isStuck = false) {
    const link = /** @type {HTMLAnchorElement} */ (this.querySelector("a"));
    Object.assign(link, { href: address, textContent: word(key), hidden: false });
    /** @type {HTMLElement} */ (this.querySelector("[data-do=retry]")).hidden = !isStuck;
    this.hidden = false;
  }

  /** @param {string} sentence */
  #say(sentence) {
    const place = /** @type {HTMLElement} */ (this.querySelector("[data-show=news]"));
    if (place.textContent !== sentence) place.textContent = sentence;
  }
}

/** Where the browser can, it sends when the network is back even if no page is open. */
async function wakeWhenOnline() {
  const { sync } = /** @type {any} */ ((await navigator.serviceWorker?.getRegistration()) ?? {});
  await sync?.register("outbox").catch(() => null);
}

customElements.define("out-box", OutBox);
