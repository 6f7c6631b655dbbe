// SPDX-License-Identifier: Apache-2.0

// What the pages use of lit-html. Nothing else of it is imported anywhere, above all nothing that parses HTML.

export { html, nothing, render } from './vendor/lit-html/lit-html.js';
export { live } from './vendor/lit-html/directives/live.js';
export { repeat } from './vendor/lit-html/directives/repeat.js';
