// SPDX-License-Identifier: Apache-2.0

import { isCallback } from '../../assets/wechat-login.js';
import { frameAddress } from '../address.js';
import { call, problemOf, segment } from '../api.js';
import { textsOf } from '../language.js';
import { html, nothing } from '../lit.js';
import { avatar, isolated, nameOf, userLink } from '../person.js';
import { focusProblem, problemView } from '../problem.js';
import { TEXTS } from '../texts/instances.js';

/** A scan that changes nothing, in the frame of WeChat's page. */
export class TestScan {
  result = null;
  #attempt = null;
  #problem = null;
  #steps = [];
  #isBusy = false;
  #begun = 0;
  #stop = new AbortController();
  #at;
  #draw;
  #done;

  /** @param {string} fullName @param {() => void} draw @param {() => void} done */
  constructor(fullName, draw, done) {
    this.#at = `/elements/${segment(fullName)}/test`;
    this.#draw = draw;
    this.#done = done;
  }

  async begin() {
    if (this.#isBusy) return;
    this.#stop.abort();
    this.#stop = new AbortController();
    this.result = null;
    this.#attempt = null;
    this.#problem = null;
    this.#steps = [];
    this.#isBusy = true;
    this.#draw();
    await this.#guard(async () => {
      this.#begun = performance.now();
      const { authorizeUrl, state } = await call(this.#at, { method: 'POST', body: {} });
      this.#attempt = { authorizeUrl, state, redirectUri: new URL(authorizeUrl).searchParams.get('redirect_uri') };
      window.addEventListener('message', (event) => void this.#heard(event), { signal: this.#stop.signal });
    });
    document.getElementById('test-frame')?.focus();
  }

  async #guard(work) {
    try {
      await work();
    } catch (error) {
      this.#problem = problemOf(error);
      this.#attempt = null;
    }
    this.#isBusy = false;
    this.#draw();
    if (this.#problem) focusProblem();
  }

  #shown() {
    if (this.#steps.length) return;
    this.#steps = [{ name: 'shown', outcome: 'ok', tookMs: Math.round(performance.now() - this.#begun) }];
    this.#draw();
  }

  async #heard(event) {
    const attempt = this.#attempt;
    const frame = document.getElementById('test-frame');
    if (!frame) return this.#stop.abort();
    if (!attempt || !isCallback(event, attempt, frame.contentWindow)) return;
    this.#stop.abort();
    const { code, state } = event.data;
    event.source.postMessage({ type: 'saoma:ack', version: 1, state }, event.origin);
    this.#attempt = null;
    this.#isBusy = true;
    this.#draw();
    await this.#guard(async () => {
      this.result = await call(`${this.#at}/result`, { method: 'POST', body: { state, code } });
      this.#steps = [...this.#steps, ...this.result.steps];
    });
    if (this.result) {
      document.getElementById('test-outcome')?.focus();
      this.#done();
    }
  }

  view() {
    const texts = textsOf(TEXTS);
    const attempt = this.#attempt;
    return html`<p>${texts.testWords}</p>
      ${problemView(this.#problem)}
      <p class="buttons"><button class="button ${this.result ? 'quiet' : ''}" type="button" ?disabled=${this.#isBusy} @click=${() => this.begin()}>${this.result || attempt ? texts.scanAgain : texts.scanNow}</button></p>
      ${attempt ? html`<iframe class="qr" id="test-frame" tabindex="0" title=${texts.scanFrame} sandbox="allow-scripts allow-same-origin allow-forms"
        src=${frameAddress(attempt.authorizeUrl)} @load=${() => this.#shown()}></iframe>` : nothing}
      <div role="status">${attempt ? html`<p class="muted">${texts.scanWait}</p>` : nothing}</div>
      ${this.result ? this.#outcome(this.result, texts) : nothing}
      ${this.#steps.length ? html`<ol class="steps">${this.#steps.map((step) => stepView(step, texts))}</ol>` : nothing}`;
  }

  #outcome(result, texts) {
    const { outcome, openid, hasUnionid, nickname, person, userId } = result;
    return html`<div class="note" tabindex="-1" id="test-outcome">
      <p><span class="tag ${outcome === 'ok' ? 'good' : 'bad'}">${texts.outcomes[outcome]}</span> ${person ? texts.persons[person] ?? person : nothing} ${userId ? userLink(userId) : nothing}</p>
      ${openid ? html`<div class="who-cell">${avatar(result)}<div><p>${nickname ? isolated(nameOf(result)) : nothing}</p>
        <p class="muted">openid <code>${openid}</code> · ${hasUnionid ? texts.unionid : texts.noUnionid}</p></div></div>` : nothing}</div>`;
  }
}

function stepView({ name, outcome, tookMs, error }, texts) {
  return html`<li><span class="tag ${outcome === 'ok' ? 'good' : 'bad'}">${texts.outcomes[outcome]}</span> ${texts.testSteps[name] ?? name}
    ${tookMs === null || tookMs === undefined ? nothing : html`<span class="muted">${tookMs} ms</span>`}
    ${error ? html`<div><strong>${error.title ?? error.code}</strong> ${error.fix ?? ''} <span class="reference" lang="en">${[error.code, error.detail].filter(Boolean).join(' · ')}</span></div>` : nothing}</li>`;
}
