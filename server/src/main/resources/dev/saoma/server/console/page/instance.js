// SPDX-License-Identifier: Apache-2.0

import { address, go, pageAddress, site } from '../address.js';
import { call, segment } from '../api.js';
import { compareView } from '../compare.js';
import { copyButton } from '../copy.js';
import { textsOf } from '../language.js';
import { html, live, nothing } from '../lit.js';
import { clean, stateTag } from '../person.js';
import { focusProblem, problemView } from '../problem.js';
import { TEXTS } from '../texts/instances.js';
import { findingsOf, findingsView } from './doctor.js';
import { InstanceActions } from './instance-actions.js';
import { Draft, fieldOf } from './instance-draft.js';
import { fieldsView, reasonView, summaryView } from './instance-form.js';
import { History } from './instance-history.js';
import { Preview } from './instance-preview.js';
import { TestScan } from './instance-test.js';
import { instanceAddress, isInherited, secretView } from './instances.js';

const STEPS = ['connect', 'test', 'on'];

/** One login method: made in three steps, changed in one. */
export function instance(app, query, fullName) {
  const isNew = fullName === '';
  const step = isNew ? 'connect' : query.get('step') ?? '';
  let list;
  let types;
  let element = null;
  let draft;
  let preview;
  let test;
  let history;
  let actions;
  let findings = [];
  let isSummed = false;

  const read = (name) => call(`/elements/${segment(name)}`);

  async function load() {
    const from = query.get('from');
    let copied;
    [list, types, element, copied] = await Promise.all([
      call('/elements'), call('/types'), isNew ? null : read(fullName).catch(gone), from ? read(from) : null,
    ]);
    history = new History(app, fullName, element, list.canSeal);
    if (step === 'history') await history.load();
    if (!isNew && !element) return;
    draft = new Draft(app, { types, elements: list.elements, element, copied });
    preview = new Preview(draft, app.draw);
    test = new TestScan(fullName, app.draw, () => {});
    actions = element && new InstanceActions(app, element, isInherited(element, list.store));
    if (!app.can('operator')) return;
    if (isNew || !step) await draft.check();
    if (step === 'test') findings = findingsOf(await call('/doctor'), element.name);
  }

  /** A deleted method still has its versions. */
  function gone(error) {
    if (error.code === 'not_found' && step === 'history') return null;
    throw error;
  }

  const mayChange = () => app.can('owner') && list.isWritable && (isNew || element.isEditable);

  async function save(event) {
    event?.preventDefault();
    await draft.check();
    isSummed = draft.result.faults.length > 0;
    draft.isTouched = true;
    const saved = isSummed ? null : await draft.save();
    isSummed ||= draft.result.faults.length > 0;
    app.draw();
    if (!saved) focusProblem();
    else if (isNew) go(`/instances/${saved.fullName}`, { step: 'test' });
    else {
      app.tell(textsOf(TEXTS).saved);
      await app.reload();
    }
  }

  function view() {
    const texts = textsOf(TEXTS);
    if (!isNew && !element) return html`<p class="note">${texts.deleted}</p>${history.view()}`;
    if (step === 'history') return html`${back(texts)}${history.view()}`;
    const parts = { connect: edit, test: tryIt, on: switchOn, '': edit };
    return html`${STEPS.includes(step) ? stepsView(texts) : nothing}${step ? nothing : head(texts)}${(parts[step] ?? edit)(texts)}`;
  }

  function stepsView(texts) {
    return html`<ol class="wizard" aria-label=${texts.stepsName}>${STEPS.map((one, at) => html`<li aria-current=${one === step ? 'step' : nothing}
      class=${at < STEPS.indexOf(step) ? 'done' : ''}>${texts.steps[one]}</li>`)}</ol>`;
  }

  function back(texts) {
    return html`<p class="about"><a href=${instanceAddress(fullName)}>${texts.back}</a></p>`;
  }

  function head(texts) {
    return html`<section class="panel" aria-label=${texts.title}>
      <p class="tags">${stateTag(element)}${secretView(element.secret, texts)}</p>
      <p><code>${element.fullName}</code> ${copyButton(element.fullName)}</p>
      <p class="muted">${element.boundUsers === null ? nothing : texts.bound.replace('{n}', element.boundUsers)}</p>
      ${element.secret.kind === 'clear' ? html`<p class="warning">${texts.clear}</p>` : nothing}
      ${element.isInUse ? nothing : html`<p class="warning">${texts.notInUse}</p>`}
      ${element.overridden ? overriddenView(element.overridden, texts) : nothing}
      ${element.isEditable ? nothing : html`<p class="muted">${list.isWritable ? texts.notEditable : texts.readOnly}</p>`}
      ${actions.view(texts, mayChange())}</section>`;
  }

  function overriddenView({ app: from, files, hasChanged }, texts) {
    return html`${hasChanged ? html`<p class="warning">${texts.hasChanged}</p>` : nothing}
      <details><summary>${texts.overrides}</summary><h2>${from}</h2>${compareView([{ title: from, files }, { title: texts.present, files: element.files }])}</details>`;
  }

  function edit(texts) {
    return html`${draft.conflict ? conflictView(texts) : nothing}
      ${problemView(draft.problem)}${isSummed && draft.result.faults.length ? summary(texts) : nothing}
      <div class="columns">
        <form class="panel" novalidate aria-label=${texts.form} @submit=${save}>
          ${isNew ? nothing : viewSwitch(texts)}
          ${draft.source ? sourceView(texts) : fieldsView(draft, about())}
          ${!isNew && mayChange() ? reasonView(draft) : nothing}
          <p class="hint" role="status">${statusOf(texts)}</p>
          ${mayChange() ? html`<p class="actions"><button class="button" ?disabled=${live(draft.isBusy)}>${isNew ? texts.saveAndTest : isInherited(element, list.store) ? texts.override : texts.save}</button></p>` : nothing}
        </form>
        ${app.can('operator') ? preview.view() : nothing}
      </div>`;
  }

  function about() {
    const platforms = [...new Set(list.elements.map((one) => one.openPlatform))].filter(Boolean).sort();
    return { types, canSeal: list.canSeal, callbackDomain: list.callbackDomain, isReadOnly: !mayChange(), platforms };
  }

  function summary(texts) {
    return summaryView(draft.result.faults.map((fault) => ({ ...fault, field: draft.source ? '' : fieldWithId(fault.key) })), texts);
  }

  function statusOf(texts) {
    const { faults, warnings } = draft.result;
    if (!app.can('operator')) return '';
    if (faults.length) return draft.isTouched ? texts.faults.replace('{n}', faults.length) : '';
    return warnings.length ? texts.warnings.replace('{n}', warnings.length) : texts.noFaults;
  }

  function viewSwitch(texts) {
    const choose = (isSource) => {
      if (isSource === Boolean(draft.source)) return;
      if (isSource) draft.openSource();
      else if (draft.isTouched) return app.ask({ title: texts.dropTitle, words: texts.dropWords, confirm: texts.drop, danger: true, work: async () => draft.closeSource(), done: app.draw });
      else draft.closeSource();
      app.draw();
    };
    const button = (isSource, words) => html`<button type="button" aria-pressed=${isSource === Boolean(draft.source) ? 'true' : 'false'} @click=${() => choose(isSource)}>${words}</button>`;
    return html`<div class="languages wrap" role="group" aria-label=${texts.viewName}>${button(false, texts.visual)}${button(true, texts.source)}</div>`;
  }

  function sourceView(texts) {
    return html`<p class="hint">${texts.sourceWords}</p>${draft.source.map(({ name, text }, at) => html`<div class="field"><label for="source-${at}"><code>${name}</code></label>
      <textarea id="source-${at}" rows=${Math.max(8, text.split('\n').length)} spellcheck="false" autocomplete="off" ?readonly=${!mayChange()}
        .value=${live(text)} @input=${({ target }) => draft.changeSource(name, target.value)}></textarea>
      ${draft.result.faults.filter(({ file }) => file && name.endsWith(file)).map(({ key, message }) => html`<p class="fault" lang="en">${[key, message].filter(Boolean).join(' ')}</p>`)}</div>`)}`;
  }

  /** Three columns; nothing is merged, and what was typed stays in the form. */
  function conflictView(texts) {
    const { conflict } = draft;
    const mine = draft.source ?? draft.result.files;
    const keep = () => { draft.keepMine(); element = draft.element; app.draw(); document.querySelector('main form button:not([type])')?.focus(); };
    return html`<section class="problem" role="alert" tabindex="-1" data-problem aria-labelledby="conflict"><h2 id="conflict">${texts.conflict}</h2><p>${texts.conflictWords}</p>
      ${compareView([{ title: texts.before, files: element.files }, { title: texts.theirs, files: conflict.files }, { title: texts.mine, files: mine }])}
      <p class="buttons"><button class="button" type="button" @click=${keep}>${texts.keepMine}</button>
        <button class="button quiet" type="button" @click=${() => app.reload()}>${texts.takeTheirs}</button></p></section>`;
  }

  function tryIt(texts) {
    const next = () => go(`/instances/${fullName}`, { step: 'on' });
    const isOk = test.result?.outcome === 'ok';
    return html`<section class="panel" aria-label=${texts.steps.test}>
      ${findingsView(findings)}${app.can('operator') ? test.view() : nothing}
      <p class="buttons"><button class="button ${isOk ? '' : 'quiet'}" type="button" @click=${next}>${isOk ? texts.next : test.result ? texts.anyway : texts.skip}</button>
        <a class="button quiet" href=${instanceAddress(fullName)}>${texts.change}</a></p>
      ${test.result ? nothing : html`<p class="hint">${texts.skipWords}</p>`}</section>`;
  }

  function switchOn(texts) {
    const [who, words] = texts.registrations[element.registration];
    return html`<section class="panel" aria-label=${texts.steps.on}>
      <p class="tags">${stateTag(element)}</p>
      <p>${element.isActive ? texts.who : texts.fromNow} <strong>${who}</strong> · ${words}</p>
      ${element.isActive ? nothing : html`${element.lastTest ? nothing : html`<p class="caution">${texts.untested}</p>`}
        ${mayChange() ? html`<p class="buttons"><button class="button" type="button" @click=${() => actions.toggle()}>${texts.switchOn}</button></p>` : nothing}`}
      </section>${element.isActive ? usage(texts) : nothing}`;
  }

  function usage(texts) {
    const rows = [
      [texts.loginPage, `${site}/login`],
      [texts.tag, `${tag('script', { type: 'module', src: `${site}/assets/wechat-login.js` })}\n${tag('wechat-login', { instance: element.name })}`],
      ['curl', `curl -H 'Content-Type: application/json' -d '{"intent":"login","display":"page"}' '${site}/api/login/${element.name}/attempts'`],
    ];
    return html`<section class="panel" aria-label=${texts.use}><h2>${texts.use}</h2>
      ${rows.map(([name, text]) => html`<div><p class="muted">${name}</p><div class="one-line"><pre tabindex="0" role="region" aria-label=${name}>${text}</pre>${copyButton(text, name)}</div></div>`)}
      <p class="buttons">${app.session.userId ? nothing : html`<a class="button" href=${pageAddress('/')}>${texts.toFirstUser}</a>`}
        <a class="button quiet" href=${address(`${site}/login`)} target="_blank" rel="noopener">${texts.openLogin}</a>
        <a class="button quiet" href=${instanceAddress(fullName)}>${texts.change}</a></p></section>`;
  }

  return { title: () => (element ? clean(element.title) || element.name : textsOf(TEXTS)[isNew ? 'createTitle' : 'history']), load, view };
}

/** Returns a tag as a text to copy. */
function tag(name, attributes) {
  return `<${name}${Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`).join('')}></${name}>`;
}

function fieldWithId(key) {
  const field = fieldOf(key);
  return document.getElementById(`f-${field}`) || field === 'secret' ? field : '';
}
