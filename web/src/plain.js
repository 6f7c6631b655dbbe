// SPDX-License-Identifier: Apache-2.0

// Cleans untrusted text for use within sentences. One list for the component and the pages.

/** Marks that change the direction of surrounding text, and invisible ones that join nothing. */
const MARKS = /[\p{Bidi_Control}\u200b\u2060\ufeff]/gu;

// Some letters and symbols are blank, and are often used as an empty name.
const VISIBLE = /(?![\p{DI}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u;

/** Returns the text without such marks. */
export function plain(text) {
  return String(text ?? '').replace(MARKS, '').trim();
}

/** Returns the index of the first visible character; -1 when there is none. */
export function visibleIn(text) {
  return text.search(VISIBLE);
}

/** Returns a name in plain form; empty when no character is visible. */
export function nameIn(text) {
  const name = plain(text);
  return visibleIn(name) < 0 ? '' : name;
}
