import { CircleHelp, MessageSquareText, ShieldQuestionMark } from 'lucide-react'
import { Card } from '../../components/card.tsx'

/** Ideas for a first call, so that nobody has to think of something to say. */
export function ThingsToSay() {
  return (
    <Card title="What a caller might say">
      <div className="divide-y divide-line">
        {ideas.map(({ icon: Icon, title, lines }) => (
          <section key={title} className="flex gap-4 px-5 py-5">
            <span className="grid size-10 shrink-0 place-items-center rounded-full bg-sunken text-ink-muted">
              <Icon aria-hidden size={18} />
            </span>
            <div>
              <h3 className="font-medium">{title}</h3>
              <ul className="mt-1 space-y-0.5 text-ink-muted">
                {lines.map((line) => (
                  <li key={line}>“{line}”</li>
                ))}
              </ul>
            </div>
          </section>
        ))}
      </div>
    </Card>
  )
}

const ideas = [
  {
    icon: CircleHelp,
    title: 'Ask something',
    lines: ['When are you open on Friday?', 'Where can I park?'],
  },
  {
    icon: MessageSquareText,
    title: 'Leave something',
    lines: [
      'Please call me back tomorrow at ten.',
      'I would like to leave a message: the parts have arrived.',
    ],
  },
  {
    icon: ShieldQuestionMark,
    title: 'Put it to the test',
    lines: ['Are you a robot?', 'No wait, the number is wrong.'],
  },
]
