// SPDX-License-Identifier: Apache-2.0

import { currentPlace } from './address.js';

const EVERY_MS = 3_000;
/** How soon a stream is opened again that has failed; until then the page asks. */
const AGAIN_MS = 30_000;
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
  #stream;
  #app;
  /** @type {EventSource | null} */
  #source = null;
  #opened = 0;

  /**
   * @param {string} place of the page
   * @param {URLSearchParams} query of the page
   * @param {(after: number) => Promise<{attempt: string, number: number}[]>} fetch returns what has changed since a number
   * @param {(after: number) => string} stream returns the address of the events since a number
   * @param {{draw: () => void, session: object | null}} app
   */
  constructor(place, query, fetch, stream, app) {
    this.#place = place;
    this.#query = query.toString();
    this.#fetch = fetch;
    this.#stream = stream;
    this.#app = app;
  }

  /** Reads the first attempts, and asks for news from then on. */
  async start() {
    this.shown = await this.#fetch(0);
    this.#number = this.shown[0]?.number ?? 0;
    const use = () => { this.#used = Date.now(); };
    const events = ['pointermove', 'pointerdown', 'keydown'];
    for (const event of events) addEventListener(event, use, { passive: true });
    this.#listen();
    const timer = setInterval(() => {
      if (this.#isThere()) {
        void this.#ask();
      } else {
        clearInterval(timer);
        this.#close();
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
    if (this.isPaused) this.#close();
    else this.#listen();
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
    if (this.isPaused || document.hidden) {
      this.#close();
      this.#opened = 0;
      return;
    }
    if (this.#source) return;
    try {
      const news = await this.#fetch(this.#number);
      if (news.length && this.#isThere()) this.#take(news);
      if (Date.now() - this.#opened > AGAIN_MS) this.#listen();
    } catch {
      // The next turn asks again; an ended session has led to the sign-in.
    }
  }

  /** Opens the stream of events. The browser would repeat a refused one at once, so it is closed. */
  #listen() {
    this.#close();
    this.#opened = Date.now();
    const source = new EventSource(this.#stream(this.#number));
    source.onmessage = ({ data }) => {
      if (this.#isThere()) this.#take(JSON.parse(data));
    };
    source.onerror = () => this.#close();
    this.#source = source;
  }

  #close() {
    this.#source?.close();
    this.#source = null;
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
