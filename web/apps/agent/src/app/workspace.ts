/** What somebody who is signed in needs at first, in one file: the sign-in page stands before it comes. */
export { close, openFresh, openKept } from '@/shared/replica/open'
export { syncOf } from '@/shared/replica/local'
export { forgetHistory } from '@/shared/tickets/history'
export { Inbox } from './inbox'
export { NoTicket } from './no-ticket'
export { Shell } from './shell/shell'
export { ViewsPage } from './views-page'
