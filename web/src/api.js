// SPDX-License-Identifier: Apache-2.0

/** A failed login: what the service's problem document says, or one of the codes that are raised here. */
export class LoginError extends Error {
  name = 'LoginError';

  constructor(code, problem) {
    super(problem?.detail || code);
    Object.assign(this, { detail: '', retryable: false }, problem, { code });
  }
}

/** The absolute address if it is one that a page may go to (http or https). */
export function webAddress(address, base) {
  try {
    const url = new URL(address, base);
    if (/^https?:$/.test(url.protocol)) return url.href;
  } catch {
    // Refused like one that is not for the web.
  }
  throw new LoginError('unexpected_answer');
}

/** One JSON call with its own time-out; rejects with a LoginError, or with the signal's reason when aborted. */
export async function callApi(url, { body, method = 'GET', signal, fetch = globalThis.fetch, locale, headers, credentials } = {}) {
  signal?.throwIfAborted();
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(new LoginError('timeout', { retryable: true })), 15_000);
  signal?.addEventListener('abort', () => abort.abort(signal.reason), { signal: abort.signal });
  try {
    const response = await fetch(url, {
      method,
      headers: {
        Accept: 'application/json',
        ...(locale && { 'Accept-Language': locale }),
        ...(body && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: body && JSON.stringify(body),
      credentials: credentials ?? (new URL(url).origin === globalThis.location?.origin ? 'same-origin' : 'include'),
      cache: 'no-store',
      signal: abort.signal,
    });
    return answerOf(response, await response.text());
  } catch (error) {
    if (abort.signal.aborted) throw abort.signal.reason;
    throw error instanceof LoginError ? error : new LoginError('network', { retryable: true });
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}

function answerOf({ ok, status }, text) {
  let answer;
  try {
    answer = text ? JSON.parse(text) : {};
  } catch {
    ok = false;
  }
  if (ok) return answer;
  if (typeof answer?.code === 'string') throw new LoginError(answer.code, answer);
  throw new LoginError('unexpected_answer', { detail: `HTTP ${status}` });
}
