// @ts-check
// A page of another site than Saoma's: the browser sends it no Saoma cookies, so the session is a bearer token. The token is
// kept only in memory: a reload needs a new login, and an injected script finds no token in a storage.

const server = meta('saoma');
const login = /** @type {HTMLElement & { refresh(): void }} */ (document.querySelector('wechat-login'));
const status = /** @type {HTMLElement} */ (document.querySelector('[role=status]'));
const out = /** @type {HTMLButtonElement} */ (document.querySelector('button'));

/** @type {string | undefined} */
let token;

login.addEventListener('wechat-session', async (event) => {
  token = /** @type {CustomEvent<{ token: string }>} */ (event).detail.token;
  // Your own server would pass the token to Saoma in the same way.
  const { user } = await (await call('GET', '/api/session')).json();
  show(`Hello, ${user.nickname} 你好`);
});

out.addEventListener('click', async () => {
  await call('DELETE', '/api/session');
  token = undefined;
  show('');
  login.refresh();
});

// The element calls the server that it was loaded from.
await import(`${server}/assets/wechat-login.js`);

/**
 * @param {string} method
 * @param {string} path
 */
function call(method, path) {
  return fetch(server + path, { method, headers: { Authorization: `Bearer ${token}` } });
}

/** @param {string} text */
function show(text) {
  status.textContent = text;
  out.hidden = text === '';
  login.hidden = text !== '';
}

/** @param {string} name */
function meta(name) {
  return /** @type {HTMLMetaElement} */ (document.querySelector(`meta[name=${name}]`)).content;
}
