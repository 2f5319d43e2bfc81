import type { Message } from '@tessera/api'
import { Popover, PopoverContent, PopoverTrigger, Tooltip, cn } from '@tessera/ui'
import { SmilePlus } from 'lucide-react'
import { Suspense, useState } from 'react'
import { t, LOCALE } from '@/shared/i18n'
import { react } from '@/shared/messages/reactions'
import { part } from '@/shared/part'
import { useAgents, useMayWrite } from '@/shared/tickets/queries'
import { useDesk } from '@/shared/tickets/use-desk'
import { showToast } from '@/shared/toasts'

const EmojiPicker = part(() => import('./emoji-picker').then((module) => ({ default: module.EmojiPicker })))

type Props = { message: Message; ticketId: string }

function useReact({ message, ticketId }: Props): (emoji: string) => void {
  const desk = useDesk()
  return (emoji) => {
    const mine = message.reactions.find((each) => each.emoji === emoji)?.agent_ids.includes(desk.me) ?? false
    react(desk, ticketId, message.id, emoji, !mine).catch(() =>
      showToast({ tone: 'danger', text: t('reaction.failed') }),
    )
  }
}

/** What was given, and by whom; pressing gives the same, or takes one's own back. */
export function Reactions(props: Props) {
  const { reactions } = props.message
  const toggle = useReact(props)
  if (reactions.length === 0) return null
  return (
    <ul data-testid="reactions" className="mt-2 flex flex-wrap gap-1.5">
      {reactions.map((each) => (
        <li key={each.emoji}>
          <Chip emoji={each.emoji} agentIds={each.agent_ids} onToggle={() => toggle(each.emoji)} />
        </li>
      ))}
      <li>
        <AddReaction {...props} className="h-7 w-8 rounded-full border border-line" />
      </li>
    </ul>
  )
}

function Chip({ emoji, agentIds, onToggle }: { emoji: string; agentIds: string[]; onToggle: () => void }) {
  const { me } = useDesk()
  const agents = useAgents()
  const mayWrite = useMayWrite()
  const nameOf = (id: string) =>
    id === me ? t('reaction.you') : (agents.find((agent) => agent.id === id)?.name ?? t('activity.system'))
  const names = new Intl.ListFormat(LOCALE).format(agentIds.map(nameOf))
  const mine = agentIds.includes(me)
  return (
    <Tooltip text={names}>
      <button
        type="button"
        aria-label={t('reaction.by', { count: String(agentIds.length), emoji, names })}
        aria-pressed={mine}
        disabled={!mayWrite}
        onClick={onToggle}
        className={cn(
          'inline-flex h-7 items-center gap-1.5 rounded-full border px-2 text-xs tabular-nums touch-target',
          mine ? 'border-accent bg-accent-soft text-accent-text' : 'border-line bg-canvas text-body hover:bg-hover',
        )}
      >
        <span aria-hidden="true" className="text-sm leading-none">
          {emoji}
        </span>
        {agentIds.length}
      </button>
    </Tooltip>
  )
}

/** The smiley that opens the choice of emoji. */
export function AddReaction({ className, ...props }: Props & { className?: string }) {
  const mayWrite = useMayWrite()
  const toggle = useReact(props)
  const [open, setOpen] = useState(false)
  if (!mayWrite) return null
  const pick = (emoji: string) => {
    setOpen(false)
    toggle(emoji)
  }
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <Tooltip text={t('reaction.add')}>
        <PopoverTrigger
          aria-label={t('reaction.add')}
          className={cn(
            'inline-flex shrink-0 items-center justify-center text-icon touch-target hover:bg-selected hover:text-strong aria-expanded:bg-selected',
            className,
          )}
        >
          <SmilePlus size={15} aria-hidden="true" />
        </PopoverTrigger>
      </Tooltip>
      <PopoverContent align="end" aria-label={t('reaction.add')} className="w-76 p-2">
        <Suspense fallback={<div className="h-64" />}>
          <EmojiPicker onPick={pick} />
        </Suspense>
      </PopoverContent>
    </Popover>
  )
}
