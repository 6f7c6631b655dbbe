// SPDX-License-Identifier: Apache-2.0

import { address, pageAddress, site } from '../address.js';
import { call } from '../api.js';
import { eventTable } from '../event-table.js';
import { invitationView } from '../invitation.js';
import { fill, textsOf } from '../language.js';
import { html, nothing } from '../lit.js';
import { avatar, isolated, nameOf, roleTag, wayOf } from '../person.js';
import { TEXTS } from '../texts/home.js';
import { timeOf } from '../time.js';
import { instanceAddress } from './instances.js';

/** One page of the trail: a search for the last changes would read all sign-ins since then. */
const READ = 50;
const SHOWN = 10;

/** The first page: who is signed in, and the latest changes. */
export function home(app) {
  let events = [];
  let methods = [];

  async function load() {
    const [read, { elements }] = await Promise.all([call(`/audit?limit=${READ}`), call('/elements')]);
    events = read.filter(({ kind }) => kind !== 'signed_in').slice(0, SHOWN);
    methods = elements;
  }

  function view() {
    const texts = textsOf(TEXTS);
    return html`${me(app.session, texts)}${firstSteps(texts)}
      <section aria-labelledby="recent">
        <h2 id="recent">${texts.recent}</h2>
        <p class="muted about">${texts.recentWords.replace('{n}', READ)} <a href=${pageAddress('/audit')}>${texts.all}</a></p>
        ${eventTable(texts.recent, events)}
      </section>
      <section aria-labelledby="links">
        <h2 id="links">${texts.links}</h2>
        <ul class="links">
          <li><a href=${address(`${site}/login`)}>${texts.login}</a></li>
          <li><a href=${address(`${site}/account`)}>${texts.account}</a></li>
          <li><a href=${address(`${site}/api/openapi.json`)}>${texts.api}</a></li>
        </ul>
      </section>`;
  }

  /** What is to be done on a new server, until somebody can sign in with WeChat. */
  function firstSteps(texts) {
    if (!app.can('owner')) return nothing;
    const isOn = methods.some(({ isActive }) => isActive);
    if (isOn && app.session.userId) return nothing;
    const waiting = methods.find(({ isActive }) => !isActive);
    return html`<section class="panel" aria-labelledby="first"><h2 id="first">${texts.first}</h2>
      <p>${isOn ? texts.firstUser : waiting ? texts.firstOff : texts.firstMethod}</p>
      <p class="buttons">${isOn ? html`<button class="button" type="button" @click=${invite}>${texts.invite}</button>`
        : waiting ? html`<a class="button" href=${instanceAddress(waiting.fullName, { step: 'test' })}>${texts.goOn}</a>`
          : html`<a class="button" href=${pageAddress('/instances/new')}>${texts.create}</a>`}</p></section>`;
  }

  function invite() {
    const texts = textsOf(TEXTS);
    app.ask({ title: texts.invite, words: texts.inviteWords, confirm: texts.invite,
      work: () => call('/setup/invitation', { method: 'POST', body: {} }), result: invitationView, done: () => app.reload() });
  }

  return { title: () => textsOf(TEXTS).title, load, view };
}

function me(session, texts) {
  const { userId, role, expiresAt } = session;
  return html`<section class="panel" aria-label=${texts.you}>
    <div class="lead">${userId ? avatar(session) : nothing}<div>
      <p class="name">${userId ? isolated(nameOf(session)) : wayOf(session)} ${roleTag(role)}</p>
      <p class="muted">${userId ? texts.may[role] : session.openedBy === 'setup' ? texts.firstSession : texts.mayByKey}</p>
      <p class="muted">${fill(userId ? texts.until : texts.untilByKey, { time: timeOf(expiresAt) })}</p>
    </div></div>
  </section>`;
}
