// SPDX-License-Identifier: Apache-2.0

// How the callback page hands WeChat's answer to the page that waits for it: the one around it, or the one that opened it.

const VERSION = 1;
export const ACKNOWLEDGED_WITHIN = 1000;

/**
 * @typedef {{code?: string, state: string, cancelled: boolean}} Answer
 * @typedef {{
 *   target: Window | null, mayBe?: (origin: string) => boolean, origins: string[], self: Window,
 *   channel?: BroadcastChannel,
 * }} Way `target` is parent or opener, gone when the opener was severed from us; then `channel` is what is left
 */

/** What is posted. */
export function messageOf({ code, state, cancelled }) {
  return { type: 'saoma:callback', version: VERSION, state, ...(cancelled ? { cancelled } : { code }) };
}

/** Whether these are the words of a page that has taken this answer. */
export function isAcknowledgement(data, state) {
  return data?.type === 'saoma:ack' && data.version === VERSION && data.state === state;
}

/**
 * Posts the answer, never to an origin that is not listed, and tells each time it is acknowledged.
 * @param {Answer} answer
 * @param {Way} way
 * @param {() => void} onAcknowledged
 * @returns {() => void} stops listening
 */
export function relay(answer, { target, mayBe = () => true, origins, self, channel }, onAcknowledged) {
  const heard = ({ source, origin, data }) => {
    if (!target || source !== target || !origins.includes(origin)) return;
    if (isAcknowledgement(data, answer.state)) onAcknowledged();
  };
  self.addEventListener('message', heard);
  // Only pages of our own origin can speak here, and only who knows the state knows its name.
  if (channel) channel.onmessage = ({ data }) => isAcknowledgement(data, answer.state) && onAcknowledged();
  const message = messageOf(answer);
  if (target) origins.filter(mayBe).forEach((origin) => target.postMessage(message, origin));
  channel?.postMessage(message);
  return () => {
    self.removeEventListener('message', heard);
    channel?.close();
  };
}
