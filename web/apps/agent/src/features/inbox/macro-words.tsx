import '@/shared/i18n/jobs'
import type { Macro, TicketSummary } from '@tessera/api'
import { Button, ChoiceCards, Dialog, DialogBody, DialogFooter } from '@tessera/ui'
import { type FormEvent, useState } from 'react'
import { t } from '@/shared/i18n'
import type { MacroWords, Target } from '@/shared/jobs/bulk'
import { useFilled } from '@/shared/macros/use-filled'
import type { TicketChange } from '@/shared/tickets/changes'
import { useMe } from '@/shared/tickets/queries'
import { useDescribe } from '@/shared/tickets/use-describe'

type Props = {
  macro: Macro
  target: Target
  onUse: (macro: Macro, words: MacroWords) => void
  onClose: () => void
}

/** What becomes of a macro's text on many tickets, and what each of them gets of it. */
export function MacroWordsDialog({ macro, target, onUse, onClose }: Props) {
  const [words, setWords] = useState<MacroWords>('reply')
  const acts = useActs(macro)
  const [first] = target.tickets
  const count = target.tickets.length
  function use(event: FormEvent) {
    event.preventDefault()
    onClose()
    onUse(macro, words)
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={macro.name} closeLabel={t('action.close')}>
      <form onSubmit={use} className="flex min-h-0 flex-1 flex-col">
        <DialogBody>
          <ChoiceCards
            label={t('bulk.words.label')}
            value={words}
            onChoose={setWords}
            choices={[
              { value: 'reply', label: t('bulk.words.reply') },
              { value: 'note', label: t('bulk.words.note') },
              ...(acts.length > 0 ? [{ value: null, label: t('bulk.words.none') }] : []),
            ]}
          />
          {words && first && <Words html={macro.html} ticket={first} />}
          {acts.length > 0 && <p className="text-xs text-quiet">{t('bulk.words.acts', { acts: acts.join(' · ') })}</p>}
          {words === 'reply' && <p className="text-xs text-quiet">{t('bulk.words.wait')}</p>}
        </DialogBody>
        <DialogFooter>
          <Button variant="ghost" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" variant="primary">
            {target.query ? t(`bulk.words.goAll.${words ?? 'none'}`) : t(`bulk.words.go.${words ?? 'none'}`, { count })}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}

/** As the first of them gets it. */
function Words({ html, ticket }: { html: string; ticket: TicketSummary }) {
  const shown = useFilled(html, ticket)
  return (
    <figure className="overflow-hidden rounded-control border border-line">
      <figcaption className="flex gap-1.5 border-b border-line px-3 py-1.5 text-xs text-quiet">
        <span className="shrink-0 tabular-nums">#{ticket.number}</span>
        <span dir="auto" className="truncate">
          {ticket.subject}
        </span>
      </figcaption>
      <div
        dir="auto"
        data-testid="macro-words"
        className="rich-text max-h-56 overflow-y-auto px-3 py-2 text-strong"
        dangerouslySetInnerHTML={{ __html: shown }}
      />
    </figure>
  )
}

/** Each of its actions in words. */
function useActs(macro: Macro): string[] {
  const describe = useDescribe()
  const me = useMe()
  const { fields, ...others } = macro.actions as TicketChange
  const each: TicketChange[] = [
    ...Object.entries(others).map(([name, value]) => ({ [name]: value === 'me' ? me.id : value })),
    ...Object.entries(fields ?? {}).map(([id, value]) => ({ fields: { [id]: value } })),
  ]
  return each.map(describe)
}
