/**
 * What every floating surface has in common. One that closes has no animation: for one that had not begun yet Radix would
 * wait to its end, and the layer had the keys of whoever had gone on.
 */
export const floating =
  'z-50 not-data-[state=closed]:animate-float rounded-surface bg-raised text-body shadow-float outline-none'

/** A line of a menu, a select or a picker. */
export const option =
  'flex min-h-8 cursor-default items-center gap-2 rounded-control px-2 text-sm text-body outline-none select-none data-disabled:opacity-50 data-highlighted:bg-hover-raised data-highlighted:text-strong pointer-coarse:min-h-11'
