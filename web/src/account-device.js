// SPDX-License-Identifier: Apache-2.0

import { call } from './call.js';
import { element, fill, find } from './page.js';
import { timeOf } from './time.js';

/** The list of a user's sessions, with the actions to end one or all others. */
export class DeviceList {
  #page;

  constructor(page) {
    this.#page = page;
    find('log-out-others').addEventListener('click', () => this.#endOthers());
  }

  show(sessions, instances) {
    find('devices-card').hidden = !sessions;
    if (!sessions) return;
    const titles = new Map(instances.map(({ name, title }) => [name, title || name]));
    const newest = [...sessions].sort((a, b) => b.current - a.current || Date.parse(b.lastSeenAt) - Date.parse(a.lastSeenAt));
    find('devices').replaceChildren(...newest.map((each) => this.#row(each, titles)));
    find('others').hidden = sessions.length < 2;
  }

  #row(session, titles) {
    const { texts } = this.#page;
    const device = session.device || texts.device;
    const what = element('p', { class: 'what' }, device);
    if (session.current) what.append(' ', element('span', { class: 'badge' }, texts.current));
    const title = titles.get(session.instance) ?? session.instance;
    const words = element('div', { class: 'words' }, what,
      element('p', { class: 'muted' }, ...around(texts.seen, session.lastSeenAt)),
      element('p', { class: 'muted' }, title ? `${title} · ` : '', ...around(texts.since, session.createdAt)));
    const row = element('li', { class: 'row' }, words);
    if (session.current) return row;
    const button = element('button', { type: 'button', class: 'button quiet', 'aria-label': fill(texts.endDevice, { device }) }, texts.logOut);
    button.addEventListener('click', () => this.#end(session.id, device, button));
    row.append(button);
    return row;
  }

  async #end(id, device, button) {
    button.disabled = true;
    find('devices-problem').replaceChildren();
    try {
      await call(`/api/sessions/${encodeURIComponent(id)}`, { method: 'DELETE' });
      await this.#after(fill(this.#page.texts.deviceEnded, { device }));
    } catch (error) {
      button.disabled = false;
      this.#page.fail(find('devices-problem'), error);
    }
  }

  async #endOthers() {
    const { texts, dialog } = this.#page;
    const done = await dialog.ask({
      title: texts.othersTitle,
      words: texts.othersWords,
      confirm: texts.othersConfirm,
      work: () => call('/api/sessions?others=true', { method: 'DELETE' }),
    });
    if (done) await this.#after(texts.othersEnded);
  }

  async #after(words) {
    this.#page.tell(words);
    await this.#page.load();
    find('devices-title').focus();
  }
}

function around(sentence, time) {
  const [before, after] = sentence.split('{time}');
  return [before, timeOf(time), after];
}
