import { Check, CircleSlash, LoaderCircle, MessageCircleQuestion } from 'lucide-react'
import type { CallToolUse } from '../../../src/contract/index.ts'
import { Card } from '../../components/card.tsx'
import { toolWords } from '../../lib/call-words.ts'
import { isAskedBack, refusalWords } from './refusal-words.ts'

/** What the agent did besides talking, each with its receipt or why it was not done. */
export function CallTools({ tools, none }: { tools: readonly CallToolUse[]; none: string }) {
  return (
    <Card title="What the agent did">
      {tools.length === 0 ? (
        <p className="px-5 py-6 text-ink-muted">{none}</p>
      ) : (
        <ul className="divide-y divide-line">
          {tools.map((use, index) => (
            <ToolUse key={`${use.tool}-${use.at}-${String(index)}`} use={use} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function ToolUse({ use }: { use: CallToolUse }) {
  const facts = Object.entries(use.receipt?.facts ?? {})
  return (
    <li className="flex gap-3 px-5 py-4">
      <span className="mt-0.5 shrink-0">{signOf(use)}</span>
      <div className="min-w-0 flex-1">
        <div className="flex justify-between gap-3">
          <p className="font-medium">{toolWords(use.tool)}</p>
          {use.tookMs !== null && (
            <span className="shrink-0 text-small text-ink-faint tabular-nums">
              {Math.round(use.tookMs)} ms
            </span>
          )}
        </div>
        <p className="text-small wrap-anywhere text-ink-muted">{resultWords(use)}</p>
        {facts.length > 0 && (
          <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5 text-small">
            {facts.map(([name, fact]) => (
              <div key={name} className="contents">
                <dt className="text-ink-faint">{toolWords(name)}</dt>
                <dd className="wrap-anywhere">{fact}</dd>
              </div>
            ))}
          </dl>
        )}
        {use.receipt && (
          <p className="mt-2 text-fine wrap-anywhere text-ink-faint">
            Receipt {use.receipt.reference}
          </p>
        )}
      </div>
    </li>
  )
}

function resultWords({ receipt, refusal }: CallToolUse): string {
  if (receipt) return receipt.summary
  if (!refusal) return 'Under way'
  if (isAskedBack(refusal)) return `Asked the caller to confirm: ${refusal.detail}`
  return `Not done: ${refusalWords(refusal)}`
}

function signOf({ receipt, refusal }: CallToolUse) {
  if (receipt) return <Check aria-hidden size={18} className="text-accent-ink" />
  if (refusal && isAskedBack(refusal)) {
    return <MessageCircleQuestion aria-hidden size={18} className="text-info-ink" />
  }
  if (refusal) return <CircleSlash aria-hidden size={18} className="text-warning-ink" />
  return <LoaderCircle aria-hidden size={18} className="animate-spin text-ink-faint" />
}
