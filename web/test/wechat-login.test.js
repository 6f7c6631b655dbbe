// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { LoginError, callApi, isCallback, localeOf, textOf, webAddress } from '../src/wechat-login.js';

describe('localeOf', () => {
  it('takes Chinese of any kind as zh-CN', () => {
    for (const tag of ['zh', 'zh-CN', 'zh-Hant-TW', 'ZH-hk']) assert.equal(localeOf(tag), 'zh-CN');
  });

  it('takes everything else as English', () => {
    for (const tag of ['en', 'de-DE', '', undefined, null, 'zhx']) assert.equal(localeOf(tag), 'en');
  });
});

describe('textOf', () => {
  it('knows every code that is raised here in both languages', () => {
    for (const locale of ['en', 'zh-CN']) {
      const unknown = textOf(locale, 'unexpected_answer');
      for (const code of ['network', 'timeout', 'popup_blocked']) assert.notEqual(textOf(locale, code), unknown, `${locale} ${code}`);
    }
    assert.notEqual(textOf('en', 'unexpected_answer'), textOf('zh-CN', 'unexpected_answer'));
  });

  it('says something for a code that it does not know, nor for a member of every object', () => {
    for (const key of ['wechat_busy', 'constructor']) assert.equal(textOf('en', key), textOf('en', 'unexpected_answer'), key);
  });
});

describe('webAddress', () => {
  it('resolves addresses of the web', () => {
    assert.equal(webAddress('/app', 'https://a.example/login'), 'https://a.example/app');
    assert.equal(webAddress('http://localhost:9090/x'), 'http://localhost:9090/x');
  });

  it('refuses everything else', () => {
    for (const address of ['javascript:alert(1)', 'data:text/html,x', 'JaVaScRiPt:1', '/no-base', undefined, 'blob:x']) {
      assert.throws(() => webAddress(address), { name: 'LoginError', code: 'unexpected_answer' }, String(address));
    }
  });
});

describe('isCallback', () => {
  const frame = {};
  const attempt = { state: 'ab12', redirectUri: 'https://a.example/api/login/MyWeChatLogin/callback' };
  const data = { type: 'saoma:callback', version: 1, state: 'ab12', code: '071' };
  const event = { origin: 'https://a.example', source: frame, data };

  it('accepts the answer of its own attempt', () => {
    assert.ok(isCallback(event, attempt, frame));
    assert.ok(isCallback({ ...event, data: { ...data, code: undefined, cancelled: true } }, attempt, frame));
  });

  it('refuses any other origin', () => {
    const origins = ['null', '', 'http://a.example', 'https://a.example:444', 'https://a.example.evil', 'https://b.a.example'];
    for (const origin of origins) assert.ok(!isCallback({ ...event, origin }, attempt, frame), origin);
  });

  it('refuses any other source, and none', () => {
    assert.ok(!isCallback({ ...event, source: {} }, attempt, frame));
    assert.ok(!isCallback({ ...event, source: null }, attempt, null));
  });

  it('refuses any other message', () => {
    const wrong = [
      { type: 'saoma:ack' }, { version: 2 }, { version: '1' }, { state: 'ab13' }, { state: undefined },
      { code: '' }, { code: 7 }, { code: undefined }, { code: undefined, cancelled: 'true' },
    ];
    for (const change of wrong) assert.ok(!isCallback({ ...event, data: { ...data, ...change } }, attempt, frame));
    for (const other of [null, undefined, 'saoma:callback', JSON.stringify(data), 1]) {
      assert.ok(!isCallback({ ...event, data: other }, attempt, frame));
    }
  });
});

describe('callApi', () => {
  const url = 'https://a.example/api/session';
  const answering = (body, init) => async () => new Response(body, init);

  it('answers with the JSON', async () => {
    assert.deepEqual(await callApi(url, { fetch: answering('{"a":1}') }), { a: 1 });
  });

  it('answers with an empty object when there is no content', async () => {
    assert.deepEqual(await callApi(url, { fetch: answering(null, { status: 204 }) }), {});
  });

  it('carries what a problem says', async () => {
    const problem = { code: 'wechat_busy', title: 'WeChat is busy.', detail: 'Later.', retryable: true, traceId: 't1', returnTo: '/app' };
    const call = callApi(url, { fetch: answering(JSON.stringify(problem), { status: 503 }) });
    await assert.rejects(call, (error) => {
      assert.ok(error instanceof LoginError);
      assert.deepEqual({ ...error, name: undefined }, { ...problem, name: undefined });
      return true;
    });
  });

  it('says unexpected_answer when a proxy answers in our place', async () => {
    for (const [body, status] of [['<h1>Bad gateway</h1>', 502], ['<p>Log in</p>', 200], ['{"error":"x"}', 500], ['null', 500]]) {
      await assert.rejects(callApi(url, { fetch: answering(body, { status }) }), { code: 'unexpected_answer' });
    }
  });

  it('asks for words in the language of the page', async () => {
    const asked = [];
    const fetch = async (_, { headers }) => {
      asked.push(headers['Accept-Language']);
      return new Response('{}');
    };
    await callApi(url, { fetch, locale: 'zh-CN' });
    await callApi(url, { fetch });
    assert.deepEqual(asked, ['zh-CN', undefined]);
  });

  it('says network when there is no answer', async () => {
    const fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    await assert.rejects(callApi(url, { fetch }), { code: 'network', retryable: true });
  });

  it('says timeout after 15 seconds', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const call = callApi(url, { fetch: hanging });
    t.mock.timers.tick(15_000);
    await assert.rejects(call, { code: 'timeout', retryable: true });
  });

  it('ends with its signal', async () => {
    const abort = new AbortController();
    const call = callApi(url, { fetch: hanging, signal: abort.signal });
    abort.abort();
    await assert.rejects(call, { name: 'AbortError' });
  });

  it('ends with its signal even where its fetch does not listen', async () => {
    const abort = new AbortController();
    const call = callApi(url, { fetch: () => new Promise(() => {}), signal: abort.signal });
    abort.abort();
    await assert.rejects(call, { name: 'AbortError' });
    await assert.rejects(callApi(url, { fetch: () => new Promise(() => {}), signal: abort.signal }), { name: 'AbortError' });
  });

  function hanging(_, { signal }) {
    return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  }
});
