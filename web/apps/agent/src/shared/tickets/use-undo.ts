import { newId } from '@tessera/api'
import { useMemo } from 'react'
import { t } from '@/shared/i18n'
import { showToast, useToasts } from '@/shared/toasts'
import type { Outcome } from './changes'
import { redoStep, remember, undoStep } from './history'
import { useDesk } from './use-desk'
import { useExplain } from './use-explain'

/** The way back from what was done, and forth again. */
export function useUndo() {
  const desk = useDesk()
  const explain = useExplain()
  return useMemo(() => {
    async function undo(id?: string): Promise<void> {
      const taken = await undoStep(desk, id)
      if (!taken) return
      const { step } = taken
      explain(taken.outcome, () => void undo(step.id))
      // What was said of it, with the way back, no longer holds.
      useToasts.getState().dismiss(step.id)
      if (taken.outcome.kind !== 'done') return
      const action = taken.outcome.back ? { label: t('action.redo'), run: () => void redo() } : undefined
      const { left, stays } = taken.outcome
      const detail = stays ?? (left ? t('done.leftAsTheyAre', { count: left }) : step.text)
      showToast({ id: step.id, ...(step.undone ? { text: step.undone } : { text: t('done.undone'), detail }), action })
    }
    async function redo(): Promise<void> {
      const taken = await redoStep(desk)
      if (!taken) return
      explain(taken.outcome, () => void redo())
      useToasts.getState().dismiss(taken.step.id)
      if (taken.outcome.kind === 'done') offer(taken.step.text, taken.step.id)
    }
    const offer = (text: string, id: string, detail?: string, duration?: number) =>
      showToast({ id, text, detail, duration, action: { label: t('action.undo'), run: () => void undo(id) } })

    return {
      /** Takes the latest back, or the one that is named. */
      undo: (id?: string) => void undo(id),
      redo: () => void redo(),
      /** Says what was done and is remembered under this id, with the way back. */
      offer,
      /** Says what was done, with the way back; or why it was not done. */
      tell: (text: string, outcome: Outcome, again: () => void, detail?: string): void => {
        if (outcome.kind !== 'done') return explain(outcome, again)
        const later = outcome.waits ? t('queue.later') : undefined
        if (!outcome.back) return showToast({ text, detail: later })
        const id = outcome.waits ?? outcome.step ?? newId()
        remember({ id, text, back: outcome.back })
        offer(text, id, [detail, later].filter(Boolean).join(' ') || undefined)
      },
    }
  }, [desk, explain])
}
