import { useLayoutEffect } from 'react'
import { registry } from './index'

/** Stands in for a part that answers to keys while it is being fetched: these wait for it. */
export function KeysComing({ className }: { className?: string }) {
  useLayoutEffect(() => registry.expect(), [])
  return className === undefined ? null : <div className={className} />
}
