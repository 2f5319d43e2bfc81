import '@/shared/i18n/pages'
import type { ServerDraft } from '@tessera/api'
import { useQueryClient } from '@tanstack/react-query'
import { Button, EmptyState, RelativeTime } from '@tessera/ui'
import { t, LOCALE } from '@/shared/i18n'
import { DRAFTS, discardDraft, paperOf, useDraftList } from '@/shared/messages/draft-sync'
import { LoadFailed, Page, RowsSkeleton } from '@/shared/page'
import { outcomeOf } from '@/shared/tickets/changes'
import { useDesk } from '@/shared/tickets/use-desk'
import { useExplain } from '@/shared/tickets/use-explain'
import { showToast } from '@/shared/toasts'
import { UnsentRow } from './unsent-row'

/** What one has begun to write, on whatever machine, the latest first. */
export function DraftsPage() {
  const list = useDraftList()
  return (
    <Page title={t('unsent.draftsTitle')}>
      {list.isPending && <RowsSkeleton />}
      {list.isError && !list.data && <LoadFailed onRetry={() => void list.refetch()} />}
      {list.data?.length === 0 && (
        <EmptyState mosaic="done" title={t('unsent.noDrafts')} text={t('unsent.noDraftsText')} />
      )}
      {list.data && list.data.length > 0 && (
        <ul className="border-t border-line">
          {list.data.map((draft) => (
            <Row key={draft.ticket_id} draft={draft} />
          ))}
        </ul>
      )}
    </Page>
  )
}

function Row({ draft }: { draft: ServerDraft }) {
  const discard = useDiscard(draft)
  const kind = t(`composer.${paperOf(draft.content)}`)
  return (
    <UnsentRow
      ticketId={draft.ticket_id}
      text={`${kind} · ${draft.content.text ?? ''}`}
      time={<RelativeTime at={draft.saved_at} justNow={t('time.now')} locale={LOCALE} />}
    >
      <Button size="sm" variant="ghost" onClick={discard}>
        {t('composer.discard')}
      </Button>
    </UnsentRow>
  )
}

function useDiscard(draft: ServerDraft): () => void {
  const desk = useDesk()
  const client = useQueryClient()
  const explain = useExplain()
  async function act(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      explain(outcomeOf(error), () => void act(work))
    }
    await client.invalidateQueries({ queryKey: DRAFTS })
  }
  return () =>
    void act(async () => {
      const restore = await discardDraft(desk, draft)
      showToast({ text: t('unsent.discarded'), action: { label: t('action.undo'), run: () => void act(restore) } })
    })
}
