// SPDX-License-Identifier: Apache-2.0

// What somebody else wrote, made fit to stand among our words. One list for the component and the pages.

/** Marks that turn the direction of the words around them, and those that show nothing and join nothing. */
const MARKS = /[\p{Bidi_Control}\u200b\u2060\ufeff]/gu;

// Some letters and symbols are blank, and favourites for having no name.
const VISIBLE = /(?![\p{DI}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u;

/** The text without such marks. */
export function plain(text) {
  return String(text ?? '').replace(MARKS, '').trim();
}

/** Where the first character to be seen stands; -1 when there is none. */
export function visibleIn(text) {
  return text.search(VISIBLE);
}

/** A name, made plain; empty when there is nothing in it to see. */
export function nameIn(text) {
  const name = plain(text);
  return visibleIn(name) < 0 ? '' : name;
}
