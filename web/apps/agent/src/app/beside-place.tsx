import { type MouseEvent, Suspense } from 'react'
import { part } from '@/shared/part'
import { useBeside } from '@/shared/views/use-beside'

const Beside = part(() => import('./beside').then((module) => ({ default: module.Beside })))

/** Where a second ticket stands, if there is one and room for it. */
export function BesidePlace({ id }: { id: string }) {
  return (
    <Suspense fallback={<div className="min-w-0 flex-1 border-s border-line" />}>
      <Beside ticketId={id} />
    </Suspense>
  )
}

const TICKET = /^\/(?:views\/[^/]+|tickets)\/([\w-]+)$/

/** Pressed with Alt, what leads to a ticket opens it beside the one that is open. */
export function useAltClick() {
  const { put } = useBeside()
  return (event: MouseEvent) => {
    const link = event.altKey && event.target instanceof Element && event.target.closest('a')
    const id = link && TICKET.exec(link.pathname)?.[1]
    if (!id) return
    event.preventDefault()
    event.stopPropagation()
    put(id)
  }
}
