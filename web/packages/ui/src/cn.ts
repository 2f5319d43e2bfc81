import { type ClassValue, clsx } from 'clsx'
import { createTailwindMerge } from 'tailwind-merge'

const any = () => true
const SIZES = ['2xs', 'xs', 'sm', 'md', 'lg', 'xl']
const ALIGNMENTS = ['start', 'center', 'end']
const isColour = (value: string) => !SIZES.includes(value) && !ALIGNMENTS.includes(value)

/**
 * The utilities that a caller may replace on a component. The merge library's own table knows all of Tailwind and weighs as
 * much as a router; this one knows what is replaced here.
 */
const merge = createTailwindMerge(() => ({
  cacheSize: 300,
  theme: {},
  classGroups: {
    size: [{ size: [any] }],
    h: [{ h: [any] }],
    w: [{ w: [any] }],
    'min-w': [{ 'min-w': [any] }],
    'max-w': [{ 'max-w': [any] }],
    'max-h': [{ 'max-h': [any] }],
    top: [{ top: [any] }],
    px: [{ px: [any] }],
    ps: [{ ps: [any] }],
    pe: [{ pe: [any] }],
    gap: [{ gap: [any] }],
    shrink: [{ shrink: ['', any] }],
    justify: [{ justify: [any] }],
    display: ['block', 'inline', 'flex', 'inline-flex', 'grid', 'hidden'],
    position: ['static', 'relative', 'absolute', 'fixed', 'sticky'],
    bg: [{ bg: [any] }],
    rounded: [{ rounded: ['sm', 'full', 'control', 'surface', 'tile'] }],
    'text-size': [{ text: SIZES }],
    'text-colour': [{ text: [isColour] }],
  },
  conflictingClassGroups: { size: ['w', 'h'], px: ['ps', 'pe'] },
  conflictingClassGroupModifiers: {},
  orderSensitiveModifiers: [],
}))

/** Class names joined, with the later of two clashing utilities winning. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes))
}
