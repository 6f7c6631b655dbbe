// SPDX-License-Identifier: Apache-2.0

import { go } from '../address.js';
import { call, query as queryOf, segment } from '../api.js';
import { copyButton } from '../copy.js';
import { fill, textsOf } from '../language.js';
import { html, nothing } from '../lit.js';
import { clean, isolated, nameOf, stateTag, userLink } from '../person.js';
import { PAGE, Rows, pageOf } from '../rows.js';
import { moreView, rowButton, tableView } from '../table.js';
import { TEXTS } from '../texts/organizations.js';
import { timeOf } from '../time.js';

/** The page of one organisation, with its members. */
export function organization(app, query, corpId) {
  const at = `/corps/${segment(corpId)}`;
  const members = new Rows(async (after) =>
    pageOf(await call(`${at}/members${queryOf({ after, limit: PAGE })}`), ({ userId }) => userId));
  let corp;

  async function load() {
    [corp] = await Promise.all([call(at), members.more()]);
  }

  function change(question, words, next = () => app.reload()) {
    app.ask({ ...question, done: () => { app.tell(words); return next(); } });
  }

  function rename() {
    const texts = textsOf(TEXTS);
    change({
      title: texts.rename,
      words: texts.renameWords,
      fields: [{ name: 'corpName', label: texts.name, value: corp.corpName, required: true }],
      confirm: texts.rename,
      work: ({ corpName }) => call(at, { method: 'PATCH', body: { corpName } }),
    }, texts.renamed);
  }

  function remove() {
    const texts = textsOf(TEXTS);
    change({
      title: texts.removeTitle,
      words: texts.removeWords,
      fields: [{ name: 'typed', label: fill(texts.removeType, { name: html`<strong>${isolated(corp.corpName)}</strong>` }), required: true, equals: clean(corp.corpName) }],
      confirm: texts.remove,
      danger: true,
      work: () => call(at, { method: 'DELETE' }),
    }, texts.removed, () => go('/organizations'));
  }

  function add() {
    const texts = textsOf(TEXTS);
    change({
      title: texts.add,
      words: texts.addWords,
      fields: [{ name: 'userId', label: texts.userId, required: true, most: 64 }],
      confirm: texts.add,
      work: ({ userId }) => call(`${at}/members/${segment(userId)}`, { method: 'PUT' }),
    }, texts.added);
  }

  function leave(member) {
    const texts = textsOf(TEXTS);
    change({
      title: fill(texts.leaveTitle, { name: isolated(nameOf(member)) }),
      words: texts.leaveWords,
      confirm: texts.leave,
      danger: true,
      work: () => call(`${at}/members/${segment(member.userId)}`, { method: 'DELETE' }),
    }, texts.left);
  }

  function view() {
    const texts = textsOf(TEXTS);
    const button = (words, act, kind = '') => html`<button class="button quiet ${kind}" type="button" @click=${act}>${words}</button>`;
    return html`<section class="panel" aria-label=${texts.one}>
        <p><span class="muted">${texts.corpId}</span> <code>${corp.corpId}</code> ${copyButton(corp.corpId)}</p>
        <p class="muted">${texts.created} ${timeOf(corp.createdAt)}</p>
        ${app.can('operator')
          ? html`<div class="buttons" role="group" aria-label=${texts.actions}>${button(texts.add, add)}${button(texts.rename, rename)}
            ${app.can('owner') ? button(texts.remove, remove, 'danger') : nothing}</div>`
          : nothing}
      </section>
      <section aria-labelledby="members"><h2 id="members">${texts.members}</h2>
        ${tableView({ caption: texts.members, columns: columns(texts), rows: members.all, keyOf: ({ userId }) => userId, empty: texts.noMembers })}
        ${moreView(members, () => app.run(() => members.more()))}</section>`;
  }

  function columns(texts) {
    const actions = { kind: 'row-actions', cell: (one) => rowButton(texts.leave, texts.leaveNamed.replace('{name}', () => nameOf(one)), () => leave(one)) };
    return [
      { name: texts.person, kind: 'main', cell: (one) => userLink(one.userId, nameOf(one)) },
      { name: texts.userId, kind: 'id', cell: ({ userId }) => html`<code>${userId}</code>` },
      { name: texts.state, cell: stateTag },
      { name: texts.joined, kind: 'time', cell: ({ joinedAt }) => timeOf(joinedAt) },
      ...(app.can('operator') ? [actions] : []),
    ];
  }

  return { title: () => (corp ? clean(corp.corpName) : textsOf(TEXTS).one), load, view };
}
