// SPDX-License-Identifier: Apache-2.0

// <wechat-login>: WeChat scan-to-login in one custom element. Importing this file registers it.

import { Flow } from './flow.js';
import { Settings, ATTRIBUTES, CONFIGURATION, propertyOf, wayOf } from './settings.js';
import { View } from './view.js';

export { LoginError, callApi, webAddress } from './api.js';
export { localeOf, textOf } from './texts.js';
export { isCallback } from './transport.js';

/** The element; wechat-login.d.ts and custom-elements.json describe what it offers. */
export class WeChatLoginElement extends Settings {
  static observedAttributes = [...CONFIGURATION, 'theme', 'locale'];

  /** @type {typeof fetch | undefined} */
  fetch = this.fetch;
  #strings = {};
  #lifetime;
  #startDue = false;
  #internals = this.attachInternals?.();
  #view = new View(this, (option) => (option.take ? this.#flow.choose(option) : this.refresh()));
  #flow = new Flow(this, {
    place: this.#view.place,
    text: (key) => this.#view.text(key),
    messageOf: (error) => this.#view.messageOf(error),
    clear: () => this.#view.clear(),
    show: (flow, from) => this.#show(from),
  });

  constructor() {
    super();
    this.#view.parts.button.addEventListener('click', () => this.#press());
  }

  connectedCallback() {
    // Properties set before this file was loaded hide the accessors.
    for (const name of [...ATTRIBUTES.map(propertyOf), 'strings']) this.#adopt(name);
    this.#lifetime = new AbortController();
    const on = (type, act) => window.addEventListener(type, act, { signal: this.#lifetime.signal });
    // Back from WeChat's page the browser may show this page as it was left.
    on('pageshow', (event) => event.persisted && wayOf(this) === 'page' && this.cancel());
    on('offline', () => this.#flow.offline());
    on('online', () => this.#flow.online(wayOf(this)));
    this.#show();
    this.#startSoon();
  }

  disconnectedCallback() {
    this.#lifetime.abort();
    this.cancel();
  }

  attributeChangedCallback(name, before, after) {
    if (before === after || !this.isConnected) return;
    this.#render();
    if (CONFIGURATION.includes(name) && !['exchanging', 'success'].includes(this.state)) this.#startSoon();
  }

  get strings() { return this.#strings; }
  set strings(value) {
    this.#strings = { ...value };
    this.#render();
  }

  get state() { return this.#flow.state; }

  get lastError() { return this.#flow.lastError; }

  start() {
    if (['idle', 'success', 'expired', 'offline', 'error'].includes(this.state)) this.refresh();
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
    // Where no window may be opened there is the page itself, unless that would forget what it must keep.
    const blocked = this.lastError?.code === 'popup_blocked' && this.state === 'error' && this.binding === 'cookie';
    this.#begin(blocked ? 'page' : wayOf(this));
  }

  #startSoon() {
    this.#startDue = true;
    // One start for a mount that is undone and done again at once, and for several properties set in a row.
    queueMicrotask(() => {
      if (!this.#startDue) return;
      if (this.manual || wayOf(this) !== 'iframe') this.cancel();
      else this.refresh();
    });
  }

  #show(from) {
    this.setAttribute('state', this.state);
    try {
      this.#internals?.states.delete(from);
      this.#internals?.states.add(this.state);
    } catch {
      // Browsers before 2024 lack custom states; the attribute says the same.
    }
    this.#render();
  }

  #render() { this.#view.render(this.#flow, wayOf(this)); }

  #adopt(name) {
    if (!Object.hasOwn(this, name)) return;
    const value = this[name];
    delete this[name];
    this[name] = value;
  }
}

if (globalThis.customElements && !customElements.get('wechat-login')) {
  customElements.define('wechat-login', WeChatLoginElement);
}
