// SPDX-License-Identifier: Apache-2.0

import { call } from '../api.js';
import { fill, textsOf } from '../language.js';
import { html, live, nothing } from '../lit.js';
import { isolated, nameOf } from '../person.js';
import { TEXTS } from '../texts/people-batch.js';

/** The service takes no more at once. */
const MOST = 100;

/** The people who are chosen in the list, and what is done with all of them. */
export class Batch {
  #app;
  #chosen = new Map();

  constructor(app) {
    this.#app = app;
  }

  /** The column with a box for each person. */
  column() {
    const texts = textsOf(TEXTS);
    return {
      name: texts.choose,
      kind: 'choice',
      cell: (one) => html`<label class="check"><input type="checkbox" .checked=${live(this.#chosen.has(one.userId))}
        aria-label=${texts.chooseNamed.replace('{name}', () => nameOf(one))} @change=${(event) => this.#choose(one, event)}></label>`,
    };
  }

  #choose(one, { target }) {
    if (target.checked && this.#chosen.size < MOST) this.#chosen.set(one.userId, one);
    else this.#chosen.delete(one.userId);
    this.#app.draw();
  }

  #clear() {
    this.#chosen.clear();
    this.#app.draw();
  }

  /** How many are chosen, and the button for a change. */
  bar() {
    const { chosen, most, change, none } = textsOf(TEXTS);
    const count = this.#chosen.size;
    return html`<div class="batch"><p class="muted" role="status">${count ? fill(count < MOST ? chosen : most, { n: count }) : ''}</p>
      ${count ? html`<button class="button small" type="button" @click=${() => this.#ask()}>${change}</button>
        <button class="button quiet small" type="button" @click=${() => this.#clear()}>${none}</button>` : nothing}</div>`;
  }

  #ask() {
    const texts = textsOf(TEXTS);
    this.#app.ask({
      title: fill(texts.title, { n: this.#chosen.size }),
      fields: [
        { name: 'action', label: texts.action, kind: 'select', options: Object.entries(texts.actions).map(([value, label]) => ({ value, label })) },
        { name: 'corpId', label: texts.corpId, hint: texts.corpIdHint, most: 64 },
      ],
      confirm: texts.confirm,
      work: ({ action, corpId }) => call('/users/batch', {
        method: 'POST',
        body: { action, userIds: [...this.#chosen.keys()], ...(action === 'addToCorp' && { corpId }) },
      }),
      result: (results) => this.#result(results),
      done: () => this.#app.reload(),
    });
  }

  #result(results) {
    const texts = textsOf(TEXTS);
    const failed = results.filter(({ error }) => error);
    const name = (userId) => isolated(nameOf(this.#chosen.get(userId) ?? { userId }));
    return html`<p role="status">${fill(texts.done, { n: results.length - failed.length })}</p>
      ${failed.length ? html`<p>${fill(texts.failed, { n: failed.length })}</p>
        <ul>${failed.map(({ userId, error }) => html`<li>${name(userId)}: ${error.title ?? error.code}. ${error.fix ?? ''}</li>`)}</ul>` : nothing}`;
  }
}
