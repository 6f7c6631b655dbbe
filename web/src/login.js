// SPDX-License-Identifier: Apache-2.0

import './wechat-login.js';
import { call, problemOf, wordsOf } from './call.js';
import { element, find, locale, placeHere, plain, showProblem, speak } from './page.js';
import { drawAvatar, nameOf } from './person.js';

const texts = speak({
  en: {
    title: 'Log in',
    instances: 'Ways to log in',
    signedIn: 'You are logged in as',
    someone: 'WeChat user',
    next: 'Continue',
    account: 'My account',
    logOut: 'Log out',
    invited: 'Connect your WeChat',
    invitedHint: 'You have been invited to connect your WeChat to an account here. Scan and allow, and it is done. '
      + 'If you did not expect this, close the page.',
    accept: 'Continue with WeChat',
    invitationInvalid: 'This invitation is unknown, already used or expired. Ask for a new one.',
    bound: 'Your WeChat is connected',
    boundHint: 'From now on you can log in with it.',
    other: 'Use another account',
    again: 'Try again',
    help: 'How to fix this',
  },
  'zh-CN': {
    title: '登录',
    instances: '登录方式',
    signedIn: '您已登录',
    someone: '微信用户',
    next: '继续',
    account: '我的账号',
    logOut: '退出登录',
    invited: '绑定您的微信',
    invitedHint: '您受邀将微信绑定到这里的一个账号，扫码并允许后即完成绑定。如果您没有预期收到邀请，请关闭此页。',
    accept: '使用微信继续',
    invitationInvalid: '邀请不存在、已使用或已过期，请重新获取。',
    bound: '微信绑定成功',
    boundHint: '今后您可以使用该微信登录。',
    other: '使用其他账号',
    again: '重试',
    help: '如何解决',
  },
});

const query = new URLSearchParams(location.search);
const returnTo = query.get('returnTo') ?? '';
// The fragment is sent to no server, so it is in no log. Links of earlier versions have the token in the query.
const invited = [new URLSearchParams(location.hash.slice(1)), query].find((each) => each.get('invitation')) ?? query;
const invitation = invited.get('invitation');
const invitedTo = invited.get('instance');

find('log-out').addEventListener('click', logOut);
find('reload').addEventListener('click', () => location.reload());
// A link opened in a tab that shows this page already.
addEventListener('hashchange', () => location.reload());
if (invitation && invitedTo) showInvitation();
else begin();

async function begin() {
  // An application needs a scan from now on; the session that there may be does not suffice.
  if (query.has('scan') && placeHere(returnTo)) return showLogin();
  try {
    const session = await call('/api/session');
    // A page that needs a scan which is younger than the session.
    if (query.has('reauth') && placeHere(returnTo)) await showRenewal(session);
    else showAccount(session);
  } catch (error) {
    if (error.code === 'session_required') await showLogin();
    else fail(error, true);
  }
}

/** @param {Record<string, string>} [renewal] the attributes of a re-authentication, for the login method of the session */
async function showLogin(renewal) {
  const instances = renewal ? [] : offered((await call('/api/login').catch(() => [])).filter(({ isActive }) => isActive));
  const login = component({ ...(returnTo && { 'return-to': returnTo }), ...(instances[0] && { instance: instances[0].name }), ...renewal });
  login.addEventListener('wechat-session', ({ detail }) => {
    if (detail.returnTo) return;
    login.remove();
    find('instances').hidden = true;
    showAccount(detail);
  });
  login.addEventListener('wechat-bound', ({ detail }) => {
    if (detail.returnTo) return;
    login.remove();
    find('instances').hidden = true;
    begin();
  });
  if (instances.length > 1) showSwitch(instances, login);
  find('problem').before(login);
}

async function showRenewal({ instance }) {
  await showLogin({ action: 'reauth', instance });
  // An application accepts another user as well; a console that asks for the scan of its user does not.
  if (!query.has('other')) return;
  const other = new URLSearchParams(query);
  other.delete('reauth');
  other.delete('other');
  other.set('scan', '');
  find('other-account').href = `?${other}`;
  find('other').hidden = false;
}

/** The login methods that the address names, in its order; all of them when it names none that is active. */
function offered(instances) {
  const named = query.getAll('method').flatMap((name) => instances.filter((each) => each.name === name));
  return named.length ? named : instances;
}

function component(attributes) {
  return element('wechat-login', { mode: 'auto', locale, ...attributes });
}

/** An invitation gives access to an account, so it is stored only in this page's memory. */
function showInvitation() {
  history.replaceState(null, '', location.pathname);
  document.title = texts.invited;
  find('accept').addEventListener('click', accept);
  find('invitation').hidden = false;
}

function accept() {
  const login = component({ action: 'bind', invitation, instance: invitedTo });
  login.strings = { bind_ticket_invalid: texts.invitationInvalid };
  login.addEventListener('wechat-bound', (event) => {
    event.preventDefault();
    login.remove();
    find('bound').hidden = false;
    find('bound-title').focus();
  });
  find('invitation').hidden = true;
  find('problem').before(login);
}

function showSwitch(instances, login) {
  const choices = instances.map(({ name, title }, index) => {
    const input = element('input', { type: 'radio', name: 'instance', value: name });
    input.checked = index === 0;
    input.addEventListener('change', () => { login.instance = name; });
    return element('label', {}, input, element('span', {}, title || name));
  });
  find('instances').append(...choices);
  find('instances').hidden = false;
}

function showAccount({ user, corp }) {
  const name = nameOf(user, texts.someone);
  find('name').textContent = name;
  find('corp').textContent = plain(corp?.corpName);
  drawAvatar(find('avatar'), user, name);
  const next = placeHere(returnTo);
  find('continue').hidden = !next;
  find('mine').classList.toggle('quiet', !!next);
  if (next) find('continue').href = next;
  find('account').hidden = false;
}

async function logOut() {
  try {
    await call('/api/session', { method: 'DELETE' });
    location.reload();
  } catch (error) {
    if (error.code === 'session_required') location.reload();
    else fail(error);
  }
}

function fail(error, isAll = false) {
  const problem = problemOf(error);
  showProblem(find('problem'), problem, wordsOf(problem), texts.help);
  find('again').hidden = !isAll;
}
