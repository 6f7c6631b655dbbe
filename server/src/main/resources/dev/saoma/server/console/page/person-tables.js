// SPDX-License-Identifier: Apache-2.0

import { pageAddress } from '../address.js';
import { textsOf } from '../language.js';
import { html, nothing } from '../lit.js';
import { clean, isolated } from '../person.js';
import { rowButton, tableView } from '../table.js';
import { TEXTS } from '../texts/person.js';
import { timeOf } from '../time.js';

const last = (act, cell) => (act ? [{ kind: 'row-actions', cell }] : []);

/**
 * The login methods of one person.
 * @param {object[]} rows
 * @param {import('./person-actions.js').PersonActions | null} act null when the administrator may change nothing
 */
export function bindingTable(rows, act) {
  const texts = textsOf(TEXTS);
  const columns = [
    { name: texts.method, kind: 'main', cell: ({ title, name, isActive }) =>
      html`${isolated(title || name)} ${isActive ? nothing : html`<span class="tag">${texts.inactive}</span>`}` },
    { name: texts.since, kind: 'time', cell: ({ boundAt }) => (boundAt ? timeOf(boundAt) : html`<span class="muted">${texts.notBound}</span>`) },
    ...last(act, (one) => (one.boundAt
      ? rowButton(texts.unbind, `${texts.unbind}: ${clean(one.title || one.name)}`, () => act.unbind(one))
      : nothing)),
  ];
  return tableView({ caption: texts.bindings, columns, rows, keyOf: ({ name }) => name, empty: texts.noBindings });
}

/** The open sessions of one person. */
export function sessionTable(rows, act) {
  const texts = textsOf(TEXTS);
  const device = (one) => clean(one.device) || texts.unknownDevice;
  const columns = [
    { name: texts.device, kind: 'main', cell: (one) => html`${isolated(device(one))} <span class="tag">${one.platform}</span>` },
    { name: texts.method, kind: 'id', cell: ({ instance }) => instance },
    { name: texts.corp, cell: ({ corp }) => (corp ? html`<a href=${pageAddress(`/organizations/${corp.corpId}`)}>${isolated(corp.corpName)}</a>` : '') },
    { name: texts.begun, kind: 'time', cell: ({ createdAt }) => timeOf(createdAt) },
    { name: texts.seen, kind: 'time', cell: ({ lastSeenAt }) => timeOf(lastSeenAt) },
    { name: texts.until, kind: 'time', cell: ({ expiresAt }) => timeOf(expiresAt) },
    ...last(act, (one) => rowButton(texts.end, texts.endNamed.replace('{device}', () => device(one)), () => act.end(one))),
  ];
  return tableView({ caption: texts.sessions, columns, rows, keyOf: ({ id }) => id, empty: texts.noSessions });
}
