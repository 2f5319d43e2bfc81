import { type KeyboardEvent, useEffect, useRef } from 'react'
import { t } from '@/shared/i18n'

const GROUPS = [
  ['quick', ['👍', '❤️', '🎉', '👀', '✅', '🙏', '😂', '🚀']],
  [
    'faces',
    ['😀', '😄', '😊', '🙂', '😉', '😍', '🤩', '😎', '🤔', '😅', '😬', '🙄', '😕', '😢', '😭', '😡', '🤯', '🥳'],
  ],
  ['hands', ['👋', '👏', '🙌', '🤝', '💪', '🤞', '👌', '👎', '✋', '☝️', '👇', '🫶', '🤷', '🙋', '🤦', '🧑‍💻']],
  [
    'things',
    [
      '🔥',
      '⭐',
      '💡',
      '⚡',
      '🐛',
      '🔧',
      '🔒',
      '📌',
      '📎',
      '📦',
      '💬',
      '📞',
      '⏰',
      '💰',
      '🏆',
      '☕',
      '❓',
      '❗',
      '❌',
      '⚠️',
      '💯',
      '➕',
      '🔁',
      '🆗',
    ],
  ],
] as const

/** The emoji to react with. The arrow keys go from one to the next. Screen readers know each by its own name. */
export function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const frame = useRef<HTMLDivElement>(null)
  // It may have been fetched after its layer had opened without it.
  useEffect(() => frame.current?.querySelector<HTMLElement>('[data-emoji]')?.focus(), [])
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={frame} onKeyDown={move} className="flex max-h-72 flex-col gap-2 overflow-y-auto">
      {GROUPS.map(([name, signs]) => (
        <section key={name} aria-label={t(`reaction.${name}`)}>
          <h3 aria-hidden="true" className="px-1 pb-0.5 text-2xs font-medium text-quiet">
            {t(`reaction.${name}`)}
          </h3>
          <div className="grid grid-cols-8 pointer-coarse:grid-cols-6">
            {signs.map((sign) => (
              <button
                key={sign}
                type="button"
                data-emoji
                onClick={() => onPick(sign)}
                className="flex h-8 items-center justify-center rounded-control text-lg leading-none -outline-offset-2 hover:bg-hover focus-visible:bg-hover pointer-coarse:h-11"
              >
                {sign}
              </button>
            ))}
          </div>
        </section>
      ))}
    </div>
  )
}

function move(event: KeyboardEvent<HTMLElement>): void {
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-emoji]')]
  const place = all.indexOf(document.activeElement as HTMLElement)
  const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1
  const step = { ArrowRight: forward, ArrowLeft: -forward, ArrowDown: 8, ArrowUp: -8 }[event.key]
  if (step === undefined || place === -1) return
  event.preventDefault()
  all[Math.min(all.length - 1, Math.max(0, place + step))]!.focus()
}
