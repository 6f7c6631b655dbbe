// SPDX-License-Identifier: Apache-2.0

import { html } from './lit.js';

const two = (number) => String(number).padStart(2, '0');

/** Returns the moment as YYYY-MM-DD HH:mm:ss in the browser's zone; an empty text for no moment. */
export function wordsOfTime(iso) {
  const moment = new Date(iso ?? NaN);
  if (Number.isNaN(moment.getTime())) return '';
  const day = [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join('-');
  return `${day} ${[moment.getHours(), moment.getMinutes(), moment.getSeconds()].map(two).join(':')}`;
}

/** Returns the moment as an element whose tooltip is the time in UTC. */
export function timeOf(iso) {
  const words = wordsOfTime(iso);
  return words ? html`<time datetime=${iso} title=${new Date(iso).toISOString()}>${words}</time>` : '';
}

/** Returns the name of the browser's zone and its distance from UTC now. */
export function zone() {
  const minutes = -new Date().getTimezoneOffset();
  const sign = minutes < 0 ? '-' : '+';
  const away = Math.abs(minutes);
  const name = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return `${name}, UTC${sign}${two(Math.floor(away / 60))}:${two(away % 60)}`;
}
