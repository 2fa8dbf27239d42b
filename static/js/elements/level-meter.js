/** <level-meter>: the last seconds of the voice as strokes on a canvas, the newest at the right. */

import { meterOf } from "../lib/loudness-watch.js";

const STROKE_PX = 3;
const GAP_PX = 3;
const TICKS_A_STROKE = 2;

class LevelMeter extends HTMLElement {
  /** @type {number[]} */
  #heights = [];
  #tick = 0;
  #loudest = 0;

  connectedCallback() {
    this.#sizes = new ResizeObserver(() => this.#draw());
    this.#sizes.observe(this);
  }

  disconnectedCallback() {
    this.#sizes?.disconnect();
  }

  /** One tick of the microphone; `live` strokes are being recorded. @param {number} rms @param {boolean} live */
  feed(rms, live) {
    this.dataset.live = String(live);
    this.#loudest = Math.max(this.#loudest, meterOf(rms));
    if (++this.#tick % TICKS_A_STROKE) return;
    this.#heights.push(this.#loudest);
    this.#loudest = 0;
    this.#draw();
  }

  clear() {
    this.#heights = [];
    this.#draw();
  }

  /** @type {?ResizeObserver} */
  #sizes = null;

  #draw() {
    const canvas = this.querySelector("canvas");
    const pen = canvas?.getContext("2d");
    if (!canvas || !pen) return;
    const { clientWidth: width, clientHeight: height } = this;
    const scale = devicePixelRatio || 1;
    [canvas.width, canvas.height] = [width * scale, height * scale];
    pen.scale(scale, scale);
    Object.assign(pen, { lineWidth: STROKE_PX, lineCap: "round", strokeStyle: getComputedStyle(this).color });
    this.#heights = this.#heights.slice(-Math.floor(width / (STROKE_PX + GAP_PX)));
    this.#heights.forEach((share, index) => stroke(pen, width - (this.#heights.length - index) * (STROKE_PX + GAP_PX), share, height));
  }
}

/** @param {CanvasRenderingContext2D} pen @param {number} x @param {number} share 0–1 @param {number} height */
function stroke(pen, x, share, height) {
  const half = Math.max(1, (share * (height - STROKE_PX)) / 2);
  pen.beginPath();
  pen.moveTo(x, height / 2 - half);
  pen.lineTo(x, height / 2 + half);
  pen.stroke();
}

customElements.define("level-meter", LevelMeter);
export { LevelMeter };
