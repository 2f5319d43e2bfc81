import { usePreferences } from '@/shared/preferences'
import { WIDGET_IDS, type WidgetId } from './widgets'

const isWidget = (id: string): id is WidgetId => (WIDGET_IDS as string[]).includes(id)

/** Which widgets are shown, in their order, and how to change that. */
export function useArranged() {
  const { widgets, set } = usePreferences()
  const shown = widgets?.filter(isWidget) ?? WIDGET_IDS
  return {
    shown,
    hidden: WIDGET_IDS.filter((id) => !shown.includes(id)),
    move: (id: WidgetId, to: number) => {
      const others = shown.filter((each) => each !== id)
      set({ widgets: others.toSpliced(Math.max(0, Math.min(others.length, to)), 0, id) })
    },
    hide: (id: WidgetId) => set({ widgets: shown.filter((each) => each !== id) }),
    show: (id: WidgetId) => set({ widgets: [...shown, id] }),
    reset: () => set({ widgets: null }),
  }
}
