// SPDX-License-Identifier: Apache-2.0

import { scanAddress, send } from './api.js';
import { address, forget, isApart, path, remember } from './address.js';
import { language, textsOf } from './language.js';
import { html, nothing } from './lit.js';
import { TEXTS } from './texts/shell.js';
import { TEXTS as SIGN_IN } from './texts/sign-in.js';

/** What tabs of the console tell each other. */
const CHANNEL = 'saoma-console';

/** Tells the tab that waits for a scan that this one has opened a session by it. */
export function tellScanned() {
  new BroadcastChannel(CHANNEL).postMessage('scanned');
}

/** The dialog in which an administrator scans again, because a call needs a recent scan. */
export class Prove {
  #draw;
  #login = null;
  #elsewhere = '';
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
    return isApart ? this.#scanElsewhere(error) : this.#scanHere(error);
  }

  /** The scan is in another tab, as this page may hold what was typed. */
  async #scanElsewhere(error) {
    this.#elsewhere = await scanAddress();
    const channel = new BroadcastChannel(CHANNEL);
    return new Promise((resolve, reject) => {
      this.#end = () => {
        channel.close();
        reject(error);
      };
      channel.onmessage = () => {
        resolve(send('/api/admin/session'));
        document.getElementById('prove')?.close();
      };
      this.#draw();
      document.getElementById('prove').showModal();
    });
  }

  async #scanHere(error) {
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
    this.#elsewhere = '';
    this.#draw();
    // After the scan this has no effect.
    this.#end();
  }

  view() {
    const { proveTitle, proveWords, proveTab, cancel } = textsOf(TEXTS);
    return html`<dialog class="dialog" id="prove" aria-labelledby="prove-title" @close=${() => this.#closed()}>
      ${this.#login || this.#elsewhere
        ? html`<h2 id="prove-title" tabindex="-1" autofocus>${proveTitle}</h2><p>${proveWords}</p>
          ${this.#login ? html`<div class="scan">${this.#login}</div>` : html`<p>${proveTab}</p>`}
          <p class="actions"><button class="button quiet" type="button" @click=${() => document.getElementById('prove').close()}>${cancel}</button>
            ${this.#elsewhere ? html`<a class="button" href=${address(this.#elsewhere)} target="_blank" rel="noopener">${textsOf(SIGN_IN).scan}</a>` : nothing}</p>`
        : nothing}
    </dialog>`;
  }
}
