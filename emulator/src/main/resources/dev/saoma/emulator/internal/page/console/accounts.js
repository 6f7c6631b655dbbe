import { act, call } from './api.js';
import { button, code, el, show, sure, tag } from './dom.js';
import { editor } from './form.js';

export const accounts = {
  id: 'accounts',
  title: 'Accounts',
  heading: 'Open Platform accounts',
  zh: '开放平台账号',
  about: 'Owners of apps. A user has one unionid per account, shared by all its apps, and one openid per app.',
  open(root) {
    const edit = editor({
      noun: 'account',
      id: 'id',
      path: '/accounts',
      fields: [
        { name: 'id', label: 'Id', required: true, maxlength: '64', hint: 'Letters, digits, _ or -.' },
        { name: 'name', label: 'Name', required: true, maxlength: '200' },
      ],
    });
    const list = el('ul', { class: 'rows' });
    root.append(
      el('div', { class: 'tools' }, button('Add account', () => edit.open({ id: '', name: '' }, true), { kind: 'primary' })),
      edit.form, list);
    const row = (one) => el('li', { class: 'sided' },
      el('div', { class: 'head' }, el('h2', {}, one.name), one.apps === 0 ? tag('no apps') : ''),
      el('p', { class: 'hint' }, 'Id ', code(one.id), one.apps === 0 ? '' : `, ${one.apps === 1 ? '1 app' : `${one.apps} apps`}`),
      el('div', { class: 'buttons' },
        button('Edit', () => edit.open(one, false), { full: `Edit ${one.name}` }),
        sure('Delete', `Delete ${one.id}?`, () => act(() => call(`/accounts/${encodeURIComponent(one.id)}`, 'DELETE'),
          `Deleted account ${one.id}.`), { full: `Delete ${one.name}` })));
    return async () => {
      const [present, owned] = await Promise.all([call('/accounts'), call('/apps')]);
      const counted = present.map((one) => ({ ...one, apps: owned.filter((app) => app.account === one.id).length }));
      show(list, counted, (one) => one.id, row, 'No account yet. An app needs one.');
    };
  },
};
