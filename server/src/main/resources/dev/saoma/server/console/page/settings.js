// SPDX-License-Identifier: Apache-2.0

import { call } from '../api.js';
import { textsOf } from '../language.js';
import { html, nothing } from '../lit.js';
import { tableView } from '../table.js';
import { TEXTS } from '../texts/operation.js';

/** The settings in effect, each with its source. */
export function settings(app) {
  let rows = [];
  let isAll = false;

  async function load() {
    rows = await call('/settings');
  }

  function value({ isSecret, isSet, value: given, default: usual }, texts) {
    if (isSecret) return html`<span class="muted">${isSet ? texts.isSet : texts.isNotSet}</span>`;
    return given === null ? html`<span class="muted">${usual ?? ''}</span>` : html`<code>${given}</code>`;
  }

  return {
    title: () => textsOf(TEXTS).settings,
    load,
    view() {
      const texts = textsOf(TEXTS);
      const shown = isAll ? rows : rows.filter(({ source }) => source !== 'default');
      const toggle = ({ target }) => { isAll = target.checked; app.draw(); };
      const columns = [
        { name: texts.key, kind: 'main', cell: ({ key, isKnown }) => html`<code>${key}</code> ${isKnown ? nothing : html`<span class="tag bad">${texts.unknownKey}</span>`}` },
        { name: texts.value, cell: (row) => value(row, texts) },
        { name: texts.default, kind: 'id', cell: ({ default: usual, source }) => (source === 'default' ? '' : usual ?? '') },
        { name: texts.from, cell: ({ source, where }) => html`${texts.sources[source] ?? source} ${where ? html`<code>${where}</code>` : nothing}` },
      ];
      return html`<p class="muted about">${texts.settingsWords}</p>
        <div class="field about"><label class="check"><input type="checkbox" .checked=${isAll} @change=${toggle}>${texts.withDefaults}</label></div>
        ${tableView({ caption: texts.settings, columns, rows: shown, keyOf: ({ key }) => key, empty: texts.allDefault })}`;
    },
  };
}
