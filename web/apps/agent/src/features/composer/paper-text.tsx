import type { TicketDetail } from '@tessera/api'
import { type ReactNode, Suspense } from 'react'
import { registry } from '@/shared/hotkeys'
import { t } from '@/shared/i18n'
import { changeDraft, changeText } from '@/shared/messages/draft-store'
import { type DraftText, type Paper, isEmpty } from '@/shared/messages/drafts'
import { usePictureAddress } from '@/shared/messages/pictures'
import { seenUntil } from '@/shared/messages/seen'
import { waitNoMore } from '@/shared/messages/uploads'
import { part } from '@/shared/part'
import { typed } from '@/shared/presence/my-place'
import { hasJustSent, isNextAgain, isPast } from '@/shared/tickets/history'
import { useMentionable } from '@/shared/tickets/mentionable'
import { useTeams } from '@/shared/tickets/queries'
import { useDesk } from '@/shared/tickets/use-desk'
import { useUndo } from '@/shared/tickets/use-undo'
import { draftKey, useUploads } from './use-uploads'

const Editor = part(() => import('@/shared/editor/editor').then((module) => ({ default: module.Editor })))
const Signature = part(() => import('./signature').then((module) => ({ default: module.Signature })))

type Props = {
  ticket: TicketDetail
  paper: Paper
  content: DraftText
  /** Another paper is written on. This one keeps what was written and what can be undone. */
  away: boolean
  focusRequest: number
  /** What goes along with the text. */
  attached: ReactNode
  footer: ReactNode
}

/** The text of one paper, and what goes under it. */
export function PaperText({ ticket, paper, content, away, focusRequest, attached, footer }: Props) {
  const { me } = useDesk()
  const { add } = useUploads(ticket.id, paper)
  const { undo, redo } = useUndo()
  const people = useMentionable()
  const addressOf = usePictureAddress()
  const signature = useTeams().find(({ id }) => id === ticket.team_id)?.signature
  function write(text: Partial<DraftText>) {
    waitNoMore(draftKey(me, ticket.id, paper))
    if (isEmpty(content)) changeDraft(me, ticket.id, { since: seenUntil(ticket) })
    changeText(me, ticket.id, paper, () => text)
    typed()
  }
  return (
    <Editor
      away={away}
      label={t(`composer.${paper}Text`)}
      placeholder={t(`composer.${paper}Placeholder`, { name: ticket.requester.name || ticket.requester.email })}
      html={content.html}
      joining
      joined={content.joined}
      // One that comes back takes the focus, as one that has just come does.
      focusRequest={away ? 0 : focusRequest}
      onChange={write}
      onFiles={add}
      addressOf={addressOf}
      onUndo={(step) => (step ? isPast(step) && done(() => undo(step)) : hasJustSent() && registry.run('undo'))}
      onRedo={(step) => isNextAgain(step) && done(redo)}
      {...(paper === 'note' && { people })}
      footer={footer}
      below={
        <>
          {paper !== 'note' && signature && (
            <Suspense>
              <Signature ticket={ticket} signature={signature} />
            </Suspense>
          )}
          {attached}
        </>
      }
    />
  )
}

function done(act: () => void): true {
  act()
  return true
}
