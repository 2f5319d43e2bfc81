import type { TicketSummary } from '@tessera/api'
import { CommandGroup, CommandItem } from '@tessera/ui'
import { t } from '@/shared/i18n'
import { type Argument, STEPS, type Step, useArguments } from './arguments'
import { askedFor } from './asked'
import type { Then } from './then'
import { useBestOf } from './use-best-of'

type Props = { ticket: TicketSummary; query: string; then: Then }

/** Everything that can be done to the open ticket, with what: "Snooze until tomorrow 9:00". Asked for by typing. */
export function TicketCommands({ ticket, query, then }: Props) {
  // A new tag is meant only if it is said: "tag fragile".
  const tag = /^\s*(?:add\s+)?(?:tag|schlagwort)\s+(\S.*)$/i.exec(query)?.[1] ?? ''
  const asked = {
    merge: askedFor(query, t('palette.asks.merge')),
    link: askedFor(query, t('palette.asks.link')),
    requester: askedFor(query, t('palette.asks.requester')),
  }
  const all = useArguments(ticket, { tag, time: query, ...asked })
  useBestOf([...all.merge, ...all.link, ...all.requester].map(({ value }) => value).join())
  return (
    <CommandGroup heading={t('palette.thisTicket')}>
      {STEPS.flatMap((step) =>
        all[step].map((each) => <Line key={each.value} argument={each} text={each.said} then={then} />),
      )}
    </CommandGroup>
  )
}

/** The second step of a command: with what. */
export function StepCommands({ ticket, step, query, then }: Props & { step: Step }) {
  const asked = (of: Step) => (of === step ? query : null)
  const all = useArguments(ticket, {
    tag: query,
    time: `${t(`command.${step}`)} ${query}`,
    merge: asked('merge'),
    link: asked('link'),
    requester: asked('requester'),
  })
  return (
    <CommandGroup heading={t(`command.${step}`)}>
      {all[step].map((each) => (
        <Line key={each.value} argument={each} text={each.label} then={then} />
      ))}
    </CommandGroup>
  )
}

function Line({ argument, text, then }: { argument: Argument; text: string; then: Then }) {
  return (
    <CommandItem
      value={argument.value}
      keywords={[argument.said, argument.label, ...(argument.keywords ?? [])]}
      icon={argument.icon}
      // What is said in full needs no second telling.
      hint={argument.hint && !text.includes(argument.hint) ? argument.hint : undefined}
      onSelect={then(argument.run)}
    >
      {argument.ours ? <span dir={document.dir}>{text}</span> : text}
    </CommandItem>
  )
}
