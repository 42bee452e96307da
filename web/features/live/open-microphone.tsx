import { Mic } from 'lucide-react'

/** A microphone that breathes: whoever speaks now is heard. */
export function OpenMicrophone() {
  return (
    <span className="relative grid size-5 place-items-center">
      <span className="absolute -inset-1 animate-breathe rounded-full bg-current opacity-15" />
      <Mic aria-hidden size={20} />
    </span>
  )
}
