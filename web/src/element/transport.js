// SPDX-License-Identifier: Apache-2.0

import { webAddress } from './api.js';

/** Chooses where WeChat's page is shown. A phone cannot scan its own screen, and a page loses its state by navigating. */
export function wayOf({ mode, binding }) {
  if (mode !== 'auto') return mode;
  const phone = /MicroMessenger/.test(navigator.userAgent) || matchMedia('(max-width: 480px) and (pointer: coarse)').matches;
  if (!phone) return 'iframe';
  return binding === 'header' ? 'popup' : 'page';
}

const originOf = (address) => new URL(address).origin;

function isAnswer(data, { state }) {
  return data?.type === 'saoma:callback' && data.version === 1 && data.state === state &&
    (data.cancelled === true || (typeof data.code === 'string' && data.code !== ''));
}

/** Whether a message event comes from the callback page of this attempt in this window. */
export function isCallback({ origin, source, data }, attempt, other) {
  return !!source && source === other && origin === originOf(attempt.redirectUri) && isAnswer(data, attempt);
}

/** Reports the answer to this attempt, and any other message from WeChat's page. */
function listen(attempt, windowOf, signal, { heard, ready }) {
  window.addEventListener('message', (event) => {
    const { source, origin, data } = event;
    if (isCallback(event, attempt, windowOf())) {
      source.postMessage({ type: 'saoma:ack', version: 1, state: attempt.state }, origin);
      heard(data);
    } else if (source === windowOf() && origin === originOf(attempt.authorizeUrl)) ready();
  }, { signal });
}

/** The time-out for the message of the callback page, which sends it at once when it is shown. */
const HEARD_WITHIN = 1500;

function makeFrame(src, credentialless) {
  return Object.assign(document.createElement('iframe'), {
    part: 'iframe',
    // No top navigation: the frame leads only to the callback page.
    sandbox: 'allow-scripts allow-same-origin allow-forms',
    // A cross-origin isolated page can show other origins only without credentials.
    credentialless: credentialless || globalThis.crossOriginIsolated,
    src: webAddress(src),
  });
}

export function openFrame(place, { title, credentialless }, attempt, signal, tell) {
  const frame = Object.assign(makeFrame(attempt.authorizeUrl, credentialless), { title });
  // Waits for WeChat's long poll, when its page has sent no message before.
  let isFirst = true;
  let timer;
  frame.addEventListener('load', () => {
    tell.ready();
    clearTimeout(timer);
    // After the first load: WeChat's page has reloaded itself, or the callback page cannot send its message.
    if (!isFirst) timer = setTimeout(() => tryCallback(place, credentialless, attempt, signal, tell.blocked), HEARD_WITHIN);
    isFirst = false;
  }, { signal });
  listen(attempt, () => frame.contentWindow, signal, tell);
  const focused = place.firstChild?.matches(':focus');
  place.replaceChildren(frame);
  if (focused) frame.focus();
}

/**
 * Checks whether the callback page may be shown in a frame here. There is no other way: a browser does not report a
 * refused frame, and WeChat's page may have only renewed its QR code.
 */
function tryCallback(place, credentialless, { redirectUri }, signal, blocked) {
  if (!blocked || signal.aborted) return;
  const frame = makeFrame(redirectUri, credentialless);
  frame.hidden = true;
  let isOver = () => signal.aborted;
  window.addEventListener('message', ({ source, origin, data }) => {
    if (source !== frame.contentWindow || origin !== originOf(redirectUri) || data?.type !== 'saoma:empty') return;
    isOver = () => true;
    frame.remove();
  }, { signal });
  frame.addEventListener('load', () => setTimeout(() => {
    if (!isOver()) blocked();
  }, HEARD_WITHIN), { signal });
  place.append(frame);
}

export function openPopup(popup, attempt, signal, tell) {
  popup.location.replace(webAddress(attempt.authorizeUrl));
  listen(attempt, () => popup, signal, tell);
  // A window cut off from its opener (COOP) appears closed; it uses this channel, which only its own origin receives.
  const channel = globalThis.BroadcastChannel ? new BroadcastChannel(`saoma:${attempt.state}`) : { close() {} };
  channel.onmessage = ({ data }) => {
    if (!isAnswer(data, attempt)) return;
    channel.postMessage({ type: 'saoma:ack', version: 1, state: attempt.state });
    tell.heard(data);
  };
  // Requires two checks: a window that loses its opener is cross-origin and still open for a moment.
  let away = 0;
  const timer = setInterval(() => {
    if (!popup.closed) away += isForeign(popup);
    else if (away > 1) tell.closed();
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
