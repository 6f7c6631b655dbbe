// SPDX-License-Identifier: Apache-2.0

import { address, base, go, pageAddress } from '../address.js';
import { apiAddress, call, query as queryOf } from '../api.js';
import { empty, selectField, textField } from '../fields.js';
import { Live } from '../live.js';
import { textsOf } from '../language.js';
import { html, nothing, repeat } from '../lit.js';
import { isolated } from '../person.js';
import { reasonOf, stepName } from '../login-step.js';
import { PAGE, Rows, pageOf } from '../rows.js';
import { moreView, tableView } from '../table.js';
import { TEXTS } from '../texts/logins.js';
import { TEXTS as PERSON } from '../texts/person.js';
import { TEXTS as SHELL } from '../texts/shell.js';
import { timeOf, wordsOfTime } from '../time.js';
import { findingsView } from './doctor.js';
import { inviteNew } from './people.js';

const PLACE = '/logins';

/** The pages that help with a failure or a finding, with their queries. */
const PAGES = { wechat_configuration: ['doctor'], identity_conflict: ['audit', { kind: 'conflict' }], 'none-returned': ['doctor'], clock: ['nodes'] };

const STAGES = ['visits', 'returned', 'accepted', 'signedIn'];

/** The steps of logins: how many come how far, why the others failed, and each attempt step by step. */
export function logins(app, query) {
  const filters = { instance: query.get('instance') ?? '', outcome: query.get('outcome') ?? '', attempt: query.get('attempt') ?? '', code: query.get('code') ?? '' };
  const hours = Object.keys(textsOf(TEXTS).hours).includes(query.get('hours')) ? query.get('hours') : '24';
  const live = new Live(PLACE, query, (after) => call(`/flow${queryOf({ ...filters, after, limit: PAGE })}`),
    (after) => apiAddress(`/flow/stream${queryOf({ ...filters, after })}`), app);
  const stored = new Rows(async (before) => {
    const { code, attempt } = filters;
    return pageOf(await call(`/flow/failures${queryOf({ code, attempt, before, limit: PAGE })}`), ({ id }) => id);
  });
  let counts = [];
  let funnel = [];
  let findings = [];
  let lastHour = [];

  async function load() {
    [counts, funnel, findings] = await Promise.all([
      ...['counts', 'funnel', 'findings'].map((name) => call(`/flow/${name}?hours=${hours}`)), live.start(), stored.more(),
    ]);
    lastHour = counts.some(({ error }) => error?.actor === 'wechat') ? await call('/flow/counts?hours=1') : [];
  }

  function submit(event) {
    event.preventDefault();
    const { instance, outcome, code, attempt } = event.target.elements;
    const wanted = { instance: instance.value.trim(), outcome: outcome.value, attempt: attempt.value.trim().toLowerCase(), code: code.value.trim().toLowerCase() };
    if (Object.keys(wanted).every((name) => wanted[name] === filters[name])) app.reload();
    else go(PLACE, { ...wanted, ...(hours !== '24' && { hours }) });
  }

  function reset(event) {
    empty(event);
    go(PLACE);
  }

  function view() {
    const texts = textsOf(TEXTS);
    return html`${periodView(filters, hours, texts)}${funnelView(funnel, hours, texts)}
      ${findings.length ? html`<section aria-labelledby="findings"><h2 id="findings">${texts.findings}</h2>
        ${findingsView(findings, (finding) => html`${actorTag(finding, texts)} ${helpLink(finding.check)}`)}</section>` : nothing}
      ${failuresView(app, counts, lastHour, texts)}
      <section aria-labelledby="live">
        <h2 id="live">${texts.live}</h2>
        <p class="muted about">${texts.liveWords}</p>
        <form class="search" role="search" novalidate @submit=${submit}>
          ${textField({ name: 'instance', label: texts.instance, value: filters.instance, most: 64 })}
          ${selectField({ name: 'outcome', label: texts.outcome, value: filters.outcome, any: texts.any, options: Object.entries(texts.outcomes) })}
          ${textField({ name: 'code', label: texts.code, value: filters.code, most: 32 })}
          ${textField({ name: 'attempt', label: texts.attempt, value: filters.attempt, hint: texts.attemptHint, most: 16 })}
          <div class="buttons"><button class="button">${texts.search}</button>
            <button class="button quiet" type="button" @click=${reset}>${texts.reset}</button></div>
        </form>
        ${liveView(live, texts)}
      </section>
      <section aria-labelledby="stored">
        <h2 id="stored">${texts.stored}</h2>
        <p class="muted about">${texts.storedWords}</p>
        ${storedView(stored, texts)}
        ${moreView(stored, () => app.run(() => stored.more()))}
      </section>`;
  }

  return { title: () => textsOf(TEXTS).title, load, view };
}

function periodView(filters, hours, texts) {
  return html`<nav class="periods" aria-label=${texts.period}>${Object.entries(texts.hours).map(([one, words]) => html`
    <a href=${pageAddress(PLACE, { ...filters, hours: one })} aria-current=${one === hours ? 'true' : nothing}>${words}</a>`)}</nav>`;
}

function funnelView(parts, hours, texts) {
  const [all] = joined(parts, () => '');
  const over = joined(parts, ({ at }) => wordsOfTime(at).slice(0, hours > 24 ? 10 : 16)).reverse();
  const bar = (number, most, share) => html`<span class="bar"><progress max=${Math.max(1, most)} value=${number} aria-hidden="true"></progress><span>${share}</span></span>`;
  const columns = [
    { name: texts.stage, kind: 'main', cell: (stage) => texts[stage] },
    { name: texts.number, kind: 'number', cell: (stage) => all[stage] },
    { name: texts.share, kind: 'share', cell: (stage) => bar(all[stage], Math.max(...STAGES.map((one) => all[one])), percent(all[stage], all.visits)) },
  ];
  const overColumns = [
    { name: texts.time, kind: 'main', cell: ({ key }) => key },
    ...STAGES.map((stage) => ({ name: texts[stage], kind: 'number', cell: (part) => part[stage] })),
    { name: texts.share, kind: 'share', cell: ({ visits, signedIn }) => bar(signedIn, visits, percent(signedIn, visits)) },
  ];
  return html`<section aria-labelledby="funnel"><h2 id="funnel">${texts.funnel}</h2>
    <p class="muted about">${texts.funnelWords}</p>
    ${tableView({ caption: texts.funnel, columns, rows: STAGES, keyOf: (stage) => stage, empty: '' })}
    ${over.length > 1 ? html`<h2>${texts.over}</h2>${tableView({ caption: texts.over, columns: overColumns, rows: over, keyOf: ({ key }) => key, empty: '' })}` : nothing}</section>`;
}

/** Returns the sums of the parts that have the same key; one of zeros when there is no part. */
function joined(parts, keyOf) {
  const sums = new Map();
  for (const part of parts.length ? parts : [{}]) {
    const key = keyOf(part);
    const sum = sums.get(key);
    sums.set(key, { key, ...Object.fromEntries(STAGES.map((stage) => [stage, (sum?.[stage] ?? 0) + (part[stage] ?? 0)])) });
  }
  return [...sums.values()];
}

function failuresView(app, counts, lastHour, texts) {
  const rows = counts.filter(({ step, error }) => error && !step.startsWith('/')).sort((one, two) => two.number - one.number);
  const columns = [
    { name: texts.reason, kind: 'main', cell: ({ error, instance, step }) => html`<a href=${pageAddress(PLACE, { code: error.code })}>${reasonOf(error)}</a>
      <span class="sub">${isolated(instance)} · ${stepName(step)}</span>` },
    { name: texts.who, cell: ({ error }) => actorTag(error, texts) },
    { name: texts.number, kind: 'number', cell: ({ number }) => number },
    { name: texts.browsers, kind: 'number', cell: ({ browsers }) => browsers || '' },
    { name: texts.last, kind: 'time', cell: ({ firstAt, lastAt }) => html`${timeOf(lastAt)} <span class="sub">${texts.first} ${timeOf(firstAt)}</span>` },
    { name: texts.fix, cell: (one) => html`${fixLink(one.error, texts)}<br>${helpView(app, one, lastHour, texts)}` },
  ];
  return html`<section aria-labelledby="failures"><h2 id="failures">${texts.failures}</h2>
    <p class="muted about">${texts.failuresWords}</p>
    ${tableView({ caption: texts.failures, columns, rows, keyOf: ({ instance, step, outcome }) => `${instance} ${step} ${outcome}`, empty: texts.noFailures })}</section>`;
}

function helpView(app, { instance, step, outcome, error }, lastHour, texts) {
  if (error.actor === 'wechat') {
    const isStep = (one) => one.instance === instance && one.step === step;
    const share = percent(sum(lastHour, (one) => isStep(one) && one.outcome === outcome), sum(lastHour, isStep));
    return html`<span class="muted">${texts.lastHour} ${share}</span>`;
  }
  return outcome === 'wechat_not_bound' && app.can('operator')
    ? html`<button class="link" type="button" @click=${() => inviteNew(app, instance)}>${textsOf(PERSON).inviteTitle}</button>`
    : helpLink(outcome);
}

function helpLink(name) {
  const [page, query] = PAGES[name] ?? [];
  return page ? html`<a href=${pageAddress(`/${page}`, query)}>${textsOf(SHELL)[page]}</a>` : nothing;
}

const sum = (counts, isWanted) => counts.filter(isWanted).reduce((all, { number }) => all + number, 0);

const percent = (part, whole) => (whole ? `${Math.round((100 * part) / whole)} %` : '');

function actorTag({ actor }, texts) {
  return html`<span class="tag ${actor === 'operator' || actor === 'developer' ? 'bad' : ''}">${texts.actors[actor] ?? actor ?? ''}</span>`;
}

function fixLink({ code }, texts) {
  return html`<a href=${address(`${base}/errors/${encodeURIComponent(code)}`)} target="_blank" rel="noopener">${texts.fix}</a>`;
}

function liveView(live, texts) {
  const pause = () => live.toggle();
  return html`<div class="more">
      <button class="button quiet small" type="button" aria-pressed=${live.isPaused ? 'true' : 'false'} @click=${pause}>${live.isPaused ? texts.goOn : texts.pause}</button>
      ${live.waiting ? html`<button class="button small" type="button" @click=${() => live.show()}>${texts.news.replace('{n}', live.waiting)}</button>` : nothing}
      ${live.isPaused ? html`<span class="muted">${live.isLeftAlone ? texts.unattended : texts.paused}</span>` : nothing}
    </div>
    ${live.shown.length ? html`<ul class="attempts">${repeat(live.shown, ({ attempt }) => attempt, (attempt) => attemptView(attempt, texts))}</ul>` : html`<p class="empty">${texts.none}</p>`}`;
}

function attemptView({ attempt, instance, changedAt, outcome, isRenewal, steps }, texts) {
  const failed = steps.filter(({ error }) => error).at(-1)?.error;
  return html`<li><details>
    <summary>${timeOf(changedAt)} <span class="tag ${{ done: 'good', failed: 'bad' }[outcome] ?? ''}">${texts.outcomes[outcome] ?? outcome}</span>
      ${isolated(instance ?? '')} ${outcome === 'failed' && failed ? html`<strong>${reasonOf(failed)}</strong>` : nothing}
      ${isRenewal ? html`<span class="muted">${texts.renewal}</span>` : nothing}</summary>
    <p class="muted">attempt=<code>${attempt}</code></p>
    <ol class="steps">${steps.map((step) => stepView(step, texts))}</ol>
  </details></li>`;
}

/** A call to WeChat is a part of the step that follows from it, which says what to do. */
function stepView({ name, at, tookMs, error }, texts) {
  const isCall = name.startsWith('/');
  return html`<li class=${isCall ? 'call' : ''}>${timeOf(at)} ${stepName(name)} <span class="muted">${texts.took.replace('{n}', tookMs)}</span>
    ${error ? html`<code>${error.code}</code>` : nothing}
    ${error && !isCall ? html`<p><strong>${reasonOf(error)}</strong> ${actorTag(error, texts)}</p><p>${error.fix ?? ''} ${fixLink(error, texts)}</p>` : nothing}</li>`;
}

function storedView(stored, texts) {
  const columns = [
    { name: texts.time, kind: 'time', cell: ({ step }) => timeOf(step.at) },
    { name: texts.reason, kind: 'main', cell: ({ instance, step }) => html`${reasonOf(step.error)} <span class="sub">${isolated(instance)} · ${stepName(step.name)}</span>` },
    { name: texts.who, cell: ({ step }) => actorTag(step.error, texts) },
    { name: texts.fix, cell: ({ step }) => fixLink(step.error, texts) },
    { name: texts.attempt, kind: 'id', cell: ({ attempt }) => (attempt ? html`<a href=${pageAddress(PLACE, { attempt })}><code>${attempt}</code></a>` : texts.noCode) },
    { name: texts.node, kind: 'id', cell: ({ node }) => html`<code>${node}</code>` },
  ];
  return tableView({ caption: texts.stored, columns, rows: stored.all, keyOf: ({ id }) => id, empty: texts.noFailures });
}
