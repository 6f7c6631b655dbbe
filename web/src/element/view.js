// SPDX-License-Identifier: Apache-2.0

import { webAddress } from './api.js';
import { nameIn, plain } from '../plain.js';
import { STYLES } from './styles.js';
import { owns, textOf } from './texts.js';
import { wayOf } from './transport.js';

/** Strokes of 24 by 24 units. */
const GLYPH = 'M6 9V6h3M15 6h3v3M18 15v3h-3M9 18H6v-3M6 12h12';
const PHONE = 'M9 6h6v12H9zM11 16h2';
const BUSY = 'M12 3a9 9 0 1 0 9 9';
const STOP = 'M12 7v6M12 16.5v.01';
const MARKS = {
  idle: PHONE, loading: BUSY, waiting: PHONE, exchanging: BUSY, choosing: PHONE, success: 'M7.5 12.5l3 3 6-6.5',
  expired: 'M12 7v5l3 2', offline: STOP, error: STOP, quiet: 'M8.5 8.5l7 7M15.5 8.5l-7 7',
};

/** Errors that another scan cannot change. */
const FINAL = ['invalid_request', 'login_inactive', 'forbidden', 'not_found', 'identity_conflict', 'wechat_configuration', 'frame_blocked'];

let sheet;

/** Whether the page is in no frame. */
const isAlone = () => window.parent === window;

function fill(node, attributes, ...children) {
  for (const name in attributes) node.setAttribute(name, attributes[name]);
  node.append(...children);
  return node;
}

/** Creates an element with a part name, which is also its class. */
function part(tag, name, ...children) {
  return fill(document.createElement(tag), { part: name, class: name }, ...children);
}

function slot(name, ...children) {
  return fill(document.createElement('slot'), { name }, ...children);
}

function draw(d) {
  const shape = (tag) => document.createElementNS('http://www.w3.org/2000/svg', tag);
  return fill(shape('svg'), { viewBox: '0 0 24 24', 'aria-hidden': true }, fill(shape('path'), { d }));
}

/** A person's avatar; the initial until it is loaded, and when loading fails. */
function face({ nickname, avatar }) {
  const node = fill(part('span', 'avatar', [...nameIn(nickname)][0] ?? ''), { 'aria-hidden': true });
  if (/^https:/i.test(avatar)) {
    const image = fill(document.createElement('img'), { alt: '', referrerpolicy: 'no-referrer', src: avatar });
    image.onload = () => node.replaceChildren(image);
  }
  return node;
}

/** Changes a live region only when its text changes, so that nothing is read out twice. */
function say(node, words) {
  if (node.textContent !== words) node.textContent = words;
}

/** The visible part of an element. */
export class View {
  #element;
  #root;
  #internals;
  #choose;
  #options;
  #drawing;
  #focusOwed = false;
  #isDressed = false;
  #title = part('h2', 'title');
  #mark = part('div', 'mark');
  #status = fill(part('p', 'status'), { role: 'status' });
  #alert = fill(part('p', 'status'), { role: 'alert' });
  #detail = part('small', 'detail');
  #code = document.createElement('span');
  #link = fill(part('a', 'link'), { target: '_blank', rel: 'noopener' });
  #reference = part('small', 'code', this.#code, this.#link);
  #button = fill(part('button', 'button'), { type: 'button' });
  #retry = slot('', this.#button);
  #hint = slot('', this.#detail);
  #done = slot('success');
  #choices = part('div', 'action');
  #action = part('div', 'action', this.#retry);
  #card = part('section', 'card',
    slot('header', part('div', 'header', slot('logo', part('span', 'logo', draw(GLYPH))), this.#title)),
    part('div', 'subtitle', slot('subtitle')),
    part('div', 'body', this.place = part('div', 'frame'), this.#mark,
      part('div', 'words', this.#status, this.#alert, this.#hint, this.#reference, this.#done), this.#choices, this.#action),
    slot('actions'), slot('fallback'), part('div', 'footer', slot('footer')));

  constructor(element, press, choose) {
    this.#element = element;
    this.#choose = choose;
    this.#button.onclick = press;
    this.#internals = element.attachInternals?.();
    this.#root = element.attachShadow({ mode: 'open' });
    this.#root.append(this.#card);
  }

  #dress() {
    this.#isDressed = true;
    try {
      if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(STYLES);
      this.#root.adoptedStyleSheets = [sheet];
    } catch {
      // Safari before 16.4 and Firefox before 101 have no constructed stylesheets; a policy without unsafe-inline allows a file.
      this.#root.append(fill(document.createElement('link'), { rel: 'stylesheet', href: `${this.#element.endpoint}/assets/wechat-login.css` }));
    }
  }

  text(key) {
    const { strings, locale } = this.#element;
    return owns(strings, key) ? String(strings[key]) : textOf(locale, key);
  }

  /** Returns the page's text for an error, else the service's, else the built-in one. */
  messageOf({ code, title, reason }) {
    // A user with an invitation may not have logged in before.
    if (reason && (code !== 'session_required' || this.#element.invitation)) return this.text('no_cookie');
    return owns(this.#element.strings, code) || !title ? this.text(code) : title;
  }

  clear() {
    // Moves the focus from the frame to the control that replaces it, for keyboard users.
    if (this.place.contains(this.#root.activeElement)) this.#focusOwed = true;
    this.place.replaceChildren();
  }

  show(flow, from) {
    if (!this.#isDressed) this.#dress();
    this.#element.setAttribute('state', flow.state);
    try {
      this.#internals?.states.delete(from);
      this.#internals?.states.add(flow.state);
    } catch {
      // Browsers before 2024 lack custom states; the attribute has the same value.
    }
    this.render(flow);
  }

  render({ state, about }) {
    const { mode, action } = this.#element;
    const { error, profile, options } = about;
    const focused = this.#root.activeElement;
    const way = wayOf(this.#element);
    const framed = way === 'iframe';
    const quiet = error?.code === 'login_cancelled' && 'quiet';
    this.#card.className = ['card', state, way, !framed && mode !== 'auto' && 'bare', quiet].join(' ');
    this.#title.textContent = this.text(action);
    this.place.hidden = !framed || (state !== 'loading' && state !== 'waiting');
    this.#mark.hidden = !this.place.hidden;
    const drawing = profile ?? MARKS[quiet || state];
    if (drawing !== this.#drawing) this.#mark.replaceChildren(profile ? face(profile) : draw(drawing));
    this.#drawing = drawing;
    this.#done.hidden = state !== 'success';
    this.#renderWords(state, about, framed, quiet);
    this.#renderReference(error, options, quiet);
    this.#renderChoices(options);
    const key = this.#buttonKey(state, error, way);
    this.#retry.name = error ? 'retry' : 'start';
    // The page's own alternative is shown after every error.
    this.#action.hidden = !key && !this.#retry.assignedNodes().length;
    if (key) this.#button.textContent = this.text(key);
    this.#moveFocus(focused);
  }

  #renderWords(state, { error, options, profile, text, name }, framed, quiet) {
    const { mode, locale } = this.#element;
    const waiting = state === 'waiting';
    const nickname = nameIn(name);
    let key = text ?? (nickname ? 'welcome' : state);
    if (waiting && !framed) key = 'popup';
    if (state === 'idle') key = mode === 'auto' && !framed && 'phone';
    if (state === 'error') key = '';
    say(this.#status, key ? this.text(key).replace('{name}', () => nickname) : '');
    const signedOut = options && /^(session|reauth)_/.test(error?.code);
    say(this.#alert, error ? (signedOut ? this.text('signIn') : this.messageOf(error)) : '');
    this.#hint.name = waiting ? 'hint' : 'detail';
    // The detail is for developers, in English.
    const detail = (!options && !quiet && locale === 'en' && error?.detail) || nameIn(profile?.nickname);
    say(this.#detail, waiting && framed ? this.text('hint') : detail);
  }

  #renderReference(error, options, quiet) {
    const { endpoint } = this.#element;
    const again = error?.reauthUrl;
    this.#reference.hidden = !error || quiet || (options && !again);
    if (this.#reference.hidden) return;
    this.#code.textContent = options ? '' : [error.code, error.traceId, ''].join(' ');
    this.#link.textContent = this.text(again ? 'reauth' : 'help');
    this.#link.href = `${endpoint}/errors/${encodeURIComponent(error.code)}`;
    try {
      if (again) this.#link.href = webAddress(again, endpoint);
    } catch {
      // Not a web address: the page that explains the error is better.
    }
    this.#link.hidden = !error.traceId;
    if (isAlone() || (error.code !== 'frame_blocked' && !error.reason)) return;
    this.#link.textContent = this.text('alone');
    this.#link.href = location.href;
    this.#link.hidden = false;
  }

  #renderChoices(options) {
    this.#choices.hidden = !options;
    if (options === this.#options) return;
    this.#options = options;
    this.#choices.replaceChildren(...(options ?? []).map((option) => {
      const button = part('button', 'button choice', plain(option.label) || this.text(option.key));
      button.onclick = () => this.#choose(option);
      return button;
    }));
  }

  /** Returns the key of the button's text, if there is a button. */
  #buttonKey(state, error, way) {
    const { mode, action } = this.#element;
    if (state === 'idle' && way !== 'iframe') return mode === 'auto' ? 'page' : action;
    if (state === 'idle' || state === 'expired') return 'show';
    if (error?.code === 'popup_blocked' || (error?.code === 'frame_blocked' && isAlone())) return 'page';
    if (state === 'offline' || (state === 'waiting' && way === 'popup')) return 'retry';
    return state === 'error' && (error.retryable || !FINAL.includes(error.code)) && 'retry';
  }

  /** Moves the focus into the control that replaces the focused one, unless the user has moved it. */
  #moveFocus(focused) {
    const shown = (node) => node?.getClientRects().length;
    if (focused && !shown(focused)) this.#focusOwed = true;
    const next = [this.#choices.firstChild, this.#button].find(shown);
    if (!this.#focusOwed || !next) return;
    this.#focusOwed = false;
    const holder = document.activeElement;
    if (holder === document.body || (holder === this.#element && this.#root.activeElement === focused)) next.focus();
  }
}
