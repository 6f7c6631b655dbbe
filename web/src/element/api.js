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
  signal?.addEventListener('abort', stop);
  if (signal?.aborted) stop();
  try {
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
    const answer = parsed(await response.text());
    if (response.ok && answer !== undefined) return answer;
    throw typeof answer?.code === 'string'
      ? new LoginError(answer.code, answer)
      : new LoginError('unexpected_answer', { detail: `HTTP ${response.status}` });
  } catch (error) {
    if (abort.signal.aborted) throw abort.signal.reason;
    throw error instanceof LoginError ? error : new LoginError('network', { retryable: true });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

function parsed(text) {
  try {
    return JSON.parse(text || '{}');
  } catch {
    return undefined;
  }
}
