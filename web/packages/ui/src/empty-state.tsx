import type { ReactNode } from 'react'
import { Mosaic, type MosaicName } from './mark'

type Props = { mosaic: MosaicName; title: string; text?: ReactNode; action?: ReactNode }

/** Nothing here, said calmly: a drawing, what it means, and what one can do. */
export function EmptyState({ mosaic, title, text, action }: Props) {
  return (
    <div className="m-auto flex max-w-80 flex-col items-center px-6 py-10 text-center">
      <Mosaic name={mosaic} className="mb-5" />
      <h2 className="text-md font-semibold text-strong">{title}</h2>
      {text && <p className="mt-1 text-quiet">{text}</p>}
      {action && <div className="mt-4 flex gap-2">{action}</div>}
    </div>
  )
}
