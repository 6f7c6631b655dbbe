// SPDX-License-Identifier: Apache-2.0

import { problemOf } from './api.js';
import { textsOf } from './language.js';
import { html, live, nothing } from './lit.js';
import { focusProblem, problemView } from './problem.js';
import { TEXTS } from './texts/shell.js';

/**
 * @typedef {{name: string, label: string, hint?: string, kind?: 'text' | 'secret' | 'check' | 'select', value?: string,
 *     required?: boolean, equals?: string, most?: number, options?: {value: string, label: string}[]}} Field
 *     `equals`: the text that a person has to type
 * @typedef {{title: string, words?: unknown, fields?: Field[], confirm: string, danger?: boolean,
 *     work: (values: Record<string, string | boolean>) => Promise<unknown>, result?: (answer: unknown) => unknown,
 *     done?: (answer: unknown) => unknown}} Question
 *     `result`: what is shown of the answer before the dialog is closed
 */

/** The dialog of the console: a question with fields, whose answer is one or more calls. */
export class Dialog {
  /** @type {Question | null} */
  #question = null;
  #draw;
  #problem = null;
  #faults = {};
  #busy = false;
  #warned = false;
  #answer = undefined;

  /** @param {() => void} draw */
  constructor(draw) {
    this.#draw = draw;
  }

  get #node() {
    return document.getElementById('dialog');
  }

  /** @param {Question} question */
  ask(question) {
    this.#question = question;
    this.#reset();
    this.#draw();
    this.#node.showModal();
  }

  close() {
    if (this.#node?.open) this.#node.close();
  }

  #reset() {
    this.#problem = null;
    this.#faults = {};
    this.#busy = false;
    this.#warned = false;
    this.#answer = undefined;
  }

  #closed() {
    const { question, answer } = { question: this.#question, answer: this.#answer };
    this.#question = null;
    this.#reset();
    this.#draw();
    if (answer !== undefined && question?.result) question.done?.(answer);
  }

  /** Typed text is lost only after a second request. */
  #leave(event) {
    const isTyped = (this.#question?.fields ?? []).some(({ name, value = '' }) => {
      const field = this.#node.querySelector(`[name="${name}"]`);
      return field && field.type !== 'checkbox' && field.value !== value;
    });
    if (!isTyped || this.#warned || this.#answer !== undefined) {
      if (event.type === 'click') this.close();
      return;
    }
    event.preventDefault();
    this.#warned = true;
    this.#draw();
  }

  async #send(event) {
    event.preventDefault();
    if (this.#busy) return;
    const form = event.target;
    const values = this.#read(form);
    this.#faults = this.#check(values);
    if (Object.keys(this.#faults).length) {
      this.#draw();
      form.querySelector('[aria-invalid="true"]')?.focus();
      return;
    }
    await this.#work(values);
  }

  async #work(values) {
    const question = this.#question;
    this.#busy = true;
    this.#problem = null;
    this.#draw();
    try {
      const answer = (await question.work(values)) ?? null;
      this.#answer = answer;
      if (question.result) this.#busy = false;
      else {
        this.close();
        await question.done?.(answer);
        return;
      }
    } catch (error) {
      this.#busy = false;
      this.#problem = problemOf(error);
    }
    this.#draw();
    if (this.#problem) focusProblem(this.#node);
    else this.#node?.querySelector('[data-first]')?.focus();
  }

  #read(form) {
    const of = ({ name, kind }) => (kind === 'check' ? form.elements[name].checked : form.elements[name].value.trim());
    return Object.fromEntries((this.#question.fields ?? []).map((field) => [field.name, of(field)]));
  }

  #check(values) {
    const { required, typeExactly } = textsOf(TEXTS);
    const faultOf = ({ name, required: must, equals }) => {
      if (equals !== undefined && values[name] !== equals) return typeExactly;
      return must && !values[name] ? required : '';
    };
    return Object.fromEntries((this.#question.fields ?? []).map((field) => [field.name, faultOf(field)]).filter(([, fault]) => fault));
  }

  view() {
    const question = this.#question;
    return html`<dialog class="dialog" id="dialog" aria-labelledby="dialog-title"
      @close=${() => this.#closed()} @cancel=${(event) => this.#leave(event)}>${question ? this.#content(question) : nothing}</dialog>`;
  }

  #content(question) {
    const texts = textsOf(TEXTS);
    const isDone = this.#answer !== undefined && question.result;
    return html`<h2 id="dialog-title">${question.title}</h2>
      ${isDone ? question.result(this.#answer) : nothing}
      <form novalidate ?hidden=${isDone} @submit=${(event) => this.#send(event)}>
        ${question.words ? html`<p>${question.words}</p>` : nothing}
        ${problemView(this.#problem)}
        ${(question.fields ?? []).map((field) => this.#field(field))}
        ${this.#warned ? html`<p class="warning" role="alert">${texts.unsaved}</p>` : nothing}
        <p class="actions">
          <button class="button quiet" type="button" @click=${(event) => this.#leave(event)}>${texts.cancel}</button>
          <button class="button ${question.danger ? 'danger' : ''}" ?disabled=${live(this.#busy)}>${question.confirm}</button>
        </p>
      </form>
      ${isDone ? html`<p class="actions"><button class="button" type="button" data-first @click=${() => this.close()}>${texts.close}</button></p>` : nothing}`;
  }

  #field(field) {
    const { name, label, hint, kind = 'text' } = field;
    const id = `field-${name}`;
    const fault = this.#faults[name];
    const about = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ');
    const words = html`${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
      ${fault ? html`<p class="fault" id="${id}-fault">${fault}</p>` : nothing}`;
    if (kind === 'check') {
      return html`<div class="field"><label class="check"><input type="checkbox" id=${id} name=${name} aria-describedby=${about || nothing}>${label}</label>${words}</div>`;
    }
    return html`<div class="field"><label for=${id}>${label}</label>${kind === 'select'
      ? html`<select id=${id} name=${name} aria-describedby=${about || nothing}>${field.options.map(
        (one) => html`<option value=${one.value} ?selected=${one.value === field.value}>${one.label}</option>`,
      )}</select>`
      : html`<input id=${id} name=${name} type=${kind === 'secret' ? 'password' : kind} value=${field.value ?? ''} maxlength=${field.most ?? 100} autocomplete=${kind === 'secret' ? 'new-password' : 'off'} spellcheck="false"
          aria-invalid=${fault ? 'true' : nothing} aria-describedby=${about || nothing} ?required=${field.required}>`}${words}</div>`;
  }
}
