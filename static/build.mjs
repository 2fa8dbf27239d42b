// Builds static/dist: scripts and styles with a hash in their names, the icon sprite, the fonts, and manifest.json that
// tells the pages which file is which. Run by `npm run build`.

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";
import subsetFont from "subset-font";

import { pictures } from "./pictures.mjs";

const STATIC = dirname(fileURLToPath(import.meta.url));
const DIST = join(STATIC, "dist");
const MODULES = join(STATIC, "..", "node_modules");
const KEPT_FOR_MS = 24 * 60 * 60 * 1000;
const FIRST_STYLES = ["layers.css", "tokens.css", "base.css"];

/** The faces of the one font: what every page needs, and what only some names need (fetched by unicode-range). */
const FONTS = {
  "font-latin.woff2": { file: "latin", ranges: [[0x20, 0x7e], [0xa0, 0xff], [0x2010, 0x203a], [0x2190, 0x2193]] },
  "font-latin-ext.woff2": { file: "latin-ext", ranges: [[0x100, 0x24f], [0x1e00, 0x1eff]] },
};

const manifest = {};
const chunks = [];
const written = new Set(["manifest.json"]);

async function keep(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 10);
  const hashed = `${basename(name, extname(name))}-${hash}${extname(name)}`;
  await writeFile(join(DIST, hashed), content);
  written.add(hashed);
  manifest[name] = hashed;
}

function charactersOf(ranges) {
  return ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i))).join("");
}

async function fonts() {
  const folder = join(MODULES, "@fontsource-variable", "bricolage-grotesque", "files");
  for (const [name, { file, ranges }] of Object.entries(FONTS)) {
    const whole = await readFile(join(folder, `bricolage-grotesque-${file}-wght-normal.woff2`));
    const options = { targetFormat: "woff2", variationAxes: { wght: { min: 400, max: 700 } } };
    await keep(name, await subsetFont(whole, charactersOf(ranges), options));
  }
}

/** One file of <symbol>s; templates and scripts draw `<use href="…icons.svg#name">`. */
async function icons() {
  const names = JSON.parse(await readFile(join(STATIC, "icons", "lucide.json"), "utf8"));
  const symbols = await Promise.all(names.map(symbol));
  await keep("icons.svg", `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`);
  const mark = await readFile(join(STATIC, "icons", "lorecast.svg"), "utf8");
  await keep("lorecast.svg", mark);
  for (const [name, png] of await pictures(mark, MODULES)) await keep(name, png);
}

async function symbol(name) {
  const source = await readFile(join(MODULES, "lucide-static", "icons", `${name}.svg`), "utf8");
  const inside = source.slice(source.indexOf(">", source.indexOf("<svg")) + 1, source.lastIndexOf("</svg>"));
  const shapes = inside.replace(/\s*\n\s*/g, "");
  return `<symbol id="${name}" viewBox="0 0 24 24">${shapes}</symbol>`;
}

function fontFaces() {
  return Object.entries(FONTS).map(([name, { ranges }]) => {
    const span = ranges.map(([from, to]) => `U+${from.toString(16)}-${to.toString(16)}`).join(",");
    return `@font-face{font-family:"Lorecast";font-weight:400 700;font-display:swap;unicode-range:${span};`
      + `src:url("./${manifest[name]}") format("woff2")}`;
  });
}

async function styles() {
  const files = (await readdir(join(STATIC, "css"))).filter((file) => file.endsWith(".css")).sort();
  const ordered = [...FIRST_STYLES, ...files.filter((file) => !FIRST_STYLES.includes(file))];
  const contents = [...ordered.map((file) => `@import "./${file}";`), ...fontFaces()].join("\n");
  await bundle("app.css", { stdin: { contents, resolveDir: join(STATIC, "css"), loader: "css" }, external: ["*.woff2"] });
}

async function scripts() {
  const entry = join(STATIC, "js", "app.js");
  if (existsSync(entry)) await bundle("app.js", { entryPoints: [entry], format: "esm", splitting: true });
}

/** The service worker knows by name what every page needs, so another name makes another worker. */
async function worker() {
  const assets = [...["app.css", "app.js", "icons.svg", "lorecast.svg", "font-latin.woff2"].map((name) => manifest[name]), ...chunks];
  const define = { "globalThis.ASSETS": JSON.stringify(assets.map((name) => `/static/dist/${name}`)) };
  const entryPoints = [join(STATIC, "js", "worker", "worker.js")];
  await bundle("worker.js", { entryPoints, format: "iife", entryNames: "worker-[hash]", define });
}

/** Run esbuild and note the entry's hashed name; chunks of dynamic imports are found by the entry itself. */
async function bundle(name, options) {
  const result = await build({
    bundle: true, minify: true, metafile: true, target: ["es2022", "safari16.4", "firefox115"], outdir: DIST,
    entryNames: "app-[hash]", chunkNames: "[name]-[hash]", logLevel: "warning", ...options,
  });
  const entry = Object.entries(result.metafile.outputs).find(([, output]) => output.entryPoint);
  manifest[name] = basename(entry[0]);
  if (name === "app.js") chunks.push(...entry[1].imports.filter(({ kind }) => kind === "import-statement").map(({ path }) => basename(path)));
  for (const output of Object.keys(result.metafile.outputs)) written.add(basename(output));
}

/** A web process may be serving meanwhile: the manifest changes in one step, and files it still names stay for a day. */
async function publish() {
  await writeFile(join(DIST, "manifest.json.new"), JSON.stringify(manifest, null, 2) + "\n");
  await rename(join(DIST, "manifest.json.new"), join(DIST, "manifest.json"));
  const others = (await readdir(DIST)).filter((file) => !written.has(file));
  await Promise.all(others.map(removeIfOld));
}

async function removeIfOld(file) {
  const { mtimeMs } = await stat(join(DIST, file));
  if (Date.now() - mtimeMs > KEPT_FOR_MS) await rm(join(DIST, file), { recursive: true, force: true });
}

await mkdir(DIST, { recursive: true });
await Promise.all([fonts().then(styles), icons(), scripts()]);
await worker();
await publish();
