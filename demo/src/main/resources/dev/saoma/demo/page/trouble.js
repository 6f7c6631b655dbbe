// SPDX-License-Identifier: Apache-2.0

// Failures on purpose. The demo's server causes them at the emulator; a code is replayed from here.

import { fill, find } from '/assets/page.js';
import { text } from './look.js';

const DONE = { refuse: 'refused', expire: 'expired', silence: 'silenced', domain: 'domained', mend: 'mended' };
const LASTING = ['silence', 'domain'];
let lastCode;

/** Replaces fetch in the component: remembers the code that it sends. */
export function listeningFetch(url, options) {
  if (options.method === 'POST' && url.endsWith('/code')) lastCode = { url, options: { ...options, signal: undefined } };
  return fetch(url, options);
}

/** @param {(kind: string) => void} broken called when a failure was caused or ended */
export function offerTrouble(broken) {
  find('troubles').addEventListener('click', async ({ target }) => {
    const kind = target.value;
    if (!kind) return;
    find('outcome').textContent = '';
    find('outcome').textContent = await (kind === 'replay' ? replay() : make(kind, broken)).catch(() => text('unanswered'));
  });
}

async function make(kind, broken) {
  const { status } = await fetch(`/demo/break/${kind}`, { method: 'POST' });
  if (status === 409) return text('noCode');
  if (status !== 204) return text('unanswered');
  const mend = find('troubles').querySelector('[value=mend]');
  if (LASTING.includes(kind)) mend.hidden = false;
  if (kind === 'mend') {
    find('troubles').querySelector('button').focus();
    mend.hidden = true;
  }
  broken(kind);
  return text(DONE[kind]);
}

async function replay() {
  if (!lastCode) return text('nothingToReplay');
  const answer = await fetch(lastCode.url, lastCode.options);
  const { code = '' } = await answer.json();
  return fill(text('replayed'), { status: answer.status, code });
}
