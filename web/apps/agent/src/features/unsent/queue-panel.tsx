import '@/shared/i18n/pages'
import { Button, Dialog, DialogBody, EmptyState, RelativeTime } from '@tessera/ui'
import { t, LOCALE } from '@/shared/i18n'
import { type Outgoing, useWaitingMessages } from '@/shared/messages/outbox'
import { useDiscard } from '@/shared/messages/use-discard'
import type { Act, TicketEntry } from '@/shared/replica/queue'
import { useQueue, useQueueState } from '@/shared/replica/use-queue'
import { useMe } from '@/shared/tickets/queries'
import { useDeed } from '@/shared/tickets/use-deed'
import { useDescribe } from '@/shared/tickets/use-describe'
import { UnsentRow } from './unsent-row'

/** What was done here and the server does not have yet, the first to go first. */
export function QueuePanel({ onClose }: { onClose: () => void }) {
  const { entries } = useQueueState()
  const messages = useWaitingMessages(useMe().id)
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('unsent.queueTitle')}
      description={t('unsent.queueText')}
      closeLabel={t('action.close')}
    >
      <DialogBody className="gap-0" tabIndex={0}>
        {entries.length + messages.length === 0 && (
          <EmptyState mosaic="done" title={t('unsent.allSent')} text={t('unsent.allSentText')} />
        )}
        <ul>
          {entries.map((entry) => (
            <Row key={entry.id} entry={entry} />
          ))}
          {messages.map((message) => (
            <MessageRow key={message.id} message={message} />
          ))}
        </ul>
      </DialogBody>
    </Dialog>
  )
}

function Row({ entry }: { entry: TicketEntry }) {
  const queue = useQueue()
  const deed = useDeed()
  const describe = useDescribeAct()
  async function discard() {
    const { ticket, act, shown, seen } = entry
    // It may be at the server by now.
    if ((await queue.take(entry.id)).kind !== 'dropped') return
    let again: string | undefined
    void deed(
      t('unsent.taken'),
      () => again && queue.take(again),
      () => void (again = queue.add({ ticket, act, shown, seen }).id),
      describe(act),
    )
  }
  return (
    <UnsentRow
      ticketId={entry.ticket}
      subject={entry.act.kind === 'create' ? entry.act.ticket.subject : undefined}
      text={describe(entry.act)}
      time={<RelativeTime at={new Date(entry.at).toISOString()} justNow={t('time.now')} locale={LOCALE} />}
    >
      <Button size="sm" variant="ghost" onClick={() => void discard()}>
        {t('composer.discard')}
      </Button>
    </UnsentRow>
  )
}

/** A message goes out after what was done to its ticket. */
function MessageRow({ message: { id, ticketId, body } }: { message: Outgoing }) {
  const discard = useDiscard()
  const kind = t(body.forward ? 'composer.forward' : `composer.${body.kind === 'note' ? 'note' : 'reply'}`)
  return (
    <UnsentRow ticketId={ticketId} text={[kind, body.text].filter(Boolean).join(' · ')} time={null}>
      <Button size="sm" variant="ghost" onClick={() => discard(id)}>
        {t('composer.discard')}
      </Button>
    </UnsentRow>
  )
}

function useDescribeAct(): (act: Act) => string {
  const describe = useDescribe()
  return (act) => {
    switch (act.kind) {
      case 'create':
        return t('unsent.create')
      case 'change':
        return describe(act.change)
      case 'follow':
        return t(act.following ? 'done.followed' : 'done.unfollowed')
      case 'delete':
        return t('unsent.delete')
      case 'restore':
        return t('unsent.restore')
      case 'undo':
        return t('done.undone')
    }
  }
}
