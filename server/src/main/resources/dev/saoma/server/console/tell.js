// SPDX-License-Identifier: Apache-2.0

let timer = 0;

/** Announces a result in the page's live region, for a few seconds. */
export function tell(words) {
  const node = document.getElementById('done');
  clearTimeout(timer);
  node.textContent = words;
  timer = setTimeout(() => { node.textContent = ''; }, 6_000);
}
