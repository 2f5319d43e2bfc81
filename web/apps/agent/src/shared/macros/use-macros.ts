import '@/shared/i18n/pages'
import { type Macro, newId } from '@tessera/api'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { t } from '@/shared/i18n'
import { useServices } from '@/shared/services'
import { type Outcome, carryOutMacro } from '@/shared/tickets/changes'
import { keys } from '@/shared/tickets/keys'
import { underWay } from '@/shared/tickets/history'
import { useDesk } from '@/shared/tickets/use-desk'
import { useUndo } from '@/shared/tickets/use-undo'
import { showToast } from '@/shared/toasts'
import { backWith, join } from './joined-text'

const MINUTE = 60_000

/** The macros that this agent may use, by folder and name, and the variables that there are. */
export function useMacroList(enabled = true) {
  const { api } = useServices()
  return useQuery({ queryKey: keys.macros, queryFn: () => api.macros(), staleTime: MINUTE, enabled })
}

type Done = Extract<Outcome, { kind: 'done' }>

/** Uses a macro on a ticket: its actions are carried out, its text joins what is being written, and both are taken back as one. */
export function useRunMacro(ticketId: string): (macro: Macro) => void {
  const desk = useDesk()
  const { tell } = useUndo()
  return useMemo(() => {
    async function run(macro: Macro): Promise<void> {
      const { outcome, html, text, lacking } = await carryOutMacro(desk, ticketId, macro.id)
      const done = outcome.kind === 'done' && text.trim() ? withText(outcome, html, text) : outcome
      tell(t('done.macro', { name: macro.name }), done, () => void run(macro))
      if (lacking.length > 0)
        showToast({ text: t('macros.lacking'), detail: lacking.map((name) => `{{${name}}}`).join(', ') })
    }
    function withText(outcome: Done, html: string, text: string): Done {
      const joining = { id: newId(), ticketId, html, text }
      return { ...outcome, step: joining.id, back: backWith(joining, join(desk.me, joining), outcome.back) }
    }
    return (macro) => void underWay(run(macro))
  }, [desk, tell, ticketId])
}
