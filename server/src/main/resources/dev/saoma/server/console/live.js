// SPDX-License-Identifier: Apache-2.0

import { currentPlace } from './address.js';

const EVERY_MS = 3_000;
/** A page that nobody uses must not keep its session from ending. */
const LEFT_ALONE_MS = 10 * 60_000;
const MOST = 200;

/**
 * Attempts that change while they are shown: a known one is replaced in its place, a new one waits until it is asked for.
 * Ends by itself when another page is shown.
 */
export class Live {
  shown = [];
  isPaused = false;
  isLeftAlone = false;
  #waiting = [];
  #number = 0;
  #used = Date.now();
  #place;
  #query;
  #fetch;
  #app;

  /**
   * @param {string} place of the page
   * @param {URLSearchParams} query of the page
   * @param {(after: number) => Promise<{attempt: string, number: number}[]>} fetch returns what has changed since a number
   * @param {{draw: () => void, session: object | null}} app
   */
  constructor(place, query, fetch, app) {
    this.#place = place;
    this.#query = query.toString();
    this.#fetch = fetch;
    this.#app = app;
  }

  /** Reads the first attempts, and asks for news from then on. */
  async start() {
    this.shown = await this.#fetch(0);
    this.#number = this.shown[0]?.number ?? 0;
    const use = () => { this.#used = Date.now(); };
    const events = ['pointermove', 'pointerdown', 'keydown'];
    for (const event of events) addEventListener(event, use, { passive: true });
    const timer = setInterval(() => {
      if (this.#isThere()) {
        void this.#ask();
      } else {
        clearInterval(timer);
        for (const event of events) removeEventListener(event, use);
      }
    }, EVERY_MS);
  }

  /** The number of attempts that wait. */
  get waiting() {
    return this.#waiting.length;
  }

  /** Shows the attempts that wait. */
  show() {
    this.shown = [...this.#waiting, ...this.shown].slice(0, MOST);
    this.#waiting = [];
    this.#app.draw();
  }

  toggle() {
    this.isPaused = !this.isPaused;
    this.isLeftAlone = false;
    this.#used = Date.now();
    this.#app.draw();
  }

  #isThere() {
    const { place, query } = currentPlace();
    return this.#app.session !== null && place === this.#place && query.toString() === this.#query;
  }

  async #ask() {
    if (!this.isPaused && Date.now() - this.#used > LEFT_ALONE_MS) {
      Object.assign(this, { isPaused: true, isLeftAlone: true });
      this.#app.draw();
    }
    if (this.isPaused || document.hidden) return;
    try {
      const news = await this.#fetch(this.#number);
      if (news.length && this.#isThere()) this.#take(news);
    } catch {
      // The next turn asks again; an ended session has led to the sign-in.
    }
  }

  #take(news) {
    this.#number = Math.max(...news.map(({ number }) => number));
    const changed = new Map(news.map((one) => [one.attempt, one]));
    const renew = (list) => list.map((one) => {
      const now = changed.get(one.attempt) ?? one;
      changed.delete(one.attempt);
      return now;
    });
    this.shown = renew(this.shown);
    this.#waiting = renew(this.#waiting);
    this.#waiting = [...changed.values(), ...this.#waiting].slice(0, MOST);
    this.#app.draw();
  }
}
