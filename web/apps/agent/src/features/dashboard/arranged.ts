import { t } from '@/shared/i18n'
import { usePreferences } from '@/shared/preferences'
import { useDeed } from '@/shared/tickets/use-deed'
import { WIDGET_IDS, type WidgetId } from './widgets'

const isWidget = (id: string): id is WidgetId => (WIDGET_IDS as string[]).includes(id)

type Arranged = readonly string[] | null

const shownOf = (widgets: Arranged): WidgetId[] => widgets?.filter(isWidget) ?? WIDGET_IDS
const without = (widgets: Arranged, id: WidgetId) => shownOf(widgets).filter((each) => each !== id)
const withAt = (widgets: Arranged, id: WidgetId, at: number) => without(widgets, id).toSpliced(at, 0, id)

/** Arranges anew what is there by then: what was moved since stays where it is. */
function put(change: (widgets: Arranged) => Arranged): void {
  const { widgets, set } = usePreferences.getState()
  set({ widgets: change(widgets) })
}

/** Which widgets are shown, in their order, and how to change that. What takes some away offers the way back. */
export function useArranged() {
  const { widgets } = usePreferences()
  const deed = useDeed()
  const shown = shownOf(widgets)

  return {
    shown,
    hidden: WIDGET_IDS.filter((id) => !shown.includes(id)),
    move: (id: WidgetId, to: number) => put((now) => withAt(now, id, Math.max(0, to))),
    hide: (id: WidgetId) =>
      void deed(
        t('dashboard.hidden', { name: t(`dashboard.widget.${id}`) }),
        () => put((now) => without(now, id)),
        () => put((now) => withAt(now, id, shown.indexOf(id))),
      ),
    show: (id: WidgetId) => put((now) => [...without(now, id), id]),
    reset: () =>
      void deed(
        t('dashboard.wasReset'),
        () => put(() => null),
        () => put(() => widgets),
      ),
  }
}
