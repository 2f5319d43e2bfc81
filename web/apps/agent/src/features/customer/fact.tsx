import type { ReactNode } from 'react'

export function Fact({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="flex min-h-6 items-center gap-2 pointer-coarse:min-h-11">
      <span className="text-icon">{icon}</span>
      {children}
    </p>
  )
}
