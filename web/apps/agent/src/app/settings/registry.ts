import type { LucideIcon } from 'lucide-react'
import type { ComponentType } from 'react'

export const GROUPS = ['own', 'tickets', 'work', 'organization', 'channels'] as const

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
  load: () => Promise<ComponentType>
}

const found = import.meta.glob<Section>('./sections/*.ts', { eager: true, import: 'default' })

export const SECTIONS: Section[] = Object.values(found).sort(
  (a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group) || a.order - b.order,
)
