// SPDX-License-Identifier: Apache-2.0

import '/assets/wechat-login.js';
import { find } from '/assets/page.js';
import { drawAvatar, nameOf } from '/assets/person.js';
import { showJourney } from './journey.js';
import { look, showLook, text } from './look.js';
import { listeningFetch, offerTrouble } from './trouble.js';

const MODES = ['iframe', 'popup', 'page'];
const emulator = document.body.dataset.emulator;
const kept = sessionStorage.getItem('mode');
let mode = MODES.includes(kept) ? kept : MODES[0];
let login;

showLook(() => {
  if (login) Object.assign(login, look);
  showJourney().catch(() => {});
});
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
offerTrouble((kind) => {
  // WeChat's page checks the domain when it is opened.
  if (login && ['domain', 'mend'].includes(kind)) showLogin();
});
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
  login = document.createElement('wechat-login');
  Object.assign(login, look, { mode, fetch: listeningFetch });
  // In page mode the callback page navigates to this page; with a frame or a window this page stays.
  if (mode === 'page') login.returnTo = '/';
  login.addEventListener('wechat-session', (event) => {
    event.preventDefault();
    showAccount(event.detail);
  });
  find('login').replaceChildren(login);
  find('modes').hidden = false;
  find('account').hidden = true;
  find('said').textContent = '';
}

function showAccount({ user }) {
  login = undefined;
  find('login').replaceChildren();
  find('modes').hidden = true;
  const name = nameOf(user, text('someone'));
  find('name').textContent = name;
  drawAvatar(find('avatar'), user, name);
  find('user-id').textContent = user.userId;
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
