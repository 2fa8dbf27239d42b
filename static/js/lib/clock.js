/** Times of a track as people read, hear and type them. */

/** "0:58", "12:05", "1:02:03". @param {number} ms */
export function clock(ms) {
  const [hours, minutes, seconds] = split(ms);
  const tail = String(seconds).padStart(2, "0");
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
}

/** "2 minutes 10 seconds", in the language of the page. @param {number} ms @param {string} language */
export function spoken(ms, language = "en") {
  const [hours, minutes, seconds] = split(ms);
  const said = [];
  if (hours) said.push(unit(hours, "hour", language));
  if (minutes) said.push(unit(minutes, "minute", language));
  if (seconds || !said.length) said.push(unit(seconds, "second", language));
  return said.join(" ");
}

/** "27 sec" below a minute, then "2 min". @param {number} ms @param {string} language */
export function brief(ms, language = "en") {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? unit(seconds, "second", language, "short") : unit(Math.round(seconds / 60), "minute", language, "short");
}

/** The `t` of an address in milliseconds: "83", "83.5", "1:23" or "1m23s"; anything else is null. @param {?string} text */
export function momentMs(text) {
  if (!text) return null;
  if (/^\d+(\.\d+)?s?$/.test(text)) return Math.round(parseFloat(text) * 1000);
  const parts = /^(?:(\d+)[h:])?(\d+)[m:](\d+)s?$/.exec(text);
  if (!parts) return null;
  return (Number(parts[1] ?? 0) * 3600 + Number(parts[2]) * 60 + Number(parts[3])) * 1000;
}

/** @param {number} ms @returns {[number, number, number]} */
function split(ms) {
  const seconds = Math.max(0, Math.floor((Number.isFinite(ms) ? ms : 0) / 1000));
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
}

/** @param {number} count @param {string} name @param {string} language @param {"long" | "short"} unitDisplay */
function unit(count, name, language, unitDisplay = "long") {
  return new Intl.NumberFormat(language, { style: "unit", unit: name, unitDisplay }).format(count);
}
