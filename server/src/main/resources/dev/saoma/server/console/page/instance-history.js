// SPDX-License-Identifier: Apache-2.0

import { call, segment } from '../api.js';
import { compareView } from '../compare.js';
import { textsOf } from '../language.js';
import { html, nothing } from '../lit.js';
import { actorLink, isolated } from '../person.js';
import { rowButton, tableView } from '../table.js';
import { TEXTS } from '../texts/instances.js';
import { timeOf } from '../time.js';
import { seen } from './instance-draft.js';

/** The versions of a login method, each compared with the present one, and the way back to it. */
export class History {
  #app;
  #fullName;
  #element;
  #versions = [];
  #chosen = null;
  #canSeal;

  /**
   * @param {object} app @param {string} fullName @param {object | null} element as it is now; null when it is deleted
   * @param {boolean} canSeal whether a secret can be typed
   */
  constructor(app, fullName, element, canSeal) {
    this.#canSeal = canSeal;
    this.#app = app;
    this.#fullName = fullName;
    this.#element = element;
  }

  get #at() {
    return `/elements/${segment(this.#fullName)}`;
  }

  async load() {
    this.#versions = await call(`${this.#at}/versions`);
  }

  get isEmpty() {
    return this.#versions.length === 0;
  }

  async #choose(version) {
    await this.#app.run(async () => { this.#chosen = await call(`${this.#at}/versions/${version}`); });
    document.getElementById('version')?.focus();
  }

  #restore(texts) {
    const { version, files } = this.#chosen;
    const isAsked = this.#element?.secret.kind !== 'clear' && files.some(({ text }) => text.includes('<unchanged>'));
    const way = this.#canSeal ? 'typed' : 'variable';
    const secret = { name: way, label: texts[way], hint: texts[`${way}Hint`], kind: this.#canSeal ? 'secret' : 'text', required: true };
    this.#app.ask({
      title: texts.restoreTitle.replace('{n}', version),
      words: isAsked ? texts.historyWords : texts.restoreWords,
      fields: [...(isAsked ? [secret] : []), { name: 'reason', label: texts.reason, most: 200 }],
      confirm: texts.restore,
      work: ({ reason, [way]: given }) => call(`${this.#at}/undo`, {
        method: 'POST', body: { version, reason: reason || undefined, secret: given && { [way]: given } }, headers: seen(this.#element),
      }),
      done: () => { this.#app.tell(texts.restored); return this.#app.reload(); },
    });
  }

  view() {
    const texts = textsOf(TEXTS);
    const columns = [
      { name: texts.version, kind: 'main', cell: ({ version }) => version },
      { name: texts.time, kind: 'time', cell: ({ at }) => timeOf(at) },
      { name: texts.changed, cell: ({ change }) => texts.changes[change] ?? change },
      { name: texts.by, kind: 'id', cell: ({ actor }) => actorLink(actor ?? '') },
      { name: texts.reason, cell: ({ reason }) => isolated(reason) },
      { kind: 'row-actions', cell: ({ version }) => rowButton(texts.compare, texts.compareNamed.replace('{n}', version), () => this.#choose(version)) },
    ];
    return html`<p class="muted about">${texts.historyWords}</p>
      ${tableView({ caption: texts.history, columns, rows: this.#versions, keyOf: ({ version }) => version, empty: texts.noHistory })}
      ${this.#chosen ? this.#comparison(texts) : nothing}`;
  }

  #comparison(texts) {
    const { version, files } = this.#chosen;
    const title = texts.versionNamed.replace('{n}', version);
    return html`<section aria-labelledby="version"><h2 id="version" tabindex="-1">${title}</h2>
      ${compareView([{ title, files: files ?? [] }, { title: texts.present, files: this.#element?.files ?? [] }])}
      ${this.#app.can('owner') ? html`<p class="buttons"><button class="button" type="button" @click=${() => this.#restore(texts)}>${texts.restore}</button></p>` : nothing}</section>`;
  }
}
