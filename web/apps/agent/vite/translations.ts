import { readFileSync } from 'node:fs'
import type { Tree } from './catalogues'

/** A catalogue as it is written: `en`, `de-pages`. */
export function readCatalogue(name: string): Tree {
  return JSON.parse(readFileSync(new URL(`../src/shared/i18n/${name}.json`, import.meta.url), 'utf8')) as Tree
}
