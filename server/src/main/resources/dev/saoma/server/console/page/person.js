// SPDX-License-Identifier: Apache-2.0

import { pageAddress } from '../address.js';
import { call, query as queryOf, segment } from '../api.js';
import { copyButton } from '../copy.js';
import { eventTable } from '../event-table.js';
import { textsOf } from '../language.js';
import { html, nothing } from '../lit.js';
import { avatar, isolated, nameOf, roleTag, stateTag } from '../person.js';
import { PAGE, Rows, pageOf } from '../rows.js';
import { moreView } from '../table.js';
import { TEXTS } from '../texts/person.js';
import { timeOf } from '../time.js';
import { PersonActions } from './person-actions.js';
import { bindingTable, sessionTable } from './person-tables.js';

/** The page of one person. */
export function person(app, query, userId) {
  const at = `/users/${segment(userId)}`;
  const trail = new Rows(async (before) =>
    pageOf(await call(`/audit${queryOf({ userId, before, limit: PAGE })}`), ({ id }) => id));
  let user;
  let bindings = [];
  let sessions = [];
  let role = '';

  async function load() {
    const [found, bound, open, roles] = await Promise.all([
      call(at), call(`${at}/bindings`), call(`${at}/sessions`), call('/roles'), trail.more(),
    ]);
    user = found;
    bindings = bound;
    sessions = open;
    role = roles.find((one) => one.userId === userId)?.role ?? '';
  }

  const actions = new PersonActions(app, at, () => ({ user, bindings }));
  const mayChange = () => app.can('owner') || (app.can('operator') && !role);

  function view() {
    const texts = textsOf(TEXTS);
    const act = mayChange() ? actions : null;
    return html`${head(texts)}
      <section aria-labelledby="bindings"><h2 id="bindings">${texts.bindings}</h2>${bindingTable(bindings, act)}</section>
      <section aria-labelledby="sessions">
        <div class="title-line"><h2 id="sessions">${texts.sessions}</h2>
          ${act && sessions.length ? html`<button class="button quiet small" type="button" @click=${() => act.endAll()}>${texts.endAll}</button>` : nothing}</div>
        ${sessionTable(sessions, act)}</section>
      <section aria-labelledby="corps"><h2 id="corps">${texts.corps}</h2>${corps(texts)}</section>
      <section aria-labelledby="trail"><h2 id="trail">${texts.trail}</h2>
        ${eventTable(texts.trail, trail.all, { withUser: false })}
        ${moreView(trail, () => app.run(() => trail.more()))}</section>`;
  }

  function head(texts) {
    return html`<section class="panel" aria-label=${texts.title}>
      <div class="lead">${avatar(user)}<div>
        <p class="tags">${stateTag(user)}${roleTag(role)}</p>
        <p><span class="muted">${texts.userId}</span> <code>${user.userId}</code> ${copyButton(user.userId)}</p>
        <p class="muted">${texts.created} ${timeOf(user.createdAt)}</p>
      </div></div>
      ${role && app.can('operator') && !mayChange() ? html`<p class="muted">${texts.isAdministrator}</p>` : nothing}
      ${buttons(texts)}
    </section>`;
  }

  function buttons(texts) {
    const button = (words, act, kind = '') => html`<button class="button quiet ${kind}" type="button" @click=${act}>${words}</button>`;
    if (!app.can('operator')) return nothing;
    return html`<div class="buttons" role="group" aria-label=${texts.actions}>
      ${mayChange()
        ? html`${button(texts.invite, () => actions.invite())}${button(texts.rename, () => actions.rename())}
          ${user.isActive ? button(texts.disable, () => actions.disable()) : button(texts.enable, () => actions.enable())}`
        : nothing}
      ${button(texts.exportData, () => actions.exportData())}
      ${app.can('owner')
        ? html`<a class="button quiet" href=${pageAddress('/administrators', { user: userId })}>${texts.role}</a>
          ${button(texts.erase, () => actions.erase(), 'danger')}`
        : nothing}
    </div>`;
  }

  function corps(texts) {
    if (!user.corpList?.length) return html`<p class="empty">${texts.noCorps}</p>`;
    return html`<ul class="links">${user.corpList.map(({ corpId, corpName }) =>
      html`<li><a href=${pageAddress(`/organizations/${corpId}`)}>${isolated(corpName)}</a> <code>${corpId}</code></li>`)}</ul>`;
  }

  return { title: () => (user ? nameOf(user) : textsOf(TEXTS).title), load, view };
}
