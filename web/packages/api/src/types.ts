/** The contract's shapes by their own names. They come from the OpenAPI document; nothing here is written by hand. */
import type { components } from './generated/schema'

type Schemas = components['schemas']

export type TicketStatus = Schemas['TicketStatus']
export type Priority = Schemas['Priority']
export type TicketType = Schemas['TicketType']
export type Channel = Schemas['Channel']
export type Role = Schemas['Role']
export type Permission = Schemas['Permission']
export type MessageKind = Schemas['MessageKind']
export type Delivery = Schemas['Delivery']
export type Person = Schemas['Person']
export type TicketSummary = Schemas['TicketSummary']
export type TicketDetail = Schemas['TicketDetail']
export type TicketPage = Schemas['TicketPage']
export type Message = Schemas['Message']
export type Activity = Schemas['Activity']
export type Attachment = Schemas['Attachment']
export type EntryPage = Schemas['EntryPage']
export type Entry = EntryPage['items'][number]
export type AddMessage = Schemas['AddMessage']
export type MessageAdded = Schemas['MessageAdded']
export type CreateTicket = Schemas['CreateTicket']
export type PatchTicket = Schemas['PatchTicket']
export type AttachmentCreated = Schemas['AttachmentCreated']
export type Upload = Schemas['Upload']
export type Me = Schemas['Me']
export type AgentRef = Schemas['AgentRef']
export type AgentDetail = Schemas['AgentDetail']
export type CreateAgent = Schemas['CreateAgent']
export type PatchAgent = Schemas['PatchAgent']
export type Team = Schemas['Team']
export type QuarantinedMail = Schemas['QuarantinedMail']
export type QuarantinePage = Schemas['QuarantinePage']
export type TokenResponse = Schemas['TokenResponse']
export type RealtimePass = Schemas['RealtimePass']
export type Delta = Schemas['Delta']
export type Problem = Schemas['Problem']

export function isMessage(entry: Entry): entry is Message {
  return entry.entry === 'message'
}
