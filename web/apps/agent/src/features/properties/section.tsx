import type { ReactNode } from 'react'

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-1 border-t border-line pt-3">
      <h3 className="px-2 text-xs font-medium text-quiet">{title}</h3>
      {children}
    </section>
  )
}
