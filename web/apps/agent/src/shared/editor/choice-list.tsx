import { Avatar, cn } from '@tessera/ui'
import { t } from '@/shared/i18n'
import type { Choice } from './choosing'

export const CHOICE_LIST = 'choice-list'
export const optionId = (at: number) => `${CHOICE_LIST}-${at}`

/** What can be put in, beside the cursor; the editor keeps the focus and has the keys. `nobody` can be mentioned here. */
export function ChoiceList({ choice, nobody }: { choice: Choice; nobody: boolean }) {
  const { of, options, at, rect, pick } = choice
  if (!rect || (of === 'emoji' && options.length === 0)) return null
  const below = rect.bottom + 260 < innerHeight
  return (
    <ul
      id={CHOICE_LIST}
      role="listbox"
      aria-label={t(of === 'emoji' ? 'composer.emoji' : 'composer.mention')}
      className="fixed z-50 max-h-64 w-60 max-w-[calc(100vw-16px)] overflow-y-auto rounded-surface bg-raised p-1 shadow-float"
      style={{
        left: Math.max(8, Math.min(rect.left, innerWidth - 248)),
        ...(below ? { top: rect.bottom + 6 } : { bottom: innerHeight - rect.top + 6 }),
      }}
    >
      {options.length === 0 && (
        <li className="px-2 py-1.5 text-quiet">{t(nobody ? 'composer.mentionInNotes' : 'composer.mentionNobody')}</li>
      )}
      {options.map((one, place) => (
        <li
          key={one.id}
          ref={(option) => {
            if (place === at) option?.scrollIntoView({ block: 'nearest' })
          }}
          id={optionId(place)}
          role="option"
          aria-selected={place === at}
          className={cn(
            'flex h-8 cursor-default items-center gap-2 rounded-control px-2 text-strong pointer-coarse:h-11',
            place === at && 'bg-hover',
          )}
          // The editor keeps the focus.
          onMouseDown={(event) => {
            event.preventDefault()
            pick(one)
          }}
        >
          {one.sign ? (
            <span aria-hidden="true" className="w-5 text-center text-lg leading-none">
              {one.sign}
            </span>
          ) : (
            <Avatar name={one.name} size={20} title={false} />
          )}
          <span className="truncate">{one.name}</span>
        </li>
      ))}
    </ul>
  )
}
