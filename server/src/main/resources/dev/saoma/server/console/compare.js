// SPDX-License-Identifier: Apache-2.0

import { html, nothing } from './lit.js';

/** Files side by side. Lines that the first column does not have, and those that it alone has, are marked. */

/**
 * @param {{title: string, files: {name: string, text: string}[]}[]} columns the first is the one that the others are compared with
 */
export function compareView(columns) {
  const names = [...new Set(columns.flatMap(({ files }) => files.map(({ name }) => name)))];
  return html`${names.map((name) => {
    const texts = columns.map(({ files }) => lines(files.find((file) => file.name === name)?.text));
    const kept = texts.slice(1).map((text) => common(texts[0], text));
    return html`<h3><code>${name}</code></h3><div class="compare">${columns.map(({ title }, index) => {
      const isNew = (at) => (index === 0 ? kept.some(([first]) => !first.has(at)) : !kept[index - 1][1].has(at));
      return html`<div><p class="muted">${title}</p>${fileView(texts[index], `${title}, ${name}`, isNew)}</div>`;
    })}</div>`;
  })}`;
}

/**
 * Shows a text as it is.
 * @param {string[] | string} text or its lines
 * @param {string} label
 * @param {(line: number) => boolean} isMarked
 */
export function fileView(text, label, isMarked = () => false) {
  const all = Array.isArray(text) ? text : lines(text);
  return html`<pre tabindex="0" role="region" aria-label=${label}>${all.map((line, at) => (isMarked(at) ? html`<mark>${line || ' '}</mark>\n` : `${line}\n`))}</pre>`;
}

function lines(text) {
  return text === undefined ? [] : text.replace(/\n$/, '').split('\n');
}

/** Returns the places of the longest common sequence of lines, in both texts. */
function common(one, two) {
  const length = Array.from({ length: one.length + 1 }, () => new Array(two.length + 1).fill(0));
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = two.length - 1; j >= 0; j -= 1) {
      length[i][j] = one[i] === two[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
    }
  }
  const both = [new Set(), new Set()];
  for (let i = 0, j = 0; i < one.length && j < two.length;) {
    if (one[i] === two[j]) {
      both[0].add(i++);
      both[1].add(j++);
    } else if (length[i + 1][j] >= length[i][j + 1]) i += 1;
    else j += 1;
  }
  return both;
}
