// SPDX-License-Identifier: Apache-2.0

import { webAddress } from '../assets/wechat-login.js';

// The addresses of links, images and navigations. Templates get them from here alone.

/** The service's base address, without a slash at the end. */
export const base = new URL('..', import.meta.url).href.replace(/\/+$/, '');

/** The path of that address, as in return addresses. */
export const path = new URL(base).pathname.replace(/\/+$/, '');

/** The public address, where people log in. */
export const site = document.documentElement.dataset.site || base;

/** Whether the console has an address of its own, so that administrators scan at another. */
export const isApart = site !== base;

/**
 * Returns the address if it is https, or of this service; an empty text otherwise.
 * @param {unknown} text
 * @returns {string}
 */
export function address(text) {
  try {
    const url = new URL(String(text ?? ''), location.href);
    const isOwn = [base, site].some((one) => url.href === one || url.href.startsWith(`${one}/`));
    return text && (isOwn || url.protocol === 'https:') ? url.href : '';
  } catch {
    return '';
  }
}

/**
 * Returns the address of WeChat's page for a frame. The page's policy allows no other; the emulator has no https.
 * @param {string} text
 */
export function frameAddress(text) {
  return webAddress(text);
}

/**
 * Returns the address of one of the console's pages. Its query stays in the browser, since it is behind the #.
 * @param {string} place such as /people
 * @param {Record<string, string>} query empty values are left out
 */
export function pageAddress(place, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value);
  const words = new URLSearchParams(given).toString();
  return address(`${base}/console#${place}${words ? `?${words}` : ''}`);
}

/** Returns the page that the address bar names, and its query. */
export function currentPlace() {
  const [, place, query] = /^#?([^?]*)\??(.*)$/s.exec(location.hash);
  return { place: place || '/', query: new URLSearchParams(query) };
}

/**
 * Takes the token of a setup link, or the code of a scan, out of the address, so that it is in no history.
 * @returns {{setup?: string, scan?: string}}
 */
export function takeToken() {
  const [, name, token] = /^#(setup|scan)=(.+)$/.exec(location.hash) ?? [];
  if (!token) return {};
  history.replaceState(null, '', name === 'setup' ? '#/' : location.pathname);
  return { [name]: token };
}

/** Goes to one of the console's pages. */
export function go(place, query = {}) {
  location.assign(pageAddress(place, query));
}

const RETURN = 'saoma.console.return';

/** Goes to a page for a scan, which comes back to this page. The page's query may hold a nickname, so it does not travel. */
export function leaveFor(scan) {
  remember();
  location.assign(address(scan));
}

/** Keeps this page's place in this tab until the person comes back from a scan. */
export function remember() {
  try {
    sessionStorage.setItem(RETURN, location.hash || '#/');
  } catch {
    // Without storage the person comes back to the first page.
  }
}

/** Forgets the place again, when the person did not have to leave. */
export function forget() {
  try {
    sessionStorage.removeItem(RETURN);
  } catch {
    // Nothing was stored.
  }
}

/** Returns whether the person comes back from a scan, and shows the place that was left. */
export function comeBack() {
  try {
    const kept = sessionStorage.getItem(RETURN);
    forget();
    if (kept && !location.hash) history.replaceState(null, '', kept);
    return kept !== null;
  } catch {
    return false;
  }
}
