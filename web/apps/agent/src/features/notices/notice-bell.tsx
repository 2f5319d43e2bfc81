import { Bell, BellOff } from 'lucide-react'
import { useQuiet } from './use-quiet'

type Props = { size: number; strokeWidth: number }

/** The bell of the notifications, crossed while one is not to be disturbed: nothing else on the screen tells why none come. */
export function NoticeBell(props: Props) {
  const quiet = useQuiet()
  if (!quiet) return <Bell {...props} aria-hidden="true" />
  return (
    <span role="img" aria-label={quiet.text} title={quiet.text}>
      <BellOff {...props} aria-hidden="true" />
    </span>
  )
}
