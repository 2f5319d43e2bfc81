"""Signing in, staying signed in, signing out.

An access token lives ten minutes and is checked without a look-up; the session behind it is looked up at each refresh,
so a revoked session, a deactivated agent or a new role counts after ten minutes at the latest (docs/adr/0003).
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from schemas.vocabulary import ActorType, EventType
from tessera.identity.claims import AccessClaims
from tessera.identity.model import Agent
from tessera.identity.ports import Directory, IssueToken, Passwords, Sessions
from tessera.identity.session import SIGN_IN_AGAIN, RefreshToken, Session, start_session
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock
from tessera.kernel.errors import TooManyRequests, Unauthenticated
from tessera.kernel.events import make_event
from tessera.kernel.person import normalise_email

ACCESS_LIFE = timedelta(minutes=10)
ATTEMPT_WINDOW = timedelta(minutes=15)
MAX_ATTEMPTS = 10


@dataclass(frozen=True)
class Client:
    """Where a request comes from."""

    ip: str | None
    user_agent: str
    correlation_id: str


@dataclass(frozen=True)
class SignedIn:
    """`refresh_token` is None when the browser already holds the newer one."""

    access_token: str = field(repr=False)
    expires_in: int
    refresh_token: str | None = field(repr=False)


class SignIn:
    def __init__(
        self, directory: Directory, sessions: Sessions, passwords: Passwords, issue_token: IssueToken, clock: Clock
    ) -> None:
        self._directory = directory
        self._sessions = sessions
        self._passwords = passwords
        self._issue_token = issue_token
        self._clock = clock

    def sign_in(self, email: str, password: str, client: Client) -> SignedIn:
        """Raises `Unauthenticated` for a wrong address and a wrong password alike, `TooManyRequests` after ten."""
        at = self._clock()
        address = normalise_email(email)
        window = self._count_attempt(address, client.ip, at)
        agent = self._directory.agent_by_email(address)
        proven = self._passwords.verify(agent.password_hash if agent else None, password)
        if agent is None or not proven or not agent.may_sign_in:
            self._note_failure(agent, address, client, at)
            raise Unauthenticated("The e-mail address or the password is wrong.")
        self._sessions.forget_attempts(address, client.ip, window)
        session, token = start_session(agent.org_id, agent.id, at, client.ip, client.user_agent)
        self._sessions.add(session)
        self._record(EventType.SESSION_STARTED, agent, session.id, client, at)
        return self._signed_in(agent, session, at, token)

    def refresh(self, refresh_token: str, client: Client) -> SignedIn:
        """Raises `Unauthenticated` when the session is over; a token that was used up already ends it."""
        at = self._clock()
        token = RefreshToken.decode(refresh_token)
        session = self._sessions.find(token)
        if session is None or session.expires_at <= at:
            raise Unauthenticated(SIGN_IN_AGAIN)
        agent = self._entitled_agent(session)
        if session.next_for(token, at):
            rotated, next_token = session.rotate(token, at)
            if self._sessions.save(rotated):
                return self._signed_in(agent, rotated, at, next_token)
            session = self._sessions.find(token)
        if session is not None and session.raced(token, at):
            return self._signed_in(agent, session, at, None)
        if session is not None:
            self._sessions.remove(session)
            self._record(EventType.SESSION_ENDED, agent, session.id, client, at, "refresh_token_reused")
        raise Unauthenticated(SIGN_IN_AGAIN)

    def sign_out(self, refresh_token: str, client: Client) -> None:
        """Ends the session, if there is still one. A token that proves nothing ends nothing and is no error."""
        at = self._clock()
        try:
            token = RefreshToken.decode(refresh_token)
        except Unauthenticated:
            return
        session = self._sessions.find(token)
        if session is None or not session.proves(token):
            return
        agent = self._directory.agent(session.org_id, session.agent_id)
        self._sessions.remove(session)
        if agent is not None:
            self._record(EventType.SESSION_ENDED, agent, session.id, client, at, "signed_out")

    def _entitled_agent(self, session: Session) -> Agent:
        agent = self._directory.agent(session.org_id, session.agent_id)
        void = agent is None or not agent.may_sign_in
        if agent is not None and agent.signed_out_at is not None:
            void = void or session.created_at <= agent.signed_out_at
        if agent is None or void:
            self._sessions.remove(session)
            raise Unauthenticated(SIGN_IN_AGAIN)
        return agent

    def _count_attempt(self, email: str, ip: str | None, at: datetime) -> int:
        """Counted before the password is looked at, so that tries at the same moment count as well."""
        seconds = int(ATTEMPT_WINDOW.total_seconds())
        window = int(at.timestamp()) // seconds
        until = datetime.fromtimestamp((window + 1) * seconds, UTC)
        if self._sessions.count_attempt(email, ip, window, until) > MAX_ATTEMPTS:
            wait = max(1, int((until - at).total_seconds()))
            raise TooManyRequests("Too many tries. Wait a few minutes and try again.", wait)
        return window

    def _note_failure(self, agent: Agent | None, email: str, client: Client, at: datetime) -> None:
        if agent is None:
            self._sessions.note_stranger(email, at + ATTEMPT_WINDOW)
        else:
            self._record(EventType.SIGN_IN_FAILED, agent, agent.id, client, at)

    def _record(
        self, type_: EventType, agent: Agent, subject_id: str, client: Client, at: datetime, reason: str | None = None
    ) -> None:
        actor = Actor(
            agent.org_id,
            ActorType.AGENT,
            agent.id,
            agent.name,
            role=agent.role,
            ip=client.ip,
            correlation_id=client.correlation_id,
        )
        subject = ("agent" if type_ is EventType.SIGN_IN_FAILED else "session", subject_id)
        data = {"agent_id": agent.id, "user_agent": client.user_agent[:300]} | ({"reason": reason} if reason else {})
        self._directory.record(make_event(type_, actor, at, subject, data=data))

    def _signed_in(self, agent: Agent, session: Session, at: datetime, token: RefreshToken | None) -> SignedIn:
        claims = AccessClaims(
            sub=agent.id,
            org=agent.org_id,
            name=agent.name,
            role=agent.role.value,
            teams=agent.team_ids,
            scope=agent.ticket_scope.value,
            sid=session.id,
            exp=int((at + ACCESS_LIFE).timestamp()),
        )
        seconds = int(ACCESS_LIFE.total_seconds())
        return SignedIn(self._issue_token(claims), seconds, token.encode() if token else None)
