// SPDX-License-Identifier: Apache-2.0

// Files that the browser makes from what it shows.

/** A spreadsheet would run a cell that begins with one of these. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(value) {
  const text = String(value ?? '');
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** Returns CSV with one column for each name, in UTF-8 with the mark that spreadsheets need. */
export function csvOf(rows, names) {
  const lines = [names.map(cell), ...rows.map((row) => names.map((name) => cell(row[name])))];
  return `\ufeff${lines.map((cells) => `${cells.join(',')}\r\n`).join('')}`;
}

/** Returns one JSON document for each row, each on its line. */
export function jsonLinesOf(rows) {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

/** Saves a text as a file. */
export function save(name, type, text) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  // The browser has read the address by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
