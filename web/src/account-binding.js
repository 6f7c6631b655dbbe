// SPDX-License-Identifier: Apache-2.0

import { call } from './call.js';
import { element, fill, find, path } from './page.js';
import { dateOf } from './time.js';

const BOUND = 'bound';

/** The list of a user's WeChat bindings, with the actions to bind and unbind. */
export class BindingList {
  #page;
  #bound = [];
  #session;

  constructor(page) {
    this.#page = page;
  }

  show(bound, instances, session) {
    const active = new Set(instances.filter(({ isActive }) => isActive).map(({ name }) => name));
    this.#session = session;
    this.#bound = bound.map((each) => ({ ...each, title: each.title || each.name, canLogIn: active.has(each.name) }));
    const usable = this.#bound.filter(({ boundAt, canLogIn }) => boundAt || canLogIn);
    find('bindings').replaceChildren(...usable.map((each) => this.#row(each)));
    find('bindings-card').hidden = false;
  }

  /** Announces the result of the callback page, if the user comes from there. */
  welcomeBack() {
    const name = new URLSearchParams(location.search).get(BOUND);
    if (name === null) return;
    history.replaceState(null, '', location.pathname);
    const found = this.#bound.find((each) => each.name === name && each.boundAt);
    if (found) this.#page.tell(fill(this.#page.texts.bound, found));
  }

  #row(binding) {
    const { texts } = this.#page;
    const { name, title, boundAt } = binding;
    const words = element('div', { class: 'words' }, element('p', { class: 'what' }, title), ...this.#state(binding));
    const row = element('li', { class: 'row' }, words);
    const [text, label] = boundAt ? [texts.unbind, texts.unbindNamed] : [texts.bind, texts.bindNamed];
    const button = element('button', { type: 'button', class: 'button quiet', 'aria-label': fill(label, { title }) }, text);
    button.dataset.instance = name;
    button.addEventListener('click', () => (boundAt ? this.#unbind(binding) : this.#bind(binding)));
    row.append(button);
    return row;
  }

  #state({ boundAt, canLogIn }) {
    const { texts } = this.#page;
    const [before, after] = texts.boundSince.split('{time}');
    const state = boundAt
      ? element('p', { class: 'muted' }, before, dateOf(boundAt), after)
      : element('p', { class: 'muted' }, texts.unbound);
    return canLogIn ? [state] : [state, element('p', { class: 'muted' }, texts.inactive)];
  }

  async #bind({ name, title }) {
    const { texts, dialog } = this.#page;
    const done = await dialog.bind({
      title: fill(texts.bindTitle, { title }),
      words: texts.bindWords,
      instance: name,
      returnTo: `${path}/account?${BOUND}=${encodeURIComponent(name)}`,
      prove: this.#prover(),
    });
    if (done) await this.#after(name, fill(texts.bound, { title }));
  }

  async #unbind({ name, title }) {
    const { texts, dialog } = this.#page;
    const isHere = this.#session?.instance === name;
    const done = await dialog.ask({
      title: fill(texts.unbindTitle, { title }),
      words: isHere ? `${texts.unbindWords} ${texts.unbindHere}` : texts.unbindWords,
      confirm: texts.unbind,
      work: () => call(`/api/bindings/${encodeURIComponent(name)}`, { method: 'DELETE' }),
      prove: this.#prover(),
    });
    if (!done) return;
    if (isHere) this.#page.showNobody(fill(texts.loggedOutByUnbind, { title }));
    else await this.#after(name, fill(texts.unboundDone, { title }));
  }

  /** Renders the list again and moves the focus from the old button to the new one. */
  async #after(name, words) {
    this.#page.tell(words);
    await this.#page.load();
    const button = [...find('bindings').querySelectorAll('button')].find(({ dataset }) => dataset.instance === name);
    (button ?? find('bindings-title')).focus();
  }

  /** Returns the instance for a re-authentication, preferably that of this session, since the user has this WeChat at hand. */
  #prover() {
    const usable = this.#bound.filter(({ boundAt, canLogIn }) => boundAt && canLogIn).map(({ name }) => name);
    return usable.find((name) => name === this.#session?.instance) ?? usable[0];
  }
}
