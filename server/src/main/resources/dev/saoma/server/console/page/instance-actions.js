// SPDX-License-Identifier: Apache-2.0

import { go, pageAddress } from '../address.js';
import { call, segment } from '../api.js';
import { textsOf } from '../language.js';
import { html, nothing } from '../lit.js';
import { TEXTS } from '../texts/instances.js';
import { put, seen } from './instance-draft.js';
import { instanceAddress } from './instances.js';

/** What an administrator does with a login method as a whole. */
export class InstanceActions {
  #app;
  #element;
  #isInherited;

  /** @param {object} app what pages use of the frame @param {object} element @param {boolean} isInherited */
  constructor(app, element, isInherited) {
    this.#app = app;
    this.#element = element;
    this.#isInherited = isInherited;
  }

  /** Switches the method on, or off after a question. */
  toggle() {
    const texts = textsOf(TEXTS);
    const { isActive, fullName, boundUsers } = this.#element;
    const work = () => put(this.#element, fullName, { isActive: !isActive });
    const done = () => { this.#app.tell(isActive ? texts.isOff : texts.isOn); return this.#app.reload(); };
    if (!isActive) return this.#app.run(async () => { await work(); await done(); });
    this.#app.ask({
      title: texts.switchOffTitle,
      words: html`${texts.switchOffWords} ${boundUsers === null ? nothing : texts.bound.replace('{n}', boundUsers)}`,
      confirm: texts.switchOff,
      danger: true,
      work,
      done,
    });
  }

  #remove() {
    const texts = textsOf(TEXTS);
    const { fullName, name, boundUsers, overrides } = this.#element;
    this.#app.ask({
      title: texts.removeTitle,
      words: html`${overrides ? texts.removeOverride : texts.removeWords} ${boundUsers === null ? nothing : texts.bound.replace('{n}', boundUsers)}`,
      fields: [{ name: 'typed', label: texts.typeName.replace('{name}', name), equals: name, most: 200 }, { name: 'reason', label: texts.reason, most: 200 }],
      confirm: texts.remove,
      danger: true,
      work: ({ reason }) => call(`/elements/${segment(fullName)}`, { method: 'DELETE', body: { reason: reason || undefined }, headers: seen(this.#element) }),
      done: () => { this.#app.tell(texts.removed); go(`/instances/${fullName}`, overrides ? {} : { step: 'history' }); return overrides && this.#app.reload(); },
    });
  }

  /** @param {Record<string, string>} texts @param {boolean} mayChange */
  view(texts, mayChange) {
    const { fullName, isActive } = this.#element;
    const isOwn = mayChange && !this.#isInherited;
    return html`<div class="buttons" role="group" aria-label=${texts.actions}>
      ${this.#app.can('operator') ? html`<a class="button quiet" href=${instanceAddress(fullName, { step: 'test' })}>${texts.test}</a>` : nothing}
      ${isOwn ? html`<button class="button quiet" type="button" @click=${() => this.toggle()}>${isActive ? texts.switchOff : texts.switchOn}</button>` : nothing}
      ${isActive ? html`<a class="button quiet" href=${instanceAddress(fullName, { step: 'on' })}>${texts.use}</a>` : nothing}
      <a class="button quiet" href=${instanceAddress(fullName, { step: 'history' })}>${texts.history}</a>
      ${mayChange ? html`<a class="button quiet" href=${pageAddress('/instances/new', { from: fullName })}>${texts.duplicate}</a>` : nothing}
      ${isOwn ? html`<button class="button quiet danger" type="button" @click=${() => this.#remove()}>${texts.remove}</button>` : nothing}</div>`;
  }
}
