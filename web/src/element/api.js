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
export async function callApi(address, options = {}) {
  const { method = 'GET', body, signal, fetch = globalThis.fetch, locale, headers, credentials = 'include' } = options;
  const abort = new AbortController();
  const stop = () => abort.abort(signal.reason);
  const timer = setTimeout(() => abort.abort(new LoginError('timeout', { retryable: true })), 15_000);
  // A fetch of the page's own may not listen to its signal.
  const ended = new Promise((_, end) => abort.signal.addEventListener('abort', () => end(abort.signal.reason)));
  signal?.addEventListener('abort', stop);
  if (signal?.aborted) stop();
  try {
    const { ok, status, answer } = await Promise.race([ended, ask()]);
    if (ok && answer !== undefined) return answer;
    throw typeof answer?.code === 'string'
      ? new LoginError(answer.code, answer)
      : new LoginError('unexpected_answer', { detail: `HTTP ${status}` });
  } catch (error) {
    if (abort.signal.aborted) throw abort.signal.reason;
    throw error instanceof LoginError ? error : new LoginError('network', { retryable: true });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }

  async function ask() {
    const response = await fetch(address, {
      method,
      headers: {
        Accept: 'application/json',
        ...(locale && { 'Accept-Language': locale }),
        ...(body && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: body && JSON.stringify(body),
      credentials,
      cache: 'no-store',
      signal: abort.signal,
    });
    return { ok: response.ok, status: response.status, answer: parsed(await response.text()) };
  }
}

function parsed(text) {
  try {
    return JSON.parse(text || '{}');
  } catch {
    return undefined;
  }
}
