// SPDX-License-Identifier: Apache-2.0

import { send } from './api.js';
import { forget, path, remember } from './address.js';
import { language, textsOf } from './language.js';
import { html, nothing } from './lit.js';
import { TEXTS } from './texts/shell.js';

/** The dialog in which an administrator scans again, because a call needs a recent scan. */
export class Prove {
  #draw;
  #login = null;
  /** @type {Promise<void> | null} */
  #running = null;
  #end = () => {};

  /** @param {() => void} draw */
  constructor(draw) {
    this.#draw = draw;
  }

  /**
   * Shows the dialog, and opens a new session of the console after the scan. Calls that come meanwhile wait for the same scan.
   * @param {Error} error the failure when the person does not scan
   * @returns {Promise<object>} the session
   */
  ask(error) {
    this.#running ??= this.#scan(error).finally(() => { this.#running = null; });
    return this.#running;
  }

  async #scan(error) {
    const { instance } = await send('/api/session');
    return new Promise((resolve, reject) => {
      this.#end = () => reject(error);
      this.#login = this.#component(instance, () => this.#open(resolve, reject));
      // On a phone the scan leaves the page, and comes back to its address.
      remember();
      this.#draw();
      document.getElementById('prove').showModal();
    });
  }

  #component(instance, scanned) {
    const login = document.createElement('wechat-login');
    const given = { mode: 'auto', action: 'reauth', instance, locale: language(), 'return-to': `${path}/console` };
    for (const [name, value] of Object.entries(given)) login.setAttribute(name, value);
    const again = document.createElement('button');
    Object.assign(again, { type: 'button', slot: 'retry', className: 'button', textContent: textsOf(TEXTS).scanAgain });
    again.addEventListener('click', () => login.refresh());
    login.append(again);
    login.strings = { forbidden: textsOf(TEXTS).otherPerson };
    login.addEventListener('wechat-session', (event) => {
      event.preventDefault();
      scanned();
    });
    return login;
  }

  async #open(resolve, reject) {
    try {
      resolve(await send('/api/admin/session', { method: 'POST', body: {} }));
    } catch (error) {
      reject(error);
    }
    document.getElementById('prove')?.close();
  }

  #closed() {
    forget();
    this.#login = null;
    this.#draw();
    // After the scan this has no effect.
    this.#end();
  }

  view() {
    const { proveTitle, proveWords, cancel } = textsOf(TEXTS);
    return html`<dialog class="dialog" id="prove" aria-labelledby="prove-title" @close=${() => this.#closed()}>
      ${this.#login
        ? html`<h2 id="prove-title" tabindex="-1" autofocus>${proveTitle}</h2><p>${proveWords}</p>
          <div class="scan">${this.#login}</div>
          <p class="actions"><button class="button quiet" type="button" @click=${() => document.getElementById('prove').close()}>${cancel}</button></p>`
        : nothing}
    </dialog>`;
  }
}
