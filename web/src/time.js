// SPDX-License-Identifier: Apache-2.0

import { element, locale } from './page.js';

const UNITS = [['day', 86_400], ['hour', 3_600], ['minute', 60]];
const RELATIVE_FOR = 7 * 86_400;

/** Formats a moment: how long ago, and the date after a week. */
export function wordsOfTime(iso, now = Date.now(), language = locale) {
  const moment = new Date(iso);
  const seconds = (moment - now) / 1000;
  if (!isMoment(iso)) return '';
  if (Math.abs(seconds) > RELATIVE_FOR) return new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(moment);
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', Infinity];
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(Math.round(seconds / size), unit);
}

/** Returns an element for the moment, with the exact time as its tooltip. */
export function timeOf(iso) {
  return timeElement(iso, wordsOfTime(iso));
}

/** Returns an element for the date. */
export function dateOf(iso) {
  return timeElement(iso, isMoment(iso) ? new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(new Date(iso)) : '');
}

function timeElement(iso, words) {
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
  return element('time', { datetime: String(iso), title: isMoment(iso) ? exact.format(new Date(iso)) : '' }, words);
}

function isMoment(iso) {
  return !Number.isNaN(Date.parse(iso));
}
