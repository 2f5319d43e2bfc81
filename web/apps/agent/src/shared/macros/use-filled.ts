import DOMPurify from 'dompurify'
import { useMemo } from 'react'
import { useMe } from '@/shared/tickets/queries'
import { fillIn } from './template'
import { type About, valuesOf } from './variables'

/** A text with variables as whoever gets it will read it: HTML that may be shown. */
export function useFilled(html: string, about: About): string {
  const agent = useMe().name
  return useMemo(() => DOMPurify.sanitize(fillIn(html, valuesOf(about, agent))), [html, about, agent])
}
