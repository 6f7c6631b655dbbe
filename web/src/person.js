// SPDX-License-Identifier: Apache-2.0

import { nameIn, visibleIn } from './plain.js';

// Shows a person. Nickname and avatar are untrusted input from WeChat.

const MARKS_KEPT = 2;

/** Returns the nickname without direction marks; a fallback when no character is visible. */
export function nameOf(user, fallback) {
  return (typeof user?.nickname === 'string' && nameIn(user.nickname)) || fallback;
}

/** Returns the initial for a person without an avatar: the first visible character, with few combining marks. */
export function initialOf(name) {
  const from = visibleIn(name);
  if (from < 0) return '?';
  const rest = name.slice(from);
  const first = typeof Intl.Segmenter === 'function'
    ? new Intl.Segmenter().segment(rest)[Symbol.iterator]().next().value.segment
    : [...rest][0];
  const points = [...first];
  const isJoined = points.some((point) => point === '\u200d' || /\p{RI}|\p{EMod}/u.test(point));
  return (isJoined ? points : points.slice(0, 1 + MARKS_KEPT)).join('').toUpperCase();
}

/** Returns the avatar's address if the page may load it. */
export function avatarOf(user) {
  try {
    const url = new URL(user?.avatar);
    return url.protocol === 'https:' ? url.href : '';
  } catch {
    return '';
  }
}

/** Shows a person's avatar; the initial is shown until it is loaded, and when loading fails. */
export function drawAvatar(node, user, name) {
  node.replaceChildren(initialOf(name));
  const address = avatarOf(user);
  if (!address) return;
  const image = document.createElement('img');
  image.alt = '';
  image.referrerPolicy = 'no-referrer';
  image.addEventListener('load', () => node.replaceChildren(image));
  image.src = address;
}
