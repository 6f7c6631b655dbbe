// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setImmediate as soon } from 'node:timers/promises';

import { openPopup } from '../src/element/transport.js';

const attempt = {
  state: 'ab12', redirectUri: 'https://a.example/callback', authorizeUrl: 'https://open.weixin.qq.com/connect/qrconnect?x',
};
const answer = { type: 'saoma:callback', version: 1, state: 'ab12', code: '071' };

/** A popup window that records navigations and acknowledgements. */
function windowOf(changes = {}) {
  const popup = { closed: false, went: [], acks: [], ...changes };
  popup.location = { replace: (to) => popup.went.push(to) };
  popup.postMessage = (data, origin) => popup.acks.push([data, origin]);
  return popup;
}

const foreign = { get document() { throw new DOMException('another origin', 'SecurityError'); } };

describe('a window', { timeout: 10_000 }, () => {
  let run;
  let told;
  let tell;
  let other;

  beforeEach(() => {
    globalThis.window = new EventTarget();
    run = new AbortController();
    told = [];
    tell = { heard: (data) => told.push(data), ready: () => told.push('ready'), closed: () => told.push('closed') };
    other = new BroadcastChannel('saoma:ab12');
  });
  afterEach(() => {
    run.abort();
    other.close();
    delete globalThis.window;
  });

  const say = (data, source, origin) => window.dispatchEvent(Object.assign(new Event('message'), { data, source, origin }));
  /** Messages on a channel arrive asynchronously and in order: after this one, all earlier ones have arrived. */
  const delivered = () => new Promise((resolve) => {
    const last = new BroadcastChannel('saoma:ab12');
    last.onmessage = ({ data }) => {
      if (data !== 'last') return;
      last.close();
      resolve();
    };
    other.postMessage('last');
  }).then(() => soon());

  it('goes to WeChat, and is acknowledged when it answers', () => {
    const popup = windowOf();
    openPopup(popup, attempt, run.signal, tell);
    assert.deepEqual(popup.went, [attempt.authorizeUrl]);
    say(answer, {}, 'https://a.example');
    say(answer, popup, 'https://evil.example');
    say({ ...answer, state: 'ab13' }, popup, 'https://a.example');
    assert.deepEqual(told, []);
    say(answer, popup, 'https://a.example');
    assert.deepEqual(told, [answer]);
    assert.deepEqual(popup.acks, [[{ type: 'saoma:ack', version: 1, state: 'ab12' }, 'https://a.example']]);
  });

  it('never goes to an address that is not for the web', () => {
    const popup = windowOf();
    assert.throws(() => openPopup(popup, { ...attempt, authorizeUrl: 'javascript:1' }, run.signal, tell), { code: 'unexpected_answer' });
    assert.deepEqual(popup.went, []);
  });

  it('is heard on the channel when it has lost its opener, and only with this very answer', async () => {
    const acknowledged = new Promise((resolve) => { other.onmessage = ({ data }) => data !== 'last' && resolve(data); });
    openPopup(windowOf(), attempt, run.signal, tell);
    for (const wrong of [{ state: 'ab13' }, { version: 2 }, { code: '' }, { type: 'saoma:ack' }]) other.postMessage({ ...answer, ...wrong });
    await delivered();
    assert.deepEqual(told, []);
    other.postMessage(answer);
    await delivered();
    assert.deepEqual(told, [answer]);
    assert.deepEqual(await acknowledged, { type: 'saoma:ack', version: 1, state: 'ab12' });
  });

  it('is no longer heard when it is over', async () => {
    const popup = windowOf();
    openPopup(popup, attempt, run.signal, tell);
    run.abort();
    say(answer, popup, 'https://a.example');
    other.postMessage(answer);
    await delivered();
    assert.deepEqual(told, []);
  });

  it('is closed only if it was seen at WeChat before', (t) => {
    t.mock.timers.enable({ apis: ['setInterval'] });
    const severed = windowOf({ document: {} });
    openPopup(severed, attempt, run.signal, tell);
    t.mock.timers.tick(500);
    severed.closed = true;
    t.mock.timers.tick(1000);
    assert.deepEqual(told, []);

    // A window that is losing its opener: already cross-origin, and not yet reported as closed.
    const losing = Object.defineProperties(windowOf(), Object.getOwnPropertyDescriptors(foreign));
    openPopup(losing, attempt, run.signal, tell);
    t.mock.timers.tick(500);
    losing.closed = true;
    t.mock.timers.tick(1000);
    assert.deepEqual(told, []);

    const popup = Object.defineProperties(windowOf(), Object.getOwnPropertyDescriptors(foreign));
    openPopup(popup, attempt, run.signal, tell);
    t.mock.timers.tick(1000);
    assert.deepEqual(told, []);
    popup.closed = true;
    t.mock.timers.tick(500);
    assert.deepEqual(told, ['closed']);
  });
});
