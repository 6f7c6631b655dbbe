// SPDX-License-Identifier: Apache-2.0

import { problemOf, wordsOf } from './call.js';
import { element, find, locale, path, say, showProblem } from './page.js';

/**
 * The dialog of the account page: asks for confirmation, re-authenticates the user when the service requires it, and
 * shows the login component. Closing it cancels its running operation.
 *
 * @typedef {{title: string, words: string}} Words
 */
export class Dialog {
  #texts;
  #node = find('dialog');
  #cancel = find('dialog-cancel');
  #confirm = find('dialog-confirm');
  #login = find('dialog-login');
  #problem = find('dialog-problem');
  #end = () => {};

  constructor(texts) {
    this.#texts = texts;
    this.#cancel.addEventListener('click', () => this.#node.close());
    this.#node.addEventListener('close', () => this.#close());
  }

  /**
   * Asks for confirmation, and runs the operation when the user confirms.
   * @param {Words & {confirm: string, work: () => Promise<unknown>, prove: string | undefined}} question
   *     `prove`: the login instance for a re-authentication
   * @returns {Promise<boolean>} whether the operation succeeded
   */
  ask({ title, words, confirm, work, prove }) {
    return this.#open((done) => {
      this.#show({ title, words }, confirm);
      this.#confirm.onclick = () => this.#work(work, prove, done);
      this.#cancel.focus();
    });
  }

  /**
   * Binds a WeChat.
   * @param {Words & {instance: string, returnTo: string, prove: string | undefined}} request
   * @returns {Promise<boolean>} whether the WeChat was bound
   */
  bind({ title, words, instance, returnTo, prove }) {
    return this.#open((done) => {
      const begin = () => {
        this.#show({ title, words });
        const login = this.#component('bind', instance, returnTo);
        login.addEventListener('wechat-bound', (event) => {
          event.preventDefault();
          done();
        });
        login.addEventListener('wechat-error', ({ detail }) => {
          if (detail.code === 'reauth_required') this.#prove(login.lastError ?? detail, prove, begin);
        });
      };
      begin();
    });
  }

  #open(begin) {
    return new Promise((resolve) => {
      this.#end = resolve;
      // The message of an earlier operation is outdated.
      say(find('done'), '');
      this.#node.showModal();
      begin(() => {
        resolve(true);
        this.#node.close();
      });
    });
  }

  #close() {
    this.#login.replaceChildren();
    this.#end(false);
  }

  #show({ title, words }, confirm = '') {
    find('dialog-title').textContent = title;
    find('dialog-words').textContent = words;
    this.#problem.replaceChildren();
    this.#login.replaceChildren();
    this.#cancel.textContent = this.#texts.cancel;
    this.#confirm.textContent = confirm;
    this.#confirm.hidden = !confirm;
    this.#confirm.disabled = false;
  }

  async #work(work, prove, done) {
    this.#confirm.disabled = true;
    this.#problem.replaceChildren();
    try {
      await work();
      done();
    } catch (error) {
      if (error.code === 'reauth_required') this.#prove(error, prove, () => this.#work(work, prove, done));
      else this.#fail(problemOf(error));
    }
  }

  #fail(error) {
    showProblem(this.#problem, error, wordsOf(error), this.#texts.help);
    this.#login.replaceChildren();
    this.#cancel.textContent = this.#texts.close;
    this.#confirm.textContent = this.#texts.again;
    this.#confirm.hidden = !error.retryable;
    this.#confirm.disabled = false;
    this.#cancel.focus();
  }

  #prove({ reauthUrl }, instance, next) {
    const { reauthTitle: title, reauthWords, reauthElsewhere, reauthLink } = this.#texts;
    const isHere = !reauthUrl && !!instance;
    this.#show({ title, words: isHere ? reauthWords : reauthElsewhere });
    find('dialog-title').focus();
    if (!isHere) {
      const href = reauthUrl && new URL(reauthUrl, location.href);
      const isWeb = href && /^https?:$/.test(href.protocol);
      this.#login.append(element('a', { class: 'button', href: isWeb ? href.href : `${path}/login` }, reauthLink));
      return;
    }
    const login = this.#component('reauth', instance, `${path}/account`);
    const again = element('button', { type: 'button', slot: 'retry', class: 'button' }, this.#texts.scanAgain);
    again.addEventListener('click', () => login.refresh());
    login.append(again);
    login.strings = { forbidden: this.#texts.reauthOther };
    login.addEventListener('wechat-session', (event) => {
      event.preventDefault();
      next();
    });
  }

  #component(action, instance, returnTo) {
    const attributes = { mode: 'auto', action, instance, locale, 'return-to': returnTo };
    const login = element('wechat-login', attributes);
    this.#login.replaceChildren(login);
    return login;
  }
}
