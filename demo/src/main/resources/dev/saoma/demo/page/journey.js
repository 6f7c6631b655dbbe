// SPDX-License-Identifier: Apache-2.0

// The timeline of the last login: each call with its request, its response and a curl command that repeats it.

import { element, find } from '/assets/page.js';
import { look, text } from './look.js';
import { MEANINGS } from './texts.js';

let shown = '';

/** Adds the new steps; steps that the user opened stay open. */
export async function showJourney() {
  const answer = await (await fetch('/demo/journey')).text();
  if (look.locale + answer === shown) return;
  shown = look.locale + answer;
  const list = find('steps');
  const steps = JSON.parse(answer);
  const open = new Set([...list.querySelectorAll('details[open]')].map(({ dataset }) => dataset.key));
  const focused = list.contains(document.activeElement) ? document.activeElement.closest('details').dataset.key : '';
  find('nothing').hidden = steps.length > 0;
  list.replaceChildren(...steps.map((step) => item(step, open, step.at - steps[0].at)));
  if (focused) list.querySelector(`details[data-key="${CSS.escape(focused)}"] summary`)?.focus();
}

function item(step, open, after) {
  const failed = step.side === 'app' && step.status >= 400;
  const key = `${step.at} ${step.path}`;
  const details = element('details', { 'data-key': key },
    element('summary', {},
      element('span', { class: 'side' }, text(step.side)), ' ',
      element('span', { class: 'mono' }, `${step.method} ${step.path}`), ' ',
      element('span', { class: 'mono status' }, step.side === 'app' ? String(step.status) : step.answer),
      ` +${after} ms`));
  details.open = open.has(key);
  for (const part of ['request', 'answer', 'curl']) {
    const words = part === 'curl' ? step.curl : readable(step[part]);
    if (words) details.append(heading(part, words), element('pre', {}, words));
  }
  return element('li', { class: `${step.side}${failed ? ' failed' : ''}` }, element('p', {}, meaning(step)), details);
}

function heading(part, words) {
  const line = element('h3', {}, text(part));
  if (part !== 'curl') return line;
  const copy = element('button', { type: 'button', class: 'button quiet copy' }, text('copy'));
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(words);
    copy.textContent = text('copied');
  });
  line.append(copy);
  return line;
}

/** Formats JSON with one member a line; other text, also truncated JSON, stays unchanged. */
function readable(words) {
  try {
    return JSON.stringify(JSON.parse(words), null, 2);
  } catch {
    return words;
  }
}

function meaning({ method, path }) {
  const [, english, chinese] = MEANINGS.find(([pattern]) => pattern.test(`${method} ${path}`)) ?? ['', path, path];
  return look.locale === 'en' ? english : chinese;
}
