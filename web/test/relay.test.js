// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { messageOf, relay } from '../src/relay.js';

const OURS = 'https://login.example';
const FRIEND = 'https://app.example';
const STATE = 'a1';
const ANSWER = { code: 'c', state: STATE, cancelled: false };
const ACK = { type: 'saoma:ack', version: 1, state: STATE };

/** A window that records posted messages and lets a test dispatch messages. */
class FakeWindow extends EventTarget {
  posted = [];
  postMessage(...message) { this.posted.push(message); }
  hear(source, origin, data) { this.dispatchEvent(Object.assign(new Event('message'), { source, origin, data })); }
}

class FakeChannel {
  posted = [];
  closed = false;
  postMessage(message) { this.posted.push(message); }
  close() { this.closed = true; }
}

function begin(more = {}) {
  const fakes = { target: new FakeWindow(), self: new FakeWindow(), channel: new FakeChannel(), heard: 0 };
  fakes.stop = relay(ANSWER, { origins: [OURS, FRIEND], ...fakes, ...more }, () => { fakes.heard += 1; });
  return fakes;
}

describe('what is posted', () => {
  it('is the code, or that there is none', () => {
    assert.deepEqual(messageOf(ANSWER), { type: 'saoma:callback', version: 1, state: STATE, code: 'c' });
    assert.deepEqual(messageOf({ state: STATE, cancelled: true }), { type: 'saoma:callback', version: 1, state: STATE, cancelled: true });
  });

  it('goes to each listed origin, and to no other', () => {
    assert.deepEqual(begin().target.posted, [[messageOf(ANSWER), OURS], [messageOf(ANSWER), FRIEND]]);
    assert.deepEqual(begin({ mayBe: (origin) => origin === FRIEND }).target.posted.map(([, origin]) => origin), [FRIEND]);
  });

  it('goes to pages of our own when the opener is severed', () => {
    const { channel } = begin({ target: null });
    assert.deepEqual(channel.posted, [messageOf(ANSWER)]);
  });
});

describe('an acknowledgement', () => {
  it('counts from the very window, at a listed origin, for the very state', () => {
    const fakes = begin();
    fakes.self.hear(fakes.target, FRIEND, ACK);
    assert.equal(fakes.heard, 1);
  });

  it('counts from no one else', () => {
    const fakes = begin();
    fakes.self.hear(new FakeWindow(), FRIEND, ACK);
    fakes.self.hear(null, FRIEND, ACK);
    fakes.self.hear(fakes.target, 'https://evil.example', ACK);
    fakes.self.hear(fakes.target, 'null', ACK);
    fakes.self.hear(fakes.target, FRIEND, { ...ACK, state: 'other' });
    fakes.self.hear(fakes.target, FRIEND, { ...ACK, version: 2 });
    fakes.self.hear(fakes.target, FRIEND, { ...ACK, type: 'saoma:callback' });
    fakes.self.hear(fakes.target, FRIEND, null);
    fakes.self.hear(fakes.target, FRIEND, 'saoma:ack');
    assert.equal(fakes.heard, 0);
  });

  it('counts from no window at all when the opener is severed', () => {
    const fakes = begin({ target: null });
    fakes.self.hear(null, OURS, ACK);
    assert.equal(fakes.heard, 0);
  });

  it('counts on the channel, for the very state', () => {
    const fakes = begin({ target: null });
    fakes.channel.onmessage({ data: { ...ACK, state: 'other' } });
    assert.equal(fakes.heard, 0);
    fakes.channel.onmessage({ data: ACK });
    assert.equal(fakes.heard, 1);
  });

  it('comes too late once it is not awaited', () => {
    const fakes = begin();
    fakes.stop();
    fakes.self.hear(fakes.target, FRIEND, ACK);
    assert.equal(fakes.heard, 0);
    assert.ok(fakes.channel.closed);
  });
});
