// SPDX-License-Identifier: Apache-2.0

/** A browser shows more rows slowly; a search finds them better. */
const MOST = 1_000;

/** Pages that are read for one press of the button, when no row passes a filter. */
const EMPTY = 50;

/**
 * The rows of a list that is read page by page.
 * @template T
 */
export class Rows {
  /** @type {T[]} */
  all = [];
  #fetch;
  #next = '';
  #busy = false;

  /** @param {(cursor: string) => Promise<{rows: T[], next: string | null}>} fetch returns a page; the first cursor is empty */
  constructor(fetch) {
    this.#fetch = fetch;
  }

  /** Reads the next page, and on while pages are empty. A second call before its end has no effect. */
  async more() {
    if (this.#busy || !this.hasMore) return;
    this.#busy = true;
    try {
      const before = this.all.length;
      for (let page = 0; page < EMPTY && this.#next !== null && this.all.length === before; page += 1) {
        const { rows, next } = await this.#fetch(this.#next);
        this.all = [...this.all, ...rows];
        this.#next = next;
      }
    } finally {
      this.#busy = false;
    }
  }

  get hasMore() {
    return this.#next !== null && this.all.length < MOST;
  }

  /** Whether there are more rows than are shown here. */
  get isCut() {
    return this.#next !== null && this.all.length >= MOST;
  }
}

/** The size of one page. */
export const PAGE = 50;

/** Returns a page of a list whose cursor is the last row's key. */
export function pageOf(rows, keyOf, limit = PAGE) {
  return { rows, next: rows.length < limit ? null : String(keyOf(rows[rows.length - 1])) };
}
