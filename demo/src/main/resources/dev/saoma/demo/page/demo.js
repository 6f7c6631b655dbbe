// SPDX-License-Identifier: Apache-2.0

import '/assets/wechat-login.js';

/** What each call is for, by method and the end of its path. */
const MEANINGS = [
  [/^POST .*\/attempts$/, 'The page asks for a login attempt: a state that only this browser can use, once.'],
  [/^GET \/connect\/qrconnect$/, "The frame or the window shows WeChat's page."],
  [/^GET \/connect\/qrcode\//, 'The QR code. What it holds is an address that the phone opens.'],
  [/^GET \/connect\/l\/qrconnect$/, "WeChat's page waits for the phone: 404 scanned, 405 allowed and here is the code."],
  [/^POST .*\/code$/, 'The page hands in code and state: the state is taken, WeChat is asked who this is, a login code comes back.'],
  [/^(GET|POST) \/sns\/oauth2\/access_token$/, 'The server exchanges the code, once, with the secret that no browser ever sees.'],
  [/^(GET|POST) \/sns\/userinfo$/, 'Somebody new: the server asks for nickname and avatar.'],
  [/^POST \/api\/session$/, 'The login code becomes a session: a cookie that scripts cannot read.'],
  [/^GET \/api\/session$/, 'Who is signed in?'],
  [/^DELETE \/api\/session$/, 'Logged out: this session is over, everywhere.'],
  [/^GET \/api\/login/, 'Which logins are there? Never a secret among the answers.'],
];

const find = (id) => document.getElementById(id);
const emulator = document.body.dataset.emulator;
let mode = sessionStorage.getItem('mode') === 'page' ? 'page' : 'iframe';
let shown = '';

find('phone').src = `${emulator}/_emulator/phone?embed=1`;
find('log-out').addEventListener('click', logOut);
find('call').addEventListener('click', callAsUser);
for (const input of find('modes').querySelectorAll('input')) {
  input.checked = input.value === mode;
  input.addEventListener('change', () => {
    mode = input.value;
    sessionStorage.setItem('mode', mode);
    showLogin();
  });
}
begin();

async function begin() {
  const answer = await fetch('/api/session');
  if (answer.ok) showAccount(await answer.json());
  else showLogin();
  for (;;) {
    if (!document.hidden) await showJourney().catch(() => {});
    await new Promise((resolve) => { setTimeout(resolve, 1000); });
  }
}

function showLogin() {
  const login = document.createElement('wechat-login');
  login.locale = 'en';
  login.mode = mode;
  // The page that WeChat's own page leads back to goes on to here; a frame leaves this page where it is.
  if (mode === 'page') login.returnTo = '/';
  login.addEventListener('wechat-session', (event) => {
    event.preventDefault();
    showAccount(event.detail);
  });
  find('login').replaceChildren(login);
  find('modes').hidden = false;
  find('account').hidden = true;
}

function showAccount({ user }) {
  find('login').replaceChildren();
  find('modes').hidden = true;
  find('name').textContent = user.nickname || 'WeChat user';
  find('user-id').textContent = user.userId;
  find('said').textContent = '';
  find('account').hidden = false;
}

async function logOut() {
  await fetch('/api/session', { method: 'DELETE' });
  showLogin();
}

async function callAsUser() {
  const answer = await fetch('/demo/me');
  find('said').textContent = `GET /demo/me -> ${answer.status} ${await answer.text()}`;
}

async function showJourney() {
  const text = await (await fetch('/demo/journey')).text();
  if (text === shown) return;
  shown = text;
  const open = new Set([...find('steps').querySelectorAll('details[open]')].map((each) => each.dataset.key));
  const steps = JSON.parse(text);
  find('nothing').hidden = steps.length > 0;
  find('steps').replaceChildren(...steps.map((step) => item(step, open)));
}

function item(step, open) {
  const line = element('li', step.side);
  if (step.status >= 400 && step.side === 'app') line.classList.add('failed');
  const details = element('details');
  details.dataset.key = `${step.at} ${step.path}`;
  details.open = open.has(details.dataset.key);
  const summary = element('summary');
  summary.append(
    element('span', 'side', step.side === 'app' ? 'Browser → server' : '→ WeChat (emulated)'),
    element('span', 'mono', ` ${step.method} ${step.path} `),
    element('span', 'status mono', step.side === 'app' ? String(step.status) : ''),
  );
  details.append(summary);
  if (step.request) details.append(element('pre', '', step.request));
  if (step.answer) details.append(element('pre', '', `→ ${step.answer}`));
  if (step.curl) details.append(element('pre', '', step.curl));
  line.append(details, element('p', 'muted', meaning(step)));
  return line;
}

function meaning({ method, path }) {
  return MEANINGS.find(([pattern]) => pattern.test(`${method} ${path}`))?.[1] ?? '';
}

function element(name, classes = '', text = '') {
  const made = document.createElement(name);
  made.className = classes;
  made.textContent = text;
  return made;
}
