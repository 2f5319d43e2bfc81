"""The words of the product: every closed list of values that crosses a boundary (API, events, storage, screen)."""

from enum import StrEnum


class TicketStatus(StrEnum):
    OPEN = "open"
    PENDING = "pending"
    ON_HOLD = "on_hold"
    RESOLVED = "resolved"
    CLOSED = "closed"


#: Statuses in which somebody still has work to do. The others are done.
UNRESOLVED = (TicketStatus.OPEN, TicketStatus.PENDING, TicketStatus.ON_HOLD)


class Priority(StrEnum):
    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


class TicketType(StrEnum):
    QUESTION = "question"
    INCIDENT = "incident"
    PROBLEM = "problem"
    TASK = "task"


class Colour(StrEnum):
    """What an organization colours its statuses and tags with; every theme has its own shade of each."""

    GREY = "grey"
    RED = "red"
    ORANGE = "orange"
    AMBER = "amber"
    GREEN = "green"
    TEAL = "teal"
    BLUE = "blue"
    VIOLET = "violet"
    PINK = "pink"


class FieldType(StrEnum):
    """What a custom field holds. A `pattern` is a text that a regular expression describes as a whole."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    DATE = "date"
    CHECKBOX = "checkbox"
    ONE_OF = "one_of"
    MANY_OF = "many_of"
    EMAIL = "email"
    URL = "url"
    PATTERN = "pattern"


class FieldOf(StrEnum):
    """What has a custom field."""

    TICKET = "ticket"
    PERSON = "person"
    COMPANY = "company"


class RequiredAt(StrEnum):
    """When a custom field must be filled in: before a ticket is made, or before it is resolved or closed."""

    CREATION = "creation"
    CLOSING = "closing"


class Channel(StrEnum):
    EMAIL = "email"
    WEB = "web"
    API = "api"


class Role(StrEnum):
    ADMIN = "admin"
    SUPERVISOR = "supervisor"
    AGENT = "agent"
    VIEWER = "viewer"


class Permission(StrEnum):
    TICKETS_READ = "tickets:read"
    TICKETS_WRITE = "tickets:write"
    TICKETS_DELETE = "tickets:delete"
    AGENTS_READ = "agents:read"
    REPORTS_READ = "reports:read"
    KB_READ = "kb:read"
    ADMIN = "admin"


ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.ADMIN: frozenset(Permission),
    Role.SUPERVISOR: frozenset(
        {
            Permission.TICKETS_READ,
            Permission.TICKETS_WRITE,
            Permission.TICKETS_DELETE,
            Permission.AGENTS_READ,
            Permission.REPORTS_READ,
        }
    ),
    Role.AGENT: frozenset({Permission.TICKETS_READ, Permission.TICKETS_WRITE, Permission.KB_READ}),
    Role.VIEWER: frozenset({Permission.TICKETS_READ, Permission.REPORTS_READ}),
}


class TicketScope(StrEnum):
    """Which tickets an agent may see: all, or those of the agent's teams, of no team, and the agent's own."""

    ALL = "all"
    TEAMS = "teams"


class ActorType(StrEnum):
    AGENT = "agent"
    CUSTOMER = "customer"
    SYSTEM = "system"


class MessageKind(StrEnum):
    """`reply` is read by the customer; `note` never is."""

    REPLY = "reply"
    NOTE = "note"


class Delivery(StrEnum):
    """How far an outgoing mail came. A scheduled one waits for its time, and can be taken back until then; an unsent
    one could not go out at its time, and waits for somebody to decide."""

    SCHEDULED = "scheduled"
    UNSENT = "unsent"
    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    BOUNCED = "bounced"


#: What nobody outside has yet: it can be changed, sent and taken back.
WAITING = (Delivery.SCHEDULED, Delivery.UNSENT)


class ScanState(StrEnum):
    """What a malware scanner found in a file. A file without one was not scanned."""

    CLEAN = "clean"
    INFECTED = "infected"
    FAILED = "failed"


class SenderCheck(StrEnum):
    """What the receiving mail server found of the sender (SPF, DKIM and DMARC together)."""

    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"


class EventType(StrEnum):
    TICKET_CREATED = "ticket.created"
    TICKET_UPDATED = "ticket.updated"
    TICKET_ASSIGNED = "ticket.assigned"
    TICKET_STATUS_CHANGED = "ticket.status_changed"
    TICKET_STATUS_KEPT = "ticket.status_kept"
    TICKET_MERGED = "ticket.merged"
    TICKET_UNMERGED = "ticket.unmerged"
    TICKET_SPLIT = "ticket.split"
    TICKET_REJOINED = "ticket.rejoined"
    TICKET_LINKED = "ticket.linked"
    TICKET_UNLINKED = "ticket.unlinked"
    TICKET_DELETED = "ticket.deleted"
    TICKET_RESTORED = "ticket.restored"
    TICKET_PURGED = "ticket.purged"
    MESSAGE_ADDED = "message.added"
    MESSAGE_REACTED = "message.reacted"
    MESSAGE_EDITED = "message.edited"
    MESSAGE_REDACTED = "message.redacted"
    MESSAGE_SCHEDULED = "message.scheduled"
    MESSAGE_UNSCHEDULED = "message.unscheduled"
    MESSAGE_UNSENT = "message.unsent"
    MESSAGE_DELIVERY_CHANGED = "message.delivery_changed"
    MESSAGE_FILES_INSPECTED = "message.files_inspected"
    MAIL_QUARANTINED = "mail.quarantined"
    MAIL_REPLAYED = "mail.replayed"
    AGENT_CREATED = "agent.created"
    AGENT_UPDATED = "agent.updated"
    TEAM_CREATED = "team.created"
    TEAM_UPDATED = "team.updated"
    ORGANIZATION_UPDATED = "organization.updated"
    MAILBOX_CREATED = "mailbox.created"
    MAILBOX_UPDATED = "mailbox.updated"
    MAILBOX_DELETED = "mailbox.deleted"
    CUSTOMER_CREATED = "customer.created"
    CUSTOMER_UPDATED = "customer.updated"
    CUSTOMER_BLOCKED = "customer.blocked"
    CUSTOMER_UNBLOCKED = "customer.unblocked"
    CUSTOMER_MERGED = "customer.merged"
    CUSTOMER_UNMERGED = "customer.unmerged"
    COMPANY_CREATED = "company.created"
    COMPANY_UPDATED = "company.updated"
    COMPANY_DELETED = "company.deleted"
    MACRO_CREATED = "macro.created"
    MACRO_UPDATED = "macro.updated"
    MACRO_DELETED = "macro.deleted"
    VIEW_CREATED = "view.created"
    VIEW_UPDATED = "view.updated"
    VIEW_DELETED = "view.deleted"
    STATUS_CREATED = "status.created"
    STATUS_UPDATED = "status.updated"
    TAG_CREATED = "tag.created"
    TAG_UPDATED = "tag.updated"
    TAG_MERGED = "tag.merged"
    FIELD_CREATED = "field.created"
    FIELD_UPDATED = "field.updated"
    SESSION_STARTED = "session.started"
    SESSION_ENDED = "session.ended"
    SIGN_IN_FAILED = "session.sign_in_failed"
    JOB_STARTED = "job.started"
    JOB_FINISHED = "job.finished"
    JOB_CANCELLED = "job.cancelled"


class LinkType(StrEnum):
    """What another ticket is to this one; that one has the inverse of it."""

    RELATED = "related"
    DUPLICATE_OF = "duplicate_of"
    DUPLICATED_BY = "duplicated_by"
    PARENT = "parent"
    CHILD = "child"
    BLOCKED_BY = "blocked_by"
    BLOCKS = "blocks"


INVERSE_LINKS: dict[LinkType, LinkType] = {
    LinkType.RELATED: LinkType.RELATED,
    LinkType.DUPLICATE_OF: LinkType.DUPLICATED_BY,
    LinkType.DUPLICATED_BY: LinkType.DUPLICATE_OF,
    LinkType.PARENT: LinkType.CHILD,
    LinkType.CHILD: LinkType.PARENT,
    LinkType.BLOCKED_BY: LinkType.BLOCKS,
    LinkType.BLOCKS: LinkType.BLOCKED_BY,
}


class Sharing(StrEnum):
    """Who sees a macro or a view: its maker, the agents of certain teams, or everybody."""

    PRIVATE = "private"
    TEAMS = "teams"
    EVERYONE = "everyone"


class RealtimeEvent(StrEnum):
    TICKET_CREATED = "ticket:created"
    TICKET_UPDATED = "ticket:updated"
    TICKET_ASSIGNED = "ticket:assigned"
    TICKET_STATUS_CHANGED = "ticket:status_changed"
    TICKET_REMOVED = "ticket:removed"
    MESSAGE_NEW = "message:new"
    JOB_PROGRESS = "job:progress"
    NOTICE_NEW = "notice:new"
    PRESENCE_CHANGED = "presence:changed"
    DEFINITIONS_CHANGED = "definitions:changed"


class Defined(StrEnum):
    """What an organization arranges for itself, and every screen holds a copy of."""

    CATALOGUE = "catalogue"
    VIEWS = "views"
    MACROS = "macros"
    TEAMS = "teams"
    AGENTS = "agents"
    ORGANIZATION = "organization"
    MAILBOXES = "mailboxes"


class Weekday(StrEnum):
    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


class RoutingMode(StrEnum):
    """Who gets a team's new tickets: nobody, whose turn it is, or who has the fewest."""

    MANUAL = "manual"
    ROUND_ROBIN = "round_robin"
    LEAST_LOADED = "least_loaded"


class RoutingRule(StrEnum):
    """Why the system gave a ticket to somebody, or took it from them; `left`: they may have no tickets any
    more, as they were deactivated or may only read."""

    TURN = "turn"
    FEWEST_OPEN = "fewest_open"
    HANDED_BACK = "handed_back"
    LEFT = "left"


class PresenceState(StrEnum):
    """What somebody does in a tab; `gone`: it is closed."""

    VIEWING = "viewing"
    TYPING = "typing"
    GONE = "gone"


class NoticeKind(StrEnum):
    """What an agent is told of. `new_ticket`: one that nobody has yet came to the agent's team, or to no team."""

    ASSIGNED = "assigned"
    MENTIONED = "mentioned"
    CUSTOMER_REPLIED = "customer_replied"
    COLLEAGUE_WROTE = "colleague_wrote"
    NEW_TICKET = "new_ticket"
    WOKE = "woke"
    REPLY_FAILED = "reply_failed"
    STATUS_KEPT = "status_kept"
    JOB_FINISHED = "job_finished"


class NoticeChannel(StrEnum):
    """How an agent is told: in the app, (also) by mail, and in browsers that they chose, though the app is closed."""

    APP = "app"
    EMAIL = "email"
    PUSH = "push"


class JobKind(StrEnum):
    BULK = "bulk"
    UNDO = "undo"
    IMPORT = "import"
    EXPORT = "export"


class JobState(StrEnum):
    """A job that is `cancelling` finishes the items in hand. A failed one can be continued where it stopped."""

    QUEUED = "queued"
    RUNNING = "running"
    CANCELLING = "cancelling"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


class ItemResult(StrEnum):
    """What a job did to one item. `not_found`: there is none, or it is not for the one who started the job to see.
    `not_done`: the job was cancelled, or failed, before its turn."""

    DONE = "done"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    NOT_FOUND = "not_found"
    NOT_DONE = "not_done"


class RecordKind(StrEnum):
    """What is imported and exported."""

    TICKETS = "tickets"
    PEOPLE = "people"
    COMPANIES = "companies"


class FileFormat(StrEnum):
    CSV = "csv"
    JSONL = "jsonl"
