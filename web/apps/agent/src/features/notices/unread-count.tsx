import '@/shared/i18n/pages'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { t } from '@/shared/i18n'
import { allOf, grouped, noticesQuery } from '@/shared/notices/notices'
import { useServices } from '@/shared/services'

/** How many tickets one is told something new of: beside its place in the sidebar, and on the app's own icon. */
export function UnreadCount({ narrow = false }: { narrow?: boolean }) {
  const { data } = useInfiniteQuery(noticesQuery(useServices().api))
  const count = grouped(allOf(data)).filter((group) => group.unread > 0).length
  useEffect(() => {
    if (!('setAppBadge' in navigator)) return
    void navigator.setAppBadge(count).catch(() => undefined)
  }, [count])
  if (count === 0) return null
  const label = t('notices.unread', { count })
  if (narrow)
    return (
      <span
        role="img"
        aria-label={label}
        className="absolute end-1 top-1 size-1.75 rotate-12 rounded-[2px] bg-accent forced-color-adjust-none"
      />
    )
  return (
    <span aria-label={label} role="img" className="ms-auto text-xs font-medium text-strong tabular-nums">
      {count > 49 ? '50+' : count}
    </span>
  )
}
