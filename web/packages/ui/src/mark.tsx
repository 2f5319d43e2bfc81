import { cn } from './cn'

/** The mark: four tiles of a mosaic, one of them in the accent colour and slightly turned. */
export function Mark({ size = 20, className }: { size?: number; className?: string }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" className={cn('shrink-0', className)}>
      <g className="fill-strong">
        <rect x="1" y="1" width="8" height="8" rx="1.75" />
        <rect x="11" y="1" width="8" height="8" rx="1.75" opacity="0.72" />
        <rect x="1" y="11" width="8" height="8" rx="1.75" opacity="0.72" />
      </g>
      <rect x="11.2" y="11.2" width="7.6" height="7.6" rx="1.75" transform="rotate(14 15 15)" className="fill-accent" />
    </svg>
  )
}

/** Drawings for empty states, in two tones: each character is a tile (`o` outline, `x` filled, `a` accent, turned). */
const MOSAICS = {
  inbox: ['..oxo..', '.oxxxo.', 'oxx.xxo', '.oxaxo.', '..oxo..'],
  done: ['......x', '.....xo', 'x...xo.', 'oxax...', '.oxo...'],
  search: ['.oxo...', 'ox.xo..', 'ox.xo..', '.oxxx..', '....oxa'],
  shield: ['oxxxxxo', 'ox...xo', 'oxxaxxo', '.oxxxo.', '...x...'],
  broken: ['oxo..ox', 'xx...xx', 'o..a..o', 'xx...xo', 'oxo..xx'],
} as const
export type MosaicName = keyof typeof MOSAICS

const CELL = 16
const TILE = 13

function MosaicTile({ kind, x, y }: { kind: string; x: number; y: number }) {
  const at = { x: x * CELL + 1.5, y: y * CELL + 1.5, width: TILE, height: TILE, rx: 2.5 }
  if (kind === 'a') {
    const turn = `rotate(14 ${x * CELL + 8} ${y * CELL + 8})`
    return <rect {...at} transform={turn} className="fill-accent" />
  }
  return kind === 'x' ? (
    <rect {...at} className="fill-line-strong" />
  ) : (
    <rect {...at} className="fill-none stroke-line-strong" strokeWidth="1" />
  )
}

export function Mosaic({ name, className }: { name: MosaicName; className?: string }) {
  const rows = MOSAICS[name]
  return (
    <svg
      width={7 * CELL}
      height={5 * CELL}
      viewBox={`0 0 ${7 * CELL} ${5 * CELL}`}
      aria-hidden="true"
      className={className}
    >
      {rows.flatMap((row, y) =>
        [...row].map((kind, x) => (kind === '.' ? null : <MosaicTile key={`${x}-${y}`} kind={kind} x={x} y={y} />)),
      )}
    </svg>
  )
}
