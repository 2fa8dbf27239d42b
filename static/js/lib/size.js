/** Sizes as people read them: "3.4 MB", "12 kB". */

/** @param {number} sizeBytes @param {string} language */
export function size(sizeBytes, language = "en") {
  const [value, unit] = sizeBytes < 1e6 ? [sizeBytes / 1e3, "kilobyte"] : sizeBytes < 1e9 ? [sizeBytes / 1e6, "megabyte"] : [sizeBytes / 1e9, "gigabyte"];
  const digits = unit === "kilobyte" || value >= 100 ? 0 : 1;
  return new Intl.NumberFormat(language, { style: "unit", unit, maximumFractionDigits: digits }).format(value);
}
