// SPDX-License-Identifier: Apache-2.0

import { LoginError, callApi, textOf } from '../assets/wechat-login.js';
import { base, isApart, path, site } from './address.js';
import { language } from './language.js';

// Calls of the administrator's API.

const hooks = {
  /** @type {() => void} */
  signedOut: () => {},
  /** @type {(error: LoginError) => Promise<void>} */
  prove: (error) => Promise.reject(error),
};

/**
 * Sets what happens when a call says that the session has ended, and when it needs a new scan.
 * @param {Partial<typeof hooks>} given
 */
export function on(given) {
  Object.assign(hooks, given);
}

/**
 * Calls the service once.
 * @param {string} path below the service, such as /api/login
 * @param {{method?: string, body?: object, fetch?: typeof fetch}} options
 */
export function send(path, options = {}) {
  return callApi(base + path, { ...options, locale: language() });
}

/**
 * Calls the administrator's API. A call that needs a new scan is repeated after it; one without a session leads to the
 * sign-in, and fails.
 * @param {string} path below /api/admin, such as /users
 * @param {{method?: string, body?: object}} options
 */
export async function call(path, options = {}) {
  try {
    return await send(`/api/admin${path}`, options);
  } catch (error) {
    if (error.code !== 'reauth_required') throw heard(error);
    await hooks.prove(error);
    return send(`/api/admin${path}`, options).catch((again) => { throw heard(again); });
  }
}

/**
 * Reads a page of a list whose response names the next page.
 * @param {string} path of the list, with its query
 * @param {string} cursor the parameter of the query with which the next page begins
 * @returns {Promise<{rows: object[], next: string | null}>} `next`: the value of that parameter; null on the last page
 */
export async function callPage(path, cursor) {
  let link = '';
  const rows = await call(path, {
    async fetch(...given) {
      const response = await fetch(...given);
      link = response.headers.get('Link') ?? '';
      return response;
    },
  });
  return { rows, next: new RegExp(`[?&]${cursor}=([^&>]+)`).exec(link)?.[1] ?? null };
}

function heard(error) {
  if (error.code === 'session_required') hooks.signedOut();
  return error;
}

/**
 * Returns the address of the page for a scan, or of the login page, which can also log out. A page of another origin is told
 * who asks, so that the way back leads to this browser alone.
 */
export async function scanAddress(isLogin = !isApart) {
  const at = isApart ? (await send('/api/admin/session/scan', { method: 'POST' })).address : `${path}/console`;
  return isLogin ? `${site}/login?returnTo=${encodeURIComponent(at.replace(new URL(site).origin, ''))}` : at;
}

/** Returns the address of a part of the administrator's API, for what is not called. */
export function apiAddress(path) {
  return `${base}/api/admin${path}`;
}

/** Returns a segment of a path. */
export function segment(text) {
  return encodeURIComponent(text);
}

/** Returns a query with a ? before it; empty values are left out. */
export function query(values) {
  const given = Object.entries(values).filter(([, value]) => value !== '' && value !== null && value !== undefined);
  return given.length ? `?${new URLSearchParams(given)}` : '';
}

/**
 * Turns any failure into what a page shows.
 * @returns {{code: string, title: string, detail: string, isOwn: boolean, traceId: string, retryable: boolean}} `isOwn`: whether
 *     the detail is a text of the console, in its language; the service's is English
 */
export function problemOf(error) {
  const known = error instanceof LoginError ? error : new LoginError('unexpected_answer');
  if (known !== error) console.error(error);
  const { code, title, detail, isOwn = false, traceId = '', retryable } = known;
  return { code, title: title || textOf(language(), code), detail: detail === title ? '' : detail, isOwn, traceId, retryable };
}
