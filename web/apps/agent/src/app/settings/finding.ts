import { t } from '@/shared/i18n'
import type { Section } from './registry'

export const titleOf = ({ id }: Pick<Section, 'id'>) => t(`settings.section.${id as 'tags'}`)

/** A section is found by its own name, its group's, and what is on its page or what other products call that. */
const wordsOf = (section: Section) =>
  `${titleOf(section)} ${t(`settings.group.${section.group}`)} ${t(`settings.words.${section.id as 'tags'}`)}`

/** Those that have all words of `query`, or parts of them; the ones that are called so before those that have it on their page. */
export function findSections(sections: readonly Section[], query: string): Section[] {
  const wanted = query.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean)
  const has = (text: string) => wanted.every((word) => text.toLocaleLowerCase().includes(word))
  const named = sections.filter((each) => has(titleOf(each)))
  return [...named, ...sections.filter((each) => !named.includes(each) && has(wordsOf(each)))]
}
