import type { View, ViewList } from '@tessera/api'
import { useQueryClient } from '@tanstack/react-query'
import { t } from '@/shared/i18n'
import { useServices } from '@/shared/services'
import { outcomeOf } from '@/shared/tickets/changes'
import { useExplain } from '@/shared/tickets/use-explain'
import { showToast } from '@/shared/toasts'
import { SAVED_VIEWS } from './queries'

/** What can be done with saved views; each shows at once and comes back if the server says no. */
export function useViewChanges() {
  const { api } = useServices()
  const client = useQueryClient()
  const explain = useExplain()

  async function change(shown: (views: View[]) => View[], ask: () => Promise<unknown>): Promise<boolean> {
    await client.cancelQueries({ queryKey: SAVED_VIEWS })
    const before = client.getQueryData<ViewList>(SAVED_VIEWS)
    if (before) client.setQueryData<ViewList>(SAVED_VIEWS, { items: shown(before.items) })
    try {
      await ask()
    } catch (error) {
      client.setQueryData(SAVED_VIEWS, before)
      explain(outcomeOf(error))
      return false
    }
    await client.invalidateQueries({ queryKey: SAVED_VIEWS })
    return true
  }

  const arrange = (ids: string[]) =>
    change(
      (views) => ids.flatMap((id) => views.filter((view) => view.id === id)),
      () => api.arrangeViews(ids),
    )

  return {
    /** Puts a view before the one that stands at `to`. */
    move: (views: View[], id: string, to: number) => {
      const others = views.map((view) => view.id).filter((each) => each !== id)
      return arrange(others.toSpliced(Math.max(0, to), 0, id))
    },
    update: (view: View, fields: Partial<View>) =>
      change(
        (views) => views.map((each) => (each.id === view.id ? { ...each, ...fields } : each)),
        () => api.patchView(view.id, fields, view.version),
      ),
    remove: async (view: View) => {
      const done = await change(
        (views) => views.filter((each) => each.id !== view.id),
        () => api.deleteView(view.id),
      )
      if (!done) return false
      const { name, icon, filter, sort, group, layout, columns, sharing, team_ids } = view
      const again = () =>
        change(
          (views) => views,
          () => api.createView({ name, icon, filter, sort, group, layout, columns, sharing, team_ids }),
        )
      showToast({
        text: t('savedViews.deleted', { name }),
        action: { label: t('action.undo'), run: () => void again() },
      })
      return true
    },
  }
}
