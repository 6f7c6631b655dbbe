// SPDX-License-Identifier: Apache-2.0

import { textsOf } from './language.js';
import { html } from './lit.js';
import { administrators } from './page/administrators.js';
import { audit } from './page/audit.js';
import { doctor } from './page/doctor.js';
import { home } from './page/home.js';
import { instance } from './page/instance.js';
import { instances } from './page/instances.js';
import { logins } from './page/logins.js';
import { nodes } from './page/nodes.js';
import { organization } from './page/organization.js';
import { organizations } from './page/organizations.js';
import { people } from './page/people.js';
import { person } from './page/person.js';
import { settings } from './page/settings.js';
import { TEXTS } from './texts/shell.js';

/** The pages of the navigation, in its order. */
export const sections = [
  { name: 'home', at: '/' },
  { name: 'instances', at: '/instances' },
  { name: 'logins', at: '/logins' },
  { name: 'people', at: '/people' },
  { name: 'organizations', at: '/organizations' },
  { name: 'audit', at: '/audit' },
  { name: 'administrators', at: '/administrators' },
  { name: 'doctor', at: '/doctor' },
  { name: 'settings', at: '/settings' },
  { name: 'nodes', at: '/nodes' },
];

/**
 * A page: it reads its data, and then draws it as often as needed.
 * @typedef {{title: () => string, load: () => Promise<unknown>, view: () => unknown}} Page
 */

const PAGES = [
  [/^\/$/, home],
  [/^\/instances$/, instances],
  [/^\/instances\/new$/, instance],
  [/^\/instances\/([A-Za-z0-9_.]{1,200})$/, instance],
  [/^\/logins$/, logins],
  [/^\/people$/, people],
  [/^\/people\/([A-Za-z0-9_-]{1,64})$/, person],
  [/^\/organizations$/, organizations],
  [/^\/organizations\/([A-Za-z0-9_-]{1,64})$/, organization],
  [/^\/audit$/, audit],
  [/^\/administrators$/, administrators],
  [/^\/doctor$/, doctor],
  [/^\/settings$/, settings],
  [/^\/nodes$/, nodes],
];

/**
 * Returns the page of a place.
 * @param {object} app what pages use of the frame
 * @param {string} place
 * @param {URLSearchParams} query
 * @returns {Page}
 */
export function pageOfPlace(app, place, query) {
  for (const [form, open] of PAGES) {
    const found = form.exec(place);
    if (found) return open(app, query, found[1] ?? '');
  }
  return missing;
}

const missing = {
  title: () => textsOf(TEXTS).missing,
  load: async () => {},
  view: () => html`<p class="muted">${textsOf(TEXTS).missingWords}</p>`,
};
