import type { RealtimeState } from '@tessera/api'
import { Banner, Button } from '@tessera/ui'
import { CloudUpload, RefreshCw, WifiOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { t } from '@/shared/i18n'
import { registry } from '@/shared/hotkeys'
import { useOnline } from '@/shared/media'
import { useWaitingMessages } from '@/shared/messages/outbox'
import { useQueueState } from '@/shared/replica/use-queue'
import { useMe } from '@/shared/tickets/queries'

const PATIENCE_MS = 4000

/** Says so when the browser is offline, when changes wait, or when live updates have been away for more than a moment. */
export function ConnectionBanner({ connection }: { connection: RealtimeState }) {
  const online = useOnline()
  const away = useLasting(connection !== 'live', PATIENCE_MS)
  const { entries, waits } = useQueueState()
  const messages = useWaitingMessages(useMe().id)
  const count = entries.length + messages.length
  const show = count > 0 && (
    <Button size="sm" variant="ghost" onClick={() => registry.run('waiting')}>
      {t('queue.show')}
    </Button>
  )
  if (!online) {
    const text = count > 0 ? t('connection.offlineWaiting', { count }) : t('connection.offline')
    return (
      <Banner icon={WifiOff} action={show}>
        {text}
      </Banner>
    )
  }
  if (waits || messages.length > 0)
    return (
      <Banner icon={CloudUpload} action={show}>
        {t('queue.waiting', { count })}
      </Banner>
    )
  if (away) return <Banner icon={RefreshCw}>{t('connection.waiting')}</Banner>
  return null
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
