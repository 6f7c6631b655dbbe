// SPDX-License-Identifier: Apache-2.0

/** A failed login: the service's problem document, or one of the codes raised here. */
export class LoginError extends Error {
  name = 'LoginError';

  constructor(code, problem) {
    super(problem?.detail || code);
    Object.assign(this, { detail: '', retryable: false }, problem, { code });
  }
}

/** Returns the absolute address if it is http or https. */
export function webAddress(address, base) {
  try {
    const url = new URL(address, base);
    if (/^https?:$/.test(url.protocol)) return url.href;
  } catch {
    // Rejected like other schemes.
  }
  throw new LoginError('unexpected_answer');
}

/** One JSON call with its own time-out; rejects with a LoginError, or with the signal's reason when aborted. */
export async function callApi(address, options = {}) {
  const { method = 'GET', body, signal, fetch = globalThis.fetch, locale, headers, credentials = 'include' } = options;
  const abort = new AbortController();
  // Browsers keep the reason of a signal since 2022.
  let reason;
  let end;
  const give = (why) => {
    reason ??= why;
    abort.abort();
    end(reason);
  };
  const stop = () => give(reasonOf(signal));
  const timer = setTimeout(() => give(new LoginError('timeout', { retryable: true })), 15_000);
  // A fetch function of the page may ignore its signal.
  const ended = new Promise((_, reject) => { end = reject; });
  signal?.addEventListener('abort', stop);
  if (signal?.aborted) stop();
  try {
    const { ok, status, answer } = await Promise.race([ended, ask()]);
    if (ok && answer !== undefined) return answer;
    throw typeof answer?.code === 'string'
      ? new LoginError(answer.code, answer)
      : new LoginError('unexpected_answer', { detail: `HTTP ${status}` });
  } catch (error) {
    if (abort.signal.aborted) throw reason;
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

function reasonOf({ reason }) {
  return reason ?? new DOMException('', 'AbortError');
}

/** AbortSignal.throwIfAborted, which browsers have since 2022. */
export function throwIfAborted(signal) {
  if (signal.aborted) throw reasonOf(signal);
}

/** Runs one call at a time: two tabs that start at once would each get a browser cookie, and only the last one is stored. */
export async function inTurn(ask, signal) {
  try {
    return await (navigator.locks?.request('saoma-attempt', { signal }, ask) ?? ask());
  } catch (error) {
    // In a frame of another site the browser may refuse locks, as it does cookies.
    if (error?.name === 'SecurityError') return ask();
    throw error;
  }
}

/** Tells the page's developer what to check when a browser refuses a frame or a cookie; the user cannot fix it. */
export function explain(error) {
  if (error.code !== 'frame_blocked' && !error.reason) return;
  error.detail = 'In a frame? See binding="header", saoma.allowed-origins (for each page around it), X-Frame-Options, frame-src.';
  console.warn(`<wechat-login> ${error.detail}`);
}

function parsed(text) {
  try {
    return JSON.parse(text || '{}');
  } catch {
    return undefined;
  }
}
