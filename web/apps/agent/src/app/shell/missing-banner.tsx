import { Button } from '@tessera/ui'
import { Unplug } from 'lucide-react'
import { t } from '@/shared/i18n'
import { useOnline } from '@/shared/media'
import { useMissing } from '@/shared/part'

/**
 * Says that what was asked for could not be fetched. With a network it is the app that is old, and anew it works. It lies over
 * the page where toasts do, without being one: those may be what could not be fetched. Where a phone's composer is, it has the
 * place under a toast's.
 */
export function MissingBanner() {
  const missing = useMissing((state) => state.missing)
  const online = useOnline()
  if (!missing) return null
  const dismiss = () => useMissing.setState({ missing: false })
  return (
    <div
      role="status"
      className="fixed inset-x-3 bottom-[calc(env(safe-area-inset-bottom)+72px)] z-50 flex items-center gap-2 rounded-surface bg-warning-soft py-1.5 ps-3 pe-1.5 text-xs text-warning-text shadow-float md:inset-x-auto md:start-4 md:bottom-17 md:max-w-104 max-md:[body:has([data-writes])_&]:top-[calc(2*var(--bar-height)+72px)] max-md:[body:has([data-writes])_&]:bottom-auto"
    >
      <Unplug size={14} className="shrink-0" aria-hidden="true" />
      <span className="flex-1">{t(online ? 'error.part' : 'error.partOffline')}</span>
      {online && (
        <Button size="sm" onClick={() => location.reload()}>
          {t('version.reload')}
        </Button>
      )}
      <Button size="sm" variant="ghost" onClick={dismiss}>
        {t('action.dismiss')}
      </Button>
    </div>
  )
}
