import type { TicketSummary } from '@tessera/api'
import { Suspense, useEffect } from 'react'
import { Place, registry } from '@/shared/hotkeys'
import { KeysComing } from '@/shared/hotkeys/keys-coming'
import { part } from '@/shared/part'
import { later } from '@/shared/settled'
import { useSelection } from '@/shared/tickets/selection'

const UnderKeys = part(later(() => import('./under-keys').then((module) => ({ default: module.UnderKeys }))))

type Props = { ticket: TicketSummary | undefined; onOpen: (id: string) => void }

/** The ticket's keys are for the one that they are on, unless others are chosen: then these are meant. */
export function KeysOn({ ticket, onOpen }: Props) {
  const chosen = useSelection(({ picking, everything, ids }) => picking && (everything || ids.size > 0))
  useEffect(() => registry.choose(chosen), [chosen])
  useEffect(() => () => registry.choose(false), [])
  return (
    <Place value="main">
      <Suspense fallback={<KeysComing />}>
        {/* There before it is needed: a key is not pressed twice. */}
        <UnderKeys ticket={chosen ? undefined : ticket} onOpen={onOpen} />
      </Suspense>
    </Place>
  )
}
