"""What the microphone really gave, told to the test as it comes: nothing the page does later can hide a loss."""

import hashlib
from typing import Any, NamedTuple

from playwright.sync_api import BrowserContext, Page

LISTEN_IN = """
const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
window.sha256 = async (bytes) => hex(await crypto.subtle.digest("SHA-256", bytes));
const start = MediaRecorder.prototype.start;
let number = 0;
MediaRecorder.prototype.start = function (...given) {
  this.addEventListener("dataavailable", async ({ data }) => {
    const place = number++;
    if (data.size) heard(place, data.size, await sha256(await data.arrayBuffer()));
  });
  return start.apply(this, given);
};
const Real = Date;
let aheadMs = 0;
window.jumpClock = (ms) => { aheadMs += ms; };
globalThis.Date = class extends Real {
  constructor(...given) { super(...(given.length ? given : [Real.now() + aheadMs])); }
  static now() { return Real.now() + aheadMs; }
};
"""
KEPT = """async () => {
  const db = await new Promise((done) => {
    const opening = indexedDB.open("lorecast");
    opening.onsuccess = () => done(opening.result);
  });
  const store = db.transaction("parts").objectStore("parts");
  const read = (asked) => new Promise((done) => { asked.onsuccess = () => done(asked.result); });
  const [keys, parts] = await Promise.all([read(store.getAllKeys()), read(store.getAll())]);
  db.close();
  return Promise.all(keys.map(async ([, take, part], at) => [take, part, await sha256(parts[at])]));
}"""


class Part(NamedTuple):
    size_bytes: int
    sha256: str


class Ear:
    """Every part that left the encoder. It also brings the page a clock that can jump."""

    def __init__(self) -> None:
        self.parts: dict[int, Part] = {}

    def attach(self, context: BrowserContext) -> None:
        context.expose_function("heard", self._hear)
        context.add_init_script(LISTEN_IN)

    @property
    def heard(self) -> list[str]:
        """Their SHA-256, in the order they were spoken."""
        return [self.parts[number].sha256 for number in sorted(self.parts)]

    def cut(self, data: bytes) -> list[str]:
        """The SHA-256 of the same parts of a file that should hold all of them; what is over counts as one more."""
        found = []
        for number in sorted(self.parts):
            size = self.parts[number].size_bytes
            found.append(hashlib.sha256(data[:size]).hexdigest())
            data = data[size:]
        return found + (["left over"] if data else [])

    def _hear(self, number: int, size_bytes: int, sha256: str) -> None:
        self.parts[number] = Part(size_bytes, sha256)


def kept(page: Page) -> list[str]:
    """The SHA-256 of every part in this device's database, by take and part."""
    stored: list[list[Any]] = page.evaluate(KEPT)
    return [sha256 for _, _, sha256 in sorted(stored)]
