import type { ReactNode } from 'react'
import { Mosaic, type MosaicName } from './mark'

type Props = { mosaic: MosaicName; title: string; text?: ReactNode; action?: ReactNode; page?: boolean }

/** Nothing here, said calmly: a drawing, what it means, and what one can do. `page`: there is nothing else on the page. */
export function EmptyState({ mosaic, title, text, action, page }: Props) {
  const Heading = page ? 'h1' : 'h2'
  return (
    <div className="m-auto flex max-w-80 flex-col items-center px-6 py-10 text-center">
      <Mosaic name={mosaic} className="mb-5" />
      <Heading className="text-md font-semibold text-strong">{title}</Heading>
      {text && <p className="mt-1 text-balance text-quiet">{text}</p>}
      {action && <div className="mt-4 flex max-w-full gap-2">{action}</div>}
    </div>
  )
}
