// SPDX-License-Identifier: Apache-2.0

import { call, segment } from '../api.js';
import { fill, textsOf } from '../language.js';
import { html, nothing } from '../lit.js';
import { actorLink, isolated, nameOf, roleTag, userLink } from '../person.js';
import { rowButton, tableView } from '../table.js';
import { TEXTS as FRAME } from '../texts/shell.js';
import { TEXTS } from '../texts/administrators.js';
import { timeOf } from '../time.js';

/** The administrators and their roles. A query with a user proposes this user for a role. */
export function administrators(app, query) {
  let roles = [];

  async function load() {
    roles = await call('/roles');
  }

  const at = (userId) => `/roles/${segment(userId)}`;
  const put = (userId, role) => call(at(userId), { method: 'PUT', body: { role } });

  function change(question, words) {
    app.ask({ ...question, done: () => { app.tell(words); return app.reload(); } });
  }

  function roleField(value) {
    const names = textsOf(FRAME).roles;
    return { name: 'role', label: textsOf(TEXTS).role, kind: 'select', value, options: Object.entries(names).map(([one, label]) => ({ value: one, label })) };
  }

  function give() {
    const texts = textsOf(TEXTS);
    const userId = query.get('user') ?? '';
    const role = roles.find((one) => one.userId === userId)?.role ?? 'viewer';
    change({
      title: texts.give,
      words: texts.giveWords,
      fields: [{ name: 'userId', label: texts.userId, value: userId, required: true, most: 64 }, roleField(role)],
      confirm: texts.give,
      work: (given) => put(given.userId, given.role),
    }, texts.given);
  }

  function edit(one) {
    const texts = textsOf(TEXTS);
    change({
      title: fill(texts.changeNamed, { name: isolated(nameOf(one)) }),
      fields: [roleField(one.role)],
      confirm: texts.change,
      work: ({ role }) => put(one.userId, role),
    }, texts.changed);
  }

  function take(one) {
    const texts = textsOf(TEXTS);
    change({
      title: fill(texts.takeTitle, { name: isolated(nameOf(one)) }),
      words: texts.takeWords,
      confirm: texts.take,
      danger: true,
      work: () => call(at(one.userId), { method: 'DELETE' }),
    }, texts.taken);
  }

  function view() {
    const texts = textsOf(TEXTS);
    const isOwner = app.can('owner');
    return html`<p class="muted about">${texts.words} ${isOwner ? nothing : texts.onlyOwners}</p>
      ${isOwner ? html`<div class="buttons"><button class="button" type="button" @click=${give}>${texts.give}</button></div>` : nothing}
      ${tableView({ caption: texts.title, columns: columns(texts, isOwner), rows: roles, keyOf: ({ userId }) => userId, empty: texts.empty })}`;
  }

  function columns(texts, isOwner) {
    const named = (sentence, one) => sentence.replace('{name}', () => nameOf(one));
    const cell = (one) => html`${rowButton(texts.change, named(texts.changeNamed, one), () => edit(one))}
      ${rowButton(texts.take, named(texts.takeNamed, one), () => take(one))}`;
    return [
      { name: texts.person, kind: 'main', cell: (one) => userLink(one.userId, nameOf(one)) },
      { name: texts.userId, kind: 'id', cell: ({ userId }) => html`<code>${userId}</code>` },
      { name: texts.role, cell: ({ role }) => roleTag(role) },
      { name: texts.since, kind: 'time', cell: ({ grantedAt }) => timeOf(grantedAt) },
      { name: texts.by, kind: 'id', cell: ({ grantedBy }) => actorLink(grantedBy) },
      ...(isOwner ? [{ kind: 'row-actions', cell }] : []),
    ];
  }

  return { title: () => textsOf(TEXTS).title, load, view };
}
