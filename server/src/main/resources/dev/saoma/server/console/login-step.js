// SPDX-License-Identifier: Apache-2.0

import { textsOf } from './language.js';
import { TEXTS } from './texts/logins.js';

/** Returns the name of a step; steps of a newer release keep theirs. */
export function stepName(name) {
  return textsOf(TEXTS).steps[name] ?? name;
}

/**
 * Returns what a failure was, in the language in which it was asked for; a failure of a newer release keeps its code.
 * @param {{code: string, title: string | null}} error
 */
export function reasonOf({ code, title }) {
  return title ?? code;
}
