// The user of the phone: a select of the emulator's users, with the avatar of the chosen one.

const API = '/_emulator';

/** Calls the control API; throws an Error with its message and status when it refuses. */
export async function call(path, body) {
  const options = body === undefined
    ? {}
    : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(API + path, { ...options, signal: AbortSignal.timeout?.(10_000) });
  const answer = response.status === 204 ? {} : await response.json();
  if (!response.ok) {
    const error = new Error(answer.error ?? `The emulator answered ${response.status}.`);
    error.status = response.status;
    throw error;
  }
  return answer;
}

const NOTES = { frozen: 'frozen', snapshot: 'virtual visitor' };

function label(person) {
  const notes = [person.unionid ? '' : 'no unionid', person.avatar ? '' : 'no picture', NOTES[person.status] ?? ''];
  const name = [...(person.nickname || person.id)].slice(0, 40).join('');
  const extra = notes.filter(Boolean).join(', ');
  return extra ? `${name} (${extra})` : name;
}

/** Lists these users and keeps the choice; else chooses the preferred one, or the first. */
export function offer(view, people, preferred) {
  const chosen = view.user.value || preferred;
  view.user.replaceChildren(...people.map((one) => new Option(label(one), one.id)));
  view.user.value = people.some((one) => one.id === chosen) ? chosen : (people[0]?.id ?? '');
  view.user.disabled = people.length === 0;
  portray(view, people);
}

/** Shows the avatar of the chosen user, or the first character of the name. */
export function portray(view, people) {
  const person = people.find((one) => one.id === view.user.value);
  const picture = person?.avatar ?? '';
  view.avatar.hidden = !picture;
  view.initial.hidden = Boolean(picture);
  view.initial.textContent = [...(person?.nickname || '?')][0] ?? '?';
  if (picture && view.avatar.getAttribute('src') !== picture) {
    view.avatar.src = picture;
  }
}
