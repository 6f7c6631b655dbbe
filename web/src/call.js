// SPDX-License-Identifier: Apache-2.0

// Calls to the service from the hosted pages, and what went wrong in a person's words.

import { LoginError, callApi, textOf } from './wechat-login.js';
import { base, locale } from './page.js';

/** @param {string} path below the service, such as /api/session */
export function call(path, { method = 'GET', body } = {}) {
  return callApi(base + path, { method, body, locale });
}

/** Whatever was thrown, as what a page can show. */
export function problemOf(error) {
  if (error instanceof LoginError) return error;
  console.error(error);
  return new LoginError('unexpected_answer');
}

/** The service says it in the person's language; the browser's own failures are said here. */
export function wordsOf(error) {
  return error.title || textOf(locale, error.code);
}
