import { PhoneForwarded, PhoneMissed } from 'lucide-react'
import type { CallEvent } from '../../../src/contract/index.ts'
import { Card } from '../../components/card.tsx'
import { phoneNumberWords } from '../../lib/phone-number-words.ts'
import { clockWords } from '../../lib/time-words.ts'
import { transfersOf, transferWords } from './transfers-of.ts'

/** Whom the caller was put through to. Nothing where nobody was tried. */
export function CallTransfers({ events }: { events: readonly CallEvent[] }) {
  const transfers = transfersOf(events)
  if (transfers.length === 0) return null
  return (
    <Card title="Put through">
      <ol className="divide-y divide-line">
        {transfers.map((transfer) => {
          const isGood = transfer.outcome === undefined || transfer.outcome === 'connected'
          const Sign = isGood ? PhoneForwarded : PhoneMissed
          return (
            <li key={transfer.seq} className="flex gap-3 px-5 py-4">
              <Sign
                aria-hidden
                size={18}
                className={isGood ? 'mt-0.5 text-accent-ink' : 'mt-0.5 text-warning-ink'}
              />
              <div className="min-w-0 flex-1">
                <div className="flex justify-between gap-3">
                  <p className="font-medium wrap-anywhere">{phoneNumberWords(transfer.to)}</p>
                  <time
                    dateTime={transfer.at}
                    className="shrink-0 text-small text-ink-faint tabular-nums"
                  >
                    {clockWords(transfer.at)}
                  </time>
                </div>
                <p className="text-small text-ink-muted">{transferWords(transfer)}</p>
              </div>
            </li>
          )
        })}
      </ol>
    </Card>
  )
}
