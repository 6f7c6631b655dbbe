// SPDX-License-Identifier: Apache-2.0

import { LoginError, callApi, localeOf, textOf, webAddress } from './wechat-login.js';

const TEXTS = {
  en: {
    title: 'Log in',
    instances: 'Ways to log in',
    signedIn: 'You are logged in as',
    someone: 'WeChat user',
    next: 'Continue',
    logOut: 'Log out',
    invited: 'Connect your WeChat',
    invitedHint: 'You have been invited to connect your WeChat to an account here. Scan and allow, and it is done. '
      + 'If you did not expect this, close the page.',
    accept: 'Continue with WeChat',
    invitationInvalid: 'This invitation is unknown, already used or expired. Ask for a new one.',
  },
  'zh-CN': {
    title: '登录',
    instances: '登录方式',
    signedIn: '您已登录',
    someone: '微信用户',
    next: '继续',
    logOut: '退出登录',
    invited: '绑定您的微信',
    invitedHint: '您受邀将微信绑定到这里的一个账号，扫码并允许后即完成绑定。如果您没有预期收到邀请，请关闭此页。',
    accept: '使用微信继续',
    invitationInvalid: '邀请不存在、已使用或已过期，请重新获取。',
  },
};

const base = new URL('..', import.meta.url).href.replace(/\/+$/, '');
const locale = localeOf(navigator.language);
const texts = TEXTS[locale];
const query = new URLSearchParams(location.search);
const returnTo = query.get('returnTo') ?? '';
const invitation = query.get('invitation');
const invitedTo = query.get('instance');
const find = (id) => document.getElementById(id);

document.documentElement.lang = locale;
document.title = texts.title;
find('heading').textContent = texts.title;
find('legend').textContent = texts.instances;
find('signed-in').textContent = texts.signedIn;
find('continue').textContent = texts.next;
find('log-out').textContent = texts.logOut;
find('log-out').addEventListener('click', logOut);
if (invitation && invitedTo) showInvitation();
else begin();

async function begin() {
  try {
    showAccount(await callApi(`${base}/api/session`));
  } catch (error) {
    if (error.code === 'session_required') await showLogin();
    else showProblem(error);
  }
}

async function showLogin() {
  const instances = (await callApi(`${base}/api/login`).catch(() => [])).filter((each) => each.isActive);
  const login = document.createElement('wechat-login');
  login.locale = locale;
  login.returnTo = returnTo || null;
  login.instance = instances[0]?.name ?? null;
  // Nobody scans the screen of the phone in their own hand.
  login.mode = matchMedia('(max-width: 480px) and (pointer: coarse)').matches ? 'page' : 'iframe';
  // The button alone does not say what this page is.
  find('heading').classList.toggle('hidden', login.mode === 'iframe');
  login.addEventListener('wechat-session', ({ detail }) => {
    if (detail.returnTo) return;
    login.remove();
    find('instances').hidden = true;
    find('heading').classList.add('hidden');
    showAccount(detail);
  });
  if (instances.length > 1) showSwitch(instances, login);
  find('page').append(login);
}

function showInvitation() {
  document.title = texts.invited;
  find('heading').textContent = texts.invited;
  find('invited').textContent = texts.invited;
  find('invited-hint').textContent = texts.invitedHint;
  find('accept').textContent = texts.accept;
  find('accept').addEventListener('click', accept);
  // Back from WeChat's page the browser may show this page as it was left.
  window.addEventListener('pageshow', () => { find('accept').disabled = false; });
  find('invitation').hidden = false;
}

/** Leaves for WeChat's page; the callback page finishes what begins here. */
async function accept() {
  find('accept').disabled = true;
  find('problem').textContent = '';
  try {
    const address = `${base}/api/login/${encodeURIComponent(invitedTo)}/attempts`;
    const asked = { intent: 'bind', display: 'page', invitation };
    const { authorizeUrl } = await callApi(address, { method: 'POST', body: asked });
    location.assign(webAddress(authorizeUrl));
  } catch (error) {
    find('accept').disabled = false;
    if (error.code === 'bind_ticket_invalid') find('problem').textContent = texts.invitationInvalid;
    else showProblem(error);
  }
}

function showSwitch(instances, login) {
  const choices = instances.map(({ name, title }, index) => {
    const input = document.createElement('input');
    Object.assign(input, { type: 'radio', name: 'instance', value: name, checked: index === 0 });
    input.addEventListener('change', () => { login.instance = name; });
    const label = document.createElement('label');
    const words = document.createElement('span');
    words.textContent = title || name;
    label.append(input, words);
    return label;
  });
  find('instances').append(...choices);
  find('instances').hidden = false;
}

function showAccount({ user, corp }) {
  const name = user?.nickname || texts.someone;
  find('name').textContent = name;
  find('corp').textContent = corp?.corpName ?? '';
  showAvatar(user?.avatar, name);
  const next = placeHere(returnTo);
  find('continue').hidden = !next;
  if (next) find('continue').href = next;
  find('account').hidden = false;
}

/** The address, if it is on this site: anywhere else is for the server to allow, which it does at a login. */
function placeHere(address) {
  try {
    const url = new URL(address, location.origin);
    return address && url.origin === location.origin ? url.href : '';
  } catch {
    return '';
  }
}

function showAvatar(address, name) {
  const initial = () => find('avatar').replaceChildren([...name][0].toUpperCase());
  initial();
  if (!/^https:\/\//i.test(address ?? '')) return;
  const image = document.createElement('img');
  Object.assign(image, { alt: '', referrerPolicy: 'no-referrer', src: address });
  image.addEventListener('load', () => find('avatar').replaceChildren(image));
}

async function logOut() {
  try {
    await callApi(`${base}/api/session`, { method: 'DELETE' });
    location.reload();
  } catch (error) {
    showProblem(error);
  }
}

/** @param {LoginError} error */
function showProblem(error) {
  find('problem').textContent = textOf(locale, error instanceof LoginError ? error.code : 'unexpected_answer');
}
