import { Bell as Plain } from 'lucide-react'
import { Suspense } from 'react'
import { part } from '@/shared/part'
import { later } from '@/shared/settled'

const NoticeBell = part(
  later(() => import('@/features/notices/notice-bell').then((module) => ({ default: module.NoticeBell }))),
)

type Props = { size: number; strokeWidth: number }

/** A plain one until it is known whether it is crossed: nobody misses that in the first frame. */
export function Bell(props: Props) {
  return (
    <Suspense fallback={<Plain {...props} aria-hidden="true" />}>
      <NoticeBell {...props} />
    </Suspense>
  )
}
