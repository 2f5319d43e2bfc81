import { Avatar, cn } from '@tessera/ui'
import { useTranslation } from 'react-i18next'
import type { Mentioning } from './mention'

export const MENTION_LIST = 'mention-list'
export const optionId = (at: number) => `${MENTION_LIST}-${at}`

/** Who can be meant, beside the cursor; the editor keeps the focus and has the keys. */
export function MentionList({ mentioning }: { mentioning: Mentioning }) {
  const { t } = useTranslation()
  const { items, at, rect, pick } = mentioning
  if (!rect) return null
  const below = rect.bottom + 260 < innerHeight
  return (
    <ul
      id={MENTION_LIST}
      role="listbox"
      aria-label={t('composer.mention')}
      className="fixed z-50 max-h-64 w-60 max-w-[calc(100vw-16px)] overflow-y-auto rounded-surface bg-raised p-1 shadow-float"
      style={{
        left: Math.max(8, Math.min(rect.left, innerWidth - 248)),
        ...(below ? { top: rect.bottom + 6 } : { bottom: innerHeight - rect.top + 6 }),
      }}
    >
      {items.length === 0 && <li className="px-2 py-1.5 text-quiet">{t('composer.mentionNobody')}</li>}
      {items.map((one, place) => (
        <li
          key={one.ref}
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
          <Avatar name={one.name} size={20} title={false} />
          <span className="truncate">{one.name}</span>
        </li>
      ))}
    </ul>
  )
}
