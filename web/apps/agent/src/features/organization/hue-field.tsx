import { ChoiceCards, cn } from '@tessera/ui'
import { t } from '@/shared/i18n'

/** The product's own hue, in degrees, as the tokens have it. */
const OWN = 178
const OFFERED = { amber: 70, green: 145, blue: 250, violet: 295, pink: 350, red: 25 } as const
const shade = (hue: number) => `oklch(0.6 0.1 ${hue})`
const track = `linear-gradient(to right, ${Array.from({ length: 13 }, (_, step) => shade(step * 30)).join(', ')})`

// The name of each part of a slider is another in each engine.
const THUMB = [
  '[&::-webkit-slider-thumb]:size-5 [&::-webkit-slider-thumb]:appearance-none [&::-webkit-slider-thumb]:rounded-full [&::-webkit-slider-thumb]:border-2 [&::-webkit-slider-thumb]:border-solid [&::-webkit-slider-thumb]:border-canvas [&::-webkit-slider-thumb]:bg-accent [&::-webkit-slider-thumb]:shadow-float pointer-coarse:[&::-webkit-slider-thumb]:size-8',
  '[&::-moz-range-thumb]:size-5 [&::-moz-range-thumb]:appearance-none [&::-moz-range-thumb]:rounded-full [&::-moz-range-thumb]:border-2 [&::-moz-range-thumb]:border-solid [&::-moz-range-thumb]:border-canvas [&::-moz-range-thumb]:bg-accent [&::-moz-range-thumb]:shadow-float pointer-coarse:[&::-moz-range-thumb]:size-8',
]

type Props = { hue: number | null; onChange: (hue: number | null) => void }

/** One hue, any of them: how light and how strong it is belongs to the theme, so that everything stays readable. */
export function HueField({ hue, onChange }: Props) {
  const swatches = [
    { name: t('organization.own'), value: null },
    ...Object.entries(OFFERED).map(([name, value]) => ({ name: t(`organization.hue.${name as 'amber'}`), value })),
  ]
  return (
    <div className="flex flex-col gap-3">
      <ChoiceCards
        label={t('organization.colour')}
        value={hue}
        choices={swatches.map(({ name, value }) => ({
          value,
          label: name,
          icon: (
            <span
              className="size-3.5 rounded-tile forced-color-adjust-none"
              style={{ background: shade(value ?? OWN) }}
            />
          ),
        }))}
        onChoose={onChange}
      />
      <label className="flex flex-col gap-2 text-xs text-quiet">
        {t('organization.anyHue')}
        <input
          type="range"
          min={0}
          max={359}
          value={hue ?? OWN}
          aria-valuetext={t('organization.degrees', { hue: hue ?? OWN })}
          onChange={({ target }) => onChange(Number(target.value))}
          className={cn('h-3 w-full cursor-pointer appearance-none rounded-full forced-color-adjust-none', THUMB)}
          style={{ background: track }}
        />
      </label>
    </div>
  )
}
