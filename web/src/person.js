// SPDX-License-Identifier: Apache-2.0

import { nameIn, visibleIn } from './plain.js';

// A person as the pages show them. Nicknames and avatars are whatever somebody typed into WeChat.

const MARKS_KEPT = 2;

/** The nickname without the marks that turn its direction, unless there is nothing in it to see. */
export function nameOf(user, fallback) {
  return (typeof user?.nickname === 'string' && nameIn(user.nickname)) || fallback;
}

/** What stands for a person without a picture: the first character to be seen, with few of the marks piled on it. */
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

/** The picture's address, if a page may load it. */
export function avatarOf(user) {
  try {
    const url = new URL(user?.avatar);
    return url.protocol === 'https:' ? url.href : '';
  } catch {
    return '';
  }
}

/** Draws a person's picture; the initial stays until it is there, and when it does not come. */
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
