// SPDX-License-Identifier: Apache-2.0

// Calls to the service from the hosted pages, and their errors as messages for the user.

import { LoginError, callApi, textOf } from './wechat-login.js';
import { base, locale } from './page.js';

/** @param {string} path below the service, such as /api/session */
export function call(path, { method = 'GET', body } = {}) {
  return callApi(base + path, { method, body, locale });
}

/** Turns any exception into an error that a page can show. */
export function problemOf(error) {
  if (error instanceof LoginError) return error;
  console.error(error);
  return new LoginError('unexpected_answer');
}

/** The service sends its message in the user's language; the browser's failures have their texts here. */
export function wordsOf(error) {
  return error.title || textOf(locale, error.code);
}
