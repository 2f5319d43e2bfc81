import { cn } from '@tessera/ui'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { t } from '@/shared/i18n'

type Props = {
  /** Null: nothing that could be seen to be done. */
  done: boolean | null
  title: string
  text: string
  children?: ReactNode
}

/** One thing to do, and whether it is. */
export function Step({ done, title, text, children }: Props) {
  return (
    <li className="flex gap-3.5 border-b border-line py-4" data-testid="step" data-done={done ?? undefined}>
      <span
        className={cn(
          'mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-[5px]',
          done === true && 'bg-accent text-on-accent',
          done === false && 'border border-line-strong',
        )}
      >
        {done && <Check size={13} strokeWidth={2.5} aria-label={t('firstSteps.done')} />}
        {done === null && <span aria-hidden="true" className="size-1.75 rotate-12 rounded-[2px] bg-line-strong" />}
      </span>
      <div className="min-w-0 flex-1">
        <h2 className="font-semibold text-strong">{title}</h2>
        <p className="max-w-(--measure) text-quiet">{text}</p>
        <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2 empty:hidden">{children}</div>
      </div>
    </li>
  )
}
