import type { Mark } from '../words.ts'

/** What callers want to have done. */
export const wishesEn = {
  person: `speak/talk/speaking/talking/chat to/with/with [a/an/the/some/any/your/one] [real/actual/live/living/human] person/human/someone/somebody/anybody/anyone/agent/representative/rep/operator/manager/owner/boss/supervisor/receptionist/people/staff/being/colleague/employee/technician/team/specialist|
    speak/talk to/with one of your/the|speak/talk to/with whoever|transfer/connect/forward me|put me through|patch me through|put me on to|hand me over|
    get/give/find me [a/an/the/your] [real/live/human] person/human/manager/operator/supervisor/representative/owner/someone/somebody/agent|^real/live/actual person/human|^a [real/live] human/person$|^a [real/live] human/person please|^human$|^human now/please|
    ^operator$|^operator please|^representative$|^representative please|^agent$|^agent please|^manager$|^manager please|^supervisor$|^supervisor please|^customer service$|^customer service please|^receptionist$|^receptionist please|^live agent|
    want/need/like a [real/live/human] person/human/agent/operator/representative|is a manager|is the/your/a manager/owner/boss/supervisor in/there/available/around/free/here|your manager|your supervisor/boss|^the manager|is there a/an [real] human/person/someone/anyone|someone human|
    is anybody/anyone/somebody in|i want [a/the] [real] human/manager/person|i want/need someone/somebody real|someone/somebody i can talk/speak to|to talk/speak to someone/somebody ! can someone help me|person in my|talk to my|not [want/need/like/have/wish] [to] [speak/talk] [to/with] [a/an/any/your] [real] person/human/agent/operator/manager/anyone/anybody/someone|rather not speak/talk|
    no need to speak/talk|not put me through|not transfer/connect me|already/just spoke/talked|human resources|manager/boss/supervisor told/said/called/promised|your manager is/was`,
  anyone: `anyone|anybody|someone|somebody|whoever|either|any of them|one of them|does not matter|do not mind|who is free/there/available/around|the first one|next available`,
  lead: `quote/quotes/quotation|an/a/free/rough estimate|your estimate for|price/prices/pricing for a/an/my/the/your/new|need/want/hire/get/looking someone/somebody to fix/repair/install/replace/paint/build/clean/check/look/move/remove/service/inspect|
    looking for someone/somebody/a/an to/who/that|looking for a plumber/electrician/contractor/company/lawyer/painter/roofer/cleaner/provider|need a/an plumber/electrician/contractor/painter/roofer/cleaner/technician/handyman|
    interested in your/a/an/the/hiring/working/buying|interested in getting|want/like to hire|become a [new] customer/client|new customer/client|need/want/like some/a/an/my/our * fixed/repaired/installed/replaced/painted/cleaned/serviced|
    need/want/like my/our/a/an/the ~ fixed/repaired/installed/replaced/painted/cleaned/serviced/inspected ! quote/estimate that you/we/i got/gave/sent|got/received/sent/have a/my/your/the quote/estimate|quote of the day|gave/sent/got/received/made ~ quote/estimate/quotation|my/the quote/estimate|not interested|quote me on`,
  anger: `i am [so/very/extremely/really/quite/getting/just/more] angry/furious/livid/mad/annoyed/frustrated/enraged/fuming|this is [just/so/absolutely/completely/totally/really] ridiculous/outrageous/unacceptable/infuriating/absurd/insane/pathetic|
    this is a disgrace/joke/scandal/scam|a complete/total joke|fed up|sick of [this/you/your/it/waiting/being/calling/these/all]|sick and tired|had enough of/with|i have had enough|had it with you/this|how dare you|
    losing/lost my patience/temper|out of patience|worst company/service/experience/place|never using/buying/coming/going/ordering ~ again|sue you|see you in court|my lawyer will|you are [all/so/such/just/a/a/bunch/of] [of] useless/incompetent/idiots/liars/liar/thieves/crooks|
    you people|you lied|lied to me|ripped off|rip off|ripping me off|waste of my time|wasting my time|what kind of company/business/service is|what is wrong with you|shame on you|fuck you/off|fucking useless/ridiculous/joke/idiots|
    screw you|you suck|go to hell|piss off|pissed off|hate you|terrible/awful/horrible/disgusting/lousy/appalling service|nobody/noone ever ~ calls/answers/listens/cares|nobody/noone [even] cares|kept me waiting|i demand|makes me sick/angry/furious ! not angry/mad/furious/annoyed/upset/frustrated|not ~ angry/mad/furious/annoyed|sick of the flu|mad about your|mad at my|angry/mad customer/neighbor/dog|do not be angry`,
  'changes-booking': `cancel/cancelling/change/changing/move/moving/postpone/confirm/confirming/reschedule/rescheduling/shift/missed/miss ~ appointment/booking/reservation/visit/consultation/session/slot|late for|reschedule|postpone|have an appointment`,
  'still-here': `i am [still] here$|^still here|yes/yeah/yep still here|i am still on the line/phone|i am listening|i am [still] with you|sorry i am here|^here$`,
  message: `leave/take/give/pass/send/deliver/write/record [down] [on/a/an/the/my/this/him/her/them/you/someone/somebody/another] [a/an/quick/short/brief/voice/little/my/urgent/important/long] message/note|
    leave word|a message for|message for|voicemail|voice mail|pass it/this/that/something on|pass on|write this/it/that down|note this/that/it/something/my|leave my number/name/details/information|
    let him/her/them/someone/somebody/the/your know|would like a message|want a message|have a message|message please|^message$|^a message$|take down my|can you tell/ask/inform/remind/let|
    could you tell/ask/inform/remind/let|please tell/ask/inform/remind/let|^tell/ask him/her/them/the ! can/could you tell/ask/let me/us|please tell/ask/let me/us|got/get your message|your message|
    got a message|received a message|tell/let me know|took a message`,
  callback: `call/ring/phone me/us back|call back|calling me back|calls me back|
    call/ring/phone me [up] tomorrow/today/tonight/later/when/at/on/in/asap/this/next/before/after/as/any/anytime/soon/around/between/please/again/first/monday/tuesday/wednesday/thursday/friday|
    call me$|phone me$|ring me$|call me about|return my call|give me a [quick] call/ring/buzz|have/get/ask/tell ~ call/ring/phone/to me|get someone/somebody to call/ring/phone|
    someone/somebody/anyone/he/she/they/you ~ call/ring/phone me|request/schedule/arrange/book/want/need/like/get/have a [phone] call|would like a call|be called back|get back to me|hear back|
    hear from you/someone|want/like/need to be called|call my cell/mobile/number| ! i will/can/could/shall/may/might/would [just/try] call/ring/phone [you] back|do not [need/have/want] [to/you/a] call|
    stop calling|called me|have to call you|should/shall/can i call|i call back|when can i call|you call that|no need to call|someone/somebody/you called/keep/keeps|why do you call|not call|
    could not call|missed a call|have a call with|do not want a call`,
  appointment: `appointment|appointments|
    make/book/get/have/need/want/schedule/change/cancel/move/confirm/arrange/set [up] [a/an/my/the/another/some] [new] booking/reservation/consultation/viewing/inspection/demo/checkup/haircut/cleaning/fitting/visit/slot/table/session/lesson|
    can/could/may i/we book|like/want/need to book|like/want/need to schedule|like/want/need to reserve|like/want/need to come in|book me in|fit me in|squeeze me in|reschedule|
    see the doctor/dentist/vet|when can you come|can/could you/someone/somebody come out/over/by|send someone/somebody out|reserve a|come out to ! schedule/book a call|schedule a [phone] call`,
  complaint: `complaint|complaints|complain|complaining|i am/was [so/extremely/not/pretty/really/quite] unhappy/dissatisfied/upset/angry/disappointed/furious/annoyed/frustrated/livid/mad|
    not [at] [all/very] happy/satisfied/pleased/impressed|terrible/awful/horrible/bad/poor/worst/lousy/shoddy/disgusting service/experience/job/work/treatment|unacceptable|ridiculous|outrageous|
    disgrace|a joke|want/demand/need/like a/my refund|money back|ripped off|overcharged|charged [me] twice|never showed|did not show up|nobody showed/came/called|no one showed/came/called|
    still not working/fixed/done/here|fed up|sick of|waste of [my] time|you people|rude to me|was rude|broke my|damaged my`,
  returning: `returning ~ call|missed [a/your] call|missed call|someone/somebody/you/they [just] called me/my|you [just] called|i got a call from|received a call|called me earlier/yesterday/today|
    you rang me`,
  'wrong-number': `wrong number|^wrong person/place/company/office|have/reached/called/got the wrong person/place/company/office/business|dialed/dialled/called/rang/phoned/ringed the wrong|did not mean to call|misdialed|misdialled|
    called/dialed/dialled/rang/phoned [you/here/this] [number] [by] mistake/accident|called/dialed/rang/phoned [you/here] accidentally|accidentally called/dialed/rang|^by mistake/accident|^my mistake wrong|pocket/butt dial|pocket/butt dialed|
    not who i was/am looking/calling|not the number i wanted|meant to call/dial/ring someone/somebody/another/my/a/the ! my wrong number|have/got/is/was the/my wrong number on/in/for|number is wrong|charged ~ by mistake|wrong number on/in/for/to|wrong number of|gave/sent/have/wrote/written me/you/him/her/them/us/down the/a wrong number|gave/sent/wrote/listed the/a wrong number|
    called/rang the wrong name|wrong number again you|you called/dialed/rang/have/got the wrong`,
  'stop-calls': `stop calling/phoning/ringing/bothering/harassing/contacting/texting|stop these/the/all/your/those calls|stop with the calls|no more calls/phone|do not [ever] call/phone/contact/ring me/us/this/here/again/anymore/my|
    never [ever] call/phone/contact/ring me/us/this/here/again|quit calling|no more calls/phone|take/remove me/us/my/this off|take/remove me/us/my [phone/number] [number] [off/from] your/the|
    get me off your|remove my/this number|unsubscribe|do not call list|leave me alone|opt out|delete my number|you/they keep calling|want you to stop calling|
    calling me every ! do not call/phone/ring me/us before/after/at/on/until/in/between/today/tomorrow/back/monday/tuesday/wednesday/thursday/friday|do not call me that|your list of`,
} as const satisfies Partial<Record<Mark, string>>
