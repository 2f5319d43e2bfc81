import type { Http, Query } from './http'
import type {
  ActivityPage,
  AddDevice,
  AddMessage,
  AgentDetail,
  AgentRef,
  AttachmentCreated,
  AttachmentUrl,
  AuditPage,
  BulkRequest,
  Catalogue,
  CreateAgent,
  CreateField,
  CreateMacro,
  CreateView,
  Company,
  CompanyList,
  CreateCompany,
  CreateCustomer,
  CreateTeam,
  Customer,
  CustomerList,
  CustomerMerged,
  PatchCompany,
  PatchCustomer,
  CreateStatus,
  CreateTicket,
  CustomField,
  DraftContent,
  EditNote,
  EntryPage,
  ExportRequest,
  ImportFile,
  ImportPreview,
  ImportRequest,
  ItemResult,
  Job,
  JobBegun,
  JobFile,
  JobItemPage,
  JobPage,
  LinkType,
  LinkedTicket,
  Macro,
  MacroList,
  MacroUsed,
  MailboxRef,
  MarkRead,
  MarkUnread,
  Me,
  Message,
  MessageAdded,
  NoticePage,
  NoticePreferences,
  OrganizationDetail,
  OwnStatus,
  OwnWorkingHours,
  PatchAgent,
  PatchField,
  PatchOrganization,
  PatchStatus,
  PatchTag,
  PatchTeam,
  PatchTicket,
  PreviewMail,
  PreviewedMail,
  PurgedTicket,
  PushDevice,
  PushSettings,
  SaveNoticePreferences,
  SetAway,
  SplitTicket,
  QuarantinePage,
  ReadMarks,
  RealtimePass,
  RedactMessage,
  Revision,
  ScheduledReply,
  SearchPage,
  SearchSuggestion,
  ServerDraft,
  SyncChanges,
  SyncTickets,
  TagDefinition,
  Team,
  TicketDetail,
  TicketPage,
  TicketSummary,
  PatchView,
  View,
  ViewList,
  WorkingHours,
  Workspace,
} from './types'

type Items<T> = { items: T[] }

/** The API's routes that the agent's screens use, each once. */
export function createClient(http: Http) {
  return {
    workspace: () => http<Workspace>('GET', '/workspace'),
    me: () => http<Me>('GET', '/me'),
    agents: () => http<Items<AgentRef>>('GET', '/agents'),
    teams: () => http<Items<Team>>('GET', '/teams'),
    setAway: (body: SetAway) => http<AgentRef>('PUT', '/me/away', { body }),
    mailboxes: () => http<Items<MailboxRef>>('GET', '/mailboxes'),
    workingHours: () => http<OwnWorkingHours>('GET', '/me/working-hours'),
    saveWorkingHours: (working_hours: WorkingHours | null) =>
      http<OwnWorkingHours>('PUT', '/me/working-hours', { body: { working_hours } }),

    readMarks: (after: string | null) => http<ReadMarks>('GET', '/me/read-marks', { query: { after } }),
    markTickets: (marks: ReadMarks['marks']) => http<undefined>('POST', '/me/read-marks', { body: { marks } }),

    catalogue: () => http<Catalogue>('GET', '/catalogue'),

    tickets: (query: Query, signal?: AbortSignal) => http<TicketPage>('GET', '/tickets', { query, signal }),
    search: (query: Query, signal?: AbortSignal) => http<SearchPage>('GET', '/search', { query, signal }),
    suggest: (q: string, signal?: AbortSignal) =>
      http<Items<SearchSuggestion>>('GET', '/search/suggest', { query: { q }, signal }),
    syncTickets: (cursor: string | null) => http<SyncTickets>('GET', '/sync/tickets', { query: { cursor } }),
    syncChanges: (since: number, visibility: string) =>
      http<SyncChanges>('GET', '/sync', { query: { since, visibility } }),
    ticket: (id: string, signal?: AbortSignal) => http<TicketDetail>('GET', `/tickets/${id}`, { signal }),
    asOf: (id: string, at: string, cursor: string | null, signal?: AbortSignal) =>
      http<TicketDetail>('GET', `/tickets/${id}/as-of`, { query: { at, cursor }, signal }),
    entries: (id: string, cursor: string) => http<EntryPage>('GET', `/tickets/${id}/entries`, { query: { cursor } }),
    createTicket: (body: CreateTicket & { id: string }) =>
      http<TicketSummary>('POST', '/tickets', { body, idempotencyKey: body.id }),
    patchTicket: (id: string, body: PatchTicket, ifMatch?: number, idempotencyKey?: string) =>
      http<TicketSummary>('PATCH', `/tickets/${id}`, { body, ifMatch, idempotencyKey }),
    deleteTicket: (id: string) => http<TicketSummary>('DELETE', `/tickets/${id}`),
    restoreTicket: (id: string) => http<TicketSummary>('POST', `/tickets/${id}/restore`),
    purgeTicket: (id: string) => http<PurgedTicket>('POST', `/tickets/${id}/purge`),
    undoChange: (id: string, activityId: string, idempotencyKey?: string) =>
      http<TicketSummary>('POST', `/tickets/${id}/undo`, { body: { activity_id: activityId }, idempotencyKey }),
    links: (id: string) => http<Items<LinkedTicket>>('GET', `/tickets/${id}/links`),
    linkTicket: (id: string, other: string, type: LinkType) =>
      http<Items<LinkedTicket>>('PUT', `/tickets/${id}/links/${other}`, { body: { type } }),
    unlinkTicket: (id: string, other: string) => http<Items<LinkedTicket>>('DELETE', `/tickets/${id}/links/${other}`),
    mergeTicket: (id: string, into: string) => http<TicketSummary>('POST', `/tickets/${id}/merge`, { body: { into } }),
    splitTicket: (id: string, body: SplitTicket) => http<TicketSummary>('POST', `/tickets/${id}/split`, { body }),
    rejoinTicket: (id: string) => http<TicketSummary>('POST', `/tickets/${id}/rejoin`),
    unmergeTicket: (id: string) => http<TicketSummary>('POST', `/tickets/${id}/unmerge`),
    followTicket: (id: string) => http<TicketSummary>('PUT', `/tickets/${id}/following`),
    unfollowTicket: (id: string) => http<TicketSummary>('DELETE', `/tickets/${id}/following`),
    addMessage: (id: string, body: AddMessage, idempotencyKey: string) =>
      http<MessageAdded>('POST', `/tickets/${id}/messages`, { body, idempotencyKey }),
    drafts: () => http<Items<ServerDraft>>('GET', '/drafts'),
    saveDraft: (id: string, body: DraftContent) => http<ServerDraft>('PUT', `/tickets/${id}/draft`, { body }),
    discardDraft: (id: string) => http<undefined>('DELETE', `/tickets/${id}/draft`),
    attachment: (id: string) => http<AttachmentUrl>('GET', `/attachments/${id}`),
    customers: (query: Query, signal?: AbortSignal) => http<CustomerList>('GET', '/customers', { query, signal }),
    createCustomer: (body: CreateCustomer) => http<Customer>('POST', '/customers', { body }),
    companies: (query: Query, signal?: AbortSignal) => http<CompanyList>('GET', '/companies', { query, signal }),
    company: (id: string) => http<Company>('GET', `/companies/${id}`),
    createCompany: (body: CreateCompany) => http<Company>('POST', '/companies', { body }),
    patchCompany: (id: string, body: Partial<PatchCompany>, ifMatch?: number) =>
      http<Company>('PATCH', `/companies/${id}`, { body, ifMatch }),
    members: (id: string, query: Query, signal?: AbortSignal) =>
      http<CustomerList>('GET', `/companies/${id}/people`, { query, signal }),
    customer: (id: string) => http<Customer>('GET', `/customers/${id}`),
    patchCustomer: (id: string, body: PatchCustomer, ifMatch: number) =>
      http<Customer>('PATCH', `/customers/${id}`, { body, ifMatch }),
    blockCustomer: (id: string) => http<Customer>('POST', `/customers/${id}/block`, { body: { reason: '' } }),
    mergeCustomer: (id: string, from: string) =>
      http<CustomerMerged>('POST', `/customers/${id}/merge`, { body: { from } }),
    mergedCustomers: (id: string) => http<CustomerList>('GET', `/customers/${id}/merged`),
    unmergeCustomer: (id: string) => http<Customer>('POST', `/customers/${id}/unmerge`),
    unblockCustomer: (id: string) => http<Customer>('POST', `/customers/${id}/unblock`),
    views: () => http<ViewList>('GET', '/views'),
    createView: (body: CreateView) => http<View>('POST', '/views', { body }),
    patchView: (id: string, body: PatchView, ifMatch: number) => http<View>('PATCH', `/views/${id}`, { body, ifMatch }),
    deleteView: (id: string) => http<undefined>('DELETE', `/views/${id}`),
    arrangeViews: (ids: string[]) => http<undefined>('PUT', '/views/order', { body: { ids } }),
    macros: () => http<MacroList>('GET', '/macros'),
    createMacro: (body: CreateMacro) => http<Macro>('POST', '/macros', { body }),
    patchMacro: (id: string, body: CreateMacro, ifMatch: number) =>
      http<Macro>('PATCH', `/macros/${id}`, { body, ifMatch }),
    deleteMacro: (id: string) => http<undefined>('DELETE', `/macros/${id}`),
    useMacro: (id: string, macro_id: string) =>
      http<MacroUsed>('POST', `/tickets/${id}/macros`, { body: { macro_id } }),
    scheduled: () => http<Items<ScheduledReply>>('GET', '/scheduled'),
    putOff: (id: string, messageId: string, send_at: string | null) =>
      http<Message>('PATCH', `/tickets/${id}/messages/${messageId}`, { body: { send_at } }),
    takeBack: (id: string, messageId: string) => http<Message>('DELETE', `/tickets/${id}/messages/${messageId}`),
    react: (id: string, messageId: string, emoji: string, given: boolean) =>
      http<MessageAdded>(given ? 'PUT' : 'DELETE', `/tickets/${id}/messages/${messageId}/reactions`, {
        query: { emoji },
      }),
    editNote: (id: string, messageId: string, body: EditNote) =>
      http<MessageAdded>('PUT', `/tickets/${id}/messages/${messageId}/text`, { body }),
    revisions: (id: string, messageId: string) =>
      http<Items<Revision>>('GET', `/tickets/${id}/messages/${messageId}/revisions`),
    redact: (id: string, messageId: string, body: RedactMessage) =>
      http<MessageAdded>('POST', `/tickets/${id}/messages/${messageId}/redact`, { body }),
    original: (id: string, messageId: string) =>
      http<{ url: string }>('GET', `/tickets/${id}/messages/${messageId}/original`),
    createAttachment: (body: { filename: string; content_type: string; size: number }) =>
      http<AttachmentCreated>('POST', '/attachments', { body }),
    notices: (query: Query, signal?: AbortSignal) => http<NoticePage>('GET', '/notifications', { query, signal }),
    markNotices: (body: MarkRead) => http<undefined>('POST', '/notifications/read', { body }),
    unmarkNotices: (body: MarkUnread) => http<undefined>('POST', '/notifications/unread', { body }),
    noticePreferences: () => http<NoticePreferences>('GET', '/me/notification-preferences'),
    saveNoticePreferences: (body: SaveNoticePreferences) =>
      http<NoticePreferences>('PUT', '/me/notification-preferences', { body }),
    push: () => http<PushSettings>('GET', '/me/push'),
    addPushDevice: (body: AddDevice) => http<PushDevice>('POST', '/me/push/devices', { body }),
    removePushDevice: (id: string) => http<undefined>('DELETE', `/me/push/devices/${id}`),
    tryPushDevice: (id: string) => http<{ reached: boolean }>('POST', `/me/push/devices/${id}/test`),
    activity: (before: number | null, signal?: AbortSignal) =>
      http<ActivityPage>('GET', '/activity', { query: { before }, signal }),
    realtimePass: () => http<RealtimePass>('POST', '/realtime/passes'),

    bulk: (body: BulkRequest) => http<JobBegun>('POST', '/tickets/bulk', { body }),
    jobs: (query: Query = {}) => http<JobPage>('GET', '/jobs', { query }),
    job: (id: string) => http<Job>('GET', `/jobs/${id}`),
    jobResults: (id: string, query: { result?: ItemResult; cursor?: string; limit?: number } = {}) =>
      http<JobItemPage>('GET', `/jobs/${id}/results`, { query }),
    cancelJob: (id: string) => http<Job>('POST', `/jobs/${id}/cancel`),
    continueJob: (id: string) => http<Job>('POST', `/jobs/${id}/continue`),
    jobFile: (id: string) => http<JobFile>('GET', `/jobs/${id}/file`),
    beginExport: (body: ExportRequest) => http<Job>('POST', '/exports', { body }),
    beginImportFile: (body: { filename: string; size: number }) => http<ImportFile>('POST', '/imports/files', { body }),
    previewImport: (body: { kind: ImportRequest['kind']; file_id: string }) =>
      http<ImportPreview>('POST', '/imports/preview', { body }),
    beginImport: (body: ImportRequest) => http<Job>('POST', '/imports', { body }),
    undoJob: (id: string) => http<JobBegun>('POST', `/jobs/${id}/undo`),

    quarantine: (cursor?: string) => http<QuarantinePage>('GET', '/admin/quarantine', { query: { cursor } }),
    replay: (id: string) => http<undefined>('POST', `/admin/quarantine/${id}/replay`),
    audit: (resource: string, cursor?: string) =>
      http<AuditPage>('GET', '/admin/audit', { query: { resource, cursor } }),
    adminAgents: () => http<Items<AgentDetail>>('GET', '/admin/agents'),
    createAgent: (body: CreateAgent) => http<AgentDetail>('POST', '/admin/agents', { body }),
    patchAgent: (id: string, body: PatchAgent, ifMatch: number) =>
      http<AgentDetail>('PATCH', `/admin/agents/${id}`, { body, ifMatch }),
    createTeam: (body: CreateTeam) => http<Team>('POST', '/admin/teams', { body }),
    patchTeam: (id: string, body: Partial<PatchTeam>, ifMatch: number) =>
      http<Team>('PATCH', `/admin/teams/${id}`, { body, ifMatch }),

    organization: () => http<OrganizationDetail>('GET', '/admin/organization'),
    patchOrganization: (body: PatchOrganization, ifMatch: number) =>
      http<OrganizationDetail>('PATCH', '/admin/organization', { body, ifMatch }),
    previewMail: (body: PreviewMail) => http<PreviewedMail>('POST', '/admin/organization/mail-preview', { body }),
    addMailbox: (body: MailboxRef) => http<MailboxRef>('POST', '/admin/mailboxes', { body }),
    patchMailbox: (address: string, body: Pick<MailboxRef, 'team_id'>) =>
      http<MailboxRef>('PATCH', `/admin/mailboxes/${encodeURIComponent(address)}`, { body }),
    removeMailbox: (address: string) => http<undefined>('DELETE', `/admin/mailboxes/${encodeURIComponent(address)}`),

    createStatus: (body: CreateStatus) => http<OwnStatus>('POST', '/admin/statuses', { body }),
    patchStatus: (id: string, body: PatchStatus, ifMatch?: number) =>
      http<OwnStatus>('PATCH', `/admin/statuses/${id}`, { body, ifMatch }),
    createTag: (body: { name: string; colour: TagDefinition['colour'] }) =>
      http<TagDefinition>('POST', '/admin/tags', { body }),
    patchTag: (id: string, body: PatchTag, ifMatch?: number) =>
      http<TagDefinition>('PATCH', `/admin/tags/${id}`, { body, ifMatch }),
    mergeTag: (id: string, into: string) => http<TagDefinition>('POST', `/admin/tags/${id}/merge`, { body: { into } }),
    createField: (body: CreateField) => http<CustomField>('POST', '/admin/fields', { body }),
    patchField: (id: string, body: PatchField, ifMatch?: number) =>
      http<CustomField>('PATCH', `/admin/fields/${id}`, { body, ifMatch }),
    arrange: (kind: 'status' | 'field', ids: string[]) =>
      http<undefined>('POST', '/admin/catalogue/order', { body: { kind, ids } }),
  }
}

export type Client = ReturnType<typeof createClient>
