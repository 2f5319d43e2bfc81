import type { RealtimeState } from '@tessera/api'
import { Banner } from '@tessera/ui'
import { RefreshCw, WifiOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOnline } from '@/shared/media'

const PATIENCE_MS = 4000

/** Says so when the browser is offline, or when live updates have been away for more than a moment. */
export function ConnectionBanner({ connection }: { connection: RealtimeState }) {
  const { t } = useTranslation()
  const online = useOnline()
  const away = useLasting(connection !== 'live', PATIENCE_MS)
  if (!online) return <Banner icon={WifiOff}>{t('connection.offline')}</Banner>
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
