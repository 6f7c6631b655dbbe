// SPDX-License-Identifier: Apache-2.0

import { go } from '../address.js';
import { call, callPage, query as queryOf } from '../api.js';
import { eventTable, kindName } from '../event-table.js';
import { csvOf, jsonLinesOf, save } from '../export.js';
import { empty, selectField, textField } from '../fields.js';
import { textsOf } from '../language.js';
import { html, nothing } from '../lit.js';
import { clean } from '../person.js';
import { PAGE, Rows } from '../rows.js';
import { moreView } from '../table.js';
import { TEXTS } from '../texts/audit.js';
import { TEXTS as EVENT } from '../texts/event.js';

const PLACE = '/audit';
const COLUMNS = ['id', 'at', 'kind', 'userId', 'actor', 'appId', 'note'];
const NO_USER = /^(|key|setup|cli|application|system|user:.*)$/;

/** The audit trail, newest first. */
export function audit(app, query) {
  const filters = { user: query.get('user') ?? '', actor: query.get('actor') ?? '', kind: query.get('kind') ?? '', app: query.get('app') ?? '', until: query.get('until') ?? '' };
  const moment = new Date(filters.until);
  const until = Number.isNaN(moment.getTime()) ? '' : moment.toISOString();
  const rows = new Rows((before) => {
    const { user: userId, actor, kind, app: appId } = filters;
    return callPage(`/audit${queryOf({ userId, actor, kind, appId, until, before, limit: PAGE })}`, 'before');
  });
  let methods = [];

  async function load() {
    const [{ elements }] = await Promise.all([call('/elements'), rows.more()]);
    methods = elements.filter(({ appId }) => /^[\w-]+$/.test(appId)).map(({ appId, title, name }) => [appId, clean(title || name)]);
    // The method may have been deleted, or have another AppID now.
    if (filters.app && !methods.some(([appId]) => appId === filters.app)) methods.push([filters.app, filters.app]);
  }

  function submit(event) {
    event.preventDefault();
    const { user, actor, kind, app: method, until: latest } = event.target.elements;
    const by = actor.value.trim();
    const wanted = { user: user.value.trim(), actor: NO_USER.test(by) ? by : `user:${by}`, kind: kind.value, app: method.value, until: latest.value };
    if (Object.keys(wanted).every((name) => wanted[name] === filters[name])) app.reload();
    else go(PLACE, wanted);
  }

  function reset(event) {
    empty(event);
    go(PLACE);
  }

  function keep(ending, type, text) {
    save(`saoma-audit.${ending}`, type, text);
    app.tell(textsOf(TEXTS).saved);
  }

  function view() {
    const texts = textsOf(TEXTS);
    return html`<form class="search" role="search" novalidate @submit=${submit}>
        ${textField({ name: 'user', label: texts.user, value: filters.user, most: 64 })}
        ${textField({ name: 'actor', label: texts.actor, value: filters.actor, hint: texts.actorHint, most: 69 })}
        ${selectField({ name: 'kind', label: texts.kind, value: filters.kind, any: texts.any, options: kinds().map((kind) => [kind, kindName(kind)]) })}
        ${selectField({ name: 'app', label: texts.app, value: filters.app, any: texts.any, options: methods })}
        ${textField({ name: 'until', label: texts.until, value: filters.until, most: 30, kind: 'datetime-local' })}
        <div class="buttons"><button class="button">${texts.search}</button>
          <button class="button quiet" type="button" @click=${reset}>${texts.reset}</button>
          ${rows.all.length ? exports(texts) : nothing}</div>
      </form>
      ${eventTable(texts.title, rows.all)}
      ${moreView(rows, () => app.run(() => rows.more()))}`;
  }

  function exports(texts) {
    return html`<button class="button quiet apart" type="button" @click=${() => keep('csv', 'text/csv;charset=utf-8', csvOf(rows.all, COLUMNS))}>${texts.csv}</button>
      <button class="button quiet" type="button" @click=${() => keep('jsonl', 'application/jsonl', jsonLinesOf(rows.all))}>${texts.lines}</button>`;
  }

  return { title: () => textsOf(TEXTS).title, load, view };
}

/** The service knows no filter for events of a newer release. */
function kinds() {
  return Object.keys(textsOf(EVENT).kinds).filter((kind) => kind !== 'unknown');
}
