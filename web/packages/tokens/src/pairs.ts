/** Which text or shape stands on which surface, and how much contrast it owes (WCAG 2.2, 1.4.3 and 1.4.11). */
export interface Pair {
  front: string
  backs: string[]
  /** Ratio owed in the light and dark themes. */
  min: number
  /** Ratio owed in the high-contrast themes. */
  contrast: number
}

const PANES = ['--surface-canvas', '--surface-side', '--surface-raised', '--surface-hover', '--surface-selected']
const STATES = ['--surface-canvas', '--surface-side', '--surface-raised', '--surface-selected']

const text = (front: string, backs: string[]): Pair => ({ front, backs, min: 4.5, contrast: 7 })
const shape = (front: string, backs: string[]): Pair => ({ front, backs, min: 3, contrast: 4.5 })

const PAINTS = ['grey', 'red', 'orange', 'amber', 'green', 'teal', 'blue', 'violet', 'pink']

export const PAIRS: Pair[] = [
  text('--text-strong', [
    ...PANES,
    '--surface-pressed',
    '--hover-on-raised',
    '--note-paper',
    '--mention-mine',
    '--row-tint',
  ]),
  text('--text-body', [
    ...PANES,
    '--note-paper',
    '--accent-soft',
    '--danger-soft',
    '--warning-soft',
    '--hover-on-raised',
  ]),
  text('--text-quiet', [...PANES, '--note-paper', '--row-tint', '--danger-soft', '--hover-on-raised']),
  text('--text-inverse', ['--surface-inverse']),
  text('--text-accent', ['--surface-canvas', '--surface-side', '--surface-raised', '--surface-hover', '--accent-soft']),
  text('--text-danger', ['--surface-canvas', '--surface-raised', '--danger-soft', '--surface-hover']),
  text('--text-warning', ['--surface-canvas', '--warning-soft']),
  text('--text-success', ['--surface-canvas', '--success-soft']),
  text('--note-ink', ['--note-paper', '--surface-canvas']),
  text('--on-accent', ['--button-primary', '--button-primary-hover']),
  text('--on-danger', ['--danger']),
  text('--surface-canvas', ['--button-note']),
  shape('--icon-quiet', [...PANES, '--hover-on-raised']),
  shape('--icon-faint', ['--surface-canvas', '--surface-side', '--surface-raised']),
  shape('--focus', STATES),
  ...['open', 'pending', 'on-hold', 'resolved', 'closed'].map((s) => shape(`--status-${s}`, STATES)),
  shape('--priority-urgent', STATES),
  ...PAINTS.map((paint) => shape(`--paint-${paint}`, STATES)),
]

/** The hues that a person's tile may have: initials stand on them. */
export const TILE_HUES = [30, 75, 130, 200, 260, 320]
