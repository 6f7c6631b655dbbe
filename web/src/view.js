// SPDX-License-Identifier: Apache-2.0

import { webAddress } from './api.js';
import { STYLES } from './styles.js';
import { textOf } from './texts.js';

/** Strokes of 24 by 24 units. */
const GLYPH = 'M6 9V6h3M15 6h3v3M18 15v3h-3M9 18H6v-3M6 12h12';
const PHONE = 'M9 6h6v12H9zM11 16h2';
const BUSY = 'M12 3a9 9 0 1 0 9 9';
const STOP = 'M12 7v6M12 16.5v.01';
const MARKS = {
  idle: PHONE, loading: BUSY, waiting: PHONE, exchanging: BUSY, choosing: PHONE, success: 'M7.5 12.5l3 3 6-6.5',
  expired: 'M12 7v5l3 2', offline: STOP, error: STOP, login_cancelled: 'M8.5 8.5l7 7M15.5 8.5l-7 7',
};

/** Errors that another scan cannot change. */
const FINAL = ['invalid_request', 'login_inactive', 'forbidden', 'not_found', 'identity_conflict', 'wechat_configuration'];

let sheet;

function make(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function draw(strokes) {
  const shape = (tag, attributes, ...children) => fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
  return shape('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, shape('path', { d: strokes }));
}

/** What somebody else wrote, without the marks that would turn the words around it. */
function plain(text) {
  return String(text ?? '').replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim();
}

/** A person's picture; the initial until it is there, and when it never comes. */
function face({ nickname, avatar }) {
  const node = make('span', { class: 'avatar', part: 'avatar', 'aria-hidden': 'true' }, [...plain(nickname)][0] ?? '');
  if (/^https:/i.test(avatar)) {
    const image = make('img', { alt: '', referrerpolicy: 'no-referrer', src: avatar });
    image.addEventListener('load', () => node.replaceChildren(image));
  }
  return node;
}

/** Changes a live region only when its words change, so that nothing is read out twice. */
function say(node, words) {
  if (node.textContent !== words) node.textContent = words;
}

function build() {
  const slot = (name, ...children) => make('slot', { name }, ...children);
  const div = (name, ...children) => make('div', { class: name, part: name }, ...children);
  const parts = {
    title: make('h2', { id: 'title', part: 'title' }),
    frame: div('frame'),
    mark: div('mark'),
    status: make('p', { class: 'status', part: 'status', role: 'status' }),
    alert: make('p', { class: 'status', part: 'status', role: 'alert' }),
    detail: make('small', { part: 'detail' }),
    code: make('span', {}),
    link: make('a', { part: 'link', target: '_blank', rel: 'noopener' }),
    button: make('button', { type: 'button', part: 'button' }),
    done: slot('success'),
  };
  parts.hint = slot('', parts.detail);
  parts.retry = slot('', parts.button);
  parts.reference = make('small', {}, parts.code, parts.link);
  parts.action = div('action', parts.retry);
  parts.choices = div('action');
  parts.card = make('section', { part: 'card', 'aria-labelledby': 'title' },
    slot('header', div('header', make('span', { part: 'logo' }, slot('logo', draw(GLYPH))), parts.title)),
    div('subtitle', slot('subtitle')),
    div('body', parts.frame, parts.mark,
      div('words', parts.status, parts.alert, parts.hint, parts.reference, parts.done),
      parts.choices, parts.action),
    slot('actions'), slot('fallback'), div('footer', slot('footer')));
  return parts;
}

/** What of an element is to be seen. */
export class View {
  #focusOwed = false;
  #options;

  constructor(element, choose) {
    this.element = element;
    this.choose = choose;
    this.root = element.attachShadow({ mode: 'open' });
    if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(STYLES);
    this.root.adoptedStyleSheets = [sheet];
    this.parts = build();
    this.place = this.parts.frame;
    this.root.append(this.parts.card);
  }

  text(key) {
    const { strings, locale } = this.element;
    return Object.hasOwn(strings, key) ? String(strings[key]) : textOf(locale, key);
  }

  /** The page's own words for an error, else the service's, else ours. */
  messageOf({ code, title }) {
    return Object.hasOwn(this.element.strings, code) || !title ? this.text(code) : title;
  }

  clear() {
    // A keyboard user who was in the frame goes on at the control that takes its place.
    if (this.place.contains(this.root.activeElement)) this.#focusOwed = true;
    this.place.replaceChildren();
  }

  render({ state, about }, way) {
    const { card, title, frame, mark, done } = this.parts;
    const { action, mode } = this.element;
    const focused = this.root.activeElement;
    const cancelled = about.error?.code === 'login_cancelled';
    const framed = way === 'iframe';
    const bare = !framed && mode !== 'auto';
    card.className = `${state} ${way}${bare ? ' bare' : ''}${cancelled ? ' quiet' : ''}`;
    title.textContent = this.text(action);
    frame.hidden = !framed || (state !== 'loading' && state !== 'waiting');
    mark.hidden = !frame.hidden;
    mark.replaceChildren(about.profile ? face(about.profile) : draw(MARKS[cancelled ? 'login_cancelled' : state]));
    done.hidden = state !== 'success';
    this.#renderWords(state, about, way);
    this.#renderError(about, cancelled);
    this.#renderButtons(state, about, way);
    this.#moveFocus(focused);
  }

  #renderWords(state, { error, options, profile, text, name }, way) {
    const { status, alert, detail, hint } = this.parts;
    const nickname = plain(name);
    const waiting = state === 'waiting';
    let key = text ?? (nickname ? 'welcome' : state);
    if (state === 'idle') key = this.element.mode === 'auto' && way !== 'iframe' && 'phone';
    if (state === 'error') key = '';
    if (waiting && way === 'popup') key = way;
    say(status, key ? this.text(key).replace('{name}', () => nickname) : '');
    say(alert, error ? this.#alertOf(error, options) : '');
    hint.name = waiting ? 'hint' : 'detail';
    if (waiting && way === 'iframe') say(detail, this.text('hint'));
    // What went wrong in detail is for developers, in English.
    else say(detail, profile ? plain(profile.nickname) : (!options && this.element.locale === 'en' && error?.detail) || '');
  }

  #alertOf(error, options) {
    return options && /^(session|reauth)_/.test(error.code) ? this.text('signIn') : this.messageOf(error);
  }

  #renderError({ error, options }, cancelled) {
    const { reference, code, link } = this.parts;
    const { endpoint } = this.element;
    reference.hidden = !error || cancelled || (options && !error.reauthUrl);
    if (reference.hidden) return;
    code.textContent = [error.code, error.traceId].filter(Boolean).join(' · ');
    link.textContent = this.text(error.reauthUrl ? 'login' : 'help');
    link.hidden = !error.traceId;
    link.href = error.reauthUrl ? webAddress(error.reauthUrl, endpoint) : `${endpoint}/errors/${encodeURIComponent(error.code)}`;
  }

  #renderButtons(state, { error, options }, way) {
    const { choices, button, retry, action } = this.parts;
    const key = this.#buttonKey(state, error, way);
    action.hidden = !key;
    retry.name = state === 'error' ? 'retry' : 'start';
    if (key) button.textContent = this.text(key);
    choices.hidden = !options;
    if (options === this.#options) return;
    this.#options = options;
    choices.replaceChildren(...(options ?? []).map((option) => {
      const choice = make('button', { type: 'button', part: 'button choice' }, plain(option.label) || this.text(option.key));
      choice.addEventListener('click', () => this.choose(option));
      return choice;
    }));
  }

  #buttonKey(state, error, way) {
    if (state === 'idle') return way === 'iframe' ? 'show' : this.element.mode === 'auto' ? 'page' : this.element.action;
    if (state === 'expired') return 'show';
    if (error?.code === 'popup_blocked') return 'page';
    const again = state === 'offline' || (state === 'waiting' && way === 'popup') || state === 'error';
    return again && !(FINAL.includes(error?.code) && !error.retryable) && 'retry';
  }

  /** Focus goes into the control that takes the place of the one that had it, unless the person has moved on. */
  #moveFocus(focused) {
    const shown = (node) => node?.getClientRects().length;
    if (focused && !shown(focused)) this.#focusOwed = true;
    const next = [this.parts.choices.firstChild, this.parts.button].find(shown);
    if (!this.#focusOwed || !next) return;
    this.#focusOwed = false;
    const { activeElement } = document;
    if (activeElement === document.body || (activeElement === this.element && this.root.activeElement === focused)) next.focus();
  }
}
