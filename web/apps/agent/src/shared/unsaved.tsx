import { useBlocker } from '@tanstack/react-router'
import { Button, Dialog, DialogBody, DialogFooter } from '@tessera/ui'
import { t } from '@/shared/i18n'

type AskProps = { onKeep: () => void; onDiscard: () => void }

/** Said instead of throwing work away: the one place where a question is kinder than Undo. */
export function AskUnsaved({ onKeep, onDiscard }: AskProps) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onKeep()}
      title={t('settings.unsavedTitle')}
      closeLabel={t('settings.keepEditing')}
      short
    >
      <DialogBody tabIndex={0}>
        <p>{t('settings.unsavedText')}</p>
      </DialogBody>
      <DialogFooter>
        <Button variant="ghost" onClick={onDiscard}>
          {t('settings.discard')}
        </Button>
        {/* What nobody loses anything by. */}
        <Button variant="primary" data-first="" onClick={onKeep}>
          {t('settings.keepEditing')}
        </Button>
      </DialogFooter>
    </Dialog>
  )
}

/** Stops every way out of the page while something is `unsaved`: links, Back, reload. */
export function UnsavedGuard({ unsaved }: { unsaved: boolean }) {
  const blocker = useBlocker({
    // Another place on the same page leaves nothing behind.
    shouldBlockFn: ({ current, next }) => unsaved && current.pathname !== next.pathname,
    enableBeforeUnload: () => unsaved,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return <AskUnsaved onKeep={blocker.reset} onDiscard={blocker.proceed} />
}
