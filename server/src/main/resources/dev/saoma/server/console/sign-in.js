// SPDX-License-Identifier: Apache-2.0

import { problemOf, scanAddress, send } from './api.js';
import { isApart, leaveFor } from './address.js';
import { copyButton } from './copy.js';
import { textsOf } from './language.js';
import { html, live, nothing } from './lit.js';
import { focusProblem, problemView } from './problem.js';
import { TEXTS } from './texts/sign-in.js';

const SESSION = '/api/admin/session';

/** The sign-in: by a scan, or by the administrator's key. */
export class SignIn {
  #draw;
  #done;
  #prove;
  #problem = null;
  #userId = '';
  #isRefused = false;
  #busy = false;

  /**
   * @param {() => void} draw
   * @param {(error: Error) => Promise<object>} prove asks for a scan and returns the session that follows
   * @param {(session: object) => void} done
   */
  constructor(draw, prove, done) {
    this.#draw = draw;
    this.#prove = prove;
    this.#done = done;
  }

  /**
   * Opens the session of a person who has scanned; leads to the scan when that is needed.
   * @param {{scan?: string}} token the code of a scan at another origin
   * @param {() => unknown} scan
   */
  async byScan(token = {}, scan = leave) {
    await this.#open(token, async (error) => {
      if (error.code === 'reauth_required' && !isApart) this.#done(await this.#prove(error));
      else if (error.code === 'session_required') await scan();
      else if (error.code === 'forbidden' && (error.userId || !isApart)) await this.#refused(error.userId);
      else throw error;
    });
  }

  /** The failure that is shown. */
  get problem() {
    return this.#problem;
  }

  async #byKey(event) {
    event.preventDefault();
    const field = event.target.elements.key;
    const key = field.value;
    // The key is sent once, and is in no field afterwards.
    field.value = '';
    if (!key) return field.focus();
    await this.#open({ key }, (error) => {
      const { wrongKey: title, wrongKeyWords: detail } = textsOf(TEXTS);
      throw error.code === 'session_required' ? Object.assign(error, { title, detail, isOwn: true }) : error;
    });
  }

  async #open(body, otherwise) {
    if (this.#busy) return;
    this.#begin();
    try {
      this.#done(await send(SESSION, { method: 'POST', body }));
    } catch (error) {
      await Promise.resolve(error).then(otherwise).catch((left) => this.fail(left));
    } finally {
      this.#busy = false;
      this.#draw();
    }
  }

  #begin() {
    this.#problem = null;
    this.#isRefused = false;
    this.#busy = true;
    this.#draw();
  }

  async #refused(userId) {
    this.#userId = userId ?? (await send('/api/session')).user.userId;
    this.#isRefused = true;
    this.#draw();
    document.getElementById('refused')?.focus();
  }

  /** Shows a failure. */
  fail(error) {
    this.#problem = problemOf(error);
    this.#draw();
    focusProblem();
  }

  title() {
    return textsOf(TEXTS).title;
  }

  view() {
    const texts = textsOf(TEXTS);
    return html`<div class="panel narrow">
        <p class="muted">${texts.words}</p>
        ${problemView(this.#problem)}
        ${this.#isRefused ? this.#refusal(texts) : nothing}
        <p class="actions"><button class="button" type="button" ?disabled=${live(this.#busy)} @click=${() => (this.#isRefused ? leave(true) : this.byScan())}>
          ${this.#isRefused ? texts.other : texts.scan}</button></p>
      </div>
      <section class="panel narrow" aria-labelledby="key-title">
        <h2 id="key-title">${texts.keyTitle}</h2>
        <p class="muted">${texts.keyWords}</p>
        <form class="one-line" novalidate @submit=${(event) => this.#byKey(event)}>
          <div class="field"><label for="key">${texts.key}</label><input id="key" name="key" type="password" maxlength="512" autocomplete="off" spellcheck="false"></div>
          <button class="button quiet" ?disabled=${live(this.#busy)}>${texts.useKey}</button>
        </form>
      </section>`;
  }

  #refusal(texts) {
    return html`<div class="problem" role="alert" tabindex="-1" id="refused">
      <p><strong>${texts.noRole}</strong></p>
      <p>${texts.noRoleWords} <code>${this.#userId}</code> ${copyButton(this.#userId)}</p>
    </div>`;
  }
}

async function leave(isLogin) {
  leaveFor(await scanAddress(isLogin));
}
