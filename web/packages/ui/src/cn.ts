import { type ClassValue, clsx } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

const merge = extendTailwindMerge({
  extend: { classGroups: { 'font-size': [{ text: ['2xs', 'xs', 'sm', 'md', 'lg', 'xl'] }] } },
})

/** Class names joined, with the later of two clashing utilities winning. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes))
}
