// SPDX-License-Identifier: Apache-2.0

import { go, pageAddress } from '../address.js';
import { call, query as queryOf } from '../api.js';
import { textsOf } from '../language.js';
import { html, nothing } from '../lit.js';
import { isolated } from '../person.js';
import { PAGE, Rows, pageOf } from '../rows.js';
import { moreView, tableView } from '../table.js';
import { TEXTS } from '../texts/organizations.js';
import { timeOf } from '../time.js';

/** The list of organisations. */
export function organizations(app) {
  const rows = new Rows(async (after) =>
    pageOf(await call(`/corps${queryOf({ after, limit: PAGE })}`), ({ corpId }) => corpId));

  function create() {
    const texts = textsOf(TEXTS);
    app.ask({
      title: texts.create,
      fields: [
        { name: 'corpName', label: texts.name, required: true },
        { name: 'corpId', label: texts.corpId, hint: texts.corpIdHint, most: 64 },
      ],
      confirm: texts.create,
      work: ({ corpName, corpId }) => call('/corps', { method: 'POST', body: { corpName, ...(corpId && { corpId }) } }),
      done({ corpId }) {
        app.tell(texts.made);
        go(`/organizations/${corpId}`);
      },
    });
  }

  function view() {
    const texts = textsOf(TEXTS);
    const columns = [
      { name: texts.name, kind: 'main', cell: ({ corpId, corpName }) => html`<a href=${pageAddress(`/organizations/${corpId}`)}>${isolated(corpName)}</a>` },
      { name: texts.corpId, kind: 'id', cell: ({ corpId }) => html`<code>${corpId}</code>` },
      { name: texts.created, kind: 'time', cell: ({ createdAt }) => timeOf(createdAt) },
    ];
    return html`${app.can('operator') ? html`<div class="buttons"><button class="button" type="button" @click=${create}>${texts.create}</button></div>` : nothing}
      ${tableView({ caption: texts.title, columns, rows: rows.all, keyOf: ({ corpId }) => corpId, empty: texts.empty })}
      ${moreView(rows, () => app.run(() => rows.more()))}`;
  }

  return { title: () => textsOf(TEXTS).title, load: () => rows.more(), view };
}
