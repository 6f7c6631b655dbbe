// SPDX-License-Identifier: Apache-2.0

import { go } from '../address.js';
import { call, segment } from '../api.js';
import { save } from '../export.js';
import { invitationView } from '../invitation.js';
import { fill, textsOf } from '../language.js';
import { html } from '../lit.js';
import { clean, nameOf } from '../person.js';
import { TEXTS } from '../texts/person.js';

/** What an administrator can do to one person. */
export class PersonActions {
  #app;
  #at;
  #shown;

  /**
   * @param {object} app what pages use of the frame
   * @param {string} at the address of the user in the API
   * @param {() => {user: object, bindings: object[]}} shown what the page shows now
   */
  constructor(app, at, shown) {
    this.#app = app;
    this.#at = at;
    this.#shown = shown;
  }

  invite() {
    const texts = textsOf(TEXTS);
    const usable = this.#shown().bindings.filter(({ isActive }) => isActive);
    this.#app.ask({
      title: texts.inviteTitle,
      words: texts.inviteWords,
      fields: [{ name: 'instance', label: texts.instance, kind: 'select', value: usable[0]?.name,
        options: usable.map(({ name, title }) => ({ value: name, label: clean(title || name) })) }],
      confirm: texts.invite,
      work: ({ instance }) => call(`${this.#at}/invitations`, { method: 'POST', body: instance ? { instance } : {} }),
      result: invitationView,
      done: () => this.#app.reload(),
    });
  }

  rename() {
    const texts = textsOf(TEXTS);
    const { user } = this.#shown();
    this.#change({
      title: texts.rename,
      fields: [{ name: 'nickname', label: texts.nickname, hint: texts.nicknameHint, value: user.nickname ?? '', required: true }],
      confirm: texts.rename,
      work: ({ nickname }) => call(this.#at, { method: 'PATCH', body: { nickname } }),
    }, texts.renamed);
  }

  disable() {
    const texts = textsOf(TEXTS);
    this.#change({
      title: texts.disableTitle,
      words: texts.disableWords,
      confirm: texts.disable,
      danger: true,
      work: () => call(this.#at, { method: 'PATCH', body: { isActive: false } }),
    }, texts.disabled);
  }

  enable() {
    this.#app.run(async () => {
      await call(this.#at, { method: 'PATCH', body: { isActive: true } });
      this.#app.tell(textsOf(TEXTS).enabled);
      await this.#app.reload();
    });
  }

  exportData() {
    this.#app.run(async () => {
      const data = await call(`${this.#at}/data`);
      save('saoma-person.json', 'application/json', JSON.stringify(data, null, 2));
      this.#app.tell(textsOf(TEXTS).exported);
    });
  }

  erase() {
    const texts = textsOf(TEXTS);
    const { userId } = this.#shown().user;
    this.#app.ask({
      title: texts.eraseTitle,
      words: texts.eraseWords,
      fields: [{ name: 'typed', label: fill(texts.eraseType, { id: html`<code>${userId}</code>` }), required: true, equals: userId }],
      confirm: texts.erase,
      danger: true,
      work: () => call(`${this.#at}/data`, { method: 'DELETE' }),
      done: ({ auditUserId }) => {
        this.#app.tell(texts.erased.replace('{name}', auditUserId));
        go('/audit', { user: auditUserId });
      },
    });
  }

  unbind({ name, title }) {
    const texts = textsOf(TEXTS);
    this.#change({
      title: texts.unbindTitle.replace('{title}', () => clean(title || name)),
      words: texts.unbindWords,
      fields: [{ name: 'force', label: texts.force, kind: 'check' }],
      confirm: texts.unbind,
      danger: true,
      work: ({ force }) => call(`${this.#at}/bindings/${segment(name)}/unbind`, { method: 'POST', body: { force } }),
    }, texts.unbound);
  }

  end({ id }) {
    this.#app.run(async () => {
      await call(`${this.#at}/sessions/${segment(id)}`, { method: 'DELETE' });
      this.#app.tell(textsOf(TEXTS).ended);
      await this.#app.reload();
    });
  }

  endAll() {
    const texts = textsOf(TEXTS);
    this.#change({
      title: texts.endAllTitle,
      words: html`<bdi>${nameOf(this.#shown().user)}</bdi>: ${texts.endAllWords}`,
      confirm: texts.endAll,
      danger: true,
      work: () => call(`${this.#at}/sessions`, { method: 'DELETE' }),
    }, texts.endedAll);
  }

  #change(question, words) {
    this.#app.ask({
      ...question,
      done: () => {
        this.#app.tell(words);
        return this.#app.reload();
      },
    });
  }
}
