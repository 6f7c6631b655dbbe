// SPDX-License-Identifier: Apache-2.0

// The login flow from WeChat's answer on, without a page.

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { Flow } from '../src/element/flow.js';
import { wayOf } from '../src/element/transport.js';

const session = { user: { userId: 'u1', nickname: 'Alice' }, corp: null, expiresAt: '2026-01-01T00:00:00Z' };
const code = (corpList = [], more) => [200, { loginCode: 'lc', corpList, ...more }];
const problem = (status, name, more) => [status, { code: name, title: `title of ${name}`, ...more }];
const notBound = problem(403, 'wechat_not_bound', { bindTicket: 'bt', expiresAt: 'e', profile: { nickname: 'Bob' }, returnTo: '/app' });
const corps = [{ corpId: 'c1', corpName: 'One' }, { corpId: 'c2', corpName: 'Two' }];

let went;
beforeEach(() => {
  went = [];
  globalThis.location = { href: 'https://a.example/login', assign: (to) => went.push(['assign', to]), replace: (to) => went.push(['replace', to]) };
});
afterEach(() => { delete globalThis.location; });

/** Creates a flow with a service that returns these answers one after the other, by the end of the path. */
function flowOver(answers, settings = {}, on = {}) {
  const calls = [];
  const events = [];
  const element = Object.assign(new EventTarget(), {
    endpoint: 'https://a.example', instance: 'Mine', locale: 'en', action: 'login', binding: 'cookie', mode: 'page',
    returnTo: '', redirectUri: '', invitation: '',
    fetch: async (address, { body, headers, credentials }) => {
      const path = new URL(address).pathname;
      calls.push({ path, body: body && JSON.parse(body), headers, credentials });
      const [status, answer] = Object.entries(answers).find(([end]) => path.endsWith(end))[1].shift();
      return new Response(JSON.stringify(answer), { status });
    },
    ...settings,
  });
  const flow = new Flow(element, { clear() {}, show() {}, text: (key) => key, messageOf: ({ title }) => title });
  for (const type of ['state', 'success', 'session', 'bound', 'bind-required', 'error']) {
    element.addEventListener(`wechat-${type}`, (event) => {
      events.push([type, event.detail]);
      on[type]?.(event, flow);
    });
  }
  const reached = (state) => new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${flow.state}, never ${state}`)), 2000);
    const look = () => {
      if (flow.state !== state) return;
      clearTimeout(timer);
      // After the work that the element does following the state event.
      setImmediate(resolve);
    };
    element.addEventListener('wechat-state', look);
    look();
  });
  const detail = (type) => events.findLast(([each]) => each === type)?.[1];
  return { flow, calls, events, reached, detail };
}

const answered = { code: '071', state: 's1' };

describe('a login', () => {
  it('goes from the code to the session and on to where the service says', async () => {
    const { flow, calls, reached, detail, events } = flowOver({ '/code': [code([corps[0]], { returnTo: '/app' })], '/session': [[201, session]] });
    flow.complete(answered);
    await reached('success');
    assert.deepEqual(calls.map(({ path, body }) => [path, body]), [
      ['/api/login/Mine/code', { code: '071', state: 's1' }],
      ['/api/session', { loginCode: 'lc', corpId: 'c1' }],
    ]);
    assert.deepEqual(detail('session'), { ...session, answer: session, returnTo: '/app' });
    assert.deepEqual(went, [['replace', 'https://a.example/app']]);
    assert.deepEqual(events.filter(([type]) => type === 'state').map(([, { to }]) => to), ['loading', 'exchanging', 'success']);
  });

  it("hands on the application's own token", async () => {
    const answer = { code: 200, token: 'own', returnTo: '//evil.example' };
    const { flow, reached, detail } = flowOver({ '/code': [code()], '/session': [[201, answer]] });
    flow.complete(answered);
    await reached('success');
    assert.deepEqual(detail('session'), { ...answer, answer, returnTo: undefined });
    assert.deepEqual(went, []);
  });

  it('stays where a listener prevents what comes next', async () => {
    const success = flowOver({ '/code': [code()] }, {}, { success: (event) => event.preventDefault() });
    success.flow.complete(answered);
    await success.reached('success');
    assert.equal(success.calls.length, 1);
    const last = flowOver({ '/code': [code([], { returnTo: '/app' })], '/session': [[201, session]] }, {}, { session: (event) => event.preventDefault() });
    last.flow.complete(answered);
    await last.reached('success');
    assert.deepEqual(went, []);
  });

  it('never follows an address that is not for the web', async () => {
    const { flow, reached } = flowOver({ '/code': [code([], { returnTo: 'javascript:alert(1)' })], '/session': [[201, session]] });
    flow.complete(answered);
    await reached('error');
    assert.equal(flow.lastError.code, 'unexpected_answer');
    assert.deepEqual(went, []);
  });

  it('with a header sends no cookie, gives the token, and stays', async () => {
    const { flow, calls, reached, detail } = flowOver(
      { '/code': [code([], { returnTo: '/app' })], '/session': [[201, { ...session, token: 't' }]] }, { binding: 'header' });
    flow.complete(answered);
    await reached('success');
    assert.ok(calls.every(({ credentials }) => credentials === 'omit'));
    assert.equal(detail('session').token, 't');
    assert.deepEqual(went, []);
  });

  it('tells the service of a refusal, and the person what the service says to it', async () => {
    for (const refusal of [{ state: 's1', cancelled: true }, { state: 's1', code: 'x', cancelled: true }, { state: 's1' }]) {
      const { flow, calls, reached, detail } = flowOver({ '/code': [problem(400, 'login_cancelled', { returnTo: '/app' })] });
      flow.complete(refusal);
      await reached('error');
      assert.deepEqual(calls[0].body, { state: 's1', code: null });
      assert.equal(detail('error').message, 'title of login_cancelled');
      assert.equal(detail('error').returnTo, '/app');
    }
  });

  it('that the service has refused already is shown without another call', async () => {
    const [, refused] = problem(403, 'account_disabled', { returnTo: '/app', traceId: 't1' });
    const { flow, calls, reached, detail } = flowOver({});
    flow.complete({ ...answered, problem: refused });
    await reached('error');
    assert.equal(calls.length, 0);
    assert.equal(flow.lastError.code, 'account_disabled');
    const { code, message, returnTo, traceId } = detail('error');
    assert.deepEqual([code, message, returnTo, traceId], ['account_disabled', 'title of account_disabled', '/app', 't1']);
  });

  it('is forgotten when it is cancelled', async () => {
    const { flow, calls, reached, events } = flowOver({ '/code': [code()] });
    flow.complete(answered);
    flow.cancel();
    await reached('idle');
    assert.equal(calls.length, 0);
    assert.equal(events.some(([type]) => type === 'success' || type === 'error'), false);
  });

  it('takes the first active instance where none is named', async () => {
    const listed = [{ name: 'Off', isActive: false }, { name: 'On/e', isActive: true }];
    const { flow, calls, reached } = flowOver({ '/api/login': [[200, listed]], '/code': [code()], '/session': [[201, session]] }, { instance: '' });
    flow.complete(answered);
    await reached('success');
    assert.equal(calls[1].path, '/api/login/On%2Fe/code');
  });
});

describe('a QR code that is renewed', () => {
  beforeEach(() => {
    const popup = { closed: false, document: {}, location: { replace() {} }, close() {} };
    globalThis.window = Object.assign(new EventTarget(), { open: () => popup });
    globalThis.document = Object.assign(new EventTarget(), { hidden: false });
  });
  afterEach(() => {
    delete globalThis.window;
    delete globalThis.document;
  });

  it('names the attempt that it replaces, and no earlier one', async (context) => {
    context.mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'] });
    const attempt = (state) => [201, { state, authorizeUrl: 'https://w.example/', redirectUri: 'https://a.example/callback' }];
    const { flow, calls } = flowOver({ '/attempts': ['s1', 's2', 's3', 's4'].map(attempt) }, { autoRefresh: 3, binding: 'header' });
    const asked = async (times) => {
      for (let i = 0; calls.length < times && i < 100; i += 1) await new Promise(setImmediate);
      for (let i = 0; i < 10; i += 1) await new Promise(setImmediate);
      assert.equal(calls.length, times);
    };
    flow.begin('popup');
    for (const times of [1, 2, 3]) {
      await asked(times);
      context.mock.timers.tick(14 * 60_000);
    }
    await asked(4);
    flow.cancel();
    assert.deepEqual(calls.map(({ body }) => body.renews), [undefined, 's1', 's2', 's3']);
    assert.equal('renews' in calls[0].body, false);
  });
});

describe('a bind', () => {
  it('ends with wechat-bound', async () => {
    const { flow, calls, reached, detail } = flowOver({ '/Mine': [[200, { success: true, returnTo: '/account' }]] }, { action: 'bind' });
    flow.complete(answered);
    await reached('success');
    assert.equal(calls[0].path, '/api/bindings/Mine');
    assert.deepEqual(detail('bound'), { returnTo: '/account' });
    assert.deepEqual(went, [['replace', 'https://a.example/account']]);
  });
});

describe('a choice of organisations', () => {
  const begin = async (sessions) => {
    const made = flowOver({ '/code': [code(corps)], '/session': sessions });
    made.flow.complete(answered);
    await made.reached('choosing');
    return made;
  };

  it('redeems with the one that is chosen', async () => {
    const { flow, calls, reached } = await begin([[201, session]]);
    assert.deepEqual(flow.about.options.map(({ label }) => label), ['One', 'Two']);
    flow.choose(flow.about.options[1]);
    await reached('success');
    assert.deepEqual(calls[1].body, { loginCode: 'lc', corpId: 'c2' });
  });

  it('is made again after a refusal that is not the last word', async () => {
    const refusals = [problem(403, 'corp_forbidden'), problem(429, 'rate_limited', { retryable: true })];
    const { flow, reached, events } = await begin([...refusals, [201, session]]);
    for (const refusal of ['corp_forbidden', 'rate_limited']) {
      flow.choose(flow.about.options[0]);
      await reached('choosing');
      assert.equal(flow.about.error.code, refusal);
    }
    assert.equal(events.some(([type]) => type === 'error'), false);
    flow.choose(flow.about.options[1]);
    await reached('success');
  });

  it('ends where the login code does', async () => {
    const { flow, reached } = await begin([problem(400, 'login_code_invalid')]);
    flow.choose(flow.about.options[0]);
    await reached('error');
    assert.equal(flow.lastError.code, 'login_code_invalid');
  });
});

describe('a WeChat that is nobody’s', () => {
  const begin = async (answers, on) => {
    const made = flowOver({ '/code': [notBound], ...answers }, {}, on);
    made.flow.complete(answered);
    await made.reached(on ? 'idle' : 'choosing');
    return made;
  };
  const take = ({ flow }, key) => flow.choose(flow.about.options.find((each) => each.key === key));

  it('is told of with its ticket, and its choices are left to a page that wants them', async () => {
    const { detail } = await begin({}, { 'bind-required': (event) => event.preventDefault() });
    assert.deepEqual(detail('bind-required'), { bindTicket: 'bt', expiresAt: 'e', profile: { nickname: 'Bob' }, returnTo: '/app' });
  });

  it('becomes an account', async () => {
    const made = await begin({ '/registrations': [code()], '/session': [[201, session]] });
    take(made, 'create');
    await made.reached('success');
    assert.deepEqual(made.calls[1].body, { bindTicket: 'bt' });
    assert.deepEqual(made.detail('success'), { loginCode: 'lc', corpList: [], returnTo: undefined });
  });

  it('is attached once somebody has signed in', async () => {
    const made = await begin({ '/redeem': [problem(401, 'session_required'), problem(401, 'reauth_required'), [200, { returnTo: '/app' }]] });
    for (const refusal of ['session_required', 'reauth_required']) {
      take(made, 'connect');
      await made.reached('choosing');
      assert.equal(made.flow.about.error.code, refusal);
      assert.deepEqual(made.flow.about.profile, { nickname: 'Bob' });
    }
    take(made, 'connect');
    await made.reached('success');
    assert.deepEqual(made.detail('bound'), { returnTo: '/app' });
  });

  it('is over when the ticket is', async () => {
    const made = await begin({ '/registrations': [problem(400, 'bind_ticket_invalid')] });
    take(made, 'create');
    await made.reached('error');
  });
});

describe('wayOf', () => {
  const on = (userAgent, narrow, run) => {
    const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
    Object.defineProperty(globalThis, 'navigator', { value: { userAgent }, configurable: true });
    globalThis.matchMedia = () => ({ matches: narrow });
    try {
      return run();
    } finally {
      delete globalThis.matchMedia;
      if (before) Object.defineProperty(globalThis, 'navigator', before);
      else delete globalThis.navigator;
    }
  };

  it('is the mode', () => {
    for (const mode of ['iframe', 'page', 'popup']) assert.equal(wayOf({ mode }), mode);
  });

  it('is found out by auto', () => {
    const auto = (binding) => () => wayOf({ mode: 'auto', binding });
    assert.equal(on('Mozilla/5.0', false, auto('cookie')), 'iframe');
    assert.equal(on('Mozilla/5.0', true, auto('cookie')), 'page');
    assert.equal(on('Mozilla/5.0 MicroMessenger/8.0', false, auto('cookie')), 'page');
    assert.equal(on('Mozilla/5.0', true, auto('header')), 'popup');
  });
});
