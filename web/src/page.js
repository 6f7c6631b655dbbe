// SPDX-License-Identifier: Apache-2.0

// Shared by the hosted pages: their address, their language, and functions to write into them.

import { plain } from './plain.js';

export { plain };

/** The service's base address, without a slash at the end. */
export const base = new URL('..', import.meta.url).href.replace(/\/+$/, '');

/** The path of that address, as in return addresses. */
export const path = new URL(base).pathname.replace(/\/+$/, '');

/**
 * Returns the language that the query of an address names, as an application may ask for; else that of the browser.
 * @param {string} query
 * @param {string} [preferred] the language of the browser
 * @returns {'en' | 'zh-CN'}
 */
export function pageLocale(query, preferred = '') {
  const named = new URLSearchParams(query).get('lang');
  if (named === 'en' || named === 'zh-CN') return named;
  return /^zh\b/i.test(preferred) ? 'zh-CN' : 'en';
}

export const locale = pageLocale(globalThis.location?.search ?? '', globalThis.navigator?.language);

export const find = (id) => document.getElementById(id);

/**
 * Translates the page: each element with data-text gets the text of that key. The HTML is in English.
 * @template T
 * @param {{en: T, 'zh-CN': T}} tables
 * @returns {T}
 */
export function speak(tables) {
  const texts = tables[locale];
  document.documentElement.lang = locale;
  // Without this, browser.js reports that the page did not start.
  document.documentElement.dataset.begun = '';
  document.title = texts.title;
  for (const node of document.querySelectorAll('[data-text]')) node.textContent = texts[node.dataset.text];
  return texts;
}

/** Replaces placeholders of a sentence, such as {name}, by values in plain form; placeholders in values are not replaced. */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (place, name) => (Object.prototype.hasOwnProperty.call(values, name) ? plain(values[name]) : place));
}

/** Changes a live region only when its text changes, so that nothing is read out twice. */
export function say(node, words) {
  if (node.textContent !== words) node.textContent = words;
}

/**
 * Creates an element with attributes and children; strings become text, never markup.
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** Returns the address if it is on this site; other addresses must be allowed by the server, at a login. */
export function placeHere(address, here = location.origin) {
  try {
    const url = new URL(address, here);
    return address && url.origin === here ? url.href : '';
  } catch {
    return '';
  }
}

/**
 * Shows an error's message, with a link to its page when the service has one.
 * @param {Element} node
 * @param {import('./wechat-login.js').LoginError} error
 * @param {string} words
 * @param {string} help the words of the link
 */
export function showProblem(node, { code, traceId }, words, help) {
  const reference = [code, traceId].filter(Boolean).join(' · ');
  const link = element('a', { href: `${base}/errors/${encodeURIComponent(code)}`, target: '_blank', rel: 'noopener' }, help);
  // Only errors of the service have a page and a trace; errors of the browser do not.
  node.replaceChildren(words, ...(traceId ? [element('span', { class: 'reference' }, `${reference} `, link)] : []));
}
