import { cn } from '@tessera/ui'
import { LOCALE } from '@/shared/i18n'
import { useTicketCount } from './use-list'

export const exact = new Intl.NumberFormat(LOCALE)
const short = new Intl.NumberFormat(LOCALE, { notation: 'compact' })
/** There is room for four digits. */
const MOST_EXACT = 9_999

/** How many tickets a place of the sidebar holds; nothing where there are none. */
export function Found({ count, className }: { count: number; className?: string }) {
  return (
    <span data-testid="found" className={cn('ms-auto shrink-0 text-2xs text-quiet tabular-nums', className)}>
      {count > 0 && (count > MOST_EXACT ? short : exact).format(count)}
    </span>
  )
}

/** As they come and go. */
export function FoundIn({ view }: { view: string }) {
  return <Found count={useTicketCount(view)} />
}
