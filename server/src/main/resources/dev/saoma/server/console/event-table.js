// SPDX-License-Identifier: Apache-2.0

import { textsOf } from './language.js';
import { html } from './lit.js';
import { actorLink, isolated, userLink } from './person.js';
import { tableView } from './table.js';
import { TEXTS } from './texts/event.js';
import { timeOf } from './time.js';

/** Returns the name of a kind of event; kinds of a newer release keep theirs. */
export function kindName(kind) {
  return textsOf(TEXTS).kinds[kind] ?? kind;
}

/**
 * Events of the audit trail as a table.
 * @param {string} caption
 * @param {object[]} rows
 * @param {{withUser?: boolean}} options
 */
export function eventTable(caption, rows, { withUser = true } = {}) {
  const texts = textsOf(TEXTS);
  const columns = [
    { name: texts.time, kind: 'time', cell: ({ at }) => timeOf(at) },
    { name: texts.kind, cell: ({ kind }) => html`<span class="tag ${kind === 'conflict' ? 'bad' : ''}">${kindName(kind)}</span>` },
    ...(withUser ? [{ name: texts.user, kind: 'id', cell: ({ userId }) => userLink(userId) }] : []),
    { name: texts.actor, kind: 'id', cell: ({ actor }) => actorLink(actor ?? '') },
    { name: texts.app, kind: 'id', cell: ({ appId }) => isolated(appId) },
    { name: texts.note, cell: ({ note }) => note && html`<span lang="en">${isolated(note)}</span>` },
  ];
  return tableView({ caption, columns, rows, keyOf: ({ id }) => id, empty: texts.none });
}
