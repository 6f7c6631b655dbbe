// SPDX-License-Identifier: Apache-2.0

import { textsOf } from './language.js';
import { html, nothing, repeat } from './lit.js';
import { TEXTS } from './texts/shell.js';

/**
 * A table; on a narrow screen each row is a card whose lines have the columns' names. The roles are written out, because
 * browsers drop those of a table that is laid out as cards.
 *
 * @template T
 * @param {{caption: string, columns: {name: string, cell: (row: T) => unknown, kind?: string}[], rows: T[],
 *     keyOf: (row: T) => unknown, empty: string}} table `kind`: a class of the column's cells; that of `row-actions` has a name of its own
 */
export function tableView({ caption, columns, rows, keyOf, empty }) {
  if (rows.length === 0) return html`<p class="empty">${empty}</p>`;
  const { actions } = textsOf(TEXTS);
  const nameOf = ({ name, kind }) => (kind === 'row-actions' ? actions : name);
  return html`<table role="table">
    <caption class="hidden">${caption}</caption>
    <thead role="rowgroup"><tr role="row">${columns.map((column) => html`<th role="columnheader" scope="col" class=${column.kind ?? ''}>${nameOf(column)}</th>`)}</tr></thead>
    <tbody role="rowgroup">${repeat(rows, keyOf, (row) => html`<tr role="row">${columns.map(
      (column) => html`<td role="cell" class=${column.kind ?? ''} data-column=${nameOf(column)}><div>${column.cell(row)}</div></td>`,
    )}</tr>`)}</tbody>
  </table>`;
}

/**
 * The line below a list: how many rows are shown, and a button for more.
 * @param {import('./rows.js').Rows<unknown>} rows
 * @param {() => void} more
 */
export function moreView(rows, more) {
  const texts = textsOf(TEXTS);
  return html`<div class="more">
    <p class="muted" role="status">${texts.shown.replace('{n}', rows.all.length)} ${rows.isCut ? texts.cut : ''}</p>
    ${rows.hasMore ? html`<button class="button quiet" type="button" @click=${more}>${texts.more}</button>` : nothing}
  </div>`;
}

/** A button in the last column of a table, named for its row. */
export function rowButton(words, name, onclick, kind = '') {
  return html`<button class="button quiet small ${kind}" type="button" aria-label=${name} @click=${onclick}>${words}</button>`;
}
