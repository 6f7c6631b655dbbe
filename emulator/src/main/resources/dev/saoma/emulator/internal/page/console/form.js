// The form to add and edit apps, users and accounts; closed until used.

import { act, call } from './api.js';
import { el } from './dom.js';

let count = 0;

/** A label with its control. Kinds: text, number, select, check. */
export function field({ name, label, kind = 'text', hint, options = [], ...attributes }) {
  const id = `field-${count += 1}`;
  const described = hint ? { 'aria-describedby': `${id}-hint` } : {};
  const common = { id, name, ...described, ...attributes };
  const control = kind === 'select'
    ? el('select', common, ...options.map(([value, text]) => el('option', { value }, text)))
    : el('input', { ...common, type: kind === 'check' ? 'checkbox' : kind, autocomplete: 'off', spellcheck: 'false' });
  const text = el('label', { for: id }, label);
  const note = hint ? el('p', { class: 'hint', id: `${id}-hint` }, hint) : '';
  return kind === 'check'
    ? el('div', { class: 'field check' }, el('span', {}, control, text), note)
    : el('div', { class: 'field' }, text, control, note);
}

export function read(form) {
  const values = {};
  for (const control of form.elements) {
    if (control.name && !control.closest('[hidden]')) {
      const number = control.type === 'number' && control.value !== '';
      values[control.name] = control.type === 'checkbox' ? control.checked : number ? Number(control.value) : control.value;
    }
  }
  return values;
}

export function fill(form, values) {
  for (const [name, value] of Object.entries(values)) {
    const control = form.elements.namedItem(name);
    if (control) {
      control[control.type === 'checkbox' ? 'checked' : 'value'] = value;
    }
  }
}

/** Creates an editor of objects called noun, identified by the field id and posted to path. */
export function editor({ noun, id, path, fields }) {
  const heading = el('h2');
  const grid = el('div', { class: 'fields' }, ...fields.map(field));
  const form = el('form', { class: 'panel', hidden: true }, heading, grid, el('div', { class: 'buttons' },
    el('button', { type: 'submit', class: 'button' }, 'Save'),
    el('button', { type: 'button', class: 'button quiet', onclick: () => close() }, 'Cancel')));
  let opener = null;
  const close = () => {
    form.hidden = true;
    if (opener?.isConnected) {
      opener.focus();
    }
  };
  form.addEventListener('keydown', (event) => event.key === 'Escape' && close());
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const values = read(form);
    if (await act(() => call(path, 'POST', values), `Saved ${noun} ${values[id]}.`)) {
      close();
    }
  });
  return {
    form,
    open(values, isNew) {
      opener = document.activeElement;
      heading.textContent = isNew ? `New ${noun}` : `Edit ${noun} ${values[id]}`;
      fill(form, values);
      form.elements.namedItem(id).readOnly = !isNew;
      form.hidden = false;
      form.scrollIntoView({ block: 'nearest' });
      [...form.elements].find((one) => one.name && !one.readOnly).focus();
    },
  };
}
