// SPDX-License-Identifier: Apache-2.0

// What the hosted pages have in common: where they are, which language they speak, small ways to write into them.

import { plain } from './plain.js';

export { plain };

/** Where the service is, without a slash at the end. */
export const base = new URL('..', import.meta.url).href.replace(/\/+$/, '');

/** Its path alone, as return addresses are written. */
export const path = new URL(base).pathname.replace(/\/+$/, '');

export const locale = /^zh\b/i.test(globalThis.navigator?.language ?? '') ? 'zh-CN' : 'en';

export const find = (id) => document.getElementById(id);

/**
 * Makes the page speak: each element with data-text gets the words it names. English stands in the HTML already.
 * @template T
 * @param {{en: T, 'zh-CN': T}} tables
 * @returns {T}
 */
export function speak(tables) {
  const texts = tables[locale];
  document.documentElement.lang = locale;
  // browser.js says otherwise that the page did not begin.
  document.documentElement.dataset.begun = '';
  document.title = texts.title;
  for (const node of document.querySelectorAll('[data-text]')) node.textContent = texts[node.dataset.text];
  return texts;
}

/** Puts values, made plain, into the places of a sentence, such as {name}; none is read as a place. */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (place, name) => (Object.prototype.hasOwnProperty.call(values, name) ? plain(values[name]) : place));
}

/** Changes a live region only when its words change, so that nothing is read out twice. */
export function say(node, words) {
  if (node.textContent !== words) node.textContent = words;
}

/**
 * An element with attributes and children; strings become text, never markup.
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

/** The address, if it is on this site: anywhere else is for the server to allow, which it does at a login. */
export function placeHere(address, here = location.origin) {
  try {
    const url = new URL(address, here);
    return address && url.origin === here ? url.href : '';
  } catch {
    return '';
  }
}

/**
 * The problem in words, with a link to its page when the service has one.
 * @param {Element} node
 * @param {import('./wechat-login.js').LoginError} error
 * @param {string} words
 * @param {string} help the words of the link
 */
export function showProblem(node, { code, traceId }, words, help) {
  const reference = [code, traceId].filter(Boolean).join(' · ');
  const link = element('a', { href: `${base}/errors/${encodeURIComponent(code)}`, target: '_blank', rel: 'noopener' }, help);
  // The page of an error belongs to the service; what went wrong in the browser has none and no trace.
  node.replaceChildren(words, ...(traceId ? [element('span', { class: 'reference' }, `${reference} `, link)] : []));
}
