import { Link } from '@tanstack/react-router'
import { Check, MessageSquareText, PhoneForwarded } from 'lucide-react'
import type { Task } from '../../../src/contract/index.ts'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { PhoneLink } from '../../components/phone-link.tsx'
import { classNames } from '../../lib/class-names.ts'
import { phoneNumberWords } from '../../lib/phone-number-words.ts'
import { timeWordsWithin } from '../../lib/time-words.ts'
import { useTickingNow } from '../../lib/use-ticking-now.ts'
import { dueWords } from './due-words.ts'

/** One message or callback: who, why, until when, and the way to mark it as done. */
export function TaskRow({ task, onDone }: { task: Task; onDone: (task: Task) => void }) {
  const isCallback = task.type === 'callback'
  const who = task.name ?? phoneNumberWords(task.phoneNumber)
  const Icon = isCallback ? PhoneForwarded : MessageSquareText
  return (
    <li className="grid grid-cols-[2.5rem_minmax(0,1fr)] gap-x-4 gap-y-3 px-5 py-5 sm:grid-cols-[2.5rem_minmax(0,1fr)_auto]">
      <span className="grid size-10 place-items-center rounded-full bg-sunken text-ink-muted">
        <Icon aria-hidden size={18} />
      </span>
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 className="font-semibold wrap-anywhere">
            {isCallback ? 'Call back' : 'Message from'} {who}
          </h2>
          {task.urgency === 'urgent' && <Badge tone="danger">Urgent</Badge>}
        </div>
        <p className="mt-1 max-w-2xl wrap-anywhere">{task.reason}</p>
        <p className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-small text-ink-muted">
          <When task={task} />
          <PhoneLink number={task.phoneNumber} />
          {task.callId !== null && (
            <Link
              to="/calls/$callId"
              params={{ callId: task.callId }}
              className="rounded underline decoration-line-strong underline-offset-3 hover:text-ink"
            >
              See the call
            </Link>
          )}
        </p>
        {task.result !== null && task.result !== '' && (
          <p className="mt-3 max-w-2xl rounded-control bg-sunken px-3.5 py-2.5 text-small wrap-anywhere">
            {task.result}
          </p>
        )}
      </div>
      {task.status === 'pending' && (
        <Button
          size="small"
          className="col-start-2 justify-self-start sm:col-start-3"
          aria-label={`Mark done: ${who}`}
          onClick={() => onDone(task)}
        >
          <Check aria-hidden size={16} />
          Mark done
        </Button>
      )}
    </li>
  )
}

function When({ task }: { task: Task }) {
  const now = useTickingNow(30_000)
  if (task.completedAt !== null) return <span>Done {timeWordsWithin(task.completedAt, now)}</span>
  const due = dueWords(task, now)
  return (
    <span className={classNames(due.isOverdue && 'font-medium text-danger-ink')}>{due.words}</span>
  )
}
