import { Link } from '@tanstack/react-router'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, IconButton } from '@tessera/ui'
import { Copy } from 'lucide-react'
import { useMemo } from 'react'
import { t } from '@/shared/i18n'
import { keys } from '@/shared/tickets/keys'
import { copyText } from '@/shared/clipboard'
import { leaveGuide } from '@/shared/first-run'
import { registry } from '@/shared/hotkeys'
import { replicaOf } from '@/shared/replica/local'
import { useLiveQuery } from '@/shared/replica/use-list'
import { useServices } from '@/shared/services'
import { showToast } from '@/shared/toasts'
import { HOME_VIEW } from '@/shared/tickets/views'
import { Step } from './step'

/** Waits for the first ticket, however it comes, and leads to it. */
export function FirstTicket() {
  const { api } = useServices()
  const first = useFirst()
  const mailboxes = useQuery({ queryKey: keys.mailboxes, queryFn: api.mailboxes })
  const address = mailboxes.data?.items[0]?.address
  if (first)
    return (
      <Step
        done
        title={t('firstSteps.here')}
        text={t('firstSteps.hereText', { number: first.number, subject: first.subject })}
      >
        <Link
          to="/views/$view/$ticketId"
          params={{ view: HOME_VIEW, ticketId: first.id }}
          onClick={leaveGuide}
          className="inline-flex h-8 items-center rounded-control bg-accent px-3 font-medium text-on-accent hover:bg-accent-hover pointer-coarse:h-11"
        >
          {t('firstSteps.open')}
        </Link>
      </Step>
    )
  return (
    <Step
      done={false}
      title={t('firstSteps.ticket')}
      text={t(address ? 'firstSteps.ticketText' : 'firstSteps.ticketNoMail')}
    >
      {address && (
        <span className="inline-flex items-center gap-1">
          <a href={`mailto:${address}`} className="font-medium text-strong underline-offset-2 hover:underline">
            {address}
          </a>
          <IconButton
            icon={Copy}
            size={14}
            label={t('firstSteps.copy')}
            onClick={() => void copyText(address).then(() => showToast({ text: t('firstSteps.copied') }))}
          />
        </span>
      )}
      <Button size="sm" onClick={() => registry.run('newTicket')}>
        {t('firstSteps.write')}
      </Button>
      <span role="status" className="text-quiet">
        {t('firstSteps.waiting')}
      </span>
    </Step>
  )
}

/** The oldest of those that there are. */
function useFirst() {
  const client = useQueryClient()
  const query = useMemo(
    () => replicaOf(client).query({ matches: () => true, compare: (a, b) => a.number - b.number }),
    [client],
  )
  return useLiveQuery(query).rows[0]
}
