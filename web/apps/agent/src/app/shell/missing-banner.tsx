import { Banner, Button } from '@tessera/ui'
import { Unplug } from 'lucide-react'
import { t } from '@/shared/i18n'
import { useOnline } from '@/shared/media'
import { useMissing } from '@/shared/part'

/** Says that what was asked for could not be fetched. With a network it is the app that is old, and anew it works. */
export function MissingBanner() {
  const missing = useMissing((state) => state.missing)
  const online = useOnline()
  if (!missing) return null
  const dismiss = () => useMissing.setState({ missing: false })
  return (
    <Banner
      icon={Unplug}
      tone="warning"
      action={
        <span className="flex gap-1.5">
          {online && (
            <Button size="sm" onClick={() => location.reload()}>
              {t('version.reload')}
            </Button>
          )}
          <Button size="sm" variant="ghost" onClick={dismiss}>
            {t('action.dismiss')}
          </Button>
        </span>
      }
    >
      {t(online ? 'error.part' : 'error.partOffline')}
    </Banner>
  )
}
