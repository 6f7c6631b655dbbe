// SPDX-License-Identifier: Apache-2.0

import { call } from '../api.js';
import { textsOf } from '../language.js';
import { html, live, nothing } from '../lit.js';
import { TEXTS } from '../texts/operation.js';
import { timeOf } from '../time.js';
import { wordsIn } from './instance-form.js';

const EVERY_MS = 1_000;
const ORDER = ['fail', 'warn', 'ok'];

/** The examination of the server. */
export function doctor(app) {
  let report = null;

  async function load() {
    if (app.can('operator')) report = await call('/doctor');
    if (report?.isRunning) void watch();
  }

  async function examine() {
    await app.run(async () => {
      await call('/doctor', { method: 'POST', body: {} });
      await watch();
    });
  }

  async function watch() {
    for (let turn = 0; turn < 30; turn += 1) {
      report = { ...report, isRunning: true };
      app.draw();
      await new Promise((resolve) => { setTimeout(resolve, EVERY_MS); });
      report = await call('/doctor');
      if (!report.isRunning) break;
    }
    app.draw();
    app.tell(textsOf(TEXTS).examined);
  }

  function view() {
    const texts = textsOf(TEXTS);
    if (!app.can('operator')) return html`<p class="muted">${texts.onlyOperators}</p>`;
    const { at, isRunning, findings = [] } = report;
    return html`<p class="muted about">${texts.doctorWords}</p>
      <div class="buttons"><button class="button" type="button" ?disabled=${live(isRunning)} @click=${examine}>${isRunning ? texts.running : texts.examine}</button></div>
      ${at ? html`<p class="muted about">${texts.lastRun} ${timeOf(at)}</p>` : html`<p class="empty">${texts.neverRun}</p>`}
      ${findingsView(findings)}`;
  }

  return { title: () => textsOf(TEXTS).doctor, load, view };
}

/** Returns the findings that name a login method. */
export function findingsOf(report, name) {
  const word = new RegExp(`(^|\\W)${name}(\\W|$)`);
  return (report.findings ?? []).filter(({ what }) => word.test(what.en));
}

/**
 * Findings as a list, the worst first.
 * @param {object[]} findings
 * @param {(finding: object) => unknown} more returns what stands beside the name of the check
 */
export function findingsView(findings, more = () => nothing) {
  const texts = textsOf(TEXTS);
  const sorted = [...findings].sort((one, two) => ORDER.indexOf(one.level) - ORDER.indexOf(two.level));
  return html`<ul class="findings">${sorted.map(({ level, check, what, fix, ...others }) => html`<li class="panel">
    <p><span class="tag ${level === 'ok' ? 'good' : 'bad'}">${texts.levels[level]}</span> <code>${check}</code> ${more({ check, ...others })}</p>
    <p>${wordsIn(what)}</p>${fix ? html`<p><strong>${texts.fix}</strong> ${wordsIn(fix)}</p>` : nothing}</li>`)}</ul>`;
}
