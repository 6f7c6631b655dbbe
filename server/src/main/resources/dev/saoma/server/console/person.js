// SPDX-License-Identifier: Apache-2.0

import { nameIn, plain } from '../assets/plain.js';
import { avatarOf, initialOf } from '../assets/person.js';
import { address, pageAddress } from './address.js';
import { textsOf } from './language.js';
import { html, nothing } from './lit.js';
import { TEXTS } from './texts/shell.js';

// Shows people and other untrusted names: isolated, and without control characters and direction marks.

/** Returns a text for use within a sentence or an attribute. */
export function clean(text) {
  return plain(String(text ?? '').replace(/\p{Cc}+/gu, ' '));
}

/** Returns the nickname; a fallback when no character is visible. */
export function nameOf({ nickname }) {
  return nameIn(clean(nickname)) || textsOf(TEXTS).noName;
}

/** Returns an untrusted name as an element whose direction does not reach the text around it. */
export function isolated(text) {
  const words = clean(text);
  return words && html`<bdi>${words}</bdi>`;
}

/** Returns the picture of a person; the initial stays where none can be loaded. */
export function avatar(person, size = '') {
  return html`<span class="avatar ${size}" aria-hidden="true">${initialOf(nameOf(person))}${avatarOf(person)
    ? html`<img alt="" loading="lazy" referrerpolicy="no-referrer" src=${address(avatarOf(person))} @error=${(event) => event.target.remove()}>`
    : nothing}</span>`;
}

/** Returns a link to the page of a user, by the identifier. An erased person has none. */
export function userLink(userId, words = userId) {
  if (!userId || userId.startsWith('erased-')) return isolated(words);
  return html`<a href=${pageAddress(`/people/${userId}`)}><bdi>${words}</bdi></a>`;
}

/** Returns the actor of a change; a user is a link. */
export function actorLink(actor) {
  return actor.startsWith('user:') ? userLink(actor.slice('user:'.length)) : actor && html`<span class="muted">${actor}</span>`;
}

/** Returns the way in which a session without a user was opened. */
export function wayOf({ openedBy }) {
  const { byKey, bySetup } = textsOf(TEXTS);
  return openedBy === 'setup' ? bySetup : byKey;
}

/** Returns the role as a tag; nothing for none. */
export function roleTag(role) {
  return role ? html`<span class="tag ${role}">${textsOf(TEXTS).roles[role]}</span>` : nothing;
}

/** Returns whether the account may be used, as a tag. */
export function stateTag({ isActive }) {
  const { enabled, disabled } = textsOf(TEXTS);
  return html`<span class="tag ${isActive ? 'good' : 'bad'}">${isActive ? enabled : disabled}</span>`;
}
