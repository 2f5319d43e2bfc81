import '@/shared/i18n/pages'
import type { ServerDraft } from '@tessera/api'
import { useQueryClient } from '@tanstack/react-query'
import { Button, EmptyState, RelativeTime } from '@tessera/ui'
import { t, LOCALE } from '@/shared/i18n'
import { DRAFTS, discardDraft, paperOf, useDraftList } from '@/shared/messages/draft-sync'
import { LoadFailed, Page, RowsSkeleton } from '@/shared/page'
import { useDeed } from '@/shared/tickets/use-deed'
import { useDesk } from '@/shared/tickets/use-desk'
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
      text={[kind, draft.content.text].filter(Boolean).join(' · ')}
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
  const deed = useDeed()
  const readAgain = () => client.invalidateQueries({ queryKey: DRAFTS })
  return () => {
    let restore = () => Promise.resolve()
    async function throwAway() {
      restore = await discardDraft(desk, draft)
    }
    void deed(
      t('unsent.discarded'),
      () => throwAway().finally(readAgain),
      () => restore().finally(readAgain),
    )
  }
}
