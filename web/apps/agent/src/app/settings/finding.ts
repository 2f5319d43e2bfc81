import { t } from '@/shared/i18n'
import { isNear } from '@/shared/near'
import type { Section, Single } from './registry'

/** A page, and those of its settings that are called so. */
export interface Found {
  section: Section
  settings: Single[]
}

type Has = (text: string) => boolean

export const titleOf = ({ id }: Pick<Section, 'id'>) => t(`settings.section.${id as 'tags'}`)

/** A section is found by its own name, its group's, and what is on its page or what other products call that. */
const wordsOf = (section: Section) =>
  `${titleOf(section)} ${t(`settings.group.${section.group}`)} ${t(`settings.words.${section.id as 'tags'}`)}`

/** A setting is found by its own name, and by what other products call it. */
const wordsOfSingle = ({ id, label }: Single) => `${label()} ${t(`settings.also.${id as 'theme'}`)}`

/** Those that have all words of `query`, or parts of them; where none has, those that do but for one letter. */
export function findSections(sections: readonly Section[], query: string): Found[] {
  const wanted = query.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return sections.map((section) => ({ section, settings: [] }))
  const outright = find(sections, (text) => wanted.every((word) => text.toLocaleLowerCase().includes(word)))
  if (outright.length > 0) return outright
  return find(sections, (text) => wanted.every((word) => text.toLocaleLowerCase().includes(word) || isNear(word, text)))
}

/** Pages that are called so come first, then those with a setting that is, then those that have it on their page; of a
 * page's settings those that are called so. */
function find(sections: readonly Section[], has: Has): Found[] {
  const found = sections.map((section) => ({
    section,
    settings: (section.settings ?? [])
      .filter((single) => has(wordsOfSingle(single)))
      .sort((a, b) => Number(has(b.label())) - Number(has(a.label()))),
  }))
  const rank = ({ section, settings }: Found) =>
    has(titleOf(section)) ? 0 : settings.length > 0 ? 1 : has(wordsOf(section)) ? 2 : 3
  return [0, 1, 2].flatMap((wanted) => found.filter((each) => rank(each) === wanted))
}

/** What Enter opens: of a page that is not called so itself, its setting that is. */
export function firstOf([first]: Found[], query: string): { section: string; setting?: string } | null {
  if (!first || !query.trim()) return null
  const [single] = first.settings
  const called = titleOf(first.section).toLocaleLowerCase().includes(query.trim().toLocaleLowerCase())
  return { section: first.section.id, ...(single && !called && { setting: single.id }) }
}
