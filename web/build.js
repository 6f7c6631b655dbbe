// SPDX-License-Identifier: Apache-2.0

// Makes dist/wechat-login.js, the one file that is served, of src/wechat-login.js and what it imports, and the styles of it
// once more as dist/wechat-login.css: npm run build.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ENTRY = new URL('src/wechat-login.js', import.meta.url);
export const BUNDLE = new URL('dist/wechat-login.js', import.meta.url);
/** The component's styles as a file, for browsers that cannot be given them by a script. */
export const STYLESHEET = new URL('dist/wechat-login.css', import.meta.url);

/** The entry and every module that it loads, sooner or later, with their sources, in the order of the imports. */
export function modules(address = ENTRY, found = new Map()) {
  if (found.has(address.href)) return found;
  const source = readFileSync(address, 'utf8');
  found.set(address.href, source);
  for (const [, name] of source.matchAll(/\b(?:from|import)\b\s*\(?\s*['"](\.[^'"]+)['"]/g)) modules(new URL(name, address), found);
  return found;
}

/** The first line of the file: it says which sources it was made of, so that a test sees when they have moved on. */
export function banner() {
  const hash = createHash('sha256');
  for (const source of modules().values()) hash.update(source.replaceAll('\r\n', '\n')).update('\0');
  return `/*! @saoma/wechat-login | Apache-2.0 | made by npm run build | ${hash.digest('hex').slice(0, 16)} */`;
}

/** The file as it would be made now. */
export async function bundled(outfile = fileURLToPath(BUNDLE), write = false) {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(ENTRY)],
    outfile,
    write,
    bundle: true,
    minify: true,
    format: 'esm',
    // The oldest browsers that README.md names.
    target: ['es2022', 'chrome92', 'firefox90', 'safari15'],
    banner: { js: banner() },
  });
  return outputFiles?.[0].text;
}

/** Builds the style sheet. */
export async function stylesheet() {
  const { STYLES } = await import('./src/element/styles.js');
  return `/* SPDX-License-Identifier: Apache-2.0 */${STYLES}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // With --check nothing is written: the file that is there must be the one that would be made.
  if (!process.argv.includes('--check')) {
    await bundled(undefined, true);
    writeFileSync(STYLESHEET, await stylesheet());
  } else if ((await bundled()) !== readFileSync(BUNDLE, 'utf8') || (await stylesheet()) !== readFileSync(STYLESHEET, 'utf8')) {
    throw new Error('dist/ is not what npm run build makes');
  }
}
