/**
 * Files on their way in. A file's bytes stay where they are; kept is only what the server already knows of it, so that
 * the same file, chosen again after a reload, goes on where it stopped.
 */

import { fileKey, slice, sliceCount, titleOf } from "./accepted-files.js";
import { sha256 } from "./digest.js";
import { newDraft } from "./draft.js";

/**
 * @typedef {import("./draft.js").Draft} Draft
 * @typedef {import("./purpose.js").Purpose} Purpose
 */

/** A source for the sender: the drafts of the device, with parts cut from files at hand. */
export class FileDrafts {
  /** @type {Map<string, File>} */
  #files = new Map();

  /** @param {import("./drafts.js").Drafts} drafts */
  constructor(drafts) {
    this.drafts = drafts;
  }

  /** The draft of a file: the one begun before, or a new one. @param {File} file @param {string} personId @param {Purpose} purpose */
  async of(file, personId, purpose) {
    const id = await fileKey(file, sha256);
    this.#files.set(id, file);
    const begun = await this.drafts.update(id, (draft) => ({ ...draft, purpose, publishWanted: true }));
    return begun ?? this.drafts.add(this.#new(id, file, personId, purpose));
  }

  /** @param {string} id */
  get(id) {
    return this.drafts.get(id);
  }

  /** @param {string} id @param {(draft: Draft) => Draft} change */
  update(id, change) {
    return this.drafts.update(id, change);
  }

  /** @param {string} id @param {number} _take @param {number} part */
  async part(id, _take, part) {
    const file = this.#files.get(id);
    return file && slice(file, part);
  }

  /** @param {string} id */
  remove(id) {
    this.#files.delete(id);
    return this.drafts.remove(id);
  }

  /** @param {string} id @param {File} file @param {string} personId @param {Purpose} purpose */
  #new(id, file, personId, purpose) {
    const takes = [{ parts: sliceCount(file.size), sizeBytes: file.size, durationMs: 0 }];
    const named = { id, personId, purpose, kind: /** @type {const} */ ("import"), mimeType: file.type, title: titleOf(file.name) };
    return newDraft({ ...named, takes, publishWanted: true });
  }
}
