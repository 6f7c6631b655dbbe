// SPDX-License-Identifier: Apache-2.0

import { language, textsOf } from '../language.js';
import { html, live, nothing } from '../lit.js';
import { copyButton } from '../copy.js';
import { TEXTS } from '../texts/instances.js';
import { fieldOf } from './instance-draft.js';

const LABELS = { appId: 'AppID', secret: 'AppSecret' };
const ZH = { en: 'en', 'zh-CN': 'zh' };

/** Returns a text that the service sent in both languages. */
export function wordsIn(both) {
  return typeof both === 'string' ? both : both?.[language()] ?? both?.[ZH[language()]] ?? '';
}

/**
 * The fields of a login method.
 * @param {import('./instance-draft.js').Draft} draft
 * @param {{types: object[], canSeal: boolean, callbackDomain: string | null, isReadOnly: boolean, platforms: string[]}} about
 */
export function fieldsView(draft, about) {
  const texts = textsOf(TEXTS);
  const { values } = draft;
  const field = (key, label, more = {}) => fieldView(draft, key, { label, isReadOnly: about.isReadOnly, value: values[key], ...more });
  return html`
    ${about.types.length > 1 ? field('type', texts.type, { choices: about.types.map(({ type, title }) => [type, `${wordsIn(title)} (${type})`]), isReadOnly: !draft.isNew }) : nothing}
    ${field('title', texts.methodTitle, { hint: texts.titleHint, most: 60 })}
    ${field('name', texts.name, { hint: texts.nameHint, most: 64, isReadOnly: !draft.isNew })}
    ${atWeChat(about.callbackDomain, texts)}
    ${field('appId', 'AppID', { hint: texts.appIdHint, most: 64 })}
    ${draft.isNew || !about.isReadOnly ? secretFields(draft, field, about, texts) : nothing}
    ${registrationView(draft, about, texts)}
    ${draft.ownFields.map((own) => field(own.key, wordsIn(own.label), {
      value: values.own[own.key],
      isOwn: true,
      faultOf: fieldOf(own.key),
      isRequired: own.isRequired,
      isCheck: own.kind === 'boolean',
      choices: own.choices && [...(own.default === null ? [['', '–']] : []), ...own.choices.map((one) => [one, one])],
    }))}
    <details ?open=${values.openPlatform !== 'default'}><summary>${texts.more}</summary>
      ${field('openPlatform', texts.openPlatform, { hint: `${texts.openPlatformHint}${about.platforms.length ? ` ${texts.inUse} ${about.platforms.join(', ')}` : ''}`, most: 64 })}</details>`;
}

/** Why a method is changed, for its history. */
export function reasonView(draft) {
  return fieldView(draft, 'reason', { label: textsOf(TEXTS).reason, value: draft.values.reason, most: 200 });
}

/** What is to be done in WeChat's own pages, where the AppID comes from. */
function atWeChat(domain, texts) {
  return html`<div class="note">
    <p>${texts.atWeChat}</p>
    ${domain ? html`<p class="one-line"><code>${domain}</code> ${copyButton(domain)}</p>` : html`<p class="warning">${texts.noDomain}</p>`}
  </div>`;
}

function secretFields(draft, field, { canSeal }, texts) {
  const { way } = draft.values;
  const ways = [...(draft.isNew ? [] : ['keep']), 'variable', ...(canSeal ? ['typed'] : [])];
  return html`${field('way', 'AppSecret', { choices: ways.map((one) => [one, texts.ways[one]]), hint: canSeal ? texts.wayHint : texts.noSeal, faultOf: way === 'keep' ? 'secret' : '' })}
    ${way === 'variable' ? field('variable', texts.variable, { hint: texts.variableHint, most: 64, faultOf: 'secret' }) : nothing}
    ${way === 'typed' ? field('typed', texts.typed, { hint: texts.typedHint, most: 64, type: 'password', faultOf: 'secret' }) : nothing}`;
}

function registrationView(draft, { isReadOnly }, texts) {
  return html`<fieldset class="field" ?disabled=${isReadOnly}><legend>${texts.who}</legend>
    ${Object.entries(texts.registrations).map(([value, [title, words]]) => html`<label class="check">
      <input type="radio" name="registration" value=${value} .checked=${live(draft.values.registration === value)} @change=${() => draft.change('registration', value)}>
      <span><strong>${title}</strong> <span class="hint">${words}</span></span></label>`)}</fieldset>`;
}

/** One field with its hint, its faults and its warnings. */
function fieldView(draft, key, { label, value, hint, most = 200, choices, isCheck, isReadOnly, isRequired, isOwn, type = 'text', faultOf = key }) {
  const id = `f-${key}`;
  // A field that nobody has touched yet is not wrong yet.
  const faults = faultOf && draft.isTouched ? draft.faultsOf(faultOf) : [];
  const warnings = faultOf ? draft.result.warnings.filter((one) => fieldOf(one.key) === faultOf) : [];
  const about = [hint && `${id}-hint`, (faults.length || warnings.length) && `${id}-said`].filter(Boolean).join(' ') || nothing;
  const take = ({ target }) => draft[isOwn ? 'changeOwn' : 'change'](key, isCheck ? target.checked : target.value);
  const wrong = faults.length ? 'true' : nothing;
  const said = html`${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
    ${faults.length || warnings.length ? html`<div id="${id}-said">${faults.map(({ message }) => html`<p class="fault">${saidView(message)}</p>`)}
      ${warnings.map(({ message }) => html`<p class="caution">${wordsIn(message)}</p>`)}</div>` : nothing}`;
  if (isCheck) {
    return html`<div class="field"><label class="check"><input type="checkbox" id=${id} .checked=${live(value === true)} ?disabled=${isReadOnly} @change=${take}>${label}</label>${said}</div>`;
  }
  return html`<div class="field"><label for=${id}>${label}</label>${choices
    ? html`<select id=${id} .value=${live(value)} ?disabled=${isReadOnly} aria-describedby=${about} @change=${take}>${choices.map(
      ([one, words]) => html`<option value=${one} ?selected=${one === value}>${words}</option>`)}</select>`
    : html`<input id=${id} type=${type} .value=${live(value)} maxlength=${most} autocomplete=${type === 'password' ? 'new-password' : 'off'} spellcheck="false"
        ?readonly=${isReadOnly} ?required=${isRequired} aria-invalid=${wrong} aria-describedby=${about} @input=${take}>`}${said}</div>`;
}

/** Shows what was said of a fault; the loader says it in English. */
function saidView(message) {
  return typeof message === 'string' ? html`<span lang="en">${message}</span>` : wordsIn(message);
}

/** The faults in one list, with the way to each field; shown when somebody saves. */
export function summaryView(faults, texts) {
  const toField = (key) => document.getElementById(`f-${key === 'secret' ? document.getElementById('f-typed') ? 'typed' : 'variable' : key}`)?.focus();
  return html`<div class="problem" role="alert" tabindex="-1" data-problem><p><strong>${texts.toCorrect}</strong></p>
    <ul>${faults.map(({ key, field, message, file }) => html`<li>${field
      ? html`<button class="link" type="button" @click=${() => toField(field)}>${LABELS[field] ?? texts[field === 'title' ? 'methodTitle' : field] ?? field}: ${saidView(message)}</button>`
      : html`<span class="muted">${[file, key].filter(Boolean).join(' · ')}</span> ${saidView(message)}`}</li>`)}</ul></div>`;
}
