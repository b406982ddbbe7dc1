"""What Northmoor does: its processes, how it plans and manages them, four maps, and what gets lost between them."""

from __future__ import annotations

# Twelve key processes, six that enable, three that manage, nineteen parts. Three key processes are planned, managed and owned,
# and each of those lies within one function. Renewing contracts and handling complaints have no map; the map of finding
# customers is outdated.
PROCESSES = """
process_id | name | parent_id | category | functions | customer | owner_role_id | is_key | revenue_importance | performance_problem | model | planned | managed | objective_hours | result_objective | objective_approved_by_customer | measured
research | Research markets | | launch | Sales; Development | Development | | yes | 2 | 3 | current | no | no | | | | no
develop | Develop products | | launch | Development | Sales | head_development | yes | 4 | 2 | current | yes | yes | | | | yes
introduce | Introduce products | | launch | Sales; Development; Planning; Production; Service | External customer | | yes | 4 | 4 | current | yes | no | | | | no
find | Find customers | | sell | Sales; Service | Sales | | yes | 4 | 3 | outdated | yes | no | | | | no
quote | Quote to order | | sell | Sales; Development; Planning; Finance | External customer | | yes | 5 | 4 | current | no | no | | | | no
accounts | Run key accounts | | sell | Sales | External customer | head_sales | yes | 5 | 2 | current | yes | yes | | | | yes
renew | Renew contracts | | sell | Sales; Service; Finance | External customer | | yes | 3 | 4 | none | no | no | | | | no
otd | Order to delivery | | deliver | Sales; Planning; Production; Logistics; Quality; Finance | External customer | | yes | 5 | 5 | current | no | no | 360 | Right instrument, calibrated, with complete papers | no | no
calibrate | Calibrate and certify | | deliver | Quality | External customer | head_quality | yes | 4 | 2 | current | yes | yes | 120 | Valid certificate, no open remarks | yes | yes
spares | Spare parts | | deliver | Service; Finance; Planning; Sales; Logistics; Quality; Carrier | External customer | | yes | 4 | 5 | current | no | no | 24 | Right part with its certificate | no | no
repair | Repair and service | | deliver | Service; Logistics; Production; Finance | External customer | | yes | 3 | 4 | current | no | no | | | | no
complaints | Handle complaints | | deliver | Sales; Service; Quality; Logistics | External customer | | yes | 3 | 5 | none | no | no | | | | no
buy | Buy materials | | enable | Logistics; Finance | Production | head_purchasing | no | 2 | 3 | current | yes | yes | | | | yes
maintain | Maintain plant | | enable | Production | Production | maintenance_manager | no | 2 | 2 | current | yes | yes | | | | yes
hire | Hire and train | | enable | Human Resources | All functions | head_hr | no | 2 | 3 | outdated | yes | no | | | | no
run_it | Run IT | | enable | IT | All functions | head_it | no | 2 | 3 | none | yes | yes | | | | yes
books | Close the books | | enable | Finance | Executive team | head_finance | no | 1 | 2 | current | yes | yes | 240 | Accounts that the auditors accept | | yes
assure | Assure quality | | enable | Quality; Production | All functions | head_quality | no | 3 | 2 | current | yes | yes | | | | yes
plan_business | Plan the business | | manage | Executive office; Finance; Planning | Executive team | ceo | no | | 4 | outdated | yes | no | | | | no
improve_work | Run improvement projects | | manage | Quality; Production | All functions | | no | | 4 | none | no | no | | | | no
manage_risk | Manage risk | | manage | Finance; Quality | Executive team | | no | | 3 | none | no | no | | | | no
enter_order | Enter the order | otd | deliver | Sales; Finance | Planning | order_desk_lead | no | 3 | 3 | current | no | yes | 48 | Order without open questions | | yes
plan_production | Plan production | otd | deliver | Planning; Logistics | Production | | no | 3 | 4 | current | no | yes | 64 | Dated plan with parts reserved | | yes
assemble | Assemble instruments | otd | deliver | Production | Quality | plant_manager | no | 4 | 3 | current | yes | yes | 104 | Instrument that passes its first test | | yes
test_release | Test and release | otd | deliver | Quality; Production | Logistics | | no | 4 | 4 | current | no | no | | | | no
ship | Pack and ship | otd | deliver | Logistics; Carrier | External customer | dispatch_manager | no | 3 | 3 | outdated | no | yes | 64 | Complete delivery at the agreed address | | yes
invoice | Invoice and collect | otd | deliver | Finance; Sales | External customer | | no | 3 | 3 | current | yes | no | | | | yes
specify | Specify the instrument | quote | sell | Sales; Development | Planning | | no | 4 | 4 | current | no | no | | | | no
price | Price and quote | quote | sell | Sales; Finance | External customer | | no | 5 | 3 | current | no | no | | | | no
credit | Check credit and terms | quote | sell | Finance | Sales | credit_manager | no | 2 | 2 | outdated | no | yes | | | | yes
spares_orders | Take spare parts orders | spares | deliver | Service; Finance; Planning; Sales | Logistics | | no | 3 | 4 | current | no | no | 8 | Released order | | no
spares_stock | Keep spare parts stock | spares | deliver | Service; Logistics | Service | | no | 3 | 4 | none | yes | yes | | | | yes
spares_ship | Ship spare parts | spares | deliver | Logistics; Quality; Carrier | External customer | | no | 3 | 4 | current | no | no | 23 | Right part with its certificate | | no
returns | Receive returned instruments | repair | deliver | Logistics; Service | Service | | no | 2 | 4 | none | no | no | | | | no
repair_shop | Repair instruments | repair | deliver | Service; Production | External customer | | no | 3 | 3 | current | yes | no | | | | yes
field_visits | Visit customers on site | repair | deliver | Service | External customer | field_service_manager | no | 3 | 2 | current | yes | yes | | | | yes
lab | Calibrate in the laboratory | calibrate | deliver | Quality | Quality | head_cal_lab | no | 4 | 2 | current | yes | yes | 72 | Reading inside its tolerance | | yes
certificates | Issue certificates | calibrate | deliver | Quality | External customer | head_cal_lab | no | 3 | 2 | current | yes | yes | 48 | Signed certificate | | yes
design | Design instruments | develop | launch | Development | Production | head_engineering | no | 4 | 2 | current | yes | yes | | | | yes
release_design | Release designs to production | develop | launch | Development; Production; Quality | Production | | no | 3 | 4 | outdated | no | no | | | | no
"""

# The plan is renewed each autumn and reaches goals and pay, both yearly; nothing of it reaches what is done monthly (PM-48).
# Only the budget does. Ten of the twelve follow a set routine; two of them look at whole processes.
MANAGEMENT_PROCESSES = """
management_process_id | name | activity | formality | covers_processes | feeds | frequency
strategic_plan | Strategic plan | plan_strategy | formal | | annual_goals | yearly in September
roadmap | Product roadmap | plan_strategy | formal | develop | annual_goals | yearly
annual_goals | Annual goals | set_goals | formal | | pay_round_mp | yearly in November
budget | Budget | budget | formal | | monthly_report_mp | yearly, October to November
staffing | Staffing and priorities | allocate | informal | | | as needed
monitoring | Daily and weekly monitoring | monitor | formal | | monthly_report_mp; monthly_review_mp | weekly
monthly_report_mp | Monthly reporting | report | formal | | monthly_review_mp | monthly
monthly_review_mp | Monthly reviews | review | formal | calibrate; develop | decisions_mp | monthly
quarterly_review_mp | Quarterly business review | review | formal | | decisions_mp | quarterly
decisions_mp | Decisions of the executive meeting | decide | partly | | | monthly
improvement | Improvement work | improve | none | | |
pay_round_mp | Appraisals, pay and bonus | reward | formal | | | yearly in February
"""

# Spare parts: 24 hours promised, 31 allotted, 47 taken, seven hand-offs; the proposal has 24 hours and two hand-offs.
# Quote to order goes back to its second step when data are missing (a loop); order to delivery runs in two strands.
PROCESS_STEPS = """
process_id | variant | step_id | name | function | next_steps | complexity | objective_hours | actual_hours | break_point | effect
spares | as_is | s1 | Take the order | Service | s2 | 1 | 1 | 2 | no |
spares | as_is | s2 | Check credit | Finance | s3 | 3 | 2 | 5 | no |
spares | as_is | s3 | Check stock | Planning | s4 | 2 | 2 | 2 | no |
spares | as_is | s4 | Release the order | Sales | s5 | 4 | 3 | 7 | yes | time
spares | as_is | s5 | Pick the parts | Logistics | s6 | 3 | 4 | 5 | no |
spares | as_is | s6 | Check certificate | Quality | s7 | 5 | 6 | 11 | yes | both
spares | as_is | s7 | Pack and book | Logistics | s8 | 2 | 3 | 3 | no |
spares | as_is | s8 | Carry to customer | Carrier | | 2 | 10 | 12 | no |
spares | to_be | n1 | Take the order, with credit and stock on one screen | Service | n2 | 2 | 2 | | no |
spares | to_be | n2 | Pick the part with its certificate from the shelf | Logistics | n3 | 2 | 8 | | no |
spares | to_be | n3 | Pack and book | Logistics | n4 | 2 | 2 | | no |
spares | to_be | n4 | Carry to customer | Carrier | | 2 | 12 | | no |
otd | as_is | s1 | Receive the order | Sales | s2 | 2 | 8 | 14 | no |
otd | as_is | s2 | Check credit and terms | Finance | s3 | 2 | 16 | 22 | no |
otd | as_is | s3 | Clarify the specification | Sales | s4; s5 | 4 | 24 | 52 | yes | both
otd | as_is | s4 | Schedule the order | Planning | s6 | 4 | 40 | 64 | yes | time
otd | as_is | s5 | Order missing parts | Logistics | s6 | 3 | 64 | 118 | yes | time
otd | as_is | s6 | Assemble | Production | s7 | 3 | 104 | 126 | no |
otd | as_is | s7 | Adjust and test | Quality | s8 | 5 | 32 | 58 | yes | quality
otd | as_is | s8 | Calibrate | Quality | s9 | 4 | 48 | 50 | no |
otd | as_is | s9 | Collect the papers | Sales | s10 | 2 | 8 | 21 | yes | both
otd | as_is | s10 | Pack | Logistics | s11 | 2 | 8 | 9 | no |
otd | as_is | s11 | Ship | Carrier | | 1 | 48 | 51 | no |
otd | to_be | n1 | Receive the order complete, credit checked by rule | Sales | n2 | 3 | 16 | | no |
otd | to_be | n2 | Schedule and reserve parts | Planning | n3 | 3 | 40 | | no |
otd | to_be | n3 | Assemble | Production | n4 | 3 | 120 | | no |
otd | to_be | n4 | Adjust and test on the line | Production | n5 | 4 | 40 | | no |
otd | to_be | n5 | Calibrate, with the papers made on the way | Quality | n6 | 4 | 48 | | no |
otd | to_be | n6 | Pack with papers | Logistics | n7 | 2 | 8 | | no |
otd | to_be | n7 | Ship | Carrier | | 1 | 48 | | no |
quote | as_is | s1 | Take the enquiry | Sales | s2 | 2 | | 6 | no |
quote | as_is | s2 | Specify the instrument | Sales | s3 | 4 | | 26 | yes | both
quote | as_is | s3 | Check feasibility | Development | s2; s4 | 4 | | 40 | yes | time
quote | as_is | s4 | Estimate the delivery date | Planning | s5 | 3 | | 18 | no |
quote | as_is | s5 | Calculate the price | Finance | s6 | 3 | | 24 | no |
quote | as_is | s6 | Approve the discount | Sales | s7 | 3 | | 31 | yes | time
quote | as_is | s7 | Send the quote | Sales | | 1 | | 3 | no |
quote | to_be | n1 | Take and specify the enquiry with the configurator | Sales | n2; n3 | 3 | 8 | | no |
quote | to_be | n2 | Check feasibility of special cases | Development | n4 | 4 | 24 | | no |
quote | to_be | n3 | Price and date by rule | Sales | n4 | 2 | 2 | | no |
quote | to_be | n4 | Send the quote | Sales | | 1 | 2 | | no |
calibrate | as_is | s1 | Book the instrument in | Quality | s2 | 1 | 4 | 5 | no |
calibrate | as_is | s2 | Bring it to room temperature | Quality | s3 | 1 | 24 | 24 | no |
calibrate | as_is | s3 | Calibrate | Quality | s4 | 4 | 44 | 40 | no |
calibrate | as_is | s4 | Review the readings | Quality | s5 | 4 | 24 | 20 | no |
calibrate | as_is | s5 | Sign and send the certificate | Quality | | 2 | 16 | 14 | no |
calibrate | to_be | n1 | Book the instrument in | Quality | n2 | 1 | 4 | | no |
calibrate | to_be | n2 | Bring it to room temperature | Quality | n3 | 1 | 24 | | no |
calibrate | to_be | n3 | Calibrate, readings checked as they are taken | Quality | n4 | 4 | 48 | | no |
calibrate | to_be | n4 | Sign and send the certificate | Quality | | 2 | 12 | | no |
"""

# Of 26 pieces, eight are captured once, eleven are typed again and seven are lost.
INFORMATION_FLOW = """
from_process_id | to_process_id | item | transfer | latency_days
research | develop | What customers will pay for | rekeyed | 20
research | find | Segments worth a campaign | lost |
find | quote | Contact and site address | captured_once | 0
find | quote | The customer's application | rekeyed | 3
find | accounts | Who decides at the customer | lost |
quote | otd | Specification | rekeyed | 2
quote | otd | Delivery address | captured_once | 0
quote | otd | Promised date | rekeyed | 1
quote | otd | Special packing | lost |
quote | calibrate | Calibration points asked for | rekeyed | 4
quote | invoice | Payment terms | captured_once | 0
accounts | plan_production | Forecast of large orders | rekeyed | 12
accounts | renew | End of the service contract | lost |
accounts | buy | Expected demand for special parts | lost |
otd | spares | Parts list of the instrument as delivered | rekeyed | 5
otd | repair | Serial number and build state | captured_once | 1
otd | renew | Date of delivery, start of the contract | rekeyed | 6
otd | invoice | Proof of delivery | captured_once | 1
calibrate | otd | Certificate number | rekeyed | 1
calibrate | renew | Date of the next calibration | captured_once | 0
spares | spares_stock | Parts asked for and not in stock | lost |
repair | develop | Causes of failure | lost |
repair | assure | Faults found in the workshop | rekeyed | 8
repair | invoice | Hours and parts used | rekeyed | 3
complaints | assure | What the customer complains of | captured_once | 2
hire | plan_production | Who is trained for which line | captured_once | 1
"""

FAILURES = """
year | attempt | element | reason
2016 | Map library for the ISO certificate | E8 | The maps were drawn and filed; no meeting ever looked at them again.
2019 | Process teams for order to delivery and complaints | E5 | Nobody had authority across departments, and each team waited for the heads to agree.
2022 | Process office under the Head of Planning | E5 | The office could advise but not decide; it was dissolved when its sponsor left.
"""
