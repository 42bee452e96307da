import { Check, CircleSlash, MessageCircleQuestion } from 'lucide-react'
import { Card } from '../../components/card.tsx'
import { Spinner } from '../../components/spinner.tsx'
import { toolWords } from '../../lib/call-words.ts'
import type { LiveTool } from '../../lib/live-call.ts'

/** What the agent does besides talking, as it happens, with the receipt of each. */
export function LiveTools({ tools }: { tools: readonly LiveTool[] }) {
  return (
    <Card title="What the agent did">
      <ul aria-live="polite" className="divide-y divide-line">
        {tools.map((tool, index) => (
          <li
            key={`${tool.tool}-${String(index)}`}
            className="flex animate-appear gap-3 px-5 py-3.5"
          >
            <span className="mt-0.5 shrink-0">{signs[tool.state]}</span>
            <div className="min-w-0">
              <p className="font-medium">
                {toolWords(tool.tool)}
                <span className="sr-only">{stateWords[tool.state]}</span>
              </p>
              <p className="text-small wrap-anywhere text-ink-muted">{wordsFor(tool)}</p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function wordsFor({ state, summary }: LiveTool): string {
  if (state === 'running') return 'Under way'
  return state === 'asked' ? `Asked the caller to confirm: ${summary}` : summary
}

const signs = {
  running: <Spinner />,
  done: <Check aria-hidden size={18} className="text-accent-ink" />,
  refused: <CircleSlash aria-hidden size={18} className="text-warning-ink" />,
  asked: <MessageCircleQuestion aria-hidden size={18} className="text-info-ink" />,
}

const stateWords = { running: ' (under way)', done: ' (done)', refused: ' (not done)', asked: '' }
