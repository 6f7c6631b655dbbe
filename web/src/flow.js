// SPDX-License-Identifier: Apache-2.0

import { LoginError, callApi, webAddress } from './api.js';
import { openFrame, openPopup, openWindow } from './transport.js';

// More than the 25 s of WeChat's long poll.
const FRAME_TIMEOUT = 40_000;
// An attempt lives 20 minutes; WeChat's page would show QR codes for a dead one.
const RENEW_AFTER = 14 * 60_000;
/** Refusals after which another choice, or the same one later, may succeed. */
const CHOOSE_AGAIN = ['session_required', 'reauth_required', 'corp_forbidden', 'user_already_bound'];

/** The logins of one element, one after the other. */
export class Flow {
  state = 'idle';
  /** What the state is about: `error`, `options` to choose from, `profile`, the key of a `text`, a `name`. */
  about = {};
  lastError;
  #element;
  #view;
  /** Ends everything that is under way. */
  #run = new AbortController();
  #popup;
  #secret;
  #renewals;
  #replace;

  constructor(element, view) {
    this.#element = element;
    this.#view = view;
  }

  begin(way) {
    const popup = way === 'popup' ? openWindow() : undefined;
    const signal = this.#next(popup);
    this.#renewals = 0;
    if (popup === null) this.#fail(new LoginError('popup_blocked', { retryable: true }));
    else {
      this.#to('loading');
      this.#guard(signal, () => this.#open(signal, way));
    }
  }

  cancel() {
    this.#next();
    this.#to('idle');
  }

  complete({ code, state, cancelled }) {
    const signal = this.#next();
    this.#replace = true;
    this.#to('loading');
    this.#guard(signal, async () => {
      // The service knows no such state either, and says so.
      await this.#finish(signal, await this.#instance(signal), { code: cancelled ? '' : code, state: state || '-' });
    });
  }

  offline() {
    if (this.state !== 'loading' && this.state !== 'waiting') return;
    // The window is WeChat's and goes on by itself.
    if (!this.#popup) this.#next();
    this.#to('offline');
  }

  online(way) {
    if (this.state !== 'offline') return;
    if (this.#popup) this.#to('waiting');
    else if (way === 'iframe') this.begin(way);
    else this.cancel();
  }

  #next(popup) {
    this.#run.abort();
    this.#run = new AbortController();
    if (this.#popup !== popup) this.#popup?.close();
    this.#popup = popup;
    this.#view.clear();
    return this.#run.signal;
  }

  async #guard(signal, work, recovered) {
    try {
      await work();
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof LoginError)) console.error(error);
      const known = error instanceof LoginError ? error : new LoginError('unexpected_answer');
      if (known.bindTicket) this.#welcome(signal, known);
      else if (!recovered?.(known)) this.#fail(known);
    }
  }

  #call(signal, path, body) {
    const { endpoint, locale, fetch, binding } = this.#element;
    return callApi(endpoint + path, {
      method: body ? 'POST' : 'GET', body, signal, fetch, locale,
      ...(binding === 'header' && { credentials: 'omit', headers: this.#secret && { 'Saoma-Attempt': this.#secret } }),
    });
  }

  async #instance(signal) {
    if (this.#element.instance) return this.#element.instance;
    const all = await this.#call(signal, '/api/login');
    // Without an active one the service itself says what is wrong.
    return (all.find?.((each) => each.isActive) ?? all[0])?.name ?? '-';
  }

  async #open(signal, display) {
    const { action: intent, returnTo, redirectUri, binding, invitation, credentialless } = this.#element;
    const instance = encodeURIComponent(await this.#instance(signal));
    const asked = { intent, display, binding, returnTo: returnTo || null, redirectUri: redirectUri || null, invitation: invitation || null };
    const attempt = await this.#call(signal, `/api/login/${instance}/attempts`, asked);
    webAddress(attempt.redirectUri);
    const address = webAddress(attempt.authorizeUrl);
    this.#secret = attempt.attemptSecret;
    if (signal.aborted) return;
    if (display === 'page') {
      location.assign(address);
      return;
    }
    const opened = new AbortController();
    const end = () => opened.abort();
    signal.addEventListener('abort', end, { signal: opened.signal });
    const heard = (answer) => {
      const next = this.#next();
      this.#guard(next, () => this.#finish(next, instance, answer));
    };
    this.#renewLater(opened.signal, () => this.#guard(signal, () => this.#open(signal, display).then(end)));
    if (display === 'popup') {
      openPopup(this.#popup, attempt, opened.signal, { closed: () => this.cancel(), heard });
      this.#to('waiting');
      return;
    }
    const late = setTimeout(() => this.#fail(new LoginError('timeout', { retryable: true })), FRAME_TIMEOUT);
    opened.signal.addEventListener('abort', () => clearTimeout(late));
    const ready = () => {
      clearTimeout(late);
      this.#to('waiting');
    };
    openFrame(this.#view.place, { credentialless, title: this.#view.text('frame'), attempt }, opened.signal, { ready, heard });
  }

  /** The old QR code keeps working until the new attempt is here. */
  #renewLater(signal, renew) {
    let due = Date.now() + RENEW_AFTER;
    const look = () => {
      if (document.hidden || Date.now() < due) return;
      due = Infinity;
      this.#renewals += 1;
      if (this.#renewals <= this.#element.autoRefresh) renew();
      else {
        this.#next();
        this.#to('expired');
      }
    };
    const timer = setTimeout(look, RENEW_AFTER);
    document.addEventListener('visibilitychange', look, { signal });
    signal.addEventListener('abort', () => clearTimeout(timer));
  }

  /** An answer without a code is a refusal on the phone: the service ends the attempt and says so. */
  async #finish(signal, instance, { code, state }) {
    this.#to(code ? 'exchanging' : 'loading');
    const binds = this.#element.action === 'bind';
    const path = binds ? `/api/bindings/${instance}` : `/api/login/${instance}/code`;
    const answer = await this.#call(signal, path, { state, code: code || null });
    if (binds) this.#bound(signal, answer);
    else await this.#admit(signal, answer);
  }

  async #admit(signal, { loginCode, corpList = [], returnTo }) {
    if (!loginCode) throw new LoginError('unexpected_answer');
    const proceed = this.#tell('wechat-success', { loginCode, corpList, returnTo }, true);
    if (signal.aborted) return;
    const redeem = async (current, corpId) => {
      const session = await this.#call(current, '/api/session', { loginCode, corpId })
        .catch((error) => { throw Object.assign(error, { returnTo }); });
      this.#to('success', { name: session.user?.nickname });
      this.#end(current, 'wechat-session', { ...session, returnTo });
    };
    if (!proceed) this.#to('success');
    else if (corpList.length < 2) await redeem(signal, corpList[0]?.corpId);
    else {
      const options = corpList.map(({ corpName, corpId }) => ({ label: corpName, take: (next) => redeem(next, corpId) }));
      this.#to('choosing', { text: 'corps', options });
    }
  }

  #bound(signal, { returnTo }) {
    this.#to('success', { text: 'bound' });
    this.#end(signal, 'wechat-bound', { returnTo });
  }

  #end(signal, type, detail) {
    const { returnTo } = detail;
    // A page of another site has got a token, which it would lose on the way.
    if (!this.#tell(type, detail, true) || !returnTo || signal.aborted || this.#element.binding === 'header') return;
    // The server answers only with an address that it allows; what the page asked for is never followed by itself.
    location[this.#replace ? 'replace' : 'assign'](webAddress(returnTo, location.href));
  }

  /** Nobody here has this WeChat: its person says whose it shall be. */
  #welcome(signal, { bindTicket, expiresAt, profile, returnTo }) {
    const proceed = this.#tell('wechat-bind-required', { bindTicket, expiresAt, profile, returnTo }, true);
    if (signal.aborted) return;
    const option = (key, path, then) => ({
      key,
      take: async (next) => then(next, await this.#call(next, path, { bindTicket })),
    });
    if (!proceed) this.cancel();
    else this.#to('choosing', {
      text: 'newcomer',
      profile,
      options: [
        option('create', '/api/registrations', (next, answer) => this.#admit(next, answer)),
        option('connect', '/api/bind-tickets/redeem', (next, answer) => this.#bound(next, answer)),
        { key: 'another' },
      ],
    });
  }

  choose({ take }) {
    const { about } = this;
    const signal = this.#next();
    this.#to('exchanging');
    this.#guard(signal, () => take(signal), (error) => {
      const again = error.retryable || CHOOSE_AGAIN.includes(error.code);
      if (again) this.#to('choosing', { ...about, error });
      return again;
    });
  }

  #fail(error) {
    this.#next();
    if (this.state !== 'exchanging' && error.code === 'network' && navigator.onLine === false) {
      this.#to('offline');
      return;
    }
    this.lastError = error;
    this.#to('error', { error });
    const { code, detail, retryable, traceId, returnTo } = error;
    this.#tell('wechat-error', { code, message: this.#view.messageOf(error), detail, retryable, traceId, returnTo });
  }

  #to(to, about = {}) {
    const from = this.state;
    this.state = to;
    this.about = about;
    this.#view.show(this, from);
    if (from !== to) this.#tell('wechat-state', { from, to });
  }

  #tell(type, detail, cancelable = false) {
    return this.#element.dispatchEvent(new CustomEvent(type, { detail, cancelable, bubbles: true, composed: true }));
  }
}
