// SPDX-License-Identifier: Apache-2.0

import { pageAddress } from '../address.js';
import { call } from '../api.js';
import { textsOf } from '../language.js';
import { html, nothing } from '../lit.js';
import { isolated, stateTag } from '../person.js';
import { tableView } from '../table.js';
import { TEXTS } from '../texts/instances.js';
import { timeOf } from '../time.js';
import { findingsOf } from './doctor.js';

const PLACE = '/instances';

/** Returns the address of the page of a login method. */
export function instanceAddress(fullName, query = {}) {
  return pageAddress(`${PLACE}/${fullName}`, query);
}

/** The login methods. */
export function instances(app) {
  let list;
  let report;

  async function load() {
    [list, report] = await Promise.all([call('/elements'), app.can('operator') ? call('/doctor') : {}]);
  }

  function view() {
    const texts = textsOf(TEXTS);
    const { isWritable, reason, elements } = list;
    return html`<p class="muted about">${texts.words}</p>
      ${isWritable ? nothing : html`<p class="banner note" role="note">${texts.readOnly} ${reason && html`<span lang="en">${reason}</span>`}</p>`}
      ${app.can('owner') && isWritable
        ? html`<div class="buttons"><a class="button" href=${pageAddress(`${PLACE}/new`)}>${texts.create}</a></div>`
        : nothing}
      ${tableView({ caption: texts.title, columns: columns(texts), rows: elements, keyOf: ({ fullName }) => fullName, empty: texts.empty })}`;
  }

  function columns(texts) {
    return [
      { name: texts.methodTitle, kind: 'main', cell: (one) => html`<a href=${instanceAddress(one.fullName)}>${isolated(one.title) || one.name}</a>
        <span class="sub"><code>${one.name}</code> ${isInherited(one, list.store) ? html`<span class="tag">${texts.inherited}</span>` : nothing}
        ${one.overrides ? html`<span class="tag">${texts.overrides}</span>` : nothing}
        ${one.overridden?.hasChanged ? html`<span class="tag bad">${texts.hasChanged}</span>` : nothing}
        ${one.isInUse ? nothing : html`<span class="tag bad">${texts.notInUse}</span>`}</span>` },
      { name: texts.type, cell: ({ type }) => html`<span class="nowrap">${lastOf(type)}</span>` },
      { name: 'AppID', kind: 'id', cell: ({ appId }) => html`<code class="nowrap">${appId}</code>` },
      { name: texts.who, cell: ({ registration }) => texts.registrations[registration]?.[0] ?? registration },
      { name: texts.state, cell: stateTag },
      { name: texts.secret, cell: ({ secret }) => secretView(secret, texts) },
      { name: texts.lastTest, kind: 'time', cell: ({ lastTest }) => testView(lastTest, texts) },
      { name: texts.health, cell: ({ name }) => healthView(findingsOf(report, name), texts) },
    ];
  }

  return { title: () => textsOf(TEXTS).title, load, view };
}

/** Returns whether saving makes an override: of an app that is extended, or of the folder when edits go to the database. */
export function isInherited({ store }, edits) {
  return store === 'parent' || (store === 'folder' && edits === 'database');
}

/** Returns the last part of a full name. */
export function lastOf(fullName) {
  return fullName.slice(fullName.lastIndexOf('.') + 1);
}

/** Shows where a secret is, never what it is. */
export function secretView({ kind, variable, isSet }, texts) {
  const isBad = kind === 'clear' || kind === 'none' || isSet === false;
  return html`<span class="tag ${isBad ? 'bad' : ''}">${texts.secrets[kind]}</span>
    ${variable ? html`<code>${variable}</code>` : nothing} ${isSet === false ? html`<span class="fault">${texts.notSet}</span>` : nothing}`;
}

function testView(test, texts) {
  if (!test) return html`<span class="muted">${texts.neverTested}</span>`;
  return html`<span class="tag ${test.outcome === 'ok' ? 'good' : 'bad'}">${texts.outcomes[test.outcome]}</span> ${timeOf(test.at)}`;
}

function healthView(found, texts) {
  const bad = found.filter(({ level }) => level !== 'ok');
  if (!found.length) return '';
  return html`<a href=${pageAddress('/doctor')}><span class="tag ${bad.length ? 'bad' : 'good'}">${bad.length
    ? texts.findings.replace('{n}', bad.length) : texts.healthy}</span></a>`;
}
