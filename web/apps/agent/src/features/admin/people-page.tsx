import '@/shared/i18n/settings'
import type { AgentDetail, Team } from '@tessera/api'
import { useQuery } from '@tanstack/react-query'
import { Avatar, Badge, Button, IconButton } from '@tessera/ui'
import { Pencil, Plus } from 'lucide-react'
import { Fragment, type ReactNode, useState } from 'react'
import { t } from '@/shared/i18n'
import { useServices } from '@/shared/services'
import { Setting } from '@/shared/setting'
import { keys } from '@/shared/tickets/keys'
import { useAgents, useTeams } from '@/shared/tickets/queries'
import { Page, LoadFailed, RowsSkeleton } from '@/shared/page'
import { AgentDialog } from './agent-dialog'
import { TeamDialog } from './team-dialog'

type Editing = { what: 'agent'; agent: AgentDetail | null } | { what: 'team'; team: Team | null } | null

export function PeoplePage() {
  const { api } = useServices()
  const agents = useQuery({ queryKey: keys.adminAgents, queryFn: async () => (await api.adminAgents()).items })
  const known = useAgents().length
  const teams = useTeams()
  const [editing, setEditing] = useState<Editing>(null)
  const close = () => setEditing(null)
  return (
    <Page title={t('admin.peopleTitle')}>
      <Part
        id="agents"
        title={t('admin.agents')}
        action={t('admin.newAgent')}
        onAdd={() => setEditing({ what: 'agent', agent: null })}
      >
        {agents.isPending && <RowsSkeleton tiles rows={known} />}
        {agents.isError && <LoadFailed onRetry={() => void agents.refetch()} />}
        {agents.data && (
          <ul className="border-t border-line">
            {agents.data.map((agent) => (
              <AgentRow
                key={agent.id}
                agent={agent}
                teams={teams}
                onEdit={() => setEditing({ what: 'agent', agent })}
              />
            ))}
          </ul>
        )}
      </Part>
      <Part
        id="teams"
        title={t('admin.teams')}
        action={t('admin.newTeam')}
        onAdd={() => setEditing({ what: 'team', team: null })}
      >
        {/* How many each has is known with the agents: until then it would be nobody. */}
        {agents.isPending ? (
          <RowsSkeleton tiles rows={teams.length} />
        ) : (
          <Setting id="signature">
            <Teams teams={teams} agents={agents.data} onEdit={(team) => setEditing({ what: 'team', team })} />
          </Setting>
        )}
      </Part>
      {editing?.what === 'agent' && <AgentDialog agent={editing.agent} onClose={close} />}
      {editing?.what === 'team' && <TeamDialog team={editing.team} onClose={close} />}
    </Page>
  )
}

type TeamsProps = {
  teams: Team[]
  /** Not there: they could not be read. */ agents: AgentDetail[] | undefined
  onEdit: (team: Team) => void
}

function Teams({ teams, agents, onEdit }: TeamsProps) {
  const membersOf = ({ id }: Team) =>
    agents ? t('admin.members', { count: agents.filter((agent) => agent.team_ids.includes(id)).length }) : ''
  if (teams.length === 0) return <p className="py-3 text-quiet">{t('admin.noTeamsYet')}</p>
  return (
    <ul className="border-t border-line">
      {teams.map((team) => (
        <Row
          key={team.id}
          name={team.name}
          details={[membersOf(team)]}
          editLabel={t('admin.editTeam', { name: team.name })}
          onEdit={() => onEdit(team)}
        />
      ))}
    </ul>
  )
}

type PartProps = { id: string; title: string; action: string; onAdd: () => void; children: ReactNode }

function Part({ id, title, action, onAdd, children }: PartProps) {
  return (
    <section aria-label={title} className="mb-10">
      <Setting id={id}>
        <div className="mb-3 flex items-center justify-between">
          <h2 className="font-semibold text-strong">{title}</h2>
          <Button onClick={onAdd}>
            <Plus size={14} aria-hidden="true" className="text-icon" />
            {action}
          </Button>
        </div>
        {children}
      </Setting>
    </section>
  )
}

function AgentRow({ agent, teams, onEdit }: { agent: AgentDetail; teams: Team[]; onEdit: () => void }) {
  const memberOf = teams.filter((team) => agent.team_ids.includes(team.id)).map((team) => team.name)
  const details = [agent.email, t(`role.${agent.role}`), ...memberOf]
  return (
    <Row name={agent.name} details={details} editLabel={t('admin.editAgent', { name: agent.name })} onEdit={onEdit}>
      {!agent.active && <Badge>{t('admin.inactive')}</Badge>}
    </Row>
  )
}

type RowProps = { name: string; details: string[]; editLabel: string; onEdit: () => void; children?: ReactNode }

function Row({ name, details, editLabel, onEdit, children }: RowProps) {
  return (
    <li className="flex min-h-14 items-center gap-3 border-b border-line py-2">
      <Avatar name={name} size={32} title={false} />
      <div className="min-w-0 flex-1">
        <bdi className="block truncate font-medium text-strong">{name}</bdi>
        <p className="text-xs [overflow-wrap:anywhere] text-quiet">
          {/* Each in its own direction: together, team names would be read from the wrong side. */}
          {details.map((detail, at) => (
            <Fragment key={detail}>
              {at > 0 && ' · '}
              <bdi>{detail}</bdi>
            </Fragment>
          ))}
        </p>
      </div>
      {children}
      <IconButton icon={Pencil} size={15} label={editLabel} onClick={onEdit} />
    </li>
  )
}
