import { cn } from './cn'

/** The colours that an organization chooses from. Every theme has its own shade of each. */
export const COLOURS = ['grey', 'red', 'orange', 'amber', 'green', 'teal', 'blue', 'violet', 'pink'] as const
export type Colour = (typeof COLOURS)[number]

export function paintOf(colour: Colour): string {
  return `var(--paint-${colour})`
}

/** A small tile in a colour; the word beside it says what it is. */
export function PaintTile({ colour, className }: { colour: Colour; className?: string }) {
  return (
    <span
      aria-hidden="true"
      style={{ backgroundColor: paintOf(colour) }}
      className={cn('inline-block size-2 shrink-0 rounded-[2px] forced-color-adjust-none', className)}
    />
  )
}

type Props = { label: string; value: Colour; nameOf: (colour: Colour) => string; onChange: (colour: Colour) => void }

/** One of the colours, as a row of tiles. */
export function ColourPicker({ label, value, nameOf, onChange }: Props) {
  return (
    <fieldset>
      <legend className="mb-1 text-xs font-medium text-strong">{label}</legend>
      <div className="flex flex-wrap gap-1">
        {COLOURS.map((colour) => (
          <label
            key={colour}
            title={nameOf(colour)}
            className="inline-flex size-8 cursor-pointer items-center justify-center rounded-control border border-transparent hover:bg-hover-raised has-checked:border-line-strong has-checked:bg-selected has-focus-visible:outline-2 has-focus-visible:outline-focus pointer-coarse:size-11"
          >
            <input
              type="radio"
              name={label}
              value={colour}
              checked={value === colour}
              onChange={() => onChange(colour)}
              className="sr-only"
            />
            <span className="sr-only">{nameOf(colour)}</span>
            <PaintTile colour={colour} className="size-3.5 rounded-[4px]" />
          </label>
        ))}
      </div>
    </fieldset>
  )
}
