// SPDX-License-Identifier: Apache-2.0

// Puts the element of a page into any state that it has, by answers of the service that are made up.
window.showState = async (name) => {
  const user = { userId: 'u_1', nickname: '王小明', avatar: 'https://thirdwx.qlogo.cn/mmopen/vi_32/wang/132' };
  const corps = [{ corpId: 'c_1', corpName: 'Analytical Engines Ltd.' }, { corpId: 'c_2', corpName: '巴贝奇父子公司' }];
  const never = () => new Promise(() => {});
  const problem = (status, code, title, more) => [status, { status, code, title, traceId: '4f1d2c3b5a697887', ...more }];
  const newcomer = problem(403, 'wechat_not_bound', 'This WeChat account is not linked to a user here.',
    { bindTicket: 't', profile: user });
  const code = [200, { loginCode: 'l', corpList: [] }];
  const session = [201, { user }];
  const failed = problem(502, 'wechat_configuration', 'WeChat login is not set up correctly. Ask an administrator.',
    { detail: 'WeChat answered errcode 40125: compare appSecret with the one of the Open Platform.' });
  const unreachable = problem(504, 'wechat_unreachable', 'WeChat did not answer in time.', { retryable: true });
  const cancelled = problem(400, 'login_cancelled', 'The login was cancelled.', { retryable: true });
  const attempt = [201, {
    state: 'a', redirectUri: 'https://login.saoma.example/', authorizeUrl: 'https://login.saoma.example/api/login/MyWeChatLogin/callback',
  }];
  const done = (login) => login.complete({ code: 'c', state: 's' });
  const states = {
    idle: ['idle', {}, () => {}],
    loading: ['loading', { attempts: never }, (login) => login.start()],
    exchanging: ['exchanging', { code: never }, done],
    organisations: ['choosing', { code: [200, { loginCode: 'l', corpList: corps }] }, done],
    newcomer: ['choosing', { code: newcomer }, done],
    'newcomer-elsewhere': ['choosing', { code: newcomer, redeem: problem(401, 'session_required', 'You are not logged in.') }, async (login) => {
      done(login);
      await until(login, 'choosing');
      login.shadowRoot.querySelectorAll('[part~=choice]')[1].click();
      await until(login, 'exchanging');
    }],
    success: ['success', { code, session }, done],
    bound: ['success', { MyWeChatLogin: [200, { success: true }] }, done, { action: 'bind' }],
    expired: ['expired', { attempts: attempt }, async (login) => {
      const { setTimeout, Date: { now } } = window;
      // Time passes for the timer that renews, and for no other.
      window.setTimeout = (act, delay) => setTimeout(act, delay > 100_000 ? 10 : delay);
      login.start();
      await until(login, 'waiting');
      Date.now = () => now() + 900_000;
      document.dispatchEvent(new Event('visibilitychange'));
      Object.assign(window, { setTimeout });
      Date.now = now;
    }, { autoRefresh: 0 }],
    offline: ['offline', { attempts: never }, (login) => {
      login.start();
      window.dispatchEvent(new Event('offline'));
    }],
    error: ['error', { code: failed }, done],
    retryable: ['error', { code: unreachable }, done],
    cancelled: ['error', { code: cancelled }, done],
    unreachable: ['error', { attempts: () => { throw new TypeError('Failed to fetch'); } }, (login) => login.start()],
    'frame-blocked': ['error', { attempts: problem(400, 'frame_blocked', undefined, { traceId: undefined }) },
      (login) => login.start()],
    'no-cookie': ['error', { code: problem(400, 'state_invalid', 'This login has expired or was already used.', { reason: 'no_cookie' }) }, done],
    page: ['idle', {}, () => {}, { mode: 'page' }],
    popup: ['idle', {}, () => {}, { mode: 'popup' }],
    'popup-blocked': ['error', {}, (login) => {
      const { open } = window;
      window.open = () => null;
      login.refresh();
      window.open = open;
    }, { mode: 'popup' }],
  };

  function until(login, state) {
    return new Promise((reached) => {
      if (login.state === state) reached();
      login.addEventListener('wechat-state', ({ detail }) => detail.to === state && setTimeout(reached));
    });
  }

  const [state, answers, act, settings = {}] = states[name];
  const login = document.createElement('wechat-login');
  Object.assign(login, {
    endpoint: 'https://login.saoma.example', instance: 'MyWeChatLogin', manual: true, ...settings,
    fetch: async (url) => {
      const answer = answers[new URL(url).pathname.split('/').pop()];
      if (typeof answer === 'function') return answer();
      const [status, body] = answer ?? [500, {}];
      return new Response(JSON.stringify(body), { status });
    },
  });
  document.querySelector('wechat-login').replaceWith(login);
  // What a person turns to on such a page, so that it does not scroll away.
  await new Promise((settled) => { setTimeout(settled); });
  await act(login);
  await until(login, state);
  const picture = login.shadowRoot.querySelector('[part~=avatar]');
  while (picture && !picture.querySelector('img')) await new Promise((later) => { setTimeout(later, 20); });
  return login.state;
};
