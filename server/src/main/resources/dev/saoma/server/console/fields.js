// SPDX-License-Identifier: Apache-2.0

import { html, nothing } from './lit.js';

// The fields of the form above a list.

/**
 * @param {{name: string, label: string, value: string, hint?: string, most: number, kind?: string, wide?: boolean}} field
 */
export function textField({ name, label, value, hint, most, kind = 'text', wide = false }) {
  const about = hint ? `${name}-hint` : nothing;
  return html`<div class="field ${wide ? 'wide' : ''}"><label for=${name}>${label}</label>
    <input id=${name} name=${name} type=${kind} maxlength=${most} autocomplete="off" spellcheck="false" .value=${value} aria-describedby=${about}>
    ${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : nothing}</div>`;
}

/**
 * @param {{name: string, label: string, value: string, any: string, options: [string, string][]}} field
 *     `any`: the words for no filter
 */
export function selectField({ name, label, value, any, options }) {
  return html`<div class="field"><label for=${name}>${label}</label><select id=${name} name=${name} .value=${value}>
    ${[['', any], ...options].map(([one, words]) => html`<option value=${one} ?selected=${one === value}>${words}</option>`)}
  </select></div>`;
}

/** Empties all fields of the form around a button. */
export function empty({ currentTarget }) {
  for (const field of currentTarget.form.querySelectorAll('input, select')) field.value = '';
}
