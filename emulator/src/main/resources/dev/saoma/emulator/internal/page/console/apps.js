import { act, call } from './api.js';
import { button, code, el, facts, show, sure, tag } from './dom.js';
import { editor } from './form.js';

const TYPES = [
  ['website', 'website: may show the QR login'],
  ['service_account', 'service account: may request authorization inside WeChat'],
  ['mini_program', 'mini program'],
  ['mobile', 'mobile app'],
];

const hex = (bytes) => [...crypto.getRandomValues(new Uint8Array(bytes))].map((b) => b.toString(16).padStart(2, '0')).join('');

const fields = (owners) => [
  { name: 'name', label: 'Name', required: true, maxlength: '200', hint: 'Shown on the login page and the phone.' },
  { name: 'appid', label: 'appid', required: true, pattern: 'wx[0-9a-f]{16}', hint: 'wx and 16 hex digits; made up for you.' },
  { name: 'secret', label: 'Secret', required: true, maxlength: '128' },
  { name: 'account', label: 'Account', kind: 'select', options: owners },
  { name: 'callbackDomain', label: 'Callback domain', placeholder: 'www.example.com', hint: 'The host of redirect_uri, exactly: no scheme, port or path.' },
  { name: 'type', label: 'Type', kind: 'select', options: TYPES },
  { name: 'allowPorts', label: 'Allow ports in redirect_uri', kind: 'check', hint: 'WeChat refuses ports; local work needs them.' },
  { name: 'status', label: 'Status', kind: 'select', options: [['active', 'active'], ['blocked', 'blocked: refused everywhere']] },
];

function secret(one) {
  const text = code('•'.repeat(8));
  const toggle = button('Reveal', () => {
    const hidden = toggle.textContent === 'Reveal';
    text.textContent = hidden ? one.secret : '•'.repeat(8);
    toggle.textContent = hidden ? 'Hide' : 'Reveal';
    toggle.setAttribute('aria-label', `${toggle.textContent} the secret of ${one.name}`);
  }, { act: 'reveal', kind: 'small', full: `Reveal the secret of ${one.name}` });
  return el('span', { class: 'secret' }, text, toggle);
}

function row(one, edit) {
  const blocked = one.status === 'blocked';
  const path = `/apps/${one.appid}`;
  const { ownerName, ...app } = one;
  return el('li', { class: 'sided' },
    el('div', { class: 'head' }, el('h2', {}, one.name),
      one.type === 'website' ? '' : tag(one.type.replace('_', ' ')), blocked ? tag('blocked', 'bad') : ''),
    facts([
      ['appid', code(one.appid)],
      ['Secret', secret(one)],
      ['Callback domain', one.callbackDomain ? code(one.callbackDomain) : 'none: every login is refused'],
      ['Ports', one.allowPorts ? 'allowed' : 'refused'],
      ['Account', ownerName],
    ]),
    el('div', { class: 'buttons' },
      button('Edit', () => edit(app), { full: `Edit ${one.name}` }),
      button(blocked ? 'Unblock' : 'Block',
        () => act(() => call('/apps', 'POST', { ...app, status: blocked ? 'active' : 'blocked' }),
          `${blocked ? 'Unblocked' : 'Blocked'} ${one.name}.`),
        { act: 'block', full: `${blocked ? 'Unblock' : 'Block'} ${one.name}` }),
      sure('Delete', 'Delete, with its codes and tokens?',
        () => act(() => call(path, 'DELETE'), `Deleted ${one.name}.`), { full: `Delete ${one.name}` })));
}

export const apps = {
  id: 'apps',
  title: 'Apps',
  zh: '应用',
  about: 'The apps with which your application calls WeChat. A change takes effect with the next request.',
  open(root) {
    const list = el('ul', { class: 'rows' });
    const place = el('div');
    let owners = [];
    // Created for each use, since the list of accounts may have changed.
    const open = (values, isNew) => {
      const edit = editor({ noun: 'app', id: 'appid', path: '/apps', fields: fields(owners.map((one) => [one.id, one.name])) });
      place.replaceChildren(edit.form);
      edit.open(values, isNew);
    };
    const fresh = () => ({
      appid: `wx${hex(8)}`, secret: hex(16), name: '', account: owners[0]?.id ?? '', callbackDomain: 'localhost',
      allowPorts: true, type: 'website', status: 'active',
    });
    root.append(el('div', { class: 'tools' }, button('Add app', () => open(fresh(), true), { kind: 'primary' })), place, list);
    return async () => {
      const [present, accounts] = await Promise.all([call('/apps'), call('/accounts')]);
      owners = accounts;
      const named = present.map((one) => ({ ...one, ownerName: accounts.find((owner) => owner.id === one.account)?.name ?? one.account }));
      show(list, named, (one) => one.appid, (one) => row(one, (app) => open(app, false)), 'No app yet. Add one; its appid and secret are made up for you.');
    };
  },
};
