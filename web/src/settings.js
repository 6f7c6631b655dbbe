// SPDX-License-Identifier: Apache-2.0

import { localeOf } from './texts.js';

const text = (value) => value ?? '';
const flag = (value) => value !== null;
const oneOf = (...words) => (value) => (words.includes(value) ? value : words[0]);

/** How each attribute is read as a property; the first eight are what a login is begun with. */
const READERS = {
  endpoint: (value, { baseURI }) => new URL(value ?? '..', value === null ? import.meta.url : baseURI).href.replace(/\/+$/, ''),
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

export const ATTRIBUTES = Object.keys(READERS);
export const CONFIGURATION = ATTRIBUTES.slice(0, 8);

/** The property of an attribute: return-to, returnTo. */
export const propertyOf = (attribute) => attribute.replace(/-(\w)/, (_, letter) => letter.toUpperCase());

// Pages rendered on a server import this file where there is no DOM.
export class Settings extends (globalThis.HTMLElement ?? Object) {}

for (const [name, read] of Object.entries(READERS)) {
  Object.defineProperty(Settings.prototype, propertyOf(name), {
    get() { return read(this.getAttribute(name), this); },
    set(value) {
      if (value === null || value === undefined || value === false) this.removeAttribute(name);
      else this.setAttribute(name, value === true ? '' : value);
    },
  });
}

function inheritedLanguage(element) {
  for (let node = element; node; node = node.getRootNode().host) {
    const holder = node.closest('[lang]');
    if (holder) return holder.getAttribute('lang');
  }
  return '';
}

/** Where WeChat's page is shown. Nobody scans the screen of the phone in their own hand; a page that is left forgets. */
export function wayOf({ mode, binding }) {
  if (mode !== 'auto') return mode;
  const phone = /MicroMessenger/.test(navigator.userAgent) || matchMedia('(max-width: 480px) and (pointer: coarse)').matches;
  if (!phone) return 'iframe';
  return binding === 'header' ? 'popup' : 'page';
}
