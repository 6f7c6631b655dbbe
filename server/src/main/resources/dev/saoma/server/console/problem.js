// SPDX-License-Identifier: Apache-2.0

import { address, base } from './address.js';
import { textsOf } from './language.js';
import { html, nothing } from './lit.js';
import { TEXTS } from './texts/shell.js';

/**
 * Shows a failure: title and detail of the service, and the trace by which its log has it.
 * @param {ReturnType<typeof import('./api.js').problemOf> | null} problem
 */
export function problemView(problem) {
  if (!problem) return nothing;
  const { code, title, detail, isOwn, traceId } = problem;
  return html`<div class="problem" role="alert" tabindex="-1" data-problem>
    <p><strong>${title}</strong></p>
    ${detail ? html`<p lang=${isOwn ? nothing : 'en'}>${detail}</p>` : nothing}
    <p class="reference">${[code, traceId].filter(Boolean).join(' · ')} ${traceId
      ? html`<a href=${address(`${base}/errors/${encodeURIComponent(code)}`)} target="_blank" rel="noopener">${textsOf(TEXTS).help}</a>`
      : nothing}</p>
  </div>`;
}

/** Moves the focus to the failure that is shown in a part of the page. */
export function focusProblem(part = document) {
  part.querySelector('[data-problem]')?.focus();
}
