import { useChooseBest, useChosenCommand } from '@tessera/ui'
import { useEffect } from 'react'

/** What comes late is chosen when it comes, unless something that is certain was before. `come` names what is there. */
export function useBestOf(come: string): void {
  const last = useChosenCommand().startsWith('everywhere ')
  const chooseBest = useChooseBest()
  useEffect(() => {
    if (come && last) chooseBest()
    // Whoever then goes to the last by the arrows means it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [come])
}
