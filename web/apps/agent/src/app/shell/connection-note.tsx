import { Button, IconButton } from '@tessera/ui'
import { t } from '@/shared/i18n'
import { registry } from '@/shared/hotkeys'
import { useConnectionNews } from './use-connection-news'

const showWaiting = () => void registry.run('waiting')

/** At the sidebar's foot: only the list of places above it gets shorter, and nothing moves. */
export function ConnectionNote({ narrow }: { narrow: boolean }) {
  const news = useConnectionNews()
  if (!news) return null
  const { icon: Icon, text, waiting } = news
  if (narrow)
    return (
      <div role="status" className="mb-2 flex shrink-0 justify-center">
        <IconButton icon={Icon} label={text} onClick={showWaiting} className="bg-selected text-strong" />
        <span className="sr-only">{text}</span>
      </div>
    )
  return (
    <div role="status" className="mx-2 mb-2 flex shrink-0 gap-2 rounded-control bg-selected p-2 text-xs text-strong">
      <Icon size={14} className="mt-px shrink-0" aria-hidden="true" />
      <span className="min-w-0">
        {text}{' '}
        {waiting && (
          <Button variant="link" className="inline text-xs touch-target" onClick={showWaiting}>
            {t('queue.show')}
          </Button>
        )}
      </span>
    </div>
  )
}

/** On a phone: hangs from the screen's edge, above what is written in the bar, so that it covers nothing. */
export function ConnectionNotch() {
  const news = useConnectionNews()
  if (!news) return null
  const { icon: Icon, text, short } = news
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 top-0 z-20 flex justify-center">
      <button
        type="button"
        onClick={showWaiting}
        className="pointer-events-auto relative flex h-4 items-center gap-1 rounded-b-control bg-inverse px-2 text-2xs leading-none text-on-inverse after:absolute after:inset-x-0 after:top-0 after:h-7"
      >
        <Icon size={11} aria-hidden="true" />
        {short}
        <span className="sr-only">. {text}</span>
      </button>
    </div>
  )
}
