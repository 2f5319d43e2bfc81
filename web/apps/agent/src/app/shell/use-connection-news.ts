import { CloudUpload, type LucideIcon, RefreshCw, WifiOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { t } from '@/shared/i18n'
import { useConnection } from '@/shared/live/connection'
import { useOnline } from '@/shared/media'
import { useWaitingMessages } from '@/shared/messages/outbox'
import { useQueueState } from '@/shared/replica/use-queue'
import { useMe } from '@/shared/tickets/queries'

const PATIENCE_MS = 4000

interface ConnectionNews {
  icon: LucideIcon
  text: string
  /** The same where there is room for a word or two. */
  short: string
  /** Something waits that can be looked at. */
  waiting: boolean
}

/** That the browser is offline, that changes wait, or that live updates have been away for more than a moment. */
export function useConnectionNews(): ConnectionNews | null {
  const online = useOnline()
  const away = useLasting(
    useConnection(({ state }) => state !== 'live'),
    PATIENCE_MS,
  )
  const { entries, waits } = useQueueState()
  const messages = useWaitingMessages(useMe().id)
  const count = entries.length + messages.length
  const waiting = count > 0
  if (!online) {
    const text = waiting ? t('connection.offlineWaiting', { count }) : t('connection.offline')
    return { icon: WifiOff, text, short: t('connection.offlineShort', { count }), waiting }
  }
  if (waits || messages.length > 0) {
    const short = t('connection.waitingShort', { count })
    return { icon: CloudUpload, text: t('queue.waiting', { count }), short, waiting }
  }
  if (!away) return null
  return { icon: RefreshCw, text: t('connection.waiting'), short: t('connection.awayShort'), waiting: false }
}

/** True once `condition` has held for `ms`. */
function useLasting(condition: boolean, ms: number): boolean {
  const [lasting, setLasting] = useState(false)
  useEffect(() => {
    if (!condition) return
    const timer = setTimeout(() => setLasting(true), ms)
    return () => {
      clearTimeout(timer)
      setLasting(false)
    }
  }, [condition, ms])
  return lasting
}
