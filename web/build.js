// SPDX-License-Identifier: Apache-2.0

// Makes dist/wechat-login.js, the one file that is served, of src/wechat-login.js and what it imports: npm run build.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ENTRY = new URL('src/wechat-login.js', import.meta.url);
export const BUNDLE = new URL('dist/wechat-login.js', import.meta.url);

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
    target: 'es2022',
    banner: { js: banner() },
  });
  return outputFiles?.[0].text;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // With --check nothing is written: the file that is there must be the one that would be made.
  if (!process.argv.includes('--check')) await bundled(undefined, true);
  else if ((await bundled()) !== readFileSync(BUNDLE, 'utf8')) throw new Error('dist/wechat-login.js is not what npm run build makes');
}
