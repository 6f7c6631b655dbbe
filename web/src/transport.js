// SPDX-License-Identifier: Apache-2.0

const version = 1;

function isAnswer(data, { state }) {
  return data?.type === 'saoma:callback' && data.version === version && data.state === state &&
    (data.cancelled === true || (typeof data.code === 'string' && data.code !== ''));
}

/** Whether a message event is the callback page of this very attempt speaking from this very window. */
export function isCallback({ origin, source, data }, attempt, other) {
  return !!source && source === other && origin === new URL(attempt.redirectUri).origin && isAnswer(data, attempt);
}

function listen(attempt, windowOf, signal, heard) {
  window.addEventListener('message', (event) => {
    if (!isCallback(event, attempt, windowOf())) return;
    event.source.postMessage({ type: 'saoma:ack', version, state: attempt.state }, event.origin);
    heard(event.data);
  }, { signal });
}

/** Shows WeChat's page in a frame. */
export function openFrame(place, { credentialless, title, attempt }, signal, { ready, heard }) {
  const frame = Object.assign(document.createElement('iframe'), {
    title,
    part: 'iframe',
    // No top navigation: the frame only ever leads to our callback page.
    sandbox: 'allow-scripts allow-same-origin allow-forms',
    // A page that isolates itself from other origins shows them only so.
    credentialless: credentialless || !!globalThis.crossOriginIsolated,
    src: attempt.authorizeUrl,
  });
  frame.addEventListener('load', ready, { signal, once: true });
  // WeChat's page is there; its load event may wait for a long poll.
  window.addEventListener('message', ({ source, origin }) => {
    if (source === frame.contentWindow && origin === new URL(attempt.authorizeUrl).origin) ready();
  }, { signal });
  listen(attempt, () => frame.contentWindow, signal, heard);
  const focused = place.firstChild?.matches(':focus');
  place.replaceChildren(frame);
  if (focused) frame.focus();
}

/** An empty window, which browsers allow only while a click is being handled; null when they do not. */
export function openWindow() {
  return window.open('', 'saoma-login', 'popup,width=480,height=640');
}

/** Shows WeChat's page in that window. */
export function openPopup(popup, attempt, signal, { closed, heard }) {
  listen(attempt, () => popup, signal, heard);
  // A window that lost its opener on the way (COOP) says that it is closed, and speaks here, to its own origin alone.
  const channel = new BroadcastChannel(`saoma:${attempt.state}`);
  channel.onmessage = ({ data }) => {
    if (!isAnswer(data, attempt)) return;
    channel.postMessage({ type: 'saoma:ack', version, state: attempt.state });
    heard(data);
  };
  popup.location.replace(attempt.authorizeUrl);
  let reached = false;
  const timer = setInterval(() => {
    if (!popup.closed) reached ||= isForeign(popup);
    else if (reached) closed();
  }, 500);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    channel.close();
  });
}

function isForeign(other) {
  try {
    return !other.document;
  } catch {
    return true;
  }
}
