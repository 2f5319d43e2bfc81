type Props = { label: string; checked: boolean; onChange: (checked: boolean) => void }

/** A box with its words. */
export function Check({ label, checked, onChange }: Props) {
  return (
    <label className="flex min-h-8 items-center gap-2.5 text-body pointer-coarse:min-h-11">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 accent-(--accent)"
      />
      {label}
    </label>
  )
}
