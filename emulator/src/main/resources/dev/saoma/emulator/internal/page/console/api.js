// The control API, the status line, and the steps of an action: call, show the result, update.

const JSON_TYPE = { 'Content-Type': 'application/json' };
const line = document.getElementById('status');
let lookAgain = async () => {};
let fading = 0;

/** Returns the parsed JSON, or throws an Error with the emulator's message. */
export async function call(path, method = 'GET', body = undefined) {
  const options = body === undefined ? {} : { headers: JSON_TYPE, body: JSON.stringify(body) };
  const response = await fetch(`/_emulator${path}`, { method, ...options, signal: AbortSignal.timeout?.(10_000) });
  const answer = response.status === 204 ? {} : await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Error(answer.error ?? `The emulator answered ${response.status}.`);
  }
  return answer;
}

/** Shows a message; a success disappears by itself. */
export function say(text, kind = 'good') {
  window.clearTimeout(fading);
  line.className = `toast ${kind}`;
  line.textContent = text;
  if (kind === 'good') {
    fading = window.setTimeout(() => say('', ''), 6000);
  }
}

/** Called after every action. */
export function afterEachAction(look) {
  lookAgain = look;
}

/** Returns whether the action succeeded. */
export async function act(action, done) {
  try {
    await action();
    await lookAgain();
    say(done);
    return true;
  } catch (error) {
    await lookAgain();
    say(error instanceof TypeError || error.name === 'TimeoutError' ? 'The emulator does not answer.' : error.message, 'bad');
    return false;
  }
}
