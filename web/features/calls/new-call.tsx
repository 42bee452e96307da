import { PhoneOutgoing } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { NewCallDialog } from './new-call-dialog.tsx'

/** The way to have the agent call somebody. */
export function NewCall() {
  const [isAsking, ask] = useState(false)
  return (
    <>
      <Button look="primary" onClick={() => ask(true)}>
        <PhoneOutgoing aria-hidden size={18} />
        New call
      </Button>
      {isAsking && <NewCallDialog onClose={() => ask(false)} />}
    </>
  )
}
