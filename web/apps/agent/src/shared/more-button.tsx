import { Button } from '@tessera/ui'

/** A list that is read page by page. */
interface Paged {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => unknown
}

/** Under a list of which there is more. */
export function MoreButton({ list, label }: { list: Paged; label: string }) {
  if (!list.hasNextPage) return null
  return (
    <Button className="mt-4" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
      {label}
    </Button>
  )
}
