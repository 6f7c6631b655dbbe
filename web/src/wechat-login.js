// SPDX-License-Identifier: Apache-2.0

// <wechat-login>: WeChat scan-to-login in one custom element. Importing this file registers it.

/** @typedef {import('./wechat-login.js').LoginState} LoginState */

const MESSAGE_VERSION = 1;
const CALL_TIMEOUT = 15_000;
// More than the 25 s of WeChat's long poll.
const FRAME_TIMEOUT = 40_000;
// An attempt lives 20 minutes; WeChat's page would show QR codes for a dead one.
const RENEW_AFTER = 14 * 60_000;

const TEXTS = {
  en: {
    title: 'Log in with WeChat',
    show: 'Show the QR code',
    frame: 'WeChat login: QR code to scan',
    loading: 'Connecting to WeChat…',
    waiting: 'Scan the QR code with WeChat',
    waitingHint: 'In WeChat, tap + and then Scan.',
    exchanging: 'Logging you in…',
    success: 'You are logged in',
    welcome: 'Welcome, {name}',
    retry: 'Try again',
    help: 'How to fix this',
    network: 'The login service cannot be reached. Check your connection.',
    timeout: 'The login service did not answer in time.',
    unexpected_answer: 'The login service gave an unexpected answer.',
    invalid_request: 'The login service did not understand the request.',
    state_invalid: 'This login has expired or was already used.',
    login_cancelled: 'The login was cancelled',
    wechat_code_invalid: 'This scan has expired or was already used.',
    login_code_invalid: 'This login took too long or is already complete.',
    bind_ticket_invalid: 'This confirmation has expired.',
    session_required: 'You are not logged in.',
    reauth_required: 'Log in again to confirm that it is you.',
    login_inactive: 'WeChat login is switched off here.',
    wechat_not_bound: 'This WeChat account is not linked to a user here.',
    corp_forbidden: 'You are not a member of this organisation.',
    account_disabled: 'This account is disabled. Ask an administrator.',
    forbidden: 'You are not allowed to do this.',
    snapshot_user: 'WeChat gave only a preview identity. Use your full WeChat account.',
    not_found: 'This WeChat login does not exist.',
    already_bound: 'This WeChat account is linked to another user.',
    user_already_bound: 'Another WeChat account is already linked to this user.',
    last_login_method: 'This is the last way to log in and cannot be removed.',
    identity_conflict: 'This WeChat account does not match our records. Ask an administrator.',
    corp_required: 'You belong to several organisations and one must be chosen.',
    rate_limited: 'Too many attempts. Please wait a minute.',
    wechat_configuration: 'WeChat login is not set up correctly. Ask an administrator.',
    wechat_bad_answer: 'WeChat gave an answer that cannot be used.',
    wechat_busy: 'WeChat is busy. Please try again in a moment.',
    wechat_unreachable: 'WeChat did not answer in time.',
    store_unavailable: 'The login service is briefly unavailable.',
  },
  'zh-CN': {
    title: '微信登录',
    show: '显示二维码',
    frame: '微信登录：请用手机扫描二维码',
    loading: '正在连接微信…',
    waiting: '请使用微信扫描二维码登录',
    waitingHint: '打开微信，点击“+”，选择“扫一扫”。',
    exchanging: '正在登录…',
    success: '登录成功',
    welcome: '欢迎，{name}',
    retry: '重试',
    help: '如何解决',
    network: '无法连接登录服务，请检查网络。',
    timeout: '登录服务未及时响应。',
    unexpected_answer: '登录服务返回了意外的结果。',
    invalid_request: '登录服务无法识别该请求。',
    state_invalid: '本次登录已过期或已被使用。',
    login_cancelled: '登录已取消',
    wechat_code_invalid: '本次扫码已过期或已被使用。',
    login_code_invalid: '登录已超时或已完成。',
    bind_ticket_invalid: '确认信息已过期。',
    session_required: '您尚未登录。',
    reauth_required: '请重新登录，以确认是您本人。',
    login_inactive: '此处未启用微信登录。',
    wechat_not_bound: '该微信尚未关联此处的用户。',
    corp_forbidden: '您不是该组织的成员。',
    account_disabled: '该账号已停用，请联系管理员。',
    forbidden: '您无权执行此操作。',
    snapshot_user: '微信仅提供了快照页身份，请使用完整的微信账号。',
    not_found: '该微信登录方式不存在。',
    already_bound: '该微信已关联其他用户。',
    user_already_bound: '该用户已关联其他微信。',
    last_login_method: '这是最后一种登录方式，不能移除。',
    identity_conflict: '该微信与已有记录不一致，请联系管理员。',
    corp_required: '您属于多个组织，需要选择其中一个。',
    rate_limited: '操作过于频繁，请稍后再试。',
    wechat_configuration: '微信登录配置有误，请联系管理员。',
    wechat_bad_answer: '微信返回的结果无法使用。',
    wechat_busy: '微信繁忙，请稍后重试。',
    wechat_unreachable: '微信未及时响应。',
    store_unavailable: '登录服务暂时不可用。',
  },
};

/** Requests that only a defect can make: to a person they are all the same. */
const DEFECTS = ['invalid_request', 'method_not_allowed', 'payload_too_large', 'unsupported_media_type'];

/** Errors raised here, for which the service has no page. */
const LOCAL_CODES = ['network', 'timeout', 'unexpected_answer'];

/** Errors that another scan cannot change. */
const FINAL_CODES = [
  ...DEFECTS, 'login_inactive', 'forbidden', 'not_found', 'identity_conflict', 'corp_required', 'wechat_configuration',
];

/** A failed login: `code` is the stable key of the service's catalogue or one of LOCAL_CODES. */
export class LoginError extends Error {
  constructor(code, { detail = '', retryable = false, traceId, returnTo } = {}) {
    super(detail || code);
    Object.assign(this, { name: 'LoginError', code, detail, retryable, traceId, returnTo });
  }
}

/** The built-in language for a language tag: Chinese of any kind is zh-CN, everything else English. */
export function localeOf(tag) {
  return /^zh\b/i.test(tag ?? '') ? 'zh-CN' : 'en';
}

/** The text for a key or an error code. */
export function textOf(locale, key) {
  const texts = TEXTS[localeOf(locale)];
  if (DEFECTS.includes(key)) return texts.invalid_request;
  return Object.hasOwn(texts, key) ? texts[key] : texts.unexpected_answer;
}

/** The absolute address if it is one that a page may go to (http or https). */
export function webAddress(address, base) {
  try {
    const url = new URL(address, base);
    if (/^https?:$/.test(url.protocol)) return url.href;
  } catch {
    // Refused like one that is not for the web.
  }
  throw new LoginError('unexpected_answer');
}

/** Whether a message event is the callback page of this very attempt speaking from this very frame. */
export function isCallback({ origin, source, data }, attempt, frameWindow) {
  return (
    !!source && source === frameWindow && origin === new URL(attempt.redirectUri).origin &&
    data?.type === 'saoma:callback' && data.version === MESSAGE_VERSION && data.state === attempt.state &&
    (data.cancelled === true || (typeof data.code === 'string' && data.code !== ''))
  );
}

/** One JSON call with its own time-out; rejects with a LoginError, or with the signal's reason when aborted. */
export async function callApi(url, { method = 'GET', body, signal, fetch = globalThis.fetch } = {}) {
  signal?.throwIfAborted();
  const abort = new AbortController();
  const stop = () => abort.abort(signal.reason);
  const timer = setTimeout(() => abort.abort(new LoginError('timeout', { retryable: true })), CALL_TIMEOUT);
  signal?.addEventListener('abort', stop);
  try {
    const response = await fetch(url, {
      method,
      headers: { Accept: 'application/json', ...(body && { 'Content-Type': 'application/json' }) },
      body: body && JSON.stringify(body),
      credentials: new URL(url).origin === globalThis.location?.origin ? 'same-origin' : 'include',
      cache: 'no-store',
      signal: abort.signal,
    });
    return answerOf(response, await response.text());
  } catch (error) {
    if (abort.signal.aborted) throw abort.signal.reason;
    throw error instanceof LoginError ? error : new LoginError('network', { retryable: true });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

function answerOf({ ok, status }, text) {
  let answer;
  try {
    answer = text ? JSON.parse(text) : {};
  } catch {
    ok = false;
  }
  if (ok) return answer;
  if (typeof answer?.code === 'string') throw new LoginError(answer.code, answer);
  throw new LoginError('unexpected_answer', { detail: `HTTP ${status}` });
}

const DARK = `
  --bg: #1e1e1e; --fg: #ededed; --muted: #a3a3a3; --border: #333; --tile: #262626; --shine: #303030;
  --good: #3fd68a; --bad: #ff7b7b; --idle: #6b6b6b; --focus: #8ab4f8; color-scheme: dark;
`;

const STYLES = `
:host {
  --bg: #fff; --fg: #191919; --muted: #6b6b6b; --border: #e5e5e5; --tile: #f5f5f5; --shine: #ececec;
  --good: #087f45; --bad: #c9282d; --idle: #767676; --focus: #1a73e8; --action: #06864a;
  color-scheme: light; display: block; width: 100%; max-width: 348px; color: var(--fg);
  font: 14px/22px system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
}
@media (prefers-color-scheme: dark) { :host(:not([theme=light])) {${DARK}} }
:host([theme=dark]) {${DARK}}
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; margin: 0; }
.card, .body { display: flex; flex-direction: column; align-items: center; text-align: center; }
.card {
  padding: 28px 0 24px; background: var(--bg); border: 1px solid var(--border); border-radius: 12px;
  overflow-wrap: anywhere; text-wrap: balance;
}
.title { display: flex; align-items: center; gap: 8px; padding: 0 16px; }
.title svg { flex: none; width: 22px; }
h2 { font-size: 18px; line-height: 26px; font-weight: 600; }
.body { justify-content: center; width: min(300px, 100%); min-height: 492px; padding-top: 20px; }
.frame { width: 100%; height: 400px; overflow: hidden; border-radius: 8px; background: var(--tile); }
.loading .frame { animation: pulse 900ms ease-in-out infinite alternate; }
@keyframes pulse { to { background: var(--shine); } }
iframe { display: block; width: 100%; height: 100%; border: 0; color-scheme: light; }
.waiting iframe { background: #fff; }
svg { width: 56px; fill: none; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.busy { animation: turn 900ms linear infinite; }
@keyframes turn { to { transform: rotate(1turn); } }
.words { min-height: 56px; padding: 16px 8px 0; }
.status, .alert { font-weight: 500; }
.alert { color: var(--bad); }
.success .status { color: var(--good); }
.quiet .alert { color: inherit; }
.detail, .code { font-size: 12px; line-height: 18px; color: var(--muted); }
.detail { margin-top: 2px; }
.code { margin-top: 8px; }
a { color: inherit; display: inline-block; padding: 3px 0; }
.action { margin-top: 20px; }
button {
  min-height: 40px; padding: 0 24px; border: 1px solid transparent; border-radius: 8px;
  background: var(--action); color: #fff; font: inherit; font-weight: 500; cursor: pointer;
}
button:hover { filter: brightness(1.08); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.page .body { min-height: 0; }
.page .frame,
.page.idle .title, .page.idle .mark, .iframe.loading .mark { display: none; }
.page .action { width: 100%; padding: 0 8px; }
.idle .words, .page.idle :is(.body, .action) { padding-top: 0; margin: 0; min-height: 0; }
.page button { width: 100%; }
@media (prefers-reduced-motion: reduce) { * { animation: none !important; } }
@media (forced-colors: active) { .frame, button { border: 1px solid; } }
`;

/** Drawings of 24 by 24 units: strokes, on a disc (or a rounder square) when there is a fill. */
const DRAWINGS = {
  glyph: { fill: '#07c160', rx: 6, strokes: 'M6 9V6h3M15 6h3v3M18 15v3h-3M9 18H6v-3M6 12h12' },
  phone: { strokes: 'M8 3h8l1 1v16l-1 1H8l-1-1V4zM11 18h2', ink: 'var(--muted)' },
  busy: { strokes: 'M12 3a9 9 0 1 0 9 9', ink: 'var(--good)' },
  done: { fill: '#06864a', strokes: 'M7.5 12.5l3 3 6-6.5' },
  failed: { fill: '#c9282d', strokes: 'M12 7v6M12 16.5v.01' },
  cancelled: { fill: 'var(--idle)', strokes: 'M8.5 8.5l7 7M15.5 8.5l-7 7' },
};

const MARKS = { idle: 'phone', loading: 'busy', exchanging: 'busy', success: 'done', error: 'failed' };

function build(node, attributes, ...children) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function element(tag, attributes = {}, ...children) {
  return build(document.createElement(tag), attributes, ...children);
}

function shape(tag, attributes) {
  return build(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes);
}

function draw(name) {
  const { fill, rx = 12, strokes, ink = '#fff' } = DRAWINGS[name];
  const svg = shape('svg', { viewBox: '0 0 24 24', class: name, 'aria-hidden': 'true' });
  if (fill) svg.append(shape('rect', { width: 24, height: 24, rx, fill }));
  svg.append(shape('path', { d: strokes, stroke: ink }));
  return svg;
}

let sheet;
function styles() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
  }
  return sheet;
}

const CONFIGURATION = ['endpoint', 'instance', 'mode', 'return-to'];
// Pages rendered on a server import this file where there is no DOM.
const ElementBase = globalThis.HTMLElement ?? class {};

/** The element; wechat-login.d.ts and custom-elements.json describe what it offers. */
export class WeChatLoginElement extends ElementBase {
  static observedAttributes = [...CONFIGURATION, 'locale'];

  /** @type {typeof fetch | undefined} */
  fetch = this.fetch;
  #strings = {};
  /** @type {LoginState} */
  #state = 'idle';
  /** @type {LoginError | undefined} */
  #error;
  #userName;
  /** Ends everything that the present run has under way. */
  #run = new AbortController();
  #lifetime = new AbortController();
  #startDue = false;
  #focusOwed = false;
  #internals;
  #view;

  constructor() {
    super();
    this.#internals = this.attachInternals?.();
    this.#view = this.#build();
  }

  connectedCallback() {
    // Properties set before this file was loaded hide the accessors.
    for (const name of ['endpoint', 'instance', 'mode', 'returnTo', 'locale', 'theme', 'manual', 'strings']) this.#adopt(name);
    this.#lifetime = new AbortController();
    // Back from WeChat's page the browser may show this page as it was left.
    window.addEventListener('pageshow', (event) => event.persisted && this.mode === 'page' && this.cancel(),
      { signal: this.#lifetime.signal });
    this.#showState(this.#state);
    this.#render();
    this.#startSoon();
  }

  disconnectedCallback() {
    this.#lifetime.abort();
    this.cancel();
  }

  attributeChangedCallback(name, before, after) {
    if (before === after || !this.isConnected) return;
    this.#render();
    if (CONFIGURATION.includes(name) && this.#state !== 'exchanging' && this.#state !== 'success') this.#startSoon();
  }

  get endpoint() {
    const given = this.getAttribute('endpoint');
    const url = given === null ? new URL('..', import.meta.url) : new URL(given, this.baseURI);
    return url.href.replace(/\/+$/, '');
  }
  set endpoint(value) { this.#reflect('endpoint', value); }

  get instance() { return this.getAttribute('instance') ?? ''; }
  set instance(value) { this.#reflect('instance', value); }

  get mode() { return this.getAttribute('mode') === 'page' ? 'page' : 'iframe'; }
  set mode(value) { this.#reflect('mode', value); }

  get returnTo() { return this.getAttribute('return-to') ?? ''; }
  set returnTo(value) { this.#reflect('return-to', value); }

  get locale() { return localeOf(this.getAttribute('locale') ?? this.#inheritedLanguage()); }
  set locale(value) { this.#reflect('locale', value); }

  get theme() { return this.getAttribute('theme') ?? 'auto'; }
  set theme(value) { this.#reflect('theme', value); }

  get manual() { return this.hasAttribute('manual'); }
  set manual(value) { this.toggleAttribute('manual', !!value); }

  get strings() { return this.#strings; }
  set strings(value) {
    this.#strings = { ...value };
    this.#render();
  }

  /** @returns {LoginState} */
  get state() { return this.#state; }

  /** Begins a login, unless one is under way. */
  start() {
    if (['idle', 'error', 'success'].includes(this.#state)) this.refresh();
  }

  /** Begins anew: another attempt, another QR code. */
  refresh() {
    if (this.#state === 'exchanging' || !this.isConnected) return;
    const signal = this.#newRun();
    this.#setState('loading');
    this.#guard(signal, () => (this.mode === 'page' ? this.#leave(signal) : this.#openFrame(signal)));
  }

  /** Ends what is under way. */
  cancel() {
    this.#newRun();
    this.#setState('idle');
  }

  /** Finishes a login on the page that WeChat came back to. */
  complete({ code, state, cancelled }) {
    const signal = this.#newRun();
    this.#setState('loading');
    this.#guard(signal, async () => {
      if (!state) throw new LoginError('state_invalid');
      if (cancelled || !code) throw new LoginError('login_cancelled', { retryable: true });
      this.#setState('exchanging');
      await this.#exchange(signal, await this.#chosenInstance(signal), { code, state }, true);
    });
  }

  #newRun() {
    this.#startDue = false;
    this.#run.abort();
    this.#run = new AbortController();
    const { frame } = this.#view;
    // A keyboard user who was in the frame goes on at the button that takes its place.
    if (frame.contains(this.shadowRoot.activeElement)) this.#focusOwed = true;
    frame.replaceChildren();
    return this.#run.signal;
  }

  async #guard(signal, work) {
    try {
      await work();
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof LoginError)) console.error(error);
      this.#fail(error instanceof LoginError ? error : new LoginError('unexpected_answer'));
    }
  }

  #call(signal, path, body) {
    return callApi(this.endpoint + path, { method: body ? 'POST' : 'GET', body, signal, fetch: this.fetch });
  }

  async #chosenInstance(signal) {
    if (this.instance) return this.instance;
    const instances = await this.#call(signal, '/api/login');
    const chosen = instances?.find?.((each) => each.isActive);
    if (!chosen) throw new LoginError(instances?.length ? 'login_inactive' : 'not_found');
    return chosen.name;
  }

  async #attempt(signal, display) {
    const instance = await this.#chosenInstance(signal);
    const asked = { intent: 'login', display, ...(this.returnTo && { returnTo: this.returnTo }) };
    const attempt = await this.#call(signal, `/api/login/${encodeURIComponent(instance)}/attempts`, asked);
    if (!attempt?.state) throw new LoginError('unexpected_answer');
    return {
      instance,
      state: attempt.state,
      authorizeUrl: webAddress(attempt.authorizeUrl),
      redirectUri: webAddress(attempt.redirectUri),
    };
  }

  async #leave(signal) {
    const { authorizeUrl } = await this.#attempt(signal, 'page');
    if (!signal.aborted) location.assign(authorizeUrl);
  }

  async #openFrame(signal) {
    const attempt = await this.#attempt(signal, 'iframe');
    if (signal.aborted) return;
    const frame = element('iframe', {
      title: this.#text('frame'),
      // No top navigation: the frame only ever leads to our callback page.
      sandbox: 'allow-scripts allow-same-origin allow-forms',
      src: attempt.authorizeUrl,
    });
    const opened = new AbortController();
    const alive = { signal: opened.signal };
    const late = () => this.#fail(new LoginError('wechat_unreachable', { retryable: true }));
    const renew = () => {
      if (document.hidden || Date.now() < due) return;
      due = Infinity;
      // The old QR code keeps working until the new attempt is here.
      this.#guard(signal, () => this.#openFrame(signal).then(() => opened.abort()));
    };
    let due = Date.now() + RENEW_AFTER;
    const timers = [setTimeout(late, FRAME_TIMEOUT), setTimeout(renew, RENEW_AFTER)];
    const ready = () => {
      clearTimeout(timers[0]);
      this.#setState('waiting');
    };
    frame.addEventListener('load', ready, { once: true, ...alive });
    window.addEventListener('message', (event) => {
      // WeChat's page is there; its load event may wait for a long poll.
      if (event.source === frame.contentWindow && event.origin === new URL(attempt.authorizeUrl).origin) ready();
      else this.#receive(event, attempt, frame);
    }, alive);
    document.addEventListener('visibilitychange', renew, alive);
    opened.signal.addEventListener('abort', () => timers.forEach(clearTimeout));
    signal.addEventListener('abort', () => opened.abort(), alive);
    this.#view.frame.replaceChildren(frame);
  }

  #receive(event, attempt, frame) {
    if (!isCallback(event, attempt, frame.contentWindow)) return;
    const { state } = attempt;
    event.source.postMessage({ type: 'saoma:ack', version: MESSAGE_VERSION, state }, event.origin);
    const signal = this.#newRun();
    this.#guard(signal, async () => {
      if (event.data.cancelled) throw new LoginError('login_cancelled', { retryable: true });
      this.#setState('exchanging');
      await this.#exchange(signal, attempt.instance, { code: event.data.code, state });
    });
  }

  async #exchange(signal, instance, callback, replace = false) {
    const answer = await this.#call(signal, `/api/login/${encodeURIComponent(instance)}/code`, callback);
    if (!answer?.loginCode) throw new LoginError('unexpected_answer');
    const { loginCode, corpList = [], returnTo } = answer;
    const proceed = this.#emit('wechat-success', { loginCode, corpList, returnTo }, true);
    if (signal.aborted) return;
    if (proceed) await this.#redeem(signal, { loginCode, corpList, returnTo }, replace);
    else this.#setState('success');
  }

  async #redeem(signal, { loginCode, corpList, returnTo }, replace) {
    if (corpList.length > 1) throw new LoginError('corp_required', { returnTo });
    const corpId = corpList[0]?.corpId;
    const session = await this.#call(signal, '/api/session', { loginCode, ...(corpId && { corpId }) })
      .catch((error) => { throw Object.assign(error, { returnTo }); });
    const { user, corp, expiresAt } = session ?? {};
    this.#userName = user?.nickname;
    this.#setState('success');
    const proceed = this.#emit('wechat-session', { user, corp, expiresAt, returnTo }, true);
    if (!proceed || !returnTo || signal.aborted) return;
    // The server answers only with an address that it allows; what the page asked for is never followed by itself.
    location[replace ? 'replace' : 'assign'](webAddress(returnTo, location.href));
  }

  /** @param {LoginError} error */
  #fail(error) {
    this.#newRun();
    this.#error = error;
    this.#setState('error');
    const { code, retryable, traceId, returnTo } = error;
    this.#emit('wechat-error', { code, message: this.#text(code), retryable, traceId, returnTo });
  }

  #emit(type, detail, cancelable = false) {
    return this.dispatchEvent(new CustomEvent(type, { detail, cancelable, bubbles: true, composed: true }));
  }

  /** @param {LoginState} to */
  #setState(to) {
    const from = this.#state;
    if (from === to) return;
    this.#state = to;
    if (to !== 'error') this.#error = undefined;
    if (to !== 'success') this.#userName = undefined;
    this.#showState(to, from);
    this.#render();
    this.#emit('wechat-state', { from, to });
  }

  #showState(to, from) {
    this.setAttribute('state', to);
    try {
      this.#internals?.states.delete(from);
      this.#internals?.states.add(to);
    } catch {
      // Browsers before 2024 lack custom states; the attribute says the same.
    }
  }

  #startSoon() {
    this.#startDue = true;
    // One start for a mount that is undone and done again at once, and for several properties set in a row.
    queueMicrotask(() => {
      if (!this.#startDue) return;
      if (this.manual || this.mode === 'page') this.cancel();
      else this.refresh();
    });
  }

  #build() {
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [styles()];
    const view = {
      heading: element('h2', { id: 'title' }),
      frame: element('div', { class: 'frame' }),
      mark: element('div', { class: 'mark' }),
      button: element('button', { type: 'button' }),
      status: element('p', { class: 'status', role: 'status' }),
      alert: element('p', { class: 'alert', role: 'alert' }),
      detail: element('p', { class: 'detail' }),
      code: element('span'),
      help: element('a', { target: '_blank', rel: 'noopener' }),
    };
    view.slot = element('slot', {}, view.button);
    view.action = element('div', { class: 'action' }, view.slot);
    view.reference = element('p', { class: 'code' }, view.code, view.help);
    view.card = element('section', { 'aria-labelledby': 'title' },
      element('div', { class: 'title' }, draw('glyph'), view.heading),
      element('div', { class: 'body' }, view.frame, view.mark,
        element('div', { class: 'words' }, view.status, view.alert, view.detail, view.reference), view.action));
    view.button.addEventListener('click', () => this.start());
    root.append(view.card);
    return view;
  }

  #render() {
    const { card, heading, frame, mark } = this.#view;
    const state = this.#state;
    const cancelled = this.#error?.code === 'login_cancelled';
    card.className = `card ${state} ${this.mode}${cancelled ? ' quiet' : ''}`;
    heading.textContent = this.#text('title');
    frame.hidden = state !== 'loading' && state !== 'waiting';
    const name = cancelled ? 'cancelled' : MARKS[state];
    mark.replaceChildren(name ? draw(name) : '');
    this.#renderWords(cancelled);
    this.#renderButton();
  }

  #renderWords(cancelled) {
    const { status, alert, detail, reference, code, help } = this.#view;
    const error = this.#error;
    const words = this.#text(this.#userName ? 'welcome' : this.#state);
    say(status, error || this.#state === 'idle' ? '' : words.replace('{name}', () => this.#userName));
    say(alert, error ? this.#text(error.code) : '');
    say(detail, error?.detail ?? (this.#state === 'waiting' ? this.#text('waitingHint') : ''));
    reference.hidden = !error || cancelled;
    if (!error) return;
    code.textContent = [error.code, error.traceId].filter(Boolean).join(' · ') + ' ';
    help.textContent = this.#text('help');
    help.href = `${this.endpoint}/errors/${encodeURIComponent(error.code)}`;
    help.hidden = LOCAL_CODES.includes(error.code);
  }

  #renderButton() {
    const { button, slot, action } = this.#view;
    const error = this.#error;
    const shown = this.#state === 'idle' || !!error;
    if (!shown && this.shadowRoot.activeElement) this.#focusOwed = true;
    action.hidden = !shown;
    slot.name = error ? 'retry' : '';
    button.hidden = !!error && FINAL_CODES.includes(error.code) && !error.retryable;
    button.textContent = this.#text(error ? 'retry' : this.mode === 'page' ? 'title' : 'show');
    if (!shown || !this.#focusOwed) return;
    this.#focusOwed = false;
    if (document.activeElement === document.body) button.focus();
  }

  #text(key) {
    return Object.hasOwn(this.#strings, key) ? String(this.#strings[key]) : textOf(this.locale, key);
  }

  #inheritedLanguage() {
    for (let node = this; node; node = node.getRootNode().host) {
      const holder = node.closest('[lang]');
      if (holder) return holder.getAttribute('lang');
    }
    return '';
  }

  #reflect(name, value) {
    if (value === null || value === undefined) this.removeAttribute(name);
    else this.setAttribute(name, value);
  }

  #adopt(name) {
    if (!Object.hasOwn(this, name)) return;
    const value = this[name];
    delete this[name];
    this[name] = value;
  }
}

/** Changes a live region only when its words change, so that nothing is read out twice. */
function say(node, words) {
  if (node.textContent !== words) node.textContent = words;
}

if (globalThis.customElements && !customElements.get('wechat-login')) {
  customElements.define('wechat-login', WeChatLoginElement);
}
