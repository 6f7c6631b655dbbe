// SPDX-License-Identifier: Apache-2.0

import { base } from '../address.js';
import { fileView } from '../compare.js';
import { language, textsOf } from '../language.js';
import { html } from '../lit.js';
import { TEXTS } from '../texts/instances.js';

/** What becomes of a draft: its files, and the login as people see it. */
export class Preview {
  #draft;
  #draw;
  #tab = 'files';
  #moment = 'scan';
  #login = null;
  #made = '';

  /** @param {import('./instance-draft.js').Draft} draft @param {() => void} draw */
  constructor(draft, draw) {
    this.#draft = draft;
    this.#draw = draw;
  }

  view() {
    const texts = textsOf(TEXTS);
    const tabs = this.#choice('tab', texts.preview, texts.tabs, this.#tab, (name) => { this.#tab = name; });
    return html`<section class="panel preview" aria-labelledby="preview"><h2 class="hidden" id="preview">${texts.preview}</h2>${tabs}
      ${this.#tab === 'files' ? this.#files(texts) : this.#page(texts)}</section>`;
  }

  #choice(name, label, words, chosen, take) {
    const choose = (one) => { take(one); this.#draw(); };
    return html`<div class="languages wrap" role="group" aria-label=${label}>${Object.entries(words).map(([one, title]) => html`
      <button type="button" aria-pressed=${one === chosen ? 'true' : 'false'} @click=${() => choose(one)}>${title}</button>`)}</div>`;
  }

  #files(texts) {
    const { files } = this.#draft.result;
    if (!files.length) return html`<p class="muted">${texts.noFiles}</p>`;
    return html`<p class="muted">${texts.filesWords}</p>
      ${files.map(({ name, text }) => html`<div><h3><code>${name}</code></h3>${fileView(text, name)}</div>`)}`;
  }

  #page(texts) {
    const { title, registration } = this.#draft.values;
    const key = [this.#moment, registration, language()].join();
    if (key !== this.#made) {
      this.#made = key;
      this.#login = sample(this.#moment, registration);
    }
    return html`${this.#choice('moment', texts.moment, texts.moments, this.#moment, (one) => { this.#moment = one; })}
      <p class="muted">${texts.pageWords} <bdi>${title || '–'}</bdi></p>
      <div class="stage">${this.#login}</div>`;
  }
}

/** Makes the component of the login page, with answers from here in place of those of the service. */
function sample(moment, registration) {
  const login = document.createElement('wechat-login');
  const isScan = moment === 'scan';
  login.fetch = async (address) => answerTo(String(address), moment, registration);
  for (const [name, value] of Object.entries({ instance: 'sample', mode: 'iframe', locale: language() })) login.setAttribute(name, value);
  if (!isScan) {
    login.setAttribute('manual', '');
    // Once the element is in the page, and has found that it does not begin by itself.
    setTimeout(() => login.complete({ code: '-', state: '-' }));
  }
  return login;
}

function answerTo(address, moment, registration) {
  const { person, refusals } = textsOf(TEXTS);
  const json = (status, body) => new Response(JSON.stringify(body), { status });
  const refuse = (code, more) => json(403, { code, title: refusals[code], traceId: '0123456789abcdef', ...more });
  if (address.endsWith('/attempts')) return json(201, { state: '-', authorizeUrl: `${base}/console/sample`, redirectUri: base });
  if (!address.endsWith('/code')) return json(201, address.endsWith('/registrations') ? { loginCode: '-' } : { user: { nickname: person } });
  if (moment === 'refused') return refuse('login_cancelled');
  if (moment === 'known' || registration === 'open') return json(200, { loginCode: '-' });
  return refuse('wechat_not_bound', registration === 'ticket' ? { bindTicket: '-', profile: { nickname: person, avatar: null } } : {});
}
