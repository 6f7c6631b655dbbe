// SPDX-License-Identifier: Apache-2.0

const answer = takeAnswer();
// Without this, browser.js reports that the page did not start.
document.documentElement.dataset.begun = '';

/**
 * The callback page. In a frame or a popup it passes WeChat's answer to the waiting page; as the top page it completes
 * the login or the bind itself. When the server has refused the login already, it only shows the problem.
 *
 * @typedef {{instance: string, origins: string[], problem?: object}} Config
 * @typedef {{code?: string, state?: string, cancelled: boolean, action: 'login' | 'bind', isPopup: boolean}} Answer
 */

const TEXTS = {
  en: {
    title: 'WeChat login',
    relaying: 'Finishing the login…',
    relayed: 'Done. The surrounding page continues.',
    unanswered: 'The surrounding page did not answer',
    unansweredHint: 'Reload that page and scan again. If the problem remains: its address must be listed in '
      + 'saoma.allowed-origins, and it must show this frame itself.',
    relayedAway: 'Done. You can close this window.',
    unansweredAway: 'The page that opened this window did not answer',
    unansweredAwayHint: 'It may have been closed or reloaded. You can finish in this window instead.',
    here: 'Finish here',
    nothing: 'There is nothing to finish here',
    nothingHint: 'WeChat redirects to this page after a scan. Please start the login again.',
    again: 'Start again',
    bindTitle: 'Connect WeChat',
    bound: 'Your WeChat is connected',
    boundHint: 'From now on you can log in with it.',
    account: 'My account',
    back: 'Go back',
    invitationInvalid: 'This invitation is unknown, already used or expired. Ask for a new one.',
  },
  'zh-CN': {
    title: '微信登录',
    relaying: '正在完成登录…',
    relayed: '已完成，原页面将继续登录。',
    unanswered: '打开此页的页面没有响应',
    unansweredHint: '请刷新该页面后重新扫码。如仍未解决：该页面的地址须列入 saoma.allowed-origins，并由它自己显示此框架。',
    relayedAway: '已完成，您可以关闭此窗口。',
    unansweredAway: '打开此窗口的页面没有响应',
    unansweredAwayHint: '该页面可能已关闭或刷新。您可以直接在此窗口完成。',
    here: '在此完成',
    nothing: '此处没有待完成的登录',
    nothingHint: '这是微信登录的返回页面，请重新开始登录。',
    again: '重新开始',
    bindTitle: '绑定微信',
    bound: '微信绑定成功',
    boundHint: '今后您可以使用该微信登录。',
    account: '我的账号',
    back: '返回',
    invitationInvalid: '邀请不存在、已使用或已过期，请重新获取。',
  },
};

/** @type {Config} */
const config = JSON.parse(document.documentElement.dataset.saoma);
let page;
let texts;
if (!answer.state && window.parent !== window) tellThatItIsShown();
begin().catch((error) => {
  // A module of this page did not load, so its texts may be missing too.
  console.error(error);
  document.getElementById('problem').textContent = 'This page did not load completely. Please start again. '
    + '页面加载不完整，请重新开始。';
});

/** Answers a page that checks whether it may frame the callback page. */
function tellThatItIsShown() {
  for (const origin of config.origins.filter(mayBeParent)) window.parent.postMessage({ type: 'saoma:empty', version: 1 }, origin);
}

/** Reads WeChat's answer from the address and removes it from address bar and history. @returns {Answer} */
function takeAnswer() {
  const query = new URLSearchParams(location.search);
  history.replaceState(null, '', location.pathname);
  const code = query.get('code') ?? undefined;
  // WeChat reports a refusal by omitting the code, in some flows by this value in its place.
  const cancelled = !code || code === 'authdeny';
  return {
    code: cancelled ? undefined : code,
    state: query.get('state') ?? undefined,
    cancelled,
    action: query.get('action') === 'bind' ? 'bind' : 'login',
    isPopup: query.get('display') === 'popup',
  };
}

// Only now, so that no failure leaves the code in the address.
async function begin() {
  page = await import('./page.js');
  texts = page.speak(TEXTS);
  if (answer.action === 'bind') document.title = document.querySelector('h1').textContent = texts.bindTitle;
  const isFramed = window.parent !== window;
  document.documentElement.classList.toggle('framed', isFramed);
  if (config.problem) await finish();
  else if (!answer.state) showNothing(isFramed);
  else if (isFramed) await handToParent();
  else if (answer.isPopup) await handToOpener();
  else await finish();
}

/** For a page that was opened directly or reloaded: a code is valid only once. */
function showNothing(isFramed) {
  show(texts.nothing, texts.nothingHint);
  page.find('begin').hidden = isFramed;
}

async function handToParent() {
  const way = { target: window.parent, mayBe: mayBeParent, origins: config.origins, self: window };
  await hand(way, texts.relayed, () => show(texts.unanswered, texts.unansweredHint));
}

async function handToOpener() {
  // COOP headers of the opener may have cut its link to this window; pages of the same origin are still reachable.
  const channel = globalThis.BroadcastChannel && new BroadcastChannel(`saoma:${answer.state}`);
  const way = { target: window.opener, origins: config.origins, self: window, channel };
  const stop = await hand(way, texts.relayedAway, () => {
    show(texts.unansweredAway, texts.unansweredAwayHint);
    page.find('here').hidden = false;
  }, () => {
    page.find('here').hidden = true;
    window.close();
  });
  page.find('finish').addEventListener('click', () => {
    stop();
    page.find('relay').hidden = true;
    finish();
  });
}

async function hand(way, thanks, onSilence, onDone = () => {}) {
  show(texts.relaying);
  const { ACKNOWLEDGED_WITHIN, relay } = await import('./relay.js');
  const silence = setTimeout(onSilence, ACKNOWLEDGED_WITHIN);
  return relay(answer, way, () => {
    clearTimeout(silence);
    show(thanks);
    onDone();
  });
}

/** Avoids a console error for each listed origin other than the parent, where the browser tells the parent's origin. */
function mayBeParent(origin) {
  const parent = location.ancestorOrigins?.[0];
  return !parent || parent === origin;
}

/** @param {string} status @param {string} [hint] */
function show(status, hint = '') {
  page.find('relay').hidden = false;
  page.say(page.find('status'), status);
  page.find('hint').textContent = hint;
}

async function finish() {
  const { webAddress } = await import('./wechat-login.js');
  const isBind = answer.action === 'bind';
  const start = isBind ? `${page.base}/account` : `${page.base}/login`;
  const again = page.element('a', { slot: 'retry', class: 'button', href: start }, isBind ? texts.account : texts.again);
  // Page mode waits for complete(), and never shows a QR code here.
  const login = page.element('wechat-login', { mode: 'page', action: answer.action, locale: page.locale, instance: config.instance }, again);
  if (isBind) login.strings = { bind_ticket_invalid: texts.invitationInvalid };
  login.addEventListener('wechat-error', ({ detail }) => {
    if (!detail.returnTo) return;
    if (isBind) again.textContent = texts.back;
    again.href = isBind
      ? webAddress(detail.returnTo, location.href)
      : `${page.base}/login?returnTo=${encodeURIComponent(detail.returnTo)}`;
  });
  login.addEventListener('wechat-session', ({ detail }) => {
    if (!detail.returnTo) location.replace(`${page.base}/login`);
  });
  login.addEventListener('wechat-bound', ({ detail }) => {
    if (!detail.returnTo) showBound(login);
  });
  page.find('problem').before(login);
  // After a problem the attempt is used up: another call would get state_invalid in its place.
  login.complete({ ...answer, problem: config.problem });
}

function showBound(login) {
  login.remove();
  page.find('bound').hidden = false;
  page.find('bound-title').focus();
}
