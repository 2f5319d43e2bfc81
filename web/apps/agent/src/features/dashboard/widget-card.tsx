import { IconButton, cn, passFocus } from '@tessera/ui'
import { ArrowLeft, ArrowRight, EyeOff, GripVertical } from 'lucide-react'
import { type DragEvent, type ReactNode, useId, useState } from 'react'
import { t } from '@/shared/i18n'
import type { WidgetId } from './widgets'

const TYPE = 'application/x-tessera-widget'

type Props = {
  id: WidgetId
  /** Where it stands in the grid. */
  className: string
  /** Where it stands, while widgets are being arranged. */
  place: { at: number; last: number; onMove: (id: WidgetId, to: number) => void; onHide: () => void } | null
  children: ReactNode
}

/** A widget with its title; while arranging it is moved by its grip or its arrows. */
export function WidgetCard({ id, className, place, children }: Props) {
  const title = useId()
  const name = t(`dashboard.widget.${id}`)
  const [target, setTarget] = useState(false)
  const isWidget = (event: DragEvent) => event.dataTransfer.types.includes(TYPE)
  const drop = (event: DragEvent) => {
    setTarget(false)
    const dragged = event.dataTransfer.getData(TYPE)
    if (dragged && place) place.onMove(dragged as WidgetId, place.at)
  }
  return (
    <section
      ref={passFocus}
      aria-labelledby={title}
      data-testid="widget"
      className={cn(
        'flex min-w-0 flex-col rounded-surface border p-4',
        target
          ? 'border-accent bg-accent-soft'
          : cn('bg-canvas', place ? 'border-dashed border-line-strong' : 'border-line'),
        className,
      )}
      draggable={place !== null}
      onDragStart={(event) => {
        event.dataTransfer.setData(TYPE, id)
        event.dataTransfer.effectAllowed = 'move'
      }}
      onDragEnter={(event) => setTarget(isWidget(event))}
      onDragOver={(event) => isWidget(event) && event.preventDefault()}
      onDragLeave={(event) => {
        // Going over what is in it leaves that as well.
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setTarget(false)
      }}
      onDrop={drop}
    >
      <div className="mb-3 flex min-h-7 items-center gap-1">
        {place && <GripVertical size={14} aria-hidden="true" className="-ms-1 cursor-grab text-icon" />}
        <h2 id={title} className="min-w-0 flex-1 truncate text-sm font-medium text-strong">
          {name}
        </h2>
        {place && (
          <>
            <IconButton
              icon={ArrowLeft}
              label={t('dashboard.earlier', { name })}
              disabled={place.at === 0}
              onClick={() => place.onMove(id, place.at - 1)}
            />
            <IconButton
              icon={ArrowRight}
              label={t('dashboard.later', { name })}
              disabled={place.at === place.last}
              onClick={() => place.onMove(id, place.at + 1)}
            />
            <IconButton icon={EyeOff} label={t('dashboard.hide', { name })} onClick={place.onHide} />
          </>
        )}
      </div>
      <div inert={place !== null} className={cn(place && 'opacity-60')}>
        {children}
      </div>
    </section>
  )
}
