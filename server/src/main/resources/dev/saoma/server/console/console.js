// SPDX-License-Identifier: Apache-2.0

import { comeBack, currentPlace, isApart, pageAddress, takeToken } from './address.js';
import { on, problemOf, send } from './api.js';
import { Dialog } from './dialog.js';
import { LANGUAGES, fill, language, speak, textsOf } from './language.js';
import { html, nothing, render } from './lit.js';
import { pageOfPlace, sections } from './pages.js';
import { avatar, nameOf, roleTag, wayOf } from './person.js';
import { focusProblem, problemView } from './problem.js';
import { Prove, tellScanned } from './prove.js';
import { SignIn } from './sign-in.js';
import { tell } from './tell.js';
import { timeOf, zone } from './time.js';
import { TEXTS } from './texts/shell.js';

// The console: the session, the page that the address names, and the frame around it.

const RANKS = ['viewer', 'operator', 'owner'];

const state = {
  /** @type {{userId: string | null, role: string, expiresAt: string} | null} */
  session: null,
  started: false,
  busy: false,
  page: null,
  problem: null,
};
let turn = 0;

const dialog = new Dialog(draw);
const prove = new Prove(draw);
const signIn = new SignIn(draw, (error) => prove.ask(error), (session) => begin(session));

/** What pages use of the frame. */
const app = {
  get session() { return state.session; },
  /** Returns whether the administrator has this role or a higher one. */
  can: (role) => RANKS.indexOf(state.session?.role) >= RANKS.indexOf(role),
  ask: (question) => dialog.ask(question),
  draw,
  tell,
  reload: () => open(true),
  /** Runs an action of a page, and shows its failure above the page. */
  async run(work) {
    state.problem = null;
    try {
      await work();
    } catch (error) {
      fail(error);
    }
    draw();
  },
};

on({
  signedOut,
  async prove(error) {
    try {
      state.session = await prove.ask(error);
    } catch (failure) {
      if (failure.code === 'session_required') signedOut();
      throw failure;
    }
  },
});

function fail(error) {
  // The sign-in is shown then.
  if (!state.session) return;
  state.problem = problemOf(error);
  draw();
  focusProblem();
}

function signedOut() {
  turn += 1;
  Object.assign(state, { session: null, page: null, problem: null, busy: false });
  dialog.close();
  draw();
  focusHeading();
}

function begin(session) {
  state.session = session;
  open();
}

/** Reads the data of the page that the address names, and then shows it; the page before stays until then. */
async function open(isSame = false) {
  if (!state.session) return draw();
  const mine = ++turn;
  const { place, query } = currentPlace();
  const page = pageOfPlace(app, place, query);
  Object.assign(state, { busy: true });
  draw();
  let problem = null;
  try {
    await page.load();
  } catch (error) {
    problem = problemOf(error);
  }
  // The person has left for another page, or the session has ended.
  if (mine !== turn) return;
  const stays = isSame || state.page?.place === place;
  Object.assign(state, { busy: false, problem, page: { place, title: page.title, view: problem ? () => nothing : page.view } });
  draw();
  if (problem) focusProblem();
  else if (!stays || document.activeElement === document.body) focusHeading();
}

function focusHeading() {
  document.querySelector('h1')?.focus();
}

async function signOut() {
  await app.run(async () => {
    await send('/api/admin/session', { method: 'DELETE' }).catch((error) => {
      if (error.code !== 'session_required') throw error;
    });
    signedOut();
  });
}

function draw() {
  const { session, page, started } = state;
  const shown = session ? page : signIn;
  document.documentElement.lang = language();
  document.title = `${shown?.title() ?? textsOf(TEXTS).console} · Saoma`;
  const content = html`<header>${session ? top() : guestTop()}${session && !session.userId ? banner(session) : nothing}</header>
    <div class="frame ${session ? '' : 'guest'}">
      ${session ? navigation(page?.place ?? '/') : nothing}
      <main id="main" aria-busy=${state.busy ? 'true' : 'false'}>
        ${started && shown ? html`<h1 tabindex="-1">${shown.title()}</h1>${problemView(state.problem)}${shown.view()}` : html`<p class="muted">${textsOf(TEXTS).loading}</p>`}
        ${session ? html`<p class="zone muted">${fill(textsOf(TEXTS).zone, { zone: zone() })}</p>` : nothing}
      </main>
    </div>
    ${dialog.view()}${prove.view()}`;
  render(content, document.getElementById('console'));
}

function brand() {
  return html`<a class="brand" href=${pageAddress('/')}><span translate="no">Saoma</span> <span class="muted">${textsOf(TEXTS).console}</span></a>`;
}

function languages() {
  const choose = (name) => { speak(name); draw(); };
  return html`<div class="languages" role="group" aria-label=${textsOf(TEXTS).language}>${Object.entries(LANGUAGES).map(([name, words]) => html`
    <button type="button" lang=${name} aria-pressed=${name === language() ? 'true' : 'false'} @click=${() => choose(name)}>${words}</button>`)}</div>`;
}

function guestTop() {
  return html`<div class="top">${brand()}${languages()}</div>`;
}

function top() {
  const { session } = state;
  const { signOut: words, skip } = textsOf(TEXTS);
  const toMain = (event) => { event.preventDefault(); focusHeading(); };
  const who = session.userId
    ? html`<a class="me" href=${pageAddress(`/people/${session.userId}`)}>${avatar(session, 'small')}<bdi class="ellipsis">${nameOf(session)}</bdi></a>`
    : html`<span class="me">${wayOf(session)}</span>`;
  return html`<div class="top"><a class="skip" href="#main" @click=${toMain}>${skip}</a>${brand()}
    <div class="who">${who}${roleTag(session.role)}</div>${languages()}
    <button class="button quiet small" type="button" @click=${signOut}>${words}</button></div>`;
}

function banner({ openedBy, expiresAt }) {
  const { keyBanner, setupBanner } = textsOf(TEXTS);
  return html`<p class="banner" role="note">${fill(openedBy === 'setup' ? setupBanner : keyBanner, { time: timeOf(expiresAt) })}</p>`;
}

function navigation(place) {
  const texts = textsOf(TEXTS);
  return html`<nav aria-label=${texts.pages}><ul>${sections.map(({ name, at }) => {
    const isHere = at === '/' ? place === '/' : place === at || place.startsWith(`${at}/`);
    return html`<li><a href=${pageAddress(at)} aria-current=${place === at ? 'page' : isHere ? 'true' : nothing}>${texts[name]}</a></li>`;
  })}</ul></nav>`;
}

/** Says what became of a scan elsewhere, here and to the tab that waits for it. */
function scanned(isBack) {
  if (signIn.problem) {
    state.problem = signIn.problem;
    draw();
    return focusProblem();
  }
  tellScanned();
  if (!isBack) tell(textsOf(TEXTS).scanned);
}

async function start() {
  document.documentElement.dataset.begun = '';
  const token = takeToken();
  const isBack = comeBack();
  draw();
  try {
    if (token.setup) state.session = await send('/api/admin/session', { method: 'POST', body: token });
    else if (token.scan || (isBack && !isApart)) await signIn.byScan(token, () => {});
    state.session ??= await send('/api/admin/session');
  } catch (error) {
    if (error.code !== 'session_required') signIn.fail(error);
  }
  state.started = true;
  await open();
  if (!state.session) focusHeading();
  else if (token.scan) scanned(isBack);
}

window.addEventListener('hashchange', () => (/^#setup=/.test(location.hash) ? location.reload() : open()));
start();
