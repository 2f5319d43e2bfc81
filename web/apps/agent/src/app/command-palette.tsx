import { Palette } from '@/features/palette/palette'
import { useSections } from './settings/use-sections'

/** The palette, with the pages of the settings that this agent may open. */
export function AppPalette({ onClose }: { onClose: () => void }) {
  return <Palette settings={useSections()} onClose={onClose} />
}
