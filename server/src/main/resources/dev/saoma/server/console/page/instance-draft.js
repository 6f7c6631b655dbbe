// SPDX-License-Identifier: Apache-2.0

import { call, problemOf, segment } from '../api.js';

const WAIT_MS = 300;
const FOLDER = 'auths.loginTypes.';
const EMPTY = { files: [], faults: [], warnings: [] };
/** The keys of the official Type that have a field of their own in the form. */
const KNOWN = /^(title|name|type|(authConfig\.)?(appId|appSecret|openPlatform)|registration|isActive)$/;

/** Which field of the form a fault belongs to, by the last part of its key. */
const FIELD_OF = { appSecret: 'secret', variable: 'secret', typed: 'secret', fullName: 'name' };

const MESSAGES = {
  fill: { en: 'Fill in this field.', zh: '请填写此项。' },
  letters: { en: 'Use letters, digits and _, and no digit first.', zh: '请使用字母、数字和下划线，且不以数字开头。' },
  taken: { en: 'This name is in use.', zh: '该名称已被使用。' },
};

/** What somebody types about one login method, checked by the service while it is typed. */
export class Draft {
  /** The files as texts once somebody edits them, in place of the fields. @type {{name: string, text: string}[] | null} */
  source = null;
  result = EMPTY;
  problem = null;
  /** The method as somebody else saved it meanwhile. */
  conflict = null;
  isBusy = false;
  isTouched = false;
  #app;
  #types;
  #taken;
  #isNamed;
  #timer = 0;
  #turn = 0;

  /**
   * @param {object} app what pages use of the frame
   * @param {{types: object[], elements: object[], element?: object, copied?: object}} given
   */
  constructor(app, { types, elements, element, copied }) {
    this.#app = app;
    this.#types = types;
    this.#taken = elements;
    this.element = element ?? null;
    this.#isNamed = Boolean(element);
    this.values = this.#valuesOf(element ?? copied);
    if (!element) this.#propose();
  }

  #valuesOf(from) {
    const { type = this.#types[0]?.type ?? '', title = '', appId = '', openPlatform = 'default', registration = 'deny', secret } = from ?? {};
    const variable = secret?.variable ?? '';
    const own = this.#ownValues(type, from);
    return { type, title, name: this.element?.name ?? '', appId, openPlatform, registration, way: this.element ? 'keep' : 'variable', variable, typed: '', reason: '', own };
  }

  #ownValues(type, from) {
    return Object.fromEntries(this.#ownFields(type).map((field) => [field.key, storedValue(from, field)]));
  }

  #ownFields(type) {
    return (this.#types.find((one) => one.type === type)?.fields ?? []).filter(({ key }) => !KNOWN.test(key));
  }

  /** The fields that the Type has beside those of the official one. */
  get ownFields() {
    return this.#ownFields(this.values.type);
  }

  get isNew() {
    return !this.element;
  }

  get fullName() {
    return this.element?.fullName ?? FOLDER + this.values.name;
  }

  /** Proposes a name and a variable that are free. */
  #propose() {
    const { title, way, variable } = this.values;
    if (!this.#isNamed) this.values.name = free(camelCase(title), this.#taken.map(({ name }) => name));
    const proposals = ['WECHAT_APP_SECRET', `${this.values.name.replace('WeChat', 'Wechat').replace(/([a-z0-9])(?=[A-Z])/g, '$1_').toUpperCase()}_APP_SECRET`];
    if (way === 'variable' && (!variable || /_APP_SECRET$/.test(variable))) {
      this.values.variable = this.#taken.some(({ secret }) => secret.variable === proposals[0]) ? proposals[1] : proposals[0];
    }
  }

  /** Takes what was typed, and has it checked soon. */
  change(key, value) {
    this.isTouched = true;
    this.values[key] = value;
    if (key === 'type') this.values.own = this.#ownValues(value, null);
    if (key === 'name') this.#isNamed = value !== '';
    if (this.isNew && key === 'title') this.#propose();
    this.checkSoon();
    this.#app.draw();
  }

  /** Takes what was typed into a field of the Type's own. */
  changeOwn(key, value) {
    this.values.own[key] = value;
    this.change('own', this.values.own);
  }

  /** Takes the text of one file. */
  changeSource(name, text) {
    this.isTouched = true;
    this.source = this.source.map((file) => (file.name === name ? { name, text } : file));
    this.checkSoon();
  }

  checkSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.check(), WAIT_MS);
  }

  async check() {
    clearTimeout(this.#timer);
    const mine = ++this.#turn;
    let result = { ...EMPTY, faults: this.#ownFaults() };
    try {
      if (result.faults.length) return;
      result = await call('/elements/check', { method: 'POST', body: { fullName: this.fullName, ...this.#body() } });
    } catch (error) {
      if (error.faults) result = { ...EMPTY, faults: error.faults };
      else this.problem = problemOf(error);
    } finally {
      if (mine === this.#turn) {
        this.result = result;
        this.#app.draw();
      }
    }
  }

  /** Faults that need no question to the service. @returns {{key: string, message: object}[]} */
  #ownFaults() {
    if (this.source) return [];
    const { name, title, appId, way } = this.values;
    const isTaken = this.isNew && this.#taken.some((one) => one.name.toLowerCase() === name.toLowerCase());
    const faults = { title: !title.trim() && 'fill', name: isTaken ? 'taken' : !/^[A-Za-z_]\w*$/.test(name) && 'letters',
      appId: !appId && 'fill', secret: way !== 'keep' && !this.values[way] && 'fill' };
    return Object.keys(faults).filter((key) => faults[key]).map((key) => ({ key, message: MESSAGES[faults[key]] }));
  }

  #body() {
    if (this.source) return { files: this.source.map(({ name, text }) => ({ name: name.slice(name.lastIndexOf('/') + 1), text })) };
    const { type, title, appId, openPlatform, registration, way, variable, typed, own } = this.values;
    const secret = way === 'keep' ? undefined : way === 'typed' ? { typed } : { variable };
    const given = Object.entries(own).map(([key, value]) => [key, value === '' ? null : value]);
    const fields = given.length ? Object.fromEntries(given) : undefined;
    return { type, title, appId, secret, openPlatform, registration, fields };
  }

  /** The faults of one field; those without a field have the key of the file. */
  faultsOf(field) {
    return this.result.faults.filter(({ key }) => fieldOf(key) === field);
  }

  /** Goes over to the files. */
  openSource() {
    const files = this.result.files.length ? this.result.files : this.element?.files ?? [];
    this.source = files.map(({ name, text }) => ({ name, text }));
  }

  /** Goes back to the fields, and drops what was typed into the files. */
  closeSource() {
    this.source = null;
    this.isTouched = false;
    this.checkSoon();
  }

  /**
   * Saves the draft, and returns the method as it is then; null when somebody else has saved it meanwhile.
   * @param {object} more members beside the fields
   */
  async save(more = {}) {
    if (this.isBusy) return null;
    Object.assign(this, { isBusy: true, problem: null });
    this.#app.draw();
    try {
      const saved = await put(this.element, this.fullName, { ...this.#body(), reason: this.values.reason.trim() || undefined, ...more });
      // The secret is in no field once it is stored.
      this.values.typed = '';
      this.isTouched = false;
      return saved;
    } catch (error) {
      if (error.faults) this.result = { ...this.result, faults: error.faults };
      if (error.code === 'element_changed' && error.current) this.conflict = error.current;
      else this.problem = problemOf(error);
      return null;
    } finally {
      this.isBusy = false;
      this.#app.draw();
    }
  }

  /** Keeps what was typed, over what somebody else has saved. */
  keepMine() {
    this.element = this.conflict;
    this.conflict = null;
    this.checkSoon();
  }
}

/** Creates a method, or changes the one that was read. An inherited one is overridden. */
export function put(element, fullName, body) {
  return call(`/elements/${segment(fullName)}`, { method: 'PUT', body, headers: seen(element) });
}

/** Returns the headers that let a change through only when the method is still the one that was read, or none. */
export function seen(element) {
  return element ? { 'If-Match': element.etag } : { 'If-None-Match': '*' };
}

/** Returns the field of the form that a key of a file belongs to. */
export function fieldOf(key) {
  const last = String(key ?? '').replace(/^(authConfig|secret)\./, '');
  return FIELD_OF[last] ?? last;
}

function camelCase(title) {
  const words = title.normalize('NFKD').match(/[A-Za-z0-9]+/g) ?? [];
  const name = words.map((word) => word[0].toUpperCase() + word.slice(1)).join('').slice(0, 60);
  return !name ? 'WeChatLogin' : /^\d/.test(name) ? `Login${name}` : name;
}

/** Names are the same on some disks when only their case differs. */
function free(name, taken) {
  const used = new Set(taken.map((one) => one.toLowerCase()));
  let number = 1;
  while (used.has(`${name}${number > 1 ? number : ''}`.toLowerCase())) number += 1;
  return number > 1 ? name + number : name;
}

function storedValue(element, { key, default: usual }) {
  try {
    const business = JSON.parse(element.files[element.files.length - 1].text);
    return key.split('.').reduce((value, part) => value?.[part], business) ?? usual ?? '';
  } catch {
    return usual ?? '';
  }
}
