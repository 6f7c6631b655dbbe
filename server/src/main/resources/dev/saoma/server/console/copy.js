// SPDX-License-Identifier: Apache-2.0

import { textsOf } from './language.js';
import { html } from './lit.js';
import { TEXTS } from './texts/shell.js';
import { tell } from './tell.js';

/**
 * A button that copies a text; without the browser's permission it does nothing but select the text before it.
 * @param {string} text
 * @param {string} name what the text is, where it is long
 */
export function copyButton(text, name = text) {
  const { copy, copied } = textsOf(TEXTS);
  const act = async ({ currentTarget }) => {
    try {
      await navigator.clipboard.writeText(text);
      tell(copied);
    } catch {
      const shown = currentTarget.previousElementSibling;
      if (shown?.select) shown.select();
      else if (shown) getSelection().selectAllChildren(shown);
    }
  };
  return html`<button class="button quiet small" type="button" aria-label="${copy} ${name}" @click=${act}>${copy}</button>`;
}
