// SPDX-License-Identifier: Apache-2.0

import { go } from '../address.js';
import { call, segment } from '../api.js';
import { empty, selectField, textField } from '../fields.js';
import { invitationView } from '../invitation.js';
import { textsOf } from '../language.js';
import { html, nothing } from '../lit.js';
import { avatar, nameOf, stateTag, userLink } from '../person.js';
import { PAGE, Rows } from '../rows.js';
import { moreView, tableView } from '../table.js';
import { TEXTS } from '../texts/people.js';
import { TEXTS as PERSON } from '../texts/person.js';
import { timeOf } from '../time.js';
import { Batch } from './people-batch.js';

const PLACE = '/people';

/** The list of people, with one box that finds them. */
export function people(app, query) {
  const words = query.get('q') ?? '';
  const filters = { isActive: flag(query, 'active'), bound: flag(query, 'bound') };
  const rows = new Rows(search);
  const batch = app.can('operator') ? new Batch(app) : null;

  // Nicknames and openids travel in the body, since proxies log addresses.
  async function search(cursor) {
    const given = Object.entries(filters).filter(([, value]) => value).map(([name, value]) => [name, value === 'true']);
    const body = { limit: PAGE, ...(words && { q: words }), ...Object.fromEntries(given), ...(cursor && { after: cursor }) };
    const { users, next } = await call('/users/search', { method: 'POST', body });
    return { rows: users, next };
  }

  function submit(event) {
    event.preventDefault();
    const { q, active, bound } = event.target.elements;
    const wanted = { q: q.value.trim(), active: active.value, bound: bound.value };
    const isSame = words === wanted.q && filters.isActive === wanted.active && filters.bound === wanted.bound;
    if (isSame) app.reload();
    else go(PLACE, wanted);
  }

  function reset(event) {
    empty(event);
    go(PLACE);
  }

  function create() {
    const texts = textsOf(TEXTS);
    app.ask({
      title: texts.create,
      words: texts.createWords,
      fields: [
        { name: 'nickname', label: texts.nickname, hint: texts.nicknameHint },
        { name: 'userId', label: texts.userId, hint: texts.userIdHint, most: 64 },
      ],
      confirm: texts.create,
      work: ({ userId, nickname }) => call('/users', { method: 'POST', body: { ...(userId && { userId }), ...(nickname && { nickname }) } }),
      done({ userId }) {
        app.tell(texts.made);
        go(`${PLACE}/${userId}`);
      },
    });
  }

  function view() {
    const texts = textsOf(TEXTS);
    return html`<form class="search" role="search" novalidate @submit=${submit}>
        ${textField({ name: 'q', label: texts.find, value: words, hint: texts.findHint, most: 128, kind: 'search', wide: true })}
        ${selectField({ name: 'active', label: texts.state, value: filters.isActive, any: texts.any, options: [['true', texts.enabled], ['false', texts.disabled]] })}
        ${selectField({ name: 'bound', label: texts.binding, value: filters.bound, any: texts.any, options: [['true', texts.bound], ['false', texts.unbound]] })}
        <div class="buttons"><button class="button">${texts.search}</button>
          <button class="button quiet" type="button" @click=${reset}>${texts.reset}</button>
          ${app.can('operator') ? html`<button class="button quiet apart" type="button" @click=${create}>${texts.create}</button>` : nothing}</div>
      </form>
      ${batch?.bar() ?? nothing}
      ${tableView({ caption: texts.title, columns: [...(batch ? [batch.column()] : []), ...columns(texts)], rows: rows.all, keyOf: ({ userId }) => userId, empty: texts.empty })}
      ${moreView(rows, () => app.run(() => rows.more()))}`;
  }

  return { title: () => textsOf(TEXTS).title, load: () => rows.more(), view };
}

/**
 * Creates a user, and an invitation at a login method. Of a person who was refused nothing is known, so there is nothing to take over.
 * @param {object} app what pages use of the frame
 * @param {string} instance the name of the login method
 */
export function inviteNew(app, instance) {
  const texts = textsOf(TEXTS);
  const { invite, inviteWords } = textsOf(PERSON);
  let user = null;
  app.ask({
    title: texts.create,
    words: inviteWords,
    fields: [{ name: 'nickname', label: texts.nickname, hint: texts.nicknameHint }],
    confirm: invite,
    async work({ nickname }) {
      // When the invitation fails, a second try is for the same user.
      user ??= await call('/users', { method: 'POST', body: nickname ? { nickname } : {} });
      return call(`/users/${segment(user.userId)}/invitations`, { method: 'POST', body: { instance } });
    },
    result: invitationView,
    done: () => go(`${PLACE}/${user.userId}`),
  });
}

function columns(texts) {
  return [
    { name: texts.person, kind: 'main', cell: (one) => html`<span class="who-cell">${avatar(one, 'small')}${userLink(one.userId, nameOf(one))}</span>` },
    { name: texts.userId, kind: 'id', cell: ({ userId }) => html`<code>${userId}</code>` },
    { name: texts.state, cell: stateTag },
    { name: texts.created, kind: 'time', cell: ({ createdAt }) => timeOf(createdAt) },
  ];
}

function flag(query, name) {
  const value = query.get(name);
  return value === 'true' || value === 'false' ? value : '';
}
