"""What was said in Northmoor's twelve interviews.

Each line: the interview, the item that it answers, the score it was given, whether it may be quoted, and the words themselves.
"""

from __future__ import annotations

QUOTES = """
interview | item | score | quotable | text
# the Chief Executive
01 | architecture.planning_practice | 5 | yes | We have a plan, a budget and a goal for every function. I signed each of them.
01 | architecture.plan_guides_work | 3 | yes | At the retreat we are very good. By March I could not tell you who still looks at it.
01 | architecture.processes_planned | 2 | no | I plan for functions, because functions have heads. A process has none.
01 | architecture.key_processes_agreed | 2 | yes | The most important one? Every head would name his own.
01 | architecture.maps_used | 4 | yes | The maps were redrawn for the accreditation last year, and the plant works with them.
01 | metrics.goal_setting | 2 | yes | Spare parts in 24 hours, certificates in five days. Beyond these two I should have to think.
01 | metrics.choosing | 3 | yes | I look at five figures. The pack has forty.
01 | metrics.goals_fit | 3 | yes | Each function made its goal last year. The company did not.
01 | metrics.figures_in_time | 2 | yes | I see September on the twelfth of October. By then October is half over.
01 | practices.diagnosis | 2 | no | When the margin falls, we usually know why before we have looked. Sometimes we are right.
01 | practices.reviews_together | 5 | yes | The calendar stands in December for the whole year, and people turn up.
01 | practices.process_in_meetings | 3 | yes | We talk about results by function. I suppose the process is what happens in between.
01 | practices.managers_feel | 4 | no | They are loyal to one another, and most of all to their own function.
01 | roles.written | 4 | yes | Each of my eight heads has a job description that fits on one page.
01 | roles.who_answers | 2 | yes | Order to delivery? That is all of us.
01 | roles.delegation | 3 | no | I want them to decide without me. They still come and ask.
01 | leadership.ready | 3 | yes | Tell me what hurts. Whether we then change it, ask me in spring.
# the Head of Production
02 | metrics.reports_read | 2 | yes | I get three on-time figures each Monday. I use the one that I like.
02 | metrics.goals_fit | 2 | yes | I am judged by busy lines, Planning by punctual orders. Guess who wins on a Friday.
02 | metrics.steering_figures | 4 | yes | If it moves, we count it.
02 | metrics.goal_setting | 2 | yes | There are goals for the lines, for stock, for sales. For an order from start to end there is none.
02 | practices.meeting_skill | 4 | yes | Our meetings start on time and end with a list. I would not change that.
02 | architecture.maps_used | 4 | yes | I can hang the assembly map on the wall and nobody laughs.
02 | architecture.processes_planned | 2 | yes | We plan capacity and cost. Nobody plans how an order gets through the house.
02 | architecture.execution | 3 | no | We are good at last week. Next year is somebody else’s slide.
02 | practices.cause_method | 3 | no | We ask for a corrective action and get one. The cause is a box on the form.
02 | practices.alignment_talk | 2 | yes | After the retreat each of us goes home with his own chapter.
02 | practices.trade_offs | 2 | yes | When costs must come down, everybody cuts where it hurts the neighbour.
02 | architecture.way_before_result | 2 | yes | When output falls we meet each morning and say the number louder.
02 | roles.overlap | 2 | yes | My name and Service’s stand side by side under repair. So each of us waits for the other.
02 | leadership.first_to_own | 2 | yes | Assembly, of course. That is where the money is made.
# the Head of Service
03 | metrics.goal_setting | 2 | yes | Twenty-four hours for spare parts has a number on it because Marketing printed it.
03 | metrics.scorecard | 3 | yes | Spare parts in 24 hours is on our scorecard. The field has been empty since it was put there.
03 | metrics.end_to_end_objective | 2 | yes | We promise the whole and manage the parts.
03 | architecture.fits_together | 2 | yes | The plan says grow service. My budget says travel less.
03 | practices.process_in_meetings | 2 | yes | Spare parts come up in my own meeting. The people who could speed them up are not in it.
03 | practices.diagnosis | 2 | no | We discuss the symptom until the hour is over.
03 | practices.unexpected | 4 | yes | In a crisis we are splendid. We hand somebody the telephone and it gets solved.
03 | architecture.redesign | 4 | no | The repair map was redrawn with two customers in the room. It was the best day of that year.
03 | practices.own_unit | 2 | yes | I gave two people to Logistics in spring. At the end of the year I was told that I had missed my own figure.
03 | architecture.support_covered | 2 | yes | Sales plans the instruments. Nobody plans the people who will have to repair them.
03 | roles.who_answers | 3 | yes | I would take it on. Nobody has asked.
# the Head of Key Accounts
04 | metrics.choosing | 2 | yes | I send nine figures a week. I have been asked about two of them this year.
04 | metrics.goals_guide_work | 2 | yes | My team’s twelve visits a week are checked. What comes of them is not.
04 | architecture.planning_practice | 5 | yes | There is a routine for everything: plan, goals, budget, forecast.
04 | metrics.reporting_routine | 4 | yes | Every figure has its report, and every report its Monday.
04 | architecture.maps_available | 4 | no | I know the map of quote to order. I helped to draw it.
04 | practices.meeting_value | 4 | yes | The forecast meeting is the best hour of my month.
04 | practices.conclusions | 2 | no | If an order is lost it was the price. It is always the price.
04 | architecture.learnt_early | 2 | yes | I know why the customer buys. It stands in my notebook, and the notebook stays in my car.
04 | architecture.without_seams | 2 | yes | At the order I hand my customer over a wall and hope that somebody stands on the other side.
04 | architecture.double_work | 2 | yes | What the customer told me in May has to be told again in July, to somebody else.
04 | practices.own_unit | 2 | yes | We say one company. Then we ask whose budget it is.
04 | alignment.after_the_memo | 2 | yes | We put the new words above our old goals.
04 | roles.authority | 2 | yes | For a discount above ten per cent two people can say no and nobody can say yes.
04 | roles.who_answers | 4 | yes | For key accounts it is plain: my chief answers for them, and I run them.
# the Plant Manager
05 | architecture.maps_true | 4 | yes | When we train somebody, we start from the map.
05 | metrics.process_measured | 2 | yes | I can tell you how busy each machine was. How long an order lay about, I cannot.
05 | practices.cause_method | 4 | yes | First-pass yield we do properly: fault tree, trial, check. Elsewhere we guess.
05 | architecture.processes_planned | 2 | yes | In my goals I find cost and utilisation. Delivery stands in Planning’s.
05 | practices.criteria | 3 | no | On the line we have rules for what comes first. Above it, whoever shouts loudest gets the slot.
05 | practices.own_unit | 2 | yes | My plant is green. What happens after the gate is not on my sheet.
05 | metrics.figures_in_time | 3 | no | Output I have the next morning. Cost I have when I have forgotten the month.
05 | practices.reviews_together | 5 | no | I could tell you today where I sit on any Tuesday next year.
05 | practices.discussion | 4 | yes | We disagree aloud and leave with one list. That part works.
05 | roles.who_answers | 2 | yes | When an order is late, six of us meet and each explains why it was somebody else.
# the Head of Spare Parts
06 | metrics.end_to_end_objective | 1 | yes | We each keep to our own hours. Nobody ever added them up.
06 | metrics.who_collects | 1 | yes | Logistics counts one number, the counter counts another, and neither goes anywhere.
06 | architecture.plan_guides_work | 2 | yes | We print it, we present it, and in January we are back to last week’s output.
06 | architecture.maps_available | 4 | yes | There is a good map of spare parts. It shows seven hand-offs, and it is right.
06 | metrics.customer_agreed | 1 | yes | No customer was ever asked whether 24 hours is what they need.
06 | architecture.weak_points_known | 4 | yes | The part lies ready at noon. The certificate comes at five, and the lorry leaves at four.
06 | practices.process_in_meetings | 2 | no | My round on Wednesdays looks at orders, not at why they get stuck.
06 | practices.cause_across | 2 | yes | We look for who, and stop when we have found somebody.
06 | practices.response_to_issues | 4 | no | In my own meeting we decide on the spot, and we do what we said.
06 | roles.unseen_owner | 2 | yes | I chase spare parts through six departments. It is in nobody’s job description, least of all mine.
# the Head of Controlling
07 | metrics.reports_read | 2 | yes | I make eleven reports. Four of them are opened; the system tells me.
07 | metrics.choosing | 2 | yes | Half of my month goes into figures that explain other figures.
07 | architecture.planning_practice | 5 | yes | Budget, forecast, closing: you can set your watch by it.
07 | practices.plan_followed | 1 | yes | Nobody has ever asked me to compare the plan with what happened. The budget, yes.
07 | metrics.steering_figures | 4 | yes | We have a figure for everything. Ask me for one that we have not.
07 | metrics.goal_setting | 1 | yes | Targets are set by cost centre, because that is where I can book them.
07 | metrics.figures_in_time | 3 | yes | The books close on the eighth working day. The meeting that reads them is a week later.
07 | practices.decisions_carried_out | 4 | yes | Decisions are minuted, and I chase them.
07 | metrics.goals_fit | 2 | yes | Stock came down by two million. What that cost us in late parts is in no account.
07 | roles.written | 4 | no | My own role I can show you on paper. Most of us can.
07 | alignment.cuts | 2 | yes | I sent each function its figure. Nobody asked what the neighbour had got.
# the Lead Scheduler
08 | architecture.plan_guides_work | 1 | yes | The plan hangs in the canteen. I schedule by who telephoned last.
08 | practices.meeting_load | 2 | yes | On Tuesday we say it, on Thursday we say it again.
08 | metrics.who_collects | 2 | yes | Three of us count late orders, and we get three numbers.
08 | practices.diagnosis | 2 | yes | By the time we have found the cause, the order has left.
08 | architecture.maps_true | 3 | yes | The map is right for a normal order. Half of ours are not normal.
08 | metrics.goals_fit | 2 | yes | When the line is full, it is a good week for them and a bad one for me.
08 | metrics.figures_trusted | 3 | no | I trust the figure that I made myself.
08 | architecture.processes_watched | 2 | yes | I see the order until it is on the line. Then I see it again when it is late.
08 | roles.overlap | 2 | yes | The handbook says that Production plans. My own paper says that I do. We sort it out in the corridor.
08 | leadership.tried_before | 2 | yes | The process office lasted until its sponsor left. Nobody has asked since why it ended.
# the Dispatch Manager
09 | metrics.reports_read | 1 | yes | My report goes out each month. I have never had a reply.
09 | practices.process_in_meetings | 2 | yes | We go through the late orders one by one. Why they are late at the same place each time is not on the agenda.
09 | metrics.goals_known | 3 | yes | Ninety-eight per cent out of my door on time. Whether it reached the customer on time is another figure.
09 | metrics.early_warning | 2 | yes | I hear that an order is late when the lorry is waiting.
09 | architecture.maps_true | 4 | no | New pickers get the map on their first day. It saves me an hour of talking.
09 | architecture.processes_watched | 2 | no | I look after the last mile. The first ninety-nine belong to others.
09 | architecture.double_work | 2 | yes | I type the address for the third time, and that is where the mistakes come from.
09 | practices.cascade | 2 | yes | I learn of a new priority from the customer.
09 | roles.overlap | 2 | yes | Two of us are down for shipping, so the carrier telephones both.
09 | roles.step_up | 3 | yes | I stopped a wrong shipment on my own last month. Nobody minded, and nobody noticed.
# the Customer Complaints Coordinator
10 | practices.cause_tools | 4 | yes | In the laboratory we look for causes as a matter of course. With complaints we send a voucher.
10 | metrics.process_measured | 2 | yes | Complaints are counted in my spreadsheet, and there they stay.
10 | practices.process_in_meetings | 4 | yes | The quality board follows calibration from the first call to the certificate. That works.
10 | architecture.maps_available | 3 | yes | For complaints there is no map. For everything around me there is one.
10 | metrics.follow_up | 3 | no | When calibration slips, somebody stays with it. When complaints rise, we apologise.
10 | practices.cause_across | 1 | yes | I carry a complaint from door to door, and behind each it is somebody else’s.
10 | architecture.system_gaps | 2 | yes | What falls between two departments lands on my desk.
10 | roles.written | 2 | yes | I coordinate complaints. To whom I report I should like to know myself.
# a team leader on the line
11 | architecture.plan_guides_work | 1 | yes | The plan is for upstairs. My plan is 240 by Friday.
11 | metrics.figures_help | 2 | yes | We write down hours, scrap and output each day. I have never seen them again.
11 | architecture.maps_true | 4 | yes | The map on the wall is how we do it. New people learn it in a day.
11 | practices.decisions_carried_out | 4 | yes | The morning round is short and good. Nobody leaves without knowing what to do.
11 | practices.diagnosis | 1 | yes | The cause is always the last person who touched it.
11 | metrics.goals_guide_work | 2 | yes | I have a number for the week and a poster about quality. When they collide, it is the number.
11 | practices.managers_feel | 3 | yes | I am proud of the instruments. Of the figures I am not.
11 | roles.clear | 1 | yes | When something stops, I ask three people who decides, and get three answers.
11 | architecture.part_of_the_whole | 3 | yes | A customer from Norway came through the hall once. I could show him where his instrument had stood.
# a team leader at the spare parts counter
12 | metrics.goals_known | 2 | yes | I say 24 hours on the telephone and keep my fingers crossed.
12 | metrics.who_collects | 1 | yes | We note the hour when a part is asked for. When it arrives, nobody notes.
12 | practices.diagnosis | 2 | yes | We are good at saying sorry. We have had practice.
12 | practices.decisions_carried_out | 3 | yes | After the round the list is longer. By the next one it is seldom shorter.
12 | architecture.maps_true | 4 | yes | There is a map of spare parts in the drawer. It is right, it is just long.
12 | practices.who_decides | 2 | yes | I may promise a voucher of twenty euro. For anything else I need a signature.
12 | metrics.figures_help | 2 | no | I am measured by the thirty seconds on the telephone, not by whether the part comes.
12 | architecture.processes_watched | 1 | yes | Nobody sees the whole order but the customer.
12 | roles.who_answers | 1 | yes | The customer asks who is in charge of his order. I say: I will find out.
12 | architecture.learnt_early | 1 | yes | I ask for the serial number, and he says: you sold it to me, don’t you know?
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
