import { Button, EmptyState } from '@tessera/ui'
import { Link, useRouter } from '@tanstack/react-router'
import { Unreachable } from '@tessera/api'
import { t } from '@/shared/i18n'
import { useOnline } from '@/shared/media'
import { MissingPart } from '@/shared/part'

/** The app could not start, or a page broke. What was written is in the browser's storage and survives. */
export function StartError({ error, reset }: { error: unknown; reset?: () => void }) {
  const router = useRouter()
  const start = error instanceof Unreachable
  const retry = () => {
    reset?.()
    void router.invalidate()
  }
  return (
    <main className="flex h-full min-w-0 flex-1 bg-canvas">
      <EmptyState
        page
        mosaic="broken"
        title={t(start ? 'error.startTitle' : 'error.pageTitle')}
        text={t(start ? 'error.startText' : 'error.pageText')}
        action={
          <Button variant="primary" onClick={retry}>
            {t('action.retry')}
          </Button>
        }
      />
    </main>
  )
}

/** One page broke, or could not be fetched: what is around it stays, and leads elsewhere. */
export function PageError({ error, reset }: { error: unknown; reset?: () => void }) {
  const online = useOnline()
  if (!(error instanceof MissingPart)) return <StartError error={error} {...(reset && { reset })} />
  return (
    <main className="flex min-w-0 flex-1 bg-canvas">
      <EmptyState
        page
        mosaic="broken"
        title={t('error.pageTitle')}
        text={t(online ? 'error.part' : 'error.partOffline')}
        action={
          online && (
            <Button variant="primary" onClick={() => location.reload()}>
              {t('version.reload')}
            </Button>
          )
        }
      />
    </main>
  )
}

export function NotFound() {
  return (
    <main className="flex h-full min-w-0 flex-1 bg-canvas">
      <EmptyState
        page
        mosaic="search"
        title={t('error.notFoundTitle')}
        text={t('error.notFoundText')}
        action={
          <Button asChild>
            <Link to="/">{t('error.toTickets')}</Link>
          </Button>
        }
      />
    </main>
  )
}
