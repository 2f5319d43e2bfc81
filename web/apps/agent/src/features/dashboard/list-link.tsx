import { Link } from '@tanstack/react-router'
import { createContext, use } from 'react'
import type { ComponentProps } from 'react'

/** What the whole dashboard is narrowed to, as a list's filter says it. */
export const Narrowed = createContext('')

type Props = Omit<ComponentProps<'a'>, 'href'> & { view: 'all' | 'unresolved'; filter: string; order?: string }

/** Leads from a number to the tickets that it counts. */
export function ListLink({ view, filter, order, ...props }: Props) {
  const whole = [use(Narrowed), filter].filter(Boolean).join(' ')
  const search = { ...(whole && { filter: whole }), ...(order && { order }) }
  return <Link to="/views/$view" params={{ view }} search={search} {...props} />
}
