// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';

import { fill } from '../src/page.js';
import { nameOf } from '../src/person.js';
import { nameIn, plain } from '../src/plain.js';

const hex = (point) => `U+${point.toString(16).padStart(4, '0')}`;
/** All code points of Unicode that match the pattern. */
const points = function* points(pattern) {
  for (let point = 0; point <= 0x10ffff; point += 1) {
    if (pattern.test(String.fromCodePoint(point))) yield point;
  }
};

describe('what somebody else wrote', () => {
  it('has none of the marks that turn direction', () => {
    const marks = [...points(/\p{Bidi_Control}/u)];
    assert.deepEqual(marks.map(hex), [0x61c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069].map(hex));
    for (const mark of marks) {
      const text = `a${String.fromCodePoint(mark)}b`;
      for (const words of [plain(text), nameIn(text), fill('{x}', { x: text }), nameOf({ nickname: text }, '')]) assert.equal(words, 'ab', hex(mark));
    }
  });

  it('has none of zero width that joins nothing, and keeps what joins', () => {
    for (const mark of [0x200b, 0x2060, 0xfeff]) assert.equal(plain(`a${String.fromCodePoint(mark)}b`), 'ab', hex(mark));
    for (const text of ['👩‍👧', 'می‌خواهم']) assert.equal(plain(text), text);
  });

  it('is no name when nothing in it is to be seen', () => {
    for (const point of points(/[\p{Default_Ignorable_Code_Point}\p{Z}\p{Cc}\u2800]/u)) {
      assert.equal(nameIn(String.fromCodePoint(point)), '', hex(point));
      assert.equal(nameOf({ nickname: String.fromCodePoint(point) }, 'someone'), 'someone', hex(point));
    }
  });

  it('is made so by one list, in the component and in the pages', () => {
    const files = readdirSync(new URL('../src', import.meta.url), { recursive: true }).filter((name) => /\.js$/.test(name));
    const listing = files.filter((name) => /Bidi_Control|\\u20[026]/.test(readFileSync(new URL(`../src/${name}`, import.meta.url), 'utf8')));
    assert.deepEqual(listing.sort(), ['person.js', 'plain.js']);
    for (const name of ['element/view.js', 'page.js', 'person.js']) {
      assert.match(readFileSync(new URL(`../src/${name}`, import.meta.url), 'utf8'), /from '\.\.?\/plain\.js'/, name);
    }
  });
});
