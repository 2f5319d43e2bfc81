import { t } from '@/shared/i18n'

type Props = { word: 'and' | 'or'; onTurn: () => void }

/** The word between two conditions; pressing it turns it into the other. */
export function Joiner({ word, onTurn }: Props) {
  const label = t(word === 'and' ? 'views.turnOr' : 'views.turnAnd')
  return (
    <button
      type="button"
      data-joiner
      aria-label={label}
      title={label}
      onClick={onTurn}
      className="flex h-7 items-center rounded-control px-1.5 text-xs text-quiet hover:bg-hover hover:text-strong pointer-coarse:h-11"
    >
      {t(`views.${word}`)}
    </button>
  )
}
