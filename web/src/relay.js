// SPDX-License-Identifier: Apache-2.0

// Passes WeChat's answer from the callback page to the waiting page: its parent or its opener.

const VERSION = 1;
export const ACKNOWLEDGED_WITHIN = 1000;

/**
 * @typedef {{code?: string, state: string, cancelled: boolean}} Answer
 * @typedef {{
 *   target: Window | null, mayBe?: (origin: string) => boolean, origins: string[], self: Window,
 *   channel?: BroadcastChannel,
 * }} Way `target` is parent or opener, null when COOP has cut the link to the opener; then `channel` is used
 */

/** The message. */
export function messageOf({ code, state, cancelled }) {
  return { type: 'saoma:callback', version: VERSION, state, ...(cancelled ? { cancelled } : { code }) };
}

/** Whether this message acknowledges this answer. */
export function isAcknowledgement(data, state) {
  return data?.type === 'saoma:ack' && data.version === VERSION && data.state === state;
}

/**
 * Posts the answer, only to listed origins, and calls back each time it is acknowledged.
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
  // Only pages of this origin can use the channel, and only a page with the state knows its name.
  if (channel) channel.onmessage = ({ data }) => isAcknowledgement(data, answer.state) && onAcknowledged();
  const message = messageOf(answer);
  if (target) origins.filter(mayBe).forEach((origin) => target.postMessage(message, origin));
  channel?.postMessage(message);
  return () => {
    self.removeEventListener('message', heard);
    channel?.close();
  };
}
