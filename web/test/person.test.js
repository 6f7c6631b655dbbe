// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { avatarOf, initialOf, nameOf } from '../src/person.js';

describe('the name of a person', () => {
  it('is the nickname as it stands', () => {
    for (const nickname of ['Alice', '王小明', '<b>x</b>', '…', '🐼']) assert.equal(nameOf({ nickname }, 'someone'), nickname);
  });

  it('reads as it was written, not turned around', () => {
    assert.equal(nameOf({ nickname: '\u202eecila\u202c' }, 'someone'), 'ecila');
  });

  it('is another when there is nothing in it to see', () => {
    for (const nickname of ['', ' \t', '\u200b\u200d', '\u202e', '\u3164', '\u2800\uffa0', null, undefined, 7]) {
      assert.equal(nameOf({ nickname }, 'someone'), 'someone', JSON.stringify(nickname));
    }
    assert.equal(nameOf(undefined, 'someone'), 'someone');
  });
});

describe('the initial', () => {
  it('is the first character to be seen', () => {
    for (const [name, initial] of [['alice', 'A'], ['王小明', '王'], [' \u202ebob', 'B'], ['\u200b🐼x', '🐼'], ['<b>', '<']]) {
      assert.equal(initialOf(name), initial, name);
    }
  });

  it('keeps what is joined together and few of the marks piled on a letter', () => {
    assert.equal(initialOf('👩‍👧 x'), '👩‍👧');
    assert.equal(initialOf('🇨🇳'), '🇨🇳');
    assert.equal(initialOf(`z${'\u0311'.repeat(60)}`), `Z${'\u0311'.repeat(2)}`);
  });

  it('stands for nothing as a question mark', () => {
    assert.equal(initialOf(' '), '?');
  });
});

describe('the address of a picture', () => {
  it('is one over https', () => {
    assert.equal(avatarOf({ avatar: 'https://thirdwx.qlogo.cn/a' }), 'https://thirdwx.qlogo.cn/a');
  });

  it('is none otherwise', () => {
    const others = ['http://wx.qlogo.cn/a', 'javascript:alert(1)', 'data:image/svg+xml,x', '//x', '', 'https:', null];
    for (const avatar of others) assert.equal(avatarOf({ avatar }), '', String(avatar));
    assert.equal(avatarOf(undefined), '');
  });
});
