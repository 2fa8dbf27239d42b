// The app's icon as pictures: browsers install with PNGs. Maskable and Apple's have no corners of their own, the system cuts them.

import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { initWasm, Resvg } from "@resvg/resvg-wasm";

const PICTURES = { "icon-192.png": 192, "icon-512.png": 512, "maskable-192.png": 192, "maskable-512.png": 512, "apple-touch-icon.png": 180 };

/** @param {string} svg with a rounded ground @param {string} modules where node_modules is @returns {Promise<[string, Uint8Array][]>} */
export async function pictures(svg, modules) {
  await initWasm(await readFile(join(modules, "@resvg", "resvg-wasm", "index_bg.wasm")));
  const full = svg.replace(/ rx="\d+"/, "");
  return Object.entries(PICTURES).map(([name, width]) => [name, drawn(name.startsWith("icon") ? svg : full, width)]);
}

function drawn(svg, width) {
  return new Resvg(svg, { fitTo: { mode: "width", value: width } }).render().asPng();
}
