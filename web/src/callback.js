// SPDX-License-Identifier: Apache-2.0

const answer = takeAnswer();

/**
 * The page that WeChat comes back to. In a frame it hands the answer to the page around it and forgets it;
 * as the page itself it finishes the login, or the bind that the address says was begun.
 *
 * @typedef {{base: string, instance: string, origins: string[], locale?: string}} Config
 * @typedef {{code?: string, state?: string, cancelled: boolean, bind: boolean}} Answer
 */

const MESSAGE_VERSION = 1;
const ACKNOWLEDGED_WITHIN = 1000;

const TEXTS = {
  en: {
    title: 'WeChat login',
    relaying: 'Finishing the login…',
    relayed: 'Done. The page around this one goes on.',
    unanswered: 'The page around this one did not answer',
    unansweredHint: 'Reload that page and scan again. If this stays: its address must be listed in '
      + 'saoma.allowed-origins, and it must show this frame itself.',
    nothing: 'There is nothing to finish here',
    nothingHint: 'This page is where WeChat comes back to. Please start the login again.',
    again: 'Start again',
    bindTitle: 'Connect WeChat',
    binding: 'Connecting your WeChat…',
    bound: 'Your WeChat is connected',
    boundHint: 'From now on you can log in with it.',
    next: 'Continue',
    help: 'How to fix this',
    invitationInvalid: 'This invitation is unknown, already used or expired. Ask for a new one.',
  },
  'zh-CN': {
    title: '微信登录',
    relaying: '正在完成登录…',
    relayed: '已完成，原页面将继续登录。',
    unanswered: '打开此页的页面没有响应',
    unansweredHint: '请刷新该页面后重新扫码。如仍未解决：该页面的地址须列入 saoma.allowed-origins，并由它自己显示此框架。',
    nothing: '此处没有待完成的登录',
    nothingHint: '这是微信登录的返回页面，请重新开始登录。',
    again: '重新开始',
    bindTitle: '绑定微信',
    binding: '正在绑定您的微信…',
    bound: '微信绑定成功',
    boundHint: '今后您可以使用该微信登录。',
    next: '继续',
    help: '如何解决',
    invitationInvalid: '邀请不存在、已使用或已过期，请重新获取。',
  },
};

/** @type {Config} */
const config = JSON.parse(document.documentElement.dataset.saoma);
const locale = /^zh\b/i.test(config.locale ?? navigator.language) ? 'zh-CN' : 'en';
const texts = TEXTS[locale];

document.documentElement.lang = locale;
document.title = texts.title;
document.querySelector('h1').textContent = texts.title;
if (window.parent !== window) relay();
else if (answer.bind) finishBind();
else finish();

/** Reads what WeChat put into the address and removes it from address bar and history. @returns {Answer} */
function takeAnswer() {
  const query = new URLSearchParams(location.search);
  history.replaceState(null, '', location.pathname);
  const code = query.get('code') ?? undefined;
  // WeChat says a refusal by leaving the code out, on some ways by this word in its place.
  const cancelled = !code || code === 'authdeny';
  const bind = query.get('action') === 'bind';
  return { code: cancelled ? undefined : code, state: query.get('state') ?? undefined, cancelled, bind };
}

function relay() {
  document.documentElement.classList.add('framed');
  if (!answer.state) return show(texts.nothing, texts.nothingHint);
  show(texts.relaying);
  const { state, code, cancelled } = answer;
  const unanswered = setTimeout(() => show(texts.unanswered, texts.unansweredHint), ACKNOWLEDGED_WITHIN);
  window.addEventListener('message', ({ source, origin, data }) => {
    if (source !== window.parent || !config.origins.includes(origin)) return;
    if (data?.type !== 'saoma:ack' || data.version !== MESSAGE_VERSION || data.state !== state) return;
    clearTimeout(unanswered);
    show(texts.relayed);
  });
  const message = { type: 'saoma:callback', version: MESSAGE_VERSION, state, ...(cancelled ? { cancelled } : { code }) };
  for (const origin of config.origins.filter(mayBeParent)) window.parent.postMessage(message, origin);
}

/** Spares the console an error for each listed origin that is not the parent, where the browser tells which it is. */
function mayBeParent(origin) {
  const parent = location.ancestorOrigins?.[0];
  return !parent || parent === origin;
}

/** @param {string} status @param {string} [hint] */
function show(status, hint = '') {
  document.getElementById('relay').hidden = false;
  document.getElementById('status').textContent = status;
  document.getElementById('hint').textContent = hint;
}

async function finish() {
  // Only now, so that nothing can fail before the code is gone from the address.
  await import('./wechat-login.js');
  const login = document.createElement('wechat-login');
  const again = document.createElement('a');
  again.slot = 'retry';
  again.className = 'button';
  again.textContent = texts.again;
  again.href = `${config.base}/login`;
  login.append(again);
  // Page mode waits to be told, and never shows a QR code here.
  login.mode = 'page';
  login.endpoint = config.base || '/';
  login.instance = config.instance;
  login.locale = locale;
  login.addEventListener('wechat-error', ({ detail }) => {
    if (detail.returnTo) again.href = `${config.base}/login?returnTo=${encodeURIComponent(detail.returnTo)}`;
  });
  login.addEventListener('wechat-session', ({ detail }) => {
    if (!detail.returnTo) location.replace(`${config.base}/login`);
  });
  document.getElementById('page').append(login);
  login.complete(answer);
}

async function finishBind() {
  const { LoginError, callApi, textOf, webAddress } = await import('./wechat-login.js');
  const find = (id) => document.getElementById(`bind-${id}`);
  const here = location.origin + config.base;
  document.title = texts.bindTitle;
  document.querySelector('h1').textContent = texts.bindTitle;
  document.getElementById('binding').hidden = false;
  find('status').textContent = texts.binding;
  find('next').href = `${here}/login`;
  try {
    const { state, code } = answer;
    if (!state) throw new LoginError('state_invalid');
    // Without a code the service is told of the refusal, and ends the attempt.
    await callApi(`${here}/api/bindings/${encodeURIComponent(config.instance)}`, { method: 'POST', body: { state, code } });
    find('status').textContent = texts.bound;
    find('hint').textContent = texts.boundHint;
  } catch (error) {
    const { code, detail = '', traceId, returnTo } = error instanceof LoginError ? error : new LoginError('unexpected_answer');
    find('status').textContent = '';
    find('problem').textContent = code === 'bind_ticket_invalid' ? texts.invitationInvalid : textOf(locale, code);
    find('hint').textContent = detail;
    find('code').textContent = [code, traceId].filter(Boolean).join(' · ');
    find('help').textContent = texts.help;
    find('help').href = `${here}/errors/${encodeURIComponent(code)}`;
    find('reference').hidden = !traceId;
    if (returnTo) find('next').href = webAddress(returnTo, location.href);
  }
  find('next').textContent = texts.next;
  find('next').hidden = false;
}
