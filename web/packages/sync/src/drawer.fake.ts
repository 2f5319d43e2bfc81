import type { Parting } from './parting'

/** What stays of a page that `goes`, for the next one. */
export function aDrawer() {
  const left: unknown[] = []
  let unwritten: () => unknown[] = () => []
  const parting: Parting = {
    watch(told) {
      unwritten = told
      return () => undefined
    },
    collect: () => left.splice(0),
  }
  return { parting, goes: () => void left.push(...unwritten()) }
}
