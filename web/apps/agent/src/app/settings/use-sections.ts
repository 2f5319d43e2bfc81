import { useMayWrite, useMe } from '@/shared/tickets/queries'
import { SECTIONS, type Section } from './registry'

/** Those that this agent may open, with the settings that they may change. */
export function useSections(): Section[] {
  const me = useMe()
  const mayWrite = useMayWrite()
  const may = {
    admin: me.role === 'admin',
    leads: me.role === 'admin' || me.role === 'supervisor',
    writers: mayWrite,
    everybody: true,
  }
  return SECTIONS.filter((section) => may[section.who]).map((section) => ({
    ...section,
    settings: section.settings?.filter(({ who }) => !who || may[who]) ?? [],
  }))
}
