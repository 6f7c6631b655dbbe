// SPDX-License-Identifier: Apache-2.0

import { copyButton } from './copy.js';
import { textsOf } from './language.js';
import { html } from './lit.js';
import { TEXTS } from './texts/person.js';
import { timeOf } from './time.js';

/** Shows an invitation once, with the link to copy. */
export function invitationView({ link, expiresAt }) {
  const texts = textsOf(TEXTS);
  return html`<p>${texts.inviteDone}</p>
    <div class="field"><label for="invitation">${texts.link}</label>
      <div class="one-line"><input id="invitation" readonly value=${link}>${copyButton(link, texts.link)}</div></div>
    <p class="muted">${texts.valid} ${timeOf(expiresAt)}</p>`;
}
