// SPDX-License-Identifier: Apache-2.0

import { LoginError, callApi, explain, inTurn, throwIfAborted, webAddress } from './api.js';
import { openFrame, openPopup, wayOf } from './transport.js';

// More than the 25 s of WeChat's long poll.
const FRAME_TIMEOUT = 40_000;
// An attempt is valid for 20 minutes; WeChat's page would still show QR codes for an expired one.
const RENEW_AFTER = 14 * 60_000;
/** Errors after which another choice, or the same choice later, may succeed. */
const CHOOSE_AGAIN = ['session_required', 'reauth_required', 'corp_forbidden', 'user_already_bound'];

/** The login flow of one element; one login at a time. */
export class Flow {
  state = 'idle';
  /** Data of the state: `error`, `options` to choose from, `profile`, the key of a `text`, a `name`. */
  about = {};
  lastError;
  #element;
  #view;
  /** Cancels all running operations. */
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
    // Browsers open a window only while a click is being handled.
    const popup = way === 'popup' ? window.open('', 'saoma-login', 'popup,width=480,height=640') : undefined;
    this.#renewals = 0;
    this.#replace = false;
    this.#work('loading', (signal) => {
      if (popup === null) throw new LoginError('popup_blocked', { retryable: true });
      return this.#open(signal, way);
    }, popup);
  }

  cancel() {
    this.#next();
    this.#to('idle');
  }

  complete({ code, state, cancelled, problem }) {
    this.#replace = true;
    this.#work('loading', async (signal) => {
      if (problem) throw new LoginError(problem.code, problem);
      // Without a state, sends one that the service does not know, so that the service returns the error.
      await this.#finish(signal, await this.#instance(signal), { code: cancelled ? '' : code, state: state || '-' });
    });
  }

  offline() {
    if (this.state !== 'loading' && this.state !== 'waiting') return;
    // A popup window continues by itself.
    if (!this.#popup) this.#next();
    this.#to('offline');
  }

  online() {
    if (this.state !== 'offline') return;
    if (this.#popup) this.#to('waiting');
    else if (wayOf(this.#element) === 'iframe') this.begin('iframe');
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

  /** Starts an operation in place of the running one. */
  #work(state, work, popup, recovered) {
    const signal = this.#next(popup);
    this.#to(state);
    this.#guard(signal, () => work(signal), recovered);
  }

  async #guard(signal, work, recovered) {
    try {
      await work();
    } catch (caught) {
      if (signal.aborted) return;
      const error = caught instanceof LoginError ? caught : new LoginError('unexpected_answer');
      if (error !== caught) console.error(caught);
      if (error.bindTicket) this.#welcome(signal, error);
      else if (!recovered?.(error)) this.#fail(error);
    }
  }

  #call(signal, path, body) {
    const { endpoint, locale, fetch, binding } = this.#element;
    const headers = this.#secret && { 'Saoma-Attempt': this.#secret };
    const byHeader = binding === 'header' && { headers, credentials: 'omit' };
    return callApi(endpoint + path, { method: body ? 'POST' : 'GET', body, signal, fetch, locale, ...byHeader });
  }

  async #instance(signal) {
    const all = this.#element.instance ? [] : await this.#call(signal, '/api/login');
    // Without an active instance, the service returns the error.
    const chosen = all.find((each) => each.isActive) ?? all[0];
    return encodeURIComponent(this.#element.instance || (chosen?.name ?? '-'));
  }

  async #open(signal, display, renews) {
    const { action: intent, binding, returnTo, redirectUri, invitation, credentialless } = this.#element;
    const instance = await this.#instance(signal);
    const asked = { intent, display, binding, returnTo: returnTo || null, redirectUri: redirectUri || null, invitation: invitation || null, renews };
    const ask = () => this.#call(signal, `/api/login/${instance}/attempts`, asked);
    const attempt = await (binding === 'header' ? ask() : inTurn(ask, signal));
    this.#secret = attempt.attemptSecret;
    for (const { detail } of attempt.warnings ?? []) console.warn(`wechat-login: ${detail}`);
    if (display === 'page') {
      location.assign(webAddress(attempt.authorizeUrl));
      return;
    }
    const shown = new AbortController();
    const end = () => shown.abort();
    signal.addEventListener('abort', end);
    const late = setTimeout(() => this.#fail(new LoginError('timeout', { retryable: true })), FRAME_TIMEOUT);
    const tell = {
      ready: () => {
        clearTimeout(late);
        this.#to('waiting');
      },
      heard: (answer) => this.#work('exchanging', (next) => this.#finish(next, instance, answer)),
      closed: () => this.cancel(),
      // Only if the service can be reached. Not with an application's own callback page, which sends no 'saoma:empty'.
      blocked: !redirectUri && (() => this.#guard(signal, async () => {
        await this.#call(signal, '/api/login');
        throw new LoginError('frame_blocked');
      })),
    };
    shown.signal.addEventListener('abort', () => clearTimeout(late));
    // The old QR code stays valid until the new attempt is loaded, which names it so that the service counts one visit.
    this.#renewLater(shown.signal, () => this.#guard(signal, () => this.#open(signal, display, attempt.state).then(end)));
    if (display === 'popup') {
      openPopup(this.#popup, attempt, shown.signal, tell);
      tell.ready();
    } else openFrame(this.#view.place, { title: this.#view.text('waiting'), credentialless }, attempt, shown.signal, tell);
  }

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

  /** An answer without a code is a refusal on the phone: the service ends the attempt and returns the error. */
  async #finish(signal, instance, { code, state }) {
    throwIfAborted(signal);
    this.#to('exchanging');
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
      this.#end(current, 'wechat-session', { ...session, answer: session, returnTo }, { name: session.user?.nickname });
    };
    if (!proceed) this.#to('success');
    else if (corpList.length < 2) await redeem(signal, corpList[0]?.corpId);
    else {
      const options = corpList.map(({ corpId, corpName }) => ({ label: corpName || corpId, take: (next) => redeem(next, corpId) }));
      this.#to('choosing', { text: 'corps', options });
    }
  }

  #bound(signal, { returnTo }) {
    this.#end(signal, 'wechat-bound', { returnTo }, { text: 'bound' });
  }

  #end(signal, type, detail, about) {
    this.#to('success', about);
    const proceed = this.#tell(type, detail, true);
    // A page of another site holds the token in memory, and would lose it by navigating.
    if (!proceed || !detail.returnTo || signal.aborted || this.#element.binding === 'header') return;
    // The server returns only allowed addresses; the page's own value is never followed directly.
    location[this.#replace ? 'replace' : 'assign'](webAddress(detail.returnTo, location.href));
  }

  /** The WeChat is linked to no user: its owner chooses between a new and an existing account. */
  #welcome(signal, { bindTicket, expiresAt, profile, returnTo }) {
    const proceed = this.#tell('wechat-bind-required', { bindTicket, expiresAt, profile, returnTo }, true);
    if (signal.aborted) return;
    const ask = (path) => (next) => this.#call(next, path, { bindTicket });
    const register = ask('/api/registrations');
    const attach = ask('/api/bind-tickets/redeem');
    const options = [
      { key: 'create', take: async (next) => this.#admit(next, await register(next)) },
      { key: 'connect', take: async (next) => this.#bound(next, await attach(next)) },
      { key: 'another' },
    ];
    if (proceed) this.#to('choosing', { text: 'newcomer', profile, options });
    else this.cancel();
  }

  choose({ take }) {
    const { about } = this;
    this.#work('exchanging', take, undefined, (error) => {
      const again = error.retryable || CHOOSE_AGAIN.includes(error.code);
      if (again) this.#to('choosing', { ...about, error });
      return again;
    });
  }

  #fail(error) {
    this.#next();
    if (this.state !== 'exchanging' && error.code === 'network' && !navigator.onLine) {
      this.#to('offline');
      return;
    }
    explain(error);
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
