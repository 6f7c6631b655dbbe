// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { TEXTS } from '../src/account-texts.js';
import { fill, pageLocale, placeHere } from '../src/page.js';
import { wordsOfTime } from '../src/time.js';

const HERE = 'https://a.example';
const NOW = Date.parse('2026-11-22T12:00:00Z');

describe('a sentence with places', () => {
  it('gets its values', () => {
    assert.equal(fill('“{title}” and {other}', { title: 'x' }), '“x” and {other}');
  });

  it('never reads a value as a place or a pattern', () => {
    assert.equal(fill('{a}{b}', { a: '{b}$&', b: '$1' }), '{b}$&$1');
    assert.equal(fill('{constructor}', {}), '{constructor}');
  });

  it('keeps its direction', () => {
    assert.equal(fill('in {a}.', { a: '\u202eevil\u2066' }), 'in evil.');
  });
});

describe('a place to go on', () => {
  it('is on this site', () => {
    assert.equal(placeHere('/app?x=1#y', HERE), 'https://a.example/app?x=1#y');
    assert.equal(placeHere('https://a.example/b', HERE), 'https://a.example/b');
  });

  it('is nowhere else', () => {
    const others = ['', '//b.example/', '/\\b.example', 'https://b.example', 'javascript:alert(1)', 'data:,x', 'http://a.example/', 'https://['];
    for (const address of others) assert.equal(placeHere(address, HERE), '', address);
  });
});

describe('the language of a page', () => {
  it('is the one that its address names', () => {
    assert.equal(pageLocale('?returnTo=%2Fx&lang=zh-CN', 'en-GB'), 'zh-CN');
    assert.equal(pageLocale('?lang=en', 'zh-CN'), 'en');
  });

  it('is that of the browser when the address names none, or one that there is not', () => {
    for (const query of ['', '?lang', '?lang=', '?lang=fr', '?lang=zh', '?lang=EN', '?lang=%3Cb%3E', '?language=en', '?lang=constructor']) {
      assert.equal(pageLocale(query, 'zh-TW'), 'zh-CN', query);
      assert.equal(pageLocale(query, 'de'), 'en', query);
    }
    assert.equal(pageLocale(''), 'en');
  });
});

describe('a moment', () => {
  it('is told by how long ago it was, and after a week by its date', () => {
    const words = (iso, language = 'en') => wordsOfTime(iso, NOW, language);
    assert.equal(words('2026-11-22T11:59:30Z'), 'now');
    assert.equal(words('2026-11-22T11:55:00Z'), '5 minutes ago');
    assert.equal(words('2026-11-22T09:00:00Z'), '3 hours ago');
    assert.equal(words('2026-11-21T12:00:00Z'), 'yesterday');
    assert.equal(words('2026-11-20T12:00:00Z', 'zh-CN'), '前天');
    assert.equal(words('2026-10-01T12:00:00Z'), 'Oct 1, 2026');
  });

  it('is nothing when it is none', () => {
    assert.equal(wordsOfTime('soon', NOW, 'en'), '');
    assert.equal(wordsOfTime(undefined, NOW, 'en'), '');
  });
});

describe('the words of the account page', () => {
  it('are the same ones in both languages, with the same places', () => {
    const places = (text) => (text.match(/\{\w+\}/g) ?? []).sort();
    assert.deepEqual(Object.keys(TEXTS.en), Object.keys(TEXTS['zh-CN']));
    for (const [key, text] of Object.entries(TEXTS.en)) assert.deepEqual(places(TEXTS['zh-CN'][key]), places(text), key);
  });
});
