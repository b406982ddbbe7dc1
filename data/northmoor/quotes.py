"""What was said in Northmoor's twelve interviews.

Each line: the interview, the element and facet that it speaks of (empty: a theme across elements), words that find the question
it answers, the score it was given, whether it may be quoted, and the words themselves.
"""

from __future__ import annotations

QUOTES = """
interview | element | facet | words | score | quotable | text
01 | E1 | exists | formal, plan, goal | 5 | yes | We have a plan, a budget and a goal for every function. I signed each of them.
01 | E1 | works | plan, shelf, year, guide | 3 | yes | At the retreat we are very good. By March I could not tell you who still looks at it.
01 | E1 | carries_process | process | 2 | no | I plan for functions, because functions have heads. A process has none.
01 | E2 | exists | goal | 2 | yes | Spare parts in 24 hours, certificates in five days. Beyond these two I would have to think.
01 | E3 | works | choos, many, figures | 3 | yes | I look at five figures. The pack has forty.
01 | E4 | exists | map | 5 | yes | The maps were redrawn for the accreditation last year, and the plant uses them.
01 | E5 | exists | role, describ, defin | 4 | yes | Each of my eight heads has a job description that fits on one page.
01 | E5 | carries_process | own, process, account | 2 | yes | Order to delivery? That is all of us.
01 | E6 | works | time, early, delay, late | 2 | yes | I see September on the twelfth of October. By then October is half over.
01 | E7 | works | cause, jump, data | 2 | no | When the margin falls, we usually know why before we have looked. Sometimes we are right.
01 | E8 | exists | calendar, meeting, regular | 5 | yes | The calendar stands in December for the whole year, and people turn up.
01 | E8 | carries_process | process, agenda | 3 | yes | We talk about results by function. I suppose the process is what happens in between.
01 | E2 | carries_process | goals, fit, collide | 3 | yes | Each function made its goal last year. The company did not.
01 | | | delegat, trust, permission, step up, decide | 3 | no | I want them to decide without me. They still come and ask.
02 | E6 | works | report, read, collect | 2 | yes | I get three on-time figures each Monday. I use the one that I like.
02 | E2 | carries_process | collide, fit, goals | 2 | yes | I am judged by busy lines, Planning by punctual orders. Guess who wins on a Friday.
02 | E5 | works | overlap, contradict, clear, twice | 2 | yes | My name and Service’s stand side by side under repair. So each of us waits for the other.
02 | E8 | works | meeting, run, decision | 4 | yes | Our meetings start on time and end with a list. I would not change that.
02 | E4 | works | trust, map, real | 4 | yes | I can hang the assembly map on the wall and nobody laughs.
02 | E1 | carries_process | process, plan | 2 | yes | We plan capacity and cost. Nobody plans how an order gets through the house.
02 | E7 | exists | cause, method, tool | 3 | no | We ask for a corrective action and get one. The cause is a box on the form.
02 | E3 | exists | figure, steer | 4 | yes | If it moves, we count it.
02 | E2 | exists | goal | 2 | yes | There are goals for the lines, for stock, for sales. For an order from start to end there is none.
02 | E1 | works | execution, monitor, pressure | 3 | no | We are good at last week. Next year is somebody else’s slide.
03 | E5 | carries_process | own, account, process | 3 | yes | I would take it on. Nobody has asked.
03 | E2 | exists | goal | 2 | yes | Twenty-four hours for spare parts has a number on it because Marketing printed it.
03 | E6 | carries_process | process, report | 2 | yes | Spare parts in 24 hours is on our scorecard. It has been empty since it was put there.
03 | E1 | works | plan, budget, link | 2 | yes | The plan says grow service. My budget says travel less.
03 | E8 | carries_process | agenda, process | 2 | yes | Spare parts come up in my own meeting. The people who could speed them up are not in it.
03 | E7 | works | cause, diagnos | 2 | no | We discuss the symptom until the hour is over.
03 | E4 | carries_process | across, function, map | 4 | yes | The maps cross departments. It is the people who do not.
03 | E2 | carries_process | promise | 2 | yes | We promise the whole and manage the parts.
03 | | | crisis, unexpected, hand | 4 | yes | In a crisis we are splendid. We hand somebody the telephone and it gets solved.
04 | E3 | works | choos, many, help | 2 | yes | I send nine figures a week. I have been asked about two of them this year.
04 | E2 | works | guide, goal, work | 2 | yes | My team’s twelve visits a week are checked. What comes of them is not.
04 | E5 | works | authority, decide, contradict, carried out | 2 | yes | For a discount above ten per cent two people can say no and nobody can say yes.
04 | E1 | exists | formal, routine, plan | 5 | yes | There is a routine for everything: plan, goals, budget, forecast.
04 | E8 | works | meeting, decision | 4 | yes | The forecast meeting is the best hour of my month.
04 | E6 | exists | report, routine | 4 | yes | Every figure has its report, and every report its Monday.
04 | E5 | carries_process | own, process | 4 | yes | For key accounts it is plain: my chief answers for them, and I run them.
04 | E4 | exists | map | 4 | no | I know the map of quote to order. I helped to draw it.
04 | | | first contact, flow, learnt, captured, rekey, belt | 2 | yes | What the customer told me in May has to be told again in July, to somebody else.
04 | E7 | works | data, doubt, conclusion | 2 | no | If an order is lost it was the price. It is always the price.
05 | E5 | carries_process | own, account, answer | 2 | yes | When an order is late, six of us meet and each explains why it was somebody else.
05 | E4 | works | map, real, work | 4 | yes | When we train somebody, we start from the map.
05 | E3 | carries_process | process, measur, across | 2 | yes | I can tell you how busy each machine was. How long an order lay about, I cannot.
05 | E7 | exists | cause, method, tool | 4 | yes | First-pass yield we do properly: fault tree, trial, check. Elsewhere we guess.
05 | E1 | carries_process | process, plan, manag | 2 | yes | In my goals I find cost and utilisation. Delivery stands in Planning’s.
05 | E8 | works | criteria, decision, rule | 3 | no | Whoever shouts loudest gets the slot on the line.
05 | E7 | works | fief, own unit, beyond, responsib, quarrel | 2 | yes | My plant is green. What happens after the gate is not on my sheet.
05 | E6 | works | time, early | 3 | no | Output I have the next morning. Cost I have when I have forgotten the month.
05 | E8 | exists | meeting, calendar | 5 | no | I could tell you today where I sit on any Tuesday next year.
06 | E5 | carries_process | unseen, own, job description, account | 2 | yes | I chase spare parts through six departments. It is in nobody’s job description, least of all mine.
06 | E2 | carries_process | promise, objective, parts | 1 | yes | We each keep to our own hours. Nobody ever added them up.
06 | E6 | works | collect, who | 1 | yes | Logistics counts one number, the counter counts another, and neither goes anywhere.
06 | E1 | works | plan, shelf, year, guide | 2 | yes | We print it, we present it, and in January we are back to last week’s output.
06 | E4 | exists | map | 4 | yes | There is a good map of spare parts. It shows seven hand-offs, and it is right.
06 | E2 | carries_process | customer, agreed | 1 | yes | No customer was ever asked whether 24 hours is what they need.
06 | E4 | carries_process | break, hand-off, function, across | 3 | yes | The part lies ready at noon. The certificate comes at five, and the lorry leaves at four.
06 | E8 | carries_process | process, agenda | 2 | no | My round on Wednesdays looks at orders, not at why they get stuck.
06 | E7 | works | cause, diagnos, find | 2 | yes | We look for who, and stop when we have found somebody.
07 | E6 | works | report, read | 2 | yes | I make eleven reports. Four of them are opened; the system tells me.
07 | E3 | works | choos, many | 2 | yes | Half of my month goes into figures that explain other figures.
07 | E1 | exists | formal, budget, routine | 5 | yes | Budget, forecast, closing: you can set your watch by it.
07 | E1 | works | plan, link, review, progress | 1 | yes | Nobody has ever asked me to compare the plan with what happened. The budget, yes.
07 | E3 | exists | figure, steer | 4 | yes | We have a figure for everything. Ask me for one we have not.
07 | E2 | exists | goal | 1 | yes | Targets are set by cost centre, because that is where I can book them.
07 | E6 | works | time, early, delay | 3 | yes | The books close on the eighth working day. The meeting that reads them is a week later.
07 | E8 | works | decision, record, follow | 4 | yes | Decisions are minuted, and I chase them.
07 | E2 | carries_process | collide, fit, trade | 2 | yes | Stock came down by two million. What that cost us in late parts is in no account.
07 | E5 | exists | role, describ | 4 | no | My own role I can show you on paper. Most of us can.
08 | E1 | works | plan, guide, shelf, day | 1 | yes | The plan hangs in the canteen. I schedule by who telephoned last.
08 | E5 | works | contradict, overlap, clear | 2 | yes | The handbook says that Production plans. My own paper says that I do. We sort it out in the corridor.
08 | E8 | works | overlap, purpose, value, twice | 2 | yes | On Tuesday we say it, on Thursday we say it again.
08 | E6 | works | collect, who | 2 | yes | Three of us count late orders, and we get three numbers.
08 | E7 | works | cause, diagnos, find | 2 | yes | By the time we have found the cause, the order has left.
08 | E4 | works | map, real | 3 | yes | The map is right for a normal order. Half of ours are not normal.
08 | E2 | carries_process | collide, fit, goals | 2 | yes | When the line is full, it is a good week for them and a bad one for me.
08 | E3 | works | trust | 3 | no | I trust the figure I made myself.
09 | E6 | works | report, read | 1 | yes | My report goes out each month. I have never had a reply.
09 | E5 | works | overlap, twice, clear | 2 | yes | Two of us are down for shipping, so the carrier telephones both.
09 | E8 | carries_process | process, agenda | 2 | yes | We go through the late orders one by one. Why they are late at the same place each time is not on the agenda.
09 | E2 | exists | known, goal | 3 | yes | Ninety-eight per cent out of my door on time. Whether it reached the customer on time is another figure.
09 | E3 | works | warn, early | 2 | yes | I hear that an order is late when the lorry is waiting.
09 | E4 | works | map, real | 4 | no | New pickers get the map on their first day. It saves me an hour of talking.
09 | | | own initiative, step up, unseen, already, permission | 3 | yes | I stopped a wrong shipment on my own last month. Nobody minded, and nobody noticed.
09 | E1 | carries_process | process, manag, whole | 2 | no | I look after my last mile. The first ninety-nine belong to others.
10 | E5 | exists | role, describ, defin | 2 | yes | I coordinate complaints. To whom I report I should like to know myself.
10 | E7 | exists | cause, method, tool | 4 | yes | In the laboratory we look for causes as a matter of course. With complaints we send a voucher.
10 | E3 | carries_process | process, measur | 2 | yes | Complaints are counted in my spreadsheet, and there they stay.
10 | E8 | carries_process | process, agenda | 4 | yes | The quality board follows calibration from the first call to the certificate. That works.
10 | E4 | exists | map | 3 | yes | For complaints there is no map. For everything around me there is one.
10 | E6 | carries_process | follow, process | 3 | no | When calibration slips, somebody stays with it. When complaints rise, we apologise.
10 | E7 | works | own unit, beyond, quarrel, fief, responsib | 1 | yes | I carry a complaint from door to door, and behind each it is somebody else’s.
11 | E1 | works | plan, guide, day, week | 1 | yes | The plan is for upstairs. My plan is 240 by Friday.
11 | E3 | works | help, figures | 2 | yes | We write down hours, scrap and output each day. I have never seen them again.
11 | E4 | works | map, real | 4 | yes | The map on the wall is how we do it. New people learn it in a day.
11 | E5 | works | clear, who, decide, answer | 1 | yes | When something stops, I ask three people who decides, and get three answers.
11 | E8 | works | meeting, decision, value | 4 | yes | The morning round is short and good. Nobody leaves without knowing what to do.
11 | E7 | works | cause, blame, find | 1 | yes | The cause is always the last person who touched it.
11 | E2 | works | first, goal, guide | 2 | yes | I have a number for the week and a poster about quality. When they collide, it is the number.
11 | | | cog, culture, pride | 3 | yes | I am proud of the instruments. Of the figures I am not.
12 | E2 | exists | known, goal | 2 | yes | I say 24 hours on the telephone and keep my fingers crossed.
12 | E5 | works | clear, who, answer | 1 | yes | The customer asks who is in charge of his order. I say: I will find out.
12 | E6 | works | collect | 1 | yes | We note the hour when a part is asked for. When it arrives, nobody notes.
12 | E7 | works | cause, diagnos, find | 2 | yes | We are good at saying sorry. We have had practice.
12 | E8 | works | meeting, decision, end | 3 | yes | After the round the list is longer. By the next one it is seldom shorter.
12 | E4 | works | map, real | 4 | yes | There is a map of spare parts in the drawer. It is right, it is just long.
12 | | | permission, decide, allowed | 2 | yes | I may promise a voucher of twenty euro. For anything else I need a signature.
12 | E3 | works | help, figures | 2 | no | I am measured by the thirty seconds on the telephone, not by whether the part comes.
"""

# What the interviewer noted beside an answer: element, facet, side of the score, note.
NOTES = """
element | facet | side | text
E1 | exists | high | Showed the calendar of the planning round and last year’s goals.
E1 | works | low | Could not name one decision of this year that the plan had changed.
E2 | exists | low | Named goals of the own department only.
E3 | works | low | Asked for the last decision that rested on a metric; needed some time and found none.
E4 | works | high | Opened the map on the screen and explained it without help.
E5 | carries_process | low | Counted on the fingers who takes part, and stopped at six.
E6 | works | low | Showed two reports of the same week with different figures.
E7 | works | low | The example had no data in it.
E8 | works | high | Showed the list of decisions of the last meeting.
E8 | carries_process | low | Read the last agenda aloud; no process on it.
"""
