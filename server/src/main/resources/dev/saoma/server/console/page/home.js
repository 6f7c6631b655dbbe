// SPDX-License-Identifier: Apache-2.0

import { address, base, pageAddress } from '../address.js';
import { call } from '../api.js';
import { eventTable } from '../event-table.js';
import { fill, textsOf } from '../language.js';
import { html, nothing } from '../lit.js';
import { avatar, isolated, nameOf, roleTag } from '../person.js';
import { TEXTS as FRAME } from '../texts/shell.js';
import { TEXTS } from '../texts/home.js';
import { timeOf } from '../time.js';

/** One page of the trail: a search for the last changes would read all sign-ins since then. */
const READ = 50;
const SHOWN = 10;

/** The first page: who is signed in, and the latest changes. */
export function home(app) {
  let events = [];

  async function load() {
    events = (await call(`/audit?limit=${READ}`)).filter(({ kind }) => kind !== 'signed_in').slice(0, SHOWN);
  }

  function view() {
    const texts = textsOf(TEXTS);
    return html`${me(app.session, texts)}
      <section aria-labelledby="recent">
        <h2 id="recent">${texts.recent}</h2>
        <p class="muted about">${texts.recentWords.replace('{n}', READ)} <a href=${pageAddress('/audit')}>${texts.all}</a></p>
        ${eventTable(texts.recent, events)}
      </section>
      <section aria-labelledby="links">
        <h2 id="links">${texts.links}</h2>
        <ul class="links">
          <li><a href=${address(`${base}/login`)}>${texts.login}</a></li>
          <li><a href=${address(`${base}/account`)}>${texts.account}</a></li>
          <li><a href=${address(`${base}/api/openapi.json`)}>${texts.api}</a></li>
        </ul>
      </section>`;
  }

  return { title: () => textsOf(TEXTS).title, load, view };
}

function me(session, texts) {
  const { userId, role, expiresAt } = session;
  return html`<section class="panel" aria-label=${texts.you}>
    <div class="lead">${userId ? avatar(session) : nothing}<div>
      <p class="name">${userId ? isolated(nameOf(session)) : textsOf(FRAME).byKey} ${roleTag(role)}</p>
      <p class="muted">${userId ? texts.may[role] : texts.mayByKey}</p>
      <p class="muted">${fill(userId ? texts.until : texts.untilByKey, { time: timeOf(expiresAt) })}</p>
    </div></div>
  </section>`;
}
