/** <download-list>: what this device keeps for listening, how much room it takes, and how to be rid of it. */

import { ask } from "../lib/ask.js";
import { clock } from "../lib/clock.js";
import { sizeOf, sizeTogether } from "../lib/download.js";
import { downloads } from "../lib/offline.js";
import { running } from "../lib/service-worker.js";
import { size } from "../lib/size.js";
import { word } from "../lib/words.js";

/** @typedef {import("../lib/offline-store.js").Download} Download */

class DownloadList extends HTMLElement {
  #gone = new AbortController();
  #lang = document.documentElement.lang;

  async connectedCallback() {
    const { signal } = this.#gone;
    this.addEventListener("click", ({ target }) => this.#press(/** @type {HTMLElement} */ (target)), { signal });
    downloads.addEventListener("change", () => this.#show(), { signal });
    await running();
    this.#show();
  }

  disconnectedCallback() {
    this.#gone.abort();
  }

  async #show() {
    const kept = await downloads.all();
    this.querySelector("[data-list]")?.replaceChildren(...kept.map((one) => this.#row(one)));
    this.#part("[data-show=some]").hidden = !kept.length;
    this.#part("[data-show=none]").hidden = Boolean(kept.length);
    this.hidden = false;
    const { usage, quota } = (await navigator.storage?.estimate?.()) ?? {};
    const room = { size: size(sizeTogether(kept), this.#lang), free: size((quota ?? 0) - (usage ?? 0), this.#lang) };
    this.#part("[data-show=room]").textContent = word(quota ? "downloads-room" : "downloads-size", room);
  }

  /** @param {Download} download */
  #row({ key, kind, id, title, tracks }) {
    const row = this.#copy("row");
    row.dataset.key = key;
    const link = /** @type {HTMLAnchorElement} */ (row.querySelector("a"));
    Object.assign(link, { href: `/${kind}s/${id}`, textContent: title });
    const lengthMs = tracks.reduce((sum, one) => sum + one.duration_ms, 0);
    const facts = [...(kind === "playlist" ? [word("downloads-tracks", { count: tracks.length })] : [tracks[0]?.speaker ?? ""]), clock(lengthMs), size(sizeOf(tracks), this.#lang)];
    /** @type {HTMLElement} */ (row.querySelector("[data-show=facts]")).textContent = facts.join(" · ");
    row.querySelector("[data-do=remove]")?.setAttribute("aria-label", word("downloads-remove", { title }));
    row.querySelector("[data-queue]")?.append(...tracks.map((track) => this.#track(track, kind === "playlist" ? title : "")));
    return row;
  }

  /** @param {Download["tracks"][number]} track @param {string} playlist */
  #track({ id, title, speaker, duration_ms: durationMs }, playlist) {
    const row = this.#copy("track");
    const button = /** @type {HTMLElement} */ (row.querySelector("[data-play-track]"));
    Object.assign(button.dataset, { playTrack: id, title, speaker, durationMs: String(durationMs), playlistTitle: playlist, href: `/tracks/${id}` });
    button.setAttribute("aria-label", word("play-track", { title }));
    const link = /** @type {HTMLAnchorElement} */ (row.querySelector("a"));
    Object.assign(link, { href: `/tracks/${id}`, textContent: title });
    /** @type {HTMLElement} */ (row.querySelector("[data-show=meta]")).textContent = [speaker, clock(durationMs)].join(" · ");
    return row;
  }

  /** @param {HTMLElement} target */
  async #press(target) {
    const chosen = /** @type {?HTMLElement} */ (target.closest("[data-do]"))?.dataset.do;
    const key = /** @type {?HTMLElement} */ (target.closest("[data-key]"))?.dataset.key;
    if (chosen === "remove" && key) await downloads.remove(key);
    if (chosen !== "remove-all" || (await ask(/** @type {HTMLDialogElement} */ (this.querySelector("dialog")))) !== "remove") return;
    for (const one of await downloads.all()) await downloads.remove(one.key);
  }

  /** @param {string} name */
  #copy(name) {
    const template = /** @type {HTMLTemplateElement} */ (this.querySelector(`template[data-${name}]`));
    return /** @type {HTMLElement} */ (document.importNode(template.content, true).firstElementChild);
  }

  /** @param {string} selector */
  #part(selector) {
    return /** @type {HTMLElement} */ (this.querySelector(selector));
  }
}

customElements.define("download-list", DownloadList);
