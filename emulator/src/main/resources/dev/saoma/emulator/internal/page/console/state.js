import { act, call } from './api.js';
import { el, facts, sure } from './dom.js';

const MAX_BYTES = 64 * 1024 * 1024;

async function load(file) {
  if (!file) {
    throw new Error('Choose a file first.');
  }
  if (file.size > MAX_BYTES) {
    throw new Error('The file is longer than 64 MiB.');
  }
  let state;
  try {
    state = JSON.parse(await file.text());
  } catch {
    throw new Error(`${file.name} is not JSON.`);
  }
  await call('/state', 'PUT', state);
}

export const state = {
  id: 'state',
  title: 'State',
  zh: '状态',
  about: 'The state as one file, in the format of --state: accounts, apps and users, codes and tokens, settings and the clock. It contains secrets, codes and tokens in clear text.',
  open(root) {
    const holds = el('div');
    const file = el('input', { id: 'state-file', type: 'file', accept: '.json,application/json' });
    const done = async () => {
      if (await act(() => load(file.files[0]), 'Imported.')) {
        file.value = '';
      }
    };
    const importing = sure('Import', 'Replace everything?', done, { act: 'import' });
    const resetting = sure('Reset', 'Really reset everything?',
      () => act(() => call('/reset', 'POST', {}), 'Reset: the initial state, the real time, nothing issued.'), { act: 'reset' });
    root.append(
      el('div', { class: 'panel' }, el('h2', {}, 'Export'), holds,
        el('div', { class: 'buttons' }, el('a', { class: 'button', href: '/_emulator/state', download: 'wechat-emulator-state.json' }, 'Download'))),
      el('div', { class: 'panel' }, el('h2', {}, 'Import'),
        el('div', { class: 'field' }, el('label', { for: 'state-file' }, 'A state file'), file,
          el('p', { class: 'hint' }, 'Replaces everything that the file contains; an invalid file changes nothing. An older file, with accounts, apps and users only, leaves the rest unchanged.')),
        el('div', { class: 'buttons' }, importing)),
      el('div', { class: 'panel' }, el('h2', {}, 'Reset'),
        el('p', { class: 'hint' }, 'Restores the initial accounts, apps, users and settings, and the real time. Deletes QR codes, codes, tokens, faults and the request log.'),
        el('div', { class: 'buttons' }, resetting)));
    return async () => {
      // Does not load the state itself: it is long with many codes, and this runs once a second.
      const [accounts, apps, users] = await Promise.all([call('/accounts'), call('/apps'), call('/users')]);
      holds.replaceChildren(facts([['Accounts', `${accounts.length}`], ['Apps', `${apps.length}`], ['Users', `${users.length}`]]));
    };
  },
};
