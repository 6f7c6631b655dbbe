// SPDX-License-Identifier: Apache-2.0

import { webAddress } from './api.js';

/** Where WeChat's page is shown. Nobody scans the screen of the phone in their own hand; a page that is left forgets. */
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

/** Whether a message event is the callback page of this very attempt speaking from this very window. */
export function isCallback({ origin, source, data }, attempt, other) {
  return !!source && source === other && origin === originOf(attempt.redirectUri) && isAnswer(data, attempt);
}

/** Tells of the answer to this attempt, and of any other word from WeChat's page. */
function listen(attempt, windowOf, signal, { heard, ready }) {
  window.addEventListener('message', (event) => {
    const { source, origin, data } = event;
    if (isCallback(event, attempt, windowOf())) {
      source.postMessage({ type: 'saoma:ack', version: 1, state: attempt.state }, origin);
      heard(data);
    } else if (source === windowOf() && origin === originOf(attempt.authorizeUrl)) ready();
  }, { signal });
}

/** The callback page speaks at once where it may be shown; so long it may take to be heard. */
const HEARD_WITHIN = 1500;

function makeFrame(src, credentialless) {
  return Object.assign(document.createElement('iframe'), {
    part: 'iframe',
    // No top navigation: the frame only ever leads to our callback page.
    sandbox: 'allow-scripts allow-same-origin allow-forms',
    // A page that isolates itself from other origins shows them only so.
    credentialless: credentialless || globalThis.crossOriginIsolated,
    src: webAddress(src),
  });
}

export function openFrame(place, { title, credentialless }, attempt, signal, tell) {
  const frame = Object.assign(makeFrame(attempt.authorizeUrl, credentialless), { title });
  // Waits for WeChat's long poll, where its page has not spoken before.
  let isFirst = true;
  let timer;
  frame.addEventListener('load', () => {
    tell.ready();
    clearTimeout(timer);
    // After the first, WeChat's page has loaded itself anew, or what should be the callback page is not heard.
    if (!isFirst) timer = setTimeout(() => tryCallback(place, credentialless, attempt, signal, tell.blocked), HEARD_WITHIN);
    isFirst = false;
  }, { signal });
  listen(attempt, () => frame.contentWindow, signal, tell);
  const focused = place.firstChild?.matches(':focus');
  place.replaceChildren(frame);
  if (focused) frame.focus();
}

/**
 * Finds out whether the callback page may be shown in a frame here at all. Nothing else tells: a browser does not say that
 * it has refused to, and WeChat's page may have only renewed its QR code.
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
  // A window that lost its opener on the way (COOP) says that it is closed; it speaks here, where only its origin hears.
  const channel = globalThis.BroadcastChannel ? new BroadcastChannel(`saoma:${attempt.state}`) : { close() {} };
  channel.onmessage = ({ data }) => {
    if (!isAnswer(data, attempt)) return;
    channel.postMessage({ type: 'saoma:ack', version: 1, state: attempt.state });
    tell.heard(data);
  };
  // Seen there twice: one that is losing its opener is foreign and still open for a moment.
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
