// Marks the first difference between the received and the expected value in both.

import { el } from './dom.js';

// A described expectation ("a code that was not exchanged before") and a masked secret cannot be compared.
const WORDS = /^(an?|the) |^\(|^\*{3}|^$/;
const UNSEEN = /[\s\p{C}\p{Z}]/u;

function named(character) {
  const number = character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0');
  return character === ' ' ? 'a space' : UNSEEN.test(character) ? `U+${number}` : `“${character}”`;
}

/** The index of the first character that differs, or -1 when there is nothing to compare. */
export function firstDifference(received, expected) {
  if (WORDS.test(received) || WORDS.test(expected) || received === expected) {
    return -1;
  }
  const [a, b] = [[...received], [...expected]];
  const index = a.findIndex((character, i) => character !== b[i]);
  return index === -1 ? a.length : index;
}

function marked(text, index) {
  const characters = [...text];
  if (index < 0) {
    return [text || '(nothing)'];
  }
  const one = characters[index];
  const shown = one === undefined ? 'end' : UNSEEN.test(one) ? named(one) : one;
  const mark = el('mark', { class: one === undefined || UNSEEN.test(one) ? 'named' : '' }, shown);
  return [characters.slice(0, index).join(''), mark, characters.slice(index + 1).join('')];
}

function sentence(received, expected, index) {
  const [a, b] = [[...received][index], [...expected][index]];
  const place = `Character ${index + 1}`;
  if (a === undefined) {
    return `${place}: received ends here, expected continues with ${named(b)}.`;
  }
  return b === undefined
    ? `${place}: expected ends here, received continues with ${named(a)}.`
    : `${place} is the first that differs: ${named(a)} instead of ${named(b)}.`;
}

/** Returns both values, one above the other, with a description of the first difference; nothing when both are empty. */
export function comparison(received, expected) {
  if (!received && !expected) {
    return '';
  }
  const index = firstDifference(received, expected);
  return el('div', { class: 'comparison' },
    el('dl', {},
      el('div', {}, el('dt', {}, 'Received'), el('dd', {}, el('code', { class: 'received' }, ...marked(received, index)))),
      el('div', {}, el('dt', {}, 'Expected'), el('dd', {}, el('code', { class: 'expected' }, ...marked(expected, index))))),
    index < 0 ? '' : el('p', { class: 'hint' }, sentence(received, expected, index)));
}
