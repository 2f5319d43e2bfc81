import { readFileSync } from 'node:fs'
import type { Tree } from './catalogues'

/** The sentences of the server, which are the keys of the `said` catalogues. */
export const SAID = JSON.parse(
  readFileSync(new URL('../../../../schemas/generated/said.json', import.meta.url), 'utf8'),
) as string[]

/** A catalogue as it is written: `en`, `de-pages`. */
export function readCatalogue(name: string): Tree {
  return JSON.parse(readFileSync(new URL(`../src/shared/i18n/${name}.json`, import.meta.url), 'utf8')) as Tree
}
