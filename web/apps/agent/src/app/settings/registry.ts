import type { LucideIcon } from 'lucide-react'
import type { ComponentType } from 'react'

export const GROUPS = ['own', 'tickets', 'work', 'organization', 'channels'] as const

/** One setting of a page, which is found by its own name: what `Setting` marks there. Also its text, `settings.also.<id>`. */
export interface Single {
  id: string
  label: () => string
  /** Who may set it, if fewer than may open its page. */
  who?: Section['who']
}

/** One page of the settings. Each is a file in `sections/` that exports one of these by default; nothing else to do. */
export interface Section {
  /** What its address carries: `/settings/<id>`; also its texts, `settings.section.<id>` and `settings.words.<id>`. */
  id: string
  group: (typeof GROUPS)[number]
  /** Among its group's; the lowest comes first. */
  order: number
  icon: LucideIcon
  /** Who may open it: administrators, these and supervisors, everybody who may write, or everybody. */
  who: 'admin' | 'leads' | 'writers' | 'everybody'
  settings?: Single[]
  load: () => Promise<ComponentType>
}

const found = import.meta.glob<Section>('./sections/*.ts', { eager: true, import: 'default' })

export const SECTIONS: Section[] = Object.values(found).sort(
  (a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group) || a.order - b.order,
)
