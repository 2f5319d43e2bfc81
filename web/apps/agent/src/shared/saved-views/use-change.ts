import type { View, ViewList } from '@tessera/api'
import { newId } from '@tessera/api'
import { useQueryClient } from '@tanstack/react-query'
import { t } from '@/shared/i18n'
import { useServices } from '@/shared/services'
import { outcomeOf } from '@/shared/tickets/changes'
import { remember, underWay } from '@/shared/tickets/history'
import { inTurn, useDeed } from '@/shared/tickets/use-deed'
import { useExplain } from '@/shared/tickets/use-explain'
import { SAVED_VIEWS } from './queries'

/** What shows before the server knows of it is newer than what is on its way from there, by so much. */
const AHEAD_MS = 60_000

/** Orders are told one after the other: of two at once, nobody knows which one stays. */
let telling: Promise<unknown> = Promise.resolve()
let untold = 0
function inOrder(tell: () => Promise<unknown>): Promise<unknown> {
  untold += 1
  const told = telling.then(tell).finally(() => (untold -= 1))
  telling = told.catch(() => undefined)
  return told
}

/** What can be done with saved views; each shows at once and comes back if the server says no. */
export function useViewChanges() {
  const { api } = useServices()
  const client = useQueryClient()
  const explain = useExplain()
  const deed = useDeed()

  async function change(shown: (views: View[]) => View[], ask: () => Promise<unknown>): Promise<void> {
    await client.cancelQueries({ queryKey: SAVED_VIEWS })
    const before = client.getQueryData<ViewList>(SAVED_VIEWS)
    const updatedAt = Date.now() + AHEAD_MS
    if (before) client.setQueryData<ViewList>(SAVED_VIEWS, { items: shown(before.items) }, { updatedAt })
    try {
      await ask()
    } catch (error) {
      client.setQueryData(SAVED_VIEWS, before)
      throw error
    }
    // What the server knows by now is older than what is on its way to it.
    if (untold === 0) await client.invalidateQueries({ queryKey: SAVED_VIEWS })
  }

  /** The views' ids as they stand now, which may not be drawn yet. */
  const order = () => client.getQueryData<ViewList>(SAVED_VIEWS)?.items.map((view) => view.id) ?? []

  /** Puts a view to a place among those that are there by then. */
  function put(id: string, to: number): Promise<void> {
    const ids = order()
      .filter((each) => each !== id)
      .toSpliced(Math.max(0, to), 0, id)
    return change(
      (views) => ids.flatMap((each) => views.filter((view) => view.id === each)),
      () => inOrder(() => api.arrangeViews(ids)),
    )
  }

  return {
    /**
     * Puts a view to the place that is reckoned from its own. Nothing says so but what is given: one sees it. The keys take
     * it back all the same.
     */
    move: ({ id, name }: View, placeFrom: (from: number) => number): string => {
      const now = order()
      const from = now.indexOf(id)
      const to = placeFrom(from)
      if (to < 0 || to >= now.length || to === from) return ''
      const text = t('savedViews.moved', { name, at: to + 1, count: now.length })
      const act = async () => {
        const outcome = await inTurn(
          () => put(id, to),
          () => put(id, from),
        )
        if (outcome.kind === 'done' && outcome.back) remember({ id: newId(), text, back: outcome.back })
        explain(outcome)
      }
      void underWay(act())
      return text
    },
    update: (view: View, fields: Partial<View>) =>
      change(
        (views) => views.map((each) => (each.id === view.id ? { ...each, ...fields } : each)),
        () => api.patchView(view.id, fields, view.version),
      ).then(
        () => true,
        (error: unknown) => {
          explain(outcomeOf(error))
          return false
        },
      ),
    remove: ({ id, name, icon, filter, sort, group, layout, columns, sharing, team_ids }: View) => {
      // Made anew it is another.
      let now = id
      return deed(
        t('savedViews.deleted', { name }),
        () =>
          change(
            (views) => views.filter((each) => each.id !== now),
            () => api.deleteView(now),
          ),
        () =>
          change(
            (views) => views,
            async () => {
              const made = await api.createView({ name, icon, filter, sort, group, layout, columns, sharing, team_ids })
              now = made.id
            },
          ),
      )
    },
  }
}
