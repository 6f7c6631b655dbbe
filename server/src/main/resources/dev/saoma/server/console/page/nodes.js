// SPDX-License-Identifier: Apache-2.0

import { call } from '../api.js';
import { textsOf } from '../language.js';
import { html, nothing } from '../lit.js';
import { tableView } from '../table.js';
import { TEXTS } from '../texts/operation.js';
import { timeOf } from '../time.js';

/** The nodes that share the database. */
export function nodes() {
  let rows = [];

  async function load() {
    rows = await call('/nodes');
  }

  function view() {
    const texts = textsOf(TEXTS);
    const stamps = new Set(rows.filter(({ isAlive }) => isAlive).map(({ elementStamp }) => elementStamp));
    const tag = (isGood, words) => html`<span class="tag ${isGood ? 'good' : 'bad'}">${words}</span>`;
    const columns = [
      { name: texts.node, kind: 'main', cell: ({ node, host }) => html`<code>${node}</code> <span class="sub">${host}</span>` },
      { name: texts.state, cell: ({ isAlive, health }) => (isAlive ? tag(health === 'UP', health) : tag(false, texts.gone)) },
      { name: texts.version, cell: ({ version }) => version },
      { name: texts.database, cell: ({ database }) => database },
      { name: texts.clock, kind: 'number', cell: ({ clockDifferenceMs, isClockOff }) => html`<span class=${isClockOff ? 'fault' : ''}>${clockDifferenceMs} ms</span>` },
      { name: texts.stamp, kind: 'id', cell: ({ elementStamp }) => html`<code>${elementStamp}</code>` },
      { name: texts.missing, cell: ({ missingVariables }) => missingVariables.map((name) => html`<code class="fault">${name}</code> `) },
      { name: texts.seen, kind: 'time', cell: ({ startedAt, seenAt }) => html`${timeOf(seenAt)} <span class="sub">${texts.started} ${timeOf(startedAt)}</span>` },
    ];
    return html`<p class="muted about">${texts.nodesWords}</p>
      ${stamps.size > 1 ? html`<p class="caution about">${texts.differ}</p>` : nothing}
      ${tableView({ caption: texts.nodes, columns, rows, keyOf: ({ node }) => node, empty: texts.noNodes })}`;
  }

  return { title: () => textsOf(TEXTS).nodes, load, view };
}
