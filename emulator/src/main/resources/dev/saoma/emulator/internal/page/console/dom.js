// Creates elements from text only, so that a nickname or a state never becomes markup.

export function el(kind, attributes = {}, ...children) {
  const node = document.createElement(kind);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      node.addEventListener(name.slice(2), value);
    } else if (typeof value === 'boolean') {
      node.toggleAttribute(name, value);
    } else {
      node.setAttribute(name, value);
    }
  }
  node.append(...children.filter((child) => child !== '' && child !== undefined && child !== null));
  return node;
}

/**
 * Creates a button of a row; its act identifies it, so that the focus returns to it after the row is rendered again. Kinds: primary,
 * danger, small; none for any other.
 */
export function button(label, onclick, { act = label, kind = '', disabled = false, full = label } = {}) {
  const same = full === label ? {} : { 'aria-label': full };
  return el('button', { type: 'button', class: kind === 'primary' ? 'button' : `button quiet ${kind}`, 'data-act': act, disabled, onclick, ...same }, label);
}

/** Creates a button with confirmation: a second click within five seconds runs the action. */
export function sure(label, question, action, options = {}) {
  let asked = 0;
  const back = () => {
    window.clearTimeout(asked);
    asked = 0;
    node.textContent = label;
    node.classList.remove('asking');
    name(options.full);
  };
  const name = (full) => (full ? node.setAttribute('aria-label', full) : node.removeAttribute('aria-label'));
  const node = button(label, () => {
    if (asked) {
      back();
      action();
      return;
    }
    node.textContent = question;
    node.classList.add('asking');
    name('');
    asked = window.setTimeout(back, 5000);
  }, { ...options, kind: 'danger' });
  node.addEventListener('blur', () => asked && back());
  node.addEventListener('keydown', (event) => event.key === 'Escape' && asked && back());
  return node;
}

export const tag = (text, kind = '') => el('span', { class: `tag ${kind}` }, text);

/** Creates a list of named values without the empty ones. */
export function facts(pairs) {
  const shown = pairs.filter(([, value]) => value !== '' && value !== undefined);
  return el('dl', {}, ...shown.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))));
}

export const code = (text) => el('code', {}, text);

const drawn = new WeakMap();

/** Shows these items in the list; a row with an unchanged item keeps its focus and its open parts. */
export function show(list, items, keyOf, draw, empty) {
  const old = new Map([...list.children].map((node) => [drawn.get(node)?.key, node]));
  const focus = document.activeElement;
  const nodes = items.map((item) => {
    const key = keyOf(item);
    const text = JSON.stringify(item);
    const present = old.get(key);
    if (present && drawn.get(present).text === text) {
      return present;
    }
    const node = draw(item);
    drawn.set(node, { key, text, was: present?.contains(focus) ? focus.dataset.act : undefined });
    return node;
  });
  if (nodes.length === 0) {
    const present = old.get('');
    nodes.push(present ?? el('li', { class: 'empty' }, ...[empty].flat()));
    drawn.set(nodes[0], { key: '' });
  }
  nodes.forEach((node, i) => list.children[i] !== node && list.insertBefore(node, list.children[i] ?? null));
  while (list.children.length > nodes.length) {
    list.lastElementChild.remove();
  }
  nodes.forEach(refocus);
}

function refocus(node) {
  const note = drawn.get(node);
  if (note.was) {
    const same = node.querySelector(`[data-act="${CSS.escape(note.was)}"]:not(:disabled)`);
    (same ?? node.querySelector('button:not(:disabled)'))?.focus();
    note.was = undefined;
  }
}
