import type { Macro } from '@tessera/api'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { t } from '@/shared/i18n'
import { changeDraft, currentDraft } from '@/shared/messages/draft-store'
import { useServices } from '@/shared/services'
import { carryOutMacro } from '@/shared/tickets/changes'
import { keys } from '@/shared/tickets/keys'
import { underWay } from '@/shared/tickets/history'
import { useDesk } from '@/shared/tickets/use-desk'
import { useUndo } from '@/shared/tickets/use-undo'

const MINUTE = 60_000

/** The macros that this agent may use, by folder and name, and the variables that there are. */
export function useMacroList(enabled = true) {
  const { api } = useServices()
  return useQuery({ queryKey: keys.macros, queryFn: () => api.macros(), staleTime: MINUTE, enabled })
}

/** Uses a macro on a ticket: its actions are carried out, its text joins what is being written. */
export function useRunMacro(ticketId: string): (macro: Macro) => void {
  const desk = useDesk()
  const { tell } = useUndo()
  return useMemo(() => {
    async function run(macro: Macro): Promise<void> {
      const { outcome, html, text } = await carryOutMacro(desk, ticketId, macro.id)
      if (text.trim()) {
        const draft = currentDraft(desk.me, ticketId)
        const begun = draft[draft.kind]
        const joined = { ...begun, html: begun.html + html, text: [begun.text, text].filter(Boolean).join('\n\n') }
        changeDraft(desk.me, ticketId, { [draft.kind]: joined })
      }
      tell(t('done.macro', { name: macro.name }), outcome, () => void run(macro))
    }
    return (macro) => void underWay(run(macro))
  }, [desk, tell, ticketId])
}
