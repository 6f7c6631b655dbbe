// SPDX-License-Identifier: Apache-2.0

import './wechat-login.js';
import { call, problemOf, wordsOf } from './call.js';
import { BindingList } from './account-binding.js';
import { DeviceList } from './account-device.js';
import { Dialog } from './account-dialog.js';
import { TEXTS } from './account-texts.js';
import { element, fill, find, path, plain, say, showProblem, speak } from './page.js';
import { drawAvatar, nameOf } from './person.js';

// The account page: the user, their WeChat bindings and their sessions, with the actions to end each.

const texts = speak(TEXTS);
const dialog = new Dialog(texts);
const page = { texts, dialog, tell, fail, load, showNobody };
const bindings = new BindingList(page);
const devices = new DeviceList(page);

find('log-in').href = `${path}/login?returnTo=${encodeURIComponent(`${path}/account`)}`;
find('log-out').addEventListener('click', logOut);
find('reload').addEventListener('click', () => location.reload());
find('corp-form').addEventListener('submit', changeCorp);
// Safari before 15.4 and Firefox before 98 have no dialog, which every action of this page needs.
if (find('dialog').showModal) load().then(() => bindings.welcomeBack());
else find('old').hidden = false;

/** Loads the data and renders the page. */
async function load() {
  try {
    const [bound, instances, session, sessions] = await Promise.all([
      call('/api/bindings'),
      call('/api/login'),
      // Users of an application with its own login have no session here, but have bindings.
      call('/api/session').catch(noSession),
      call('/api/sessions').catch(noSession),
    ]);
    showMe(session);
    bindings.show(bound, instances, session);
    devices.show(sessions, instances);
  } catch (error) {
    if (error.code === 'session_required') showNobody(texts.nobody);
    else fail(find('problem'), error, () => { find('again').hidden = false; });
  }
}

function noSession(error) {
  if (error.code === 'session_required') return null;
  throw error;
}

function showNobody(title) {
  for (const card of document.querySelectorAll('main > section')) card.hidden = card.id !== 'nobody';
  find('nobody-title').textContent = title;
  if (title !== texts.nobody) find('nobody-title').focus();
}

function showMe(session) {
  find('me').hidden = !session;
  if (!session) return;
  const { user, corp, corpList = [] } = session;
  const name = nameOf(user, texts.someone);
  find('name').textContent = name;
  find('corp').textContent = plain(corp?.corpName);
  drawAvatar(find('avatar'), user, name);
  const options = corpList.map(({ corpId, corpName }) => element('option', { value: corpId }, plain(corpName)));
  find('corps').replaceChildren(...options);
  if (corp) find('corps').value = corp.corpId;
  find('corp-form').hidden = corpList.length < 2;
}

async function changeCorp(event) {
  event.preventDefault();
  const { value: corpId, selectedOptions } = find('corps');
  find('me-problem').replaceChildren();
  try {
    await call('/api/session/corp', { method: 'PUT', body: { corpId } });
    tell(fill(texts.corpChanged, { corp: selectedOptions[0].textContent }));
    await load();
  } catch (error) {
    fail(find('me-problem'), error);
  }
}

async function logOut() {
  try {
    await call('/api/session', { method: 'DELETE' });
    showNobody(texts.loggedOut);
  } catch (error) {
    if (error.code === 'session_required') showNobody(texts.loggedOut);
    else fail(find('me-problem'), error);
  }
}

/** Announces the result in the page's live region. */
function tell(words) {
  say(find('done'), words);
}

/** Shows a failure beside the control that caused it. */
function fail(node, error, more = () => {}) {
  if (error.code === 'session_required') return showNobody(texts.nobody);
  const problem = problemOf(error);
  tell('');
  showProblem(node, problem, wordsOf(problem), texts.help);
  more();
}
