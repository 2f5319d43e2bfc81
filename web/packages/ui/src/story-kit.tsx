import type { ReactNode } from 'react'

/** States side by side, each with its name. */
export function States({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-start gap-x-8 gap-y-6">{children}</div>
}

export function State({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-w-24 flex-col items-start gap-2">
      {children}
      <span className="text-2xs text-quiet">{name}</span>
    </div>
  )
}
