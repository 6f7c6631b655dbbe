// SPDX-License-Identifier: Apache-2.0

/** The languages, each by its own name. */
export const LANGUAGES = { en: 'English', 'zh-CN': '简体中文' };

const KEPT = 'saoma.console.language';

let current = kept() || (/^zh\b/i.test(navigator.language) ? 'zh-CN' : 'en');

function kept() {
  try {
    const name = localStorage.getItem(KEPT);
    return Object.keys(LANGUAGES).includes(name) ? name : '';
  } catch {
    return '';
  }
}

/** Returns the language of all texts. */
export function language() {
  return current;
}

/** Changes the language, also for later visits. */
export function speak(name) {
  current = name;
  try {
    localStorage.setItem(KEPT, name);
  } catch {
    // The language then holds for this visit alone.
  }
}

/**
 * Returns the texts of the current language.
 * @template T
 * @param {{en: T, 'zh-CN': T}} table
 * @returns {T}
 */
export function textsOf(table) {
  return table[current];
}

/**
 * Replaces places of a sentence, such as {name}, by values, which may be templates. Returns the parts in order.
 * @param {string} sentence
 * @param {Record<string, unknown>} values
 */
export function fill(sentence, values) {
  return sentence.split(/(\{\w+\})/).map((part) => (/^\{\w+\}$/.test(part) ? values[part.slice(1, -1)] : part));
}
