// SPDX-License-Identifier: Apache-2.0

// <wechat-login>: WeChat scan-to-login in one custom element. Importing this file registers it.

import { Flow } from './element/flow.js';
import { localeOf, owns } from './element/texts.js';
import { wayOf } from './element/transport.js';
import { View } from './element/view.js';

export { LoginError, callApi, webAddress } from './element/api.js';
export { localeOf, textOf } from './element/texts.js';
export { isCallback } from './element/transport.js';

const text = (value) => value ?? '';
const flag = (value) => value !== null;
const oneOf = (...words) => (value) => (words.includes(value) ? value : words[0]);

/** How each attribute is read as a property; the first eight are parameters of a login. */
const READERS = {
  endpoint: (value, { baseURI }) => new URL(value ?? '..', flag(value) ? baseURI : import.meta.url).href.replace(/\/+$/, ''),
  instance: text,
  mode: oneOf('iframe', 'page', 'popup', 'auto'),
  action: oneOf('login', 'bind', 'reauth'),
  'return-to': text,
  'redirect-uri': text,
  binding: oneOf('cookie', 'header'),
  invitation: text,
  locale: (value, element) => localeOf(value ?? inheritedLanguage(element)),
  theme: oneOf('auto', 'light', 'dark'),
  'auto-refresh': (value) => (/^\d+$/.test(value) ? Number(value) : 3),
  manual: flag,
  credentialless: flag,
};
const ATTRIBUTES = Object.keys(READERS);
const propertyOf = (attribute) => attribute.replace(/-./, (dash) => dash[1].toUpperCase());

function inheritedLanguage(element) {
  for (let node = element; node; node = node.getRootNode().host) {
    const holder = node.closest('[lang]');
    if (holder) return holder.getAttribute('lang');
  }
  return '';
}

/** The element; wechat-login.d.ts and custom-elements.json describe what it offers. */
// Pages rendered on a server import this file where there is no DOM.
export class WeChatLoginElement extends (globalThis.HTMLElement ?? Object) {
  static observedAttributes = ATTRIBUTES;

  /** @type {typeof fetch | undefined} */
  fetch = this.fetch;
  #strings = {};
  #lifetime;
  #startDue = false;
  #view = new View(this, () => this.#press(), (option) => (option.take ? this.#flow.choose(option) : this.refresh()));
  #flow = new Flow(this, this.#view);

  connectedCallback() {
    // Properties set before this file was loaded hide the accessors.
    for (const name of [...ATTRIBUTES.map(propertyOf), 'strings']) {
      if (owns(this, name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    }
    this.#lifetime = new AbortController();
    const on = (type, act) => window.addEventListener(type, act, this.#lifetime);
    // After a return from WeChat's page the browser may restore this page from its cache.
    on('pageshow', ({ persisted }) => persisted && wayOf(this) === 'page' && this.cancel());
    on('offline', () => this.#flow.offline());
    on('online', () => this.#flow.online());
    this.#view.show(this.#flow);
    this.#startSoon();
  }

  disconnectedCallback() {
    this.#lifetime.abort();
    this.cancel();
  }

  attributeChangedCallback(name, before, after) {
    if (before === after || !this.isConnected) return;
    this.#view.render(this.#flow);
    const begins = ATTRIBUTES.indexOf(name) < 8;
    if (begins && this.state !== 'exchanging' && this.state !== 'success') this.#startSoon();
  }

  get strings() { return this.#strings; }
  set strings(value) {
    this.#strings = { ...value };
    this.#view.render(this.#flow);
  }

  get state() { return this.#flow.state; }

  get lastError() { return this.#flow.lastError; }

  start() {
    // These states are cancelled: loading, waiting, exchanging, choosing.
    if (!this.state.endsWith('ing')) this.refresh();
  }

  refresh() { this.#begin(wayOf(this)); }

  cancel() {
    this.#startDue = false;
    this.#flow.cancel();
  }

  complete(callback) {
    this.#startDue = false;
    this.#flow.complete(callback);
  }

  #begin(way) {
    if (this.state === 'exchanging' || !this.isConnected) return;
    this.#startDue = false;
    this.#flow.begin(way);
  }

  #press() {
    // When the browser blocks both window and frame, the page itself navigates, unless it would lose its state.
    const blocked = this.state === 'error' && /_blocked$/.test(this.lastError.code) && this.binding === 'cookie';
    this.#begin(blocked ? 'page' : wayOf(this));
  }

  #startSoon() {
    this.#startDue = true;
    // Starts once when the element is removed and added again at once, or several properties are set in a row.
    queueMicrotask(() => {
      if (!this.#startDue) return;
      if (this.manual || wayOf(this) !== 'iframe') this.cancel();
      else this.refresh();
    });
  }
}

for (const name of ATTRIBUTES) {
  Object.defineProperty(WeChatLoginElement.prototype, propertyOf(name), {
    get() { return READERS[name](this.getAttribute(name), this); },
    set(value) {
      if (value === null || value === undefined || value === false) this.removeAttribute(name);
      else this.setAttribute(name, value === true ? '' : value);
    },
  });
}

if (globalThis.customElements && !customElements.get('wechat-login')) {
  customElements.define('wechat-login', WeChatLoginElement);
}
