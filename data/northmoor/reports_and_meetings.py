"""What managers receive and where they meet."""

from __future__ import annotations

# 38 reports; 14 led to a question or a decision in the last twelve months.
REPORTS = """
report_id | name | producer | receivers | frequency | metric_ids | used
r01 | Board report | controller | board_report; ceo | quarterly | m13; m14; m18; m68 | yes
r02 | Executive monthly report | controller | exec_meeting; ceo; head_finance | monthly | m01; m13; m14; m17; m18; m22; m40; m57 | yes
r03 | Monthly operations report | lead_scheduler | ops_review; head_planning; head_production | monthly | m18; m28; m31; m34; m45; m48; m59 | yes
r04 | Sales forecast | head_key_accounts | sales_forecast; head_sales | monthly | m01; m04; m11; m51 | yes
r05 | Weekly sales figures | order_desk_lead | sales_call; head_sales | weekly | m02; m03; m05; m06; m07 | yes
r06 | Pipeline list | order_desk_lead | sales_call; head_key_accounts | weekly | m03 | no
r07 | Marketing dashboard | head_marketing | head_sales | monthly | m08; m10; m12 | no
r08 | Discount report | controller | head_sales; sales_forecast | monthly | m11 | no
r09 | On-time delivery, weekly (Planning) | lead_scheduler | head_planning; ops_review | Mondays | m45; m48; m49 | yes
r10 | Weekly plan and changes | lead_scheduler | supply_meeting; head_production | weekly | m50; m52 | yes
r11 | Forecast comparison | lead_scheduler | head_planning; head_sales | monthly | m51 | no
r12 | Daily output sheet | assembly_manager | plant_manager; line_leader | daily | m29; m30 | no
r13 | Weekly output report | plant_manager | output_meeting; head_production | weekly | m28; m29; m30; m32; m36; m44 | yes
r14 | Scrap and rework, weekly | assembly_manager | output_meeting | weekly | m33; m35 | no
r15 | Scrap report, monthly | plant_manager | ops_review; head_finance | monthly | m34 | no
r16 | Maintenance report | maintenance_manager | plant_meeting; plant_manager | monthly | m38; m39 | no
r17 | On-time delivery, weekly (Sales) | order_desk_lead | sales_call; head_sales | Mondays | m46 | no
r18 | Safety report | head_hr | exec_meeting; head_production | monthly | m40; m41 | yes
r19 | Suggestions list | plant_manager | head_production | monthly | m42 | no
r20 | Personnel figures | head_hr | exec_meeting | monthly | m27; m43; m80 | no
r21 | Time sheet totals | head_hr | controller | monthly | m37 | no
r22 | Cost centre reports | controller | head_sales; head_development; head_planning; head_production; head_logistics; head_service; head_quality | monthly | m20; m21; m22 | no
r23 | Product cost report | controller | head_production; ops_review | monthly | m15 | yes
r24 | Receivables list | credit_manager | head_finance; finance_meeting | weekly | m16; m17 | yes
r25 | Invoice errors | controller | finance_meeting | monthly | m23; m26 | no
r26 | Closing calendar report | controller | head_finance | monthly | m24 | no
r27 | Energy report | controller | plant_manager | monthly | m25 | no
r28 | Stock report (Finance) | controller | exec_meeting; head_logistics | monthly | m18; m19 | no
r29 | Stock report (Logistics) | warehouse_manager | logistics_meeting; head_logistics | monthly | m59; m60 | no
r30 | Service level, monthly | dispatch_manager | delivery_meeting; head_logistics | monthly | m47 | no
r31 | Warehouse figures | warehouse_manager | logistics_meeting | weekly | m55; m56; m58 | no
r32 | Freight report | controller | head_logistics; exec_meeting | monthly | m57 | no
r33 | Supplier scorecard | head_purchasing | supply_meeting; head_logistics | monthly | m53; m54 | yes
r34 | Service report | field_service_manager | service_meeting; head_service | monthly | m63; m64; m65; m66 | no
r35 | Customer survey | head_marketing | board_report; head_sales; head_service | quarterly | m68 | no
r36 | Product board pack | head_product | product_board; head_development | monthly | m70; m71; m72; m73; m74 | yes
r37 | Laboratory report | head_cal_lab | quality_board; head_quality | weekly | m75; m76; m78 | yes
r38 | Quality report | head_quality | quality_board; exec_meeting | monthly | m31; m77; m79 | no
"""

# 60 meetings, most of them in order: 8 state no purpose, 14 record no decisions. The output meeting and the delivery meeting share seven of nine people and four of six topics. Five meetings
# have the performance of a whole process on the agenda. The plan is a topic in autumn only.
MEETINGS = """
meeting_id | name | purpose | stated_purpose | frequency | minutes | chair | attendees | agenda | topics | inputs | decisions_recorded | process_performance_on_agenda | medium | value
strategy_retreat | Strategy retreat | strategy | Renew the plan for the next three years | yearly in September | 960 | ceo | ceo; head_sales; head_development; head_planning; head_production; head_logistics; head_service; head_quality; head_finance; head_product; head_key_accounts; head_hr | standing | Strategic plan; Markets; Investments | r01 | yes | no | face_to_face | 4
plan_cascade | Presentation of the plan | information | Present the plan to all managers | every November | 120 | ceo | ceo; head_sales; head_development; head_planning; head_production; head_logistics; head_service; head_quality; head_finance; head_hr; head_it; plant_manager; controller; head_purchasing | standing | Strategic plan | | no | no | face_to_face | 2
goal_round | Goals for the year | goals | Agree the goals of each function | FREQ=YEARLY;BYMONTH=11;BYDAY=2TU | 240 | ceo | ceo; head_sales; head_development; head_planning; head_production; head_logistics; head_service; head_quality; head_finance; head_hr | standing | Goals of the functions; Bonus criteria | | yes | no | face_to_face | 3
budget_round | Budget round | budget | Agree the budget of each function | FREQ=YEARLY;BYMONTH=10,11;BYMONTHDAY=15 | 360 | head_finance | ceo; head_sales; head_development; head_planning; head_production; head_logistics; head_service; head_quality; head_finance; controller; head_it | standing | Budget; Investments; Head count; Strategic plan | r02; r22 | yes | no | face_to_face | 4
pay_round | Pay and bonus round | performance_review | Decide on appraisals, pay and bonus | yearly in February | 480 | head_hr | ceo; head_sales; head_development; head_planning; head_production; head_logistics; head_service; head_quality; head_finance; head_hr | standing | Appraisals; Bonus | r20 | yes | no | face_to_face | 3
midyear_talks | Mid-year appraisal talks | performance_review | Look at the personal goals half-way | yearly in July | 60 | head_hr | head_key_accounts; head_marketing; head_product; head_engineering; plant_manager; head_purchasing; head_spares; head_cal_lab; controller; head_hr | ad_hoc | Personal goals |  | yes | no | face_to_face | 3
management_review | Management review for the accreditation | quarterly_review | Review the quality system as the standard demands | twice a year | 180 | head_quality | ceo; head_production; head_quality; head_cal_lab; head_service; head_development | standing | Audits; Complaints; Calibration results; Resources | r37; r38 | yes | no | face_to_face | 4
audit_prep | Preparation of the external audit | other | Prepare the visit of the accreditation body | every March | 180 | head_quality | head_quality; head_cal_lab; plant_manager; head_engineering; head_hr | standing | Audit plan; Open remarks | r38 | yes | no | face_to_face | 4
sales_conference | Sales conference | information | Present products and targets to the sales force | yearly in January | 480 | head_sales | head_sales; head_key_accounts; head_marketing; order_desk_lead; head_product; field_service_manager | standing | New products; Targets | r04 | no | no | face_to_face | 3
stock_count | Preparation of the stock count | other | | every December | 90 | warehouse_manager | warehouse_manager; picking_leader; controller; head_spares; line_leader | ad_hoc | | | no | no | face_to_face | 3
board_report | Board meeting | quarterly_review | Report to the supervisory board | quarterly | 240 | ceo | ceo; head_finance; head_sales; head_production; head_development; controller | standing | Results; Investments; Risks | r01; r35 | yes | no | face_to_face | 4
quarterly_review | Quarterly business review | quarterly_review | Review the results of all functions and agree on measures | quarterly | 300 | ceo | ceo; head_sales; head_development; head_planning; head_production; head_logistics; head_service; head_quality; head_finance; controller; head_hr | standing | Results by function; Budget; Investments | r02 | yes | no | face_to_face | 4
key_account_review | Key account review | quarterly_review | Review each key account and agree on its plan | every quarter | 180 | head_sales | head_sales; head_key_accounts; head_product; order_desk_lead; field_service_manager | standing | Accounts; Forecast; Service contracts | r04 | yes | yes | face_to_face | 4
supplier_review | Supplier review | quarterly_review | Rate the main suppliers and agree on measures | every three months | 120 | head_purchasing | head_purchasing; head_logistics; head_quality; lead_scheduler | standing | Supplier scorecard; Prices | r33 | yes | no | mixed | 4
it_steering | IT steering group | alignment | Rank the requests to IT | quarterly | 120 | head_it | head_it; head_finance; head_planning; head_sales; head_production | standing | Requests; Projects |  | yes | no | video | 3
works_council | Meeting with the works council | information | Keep the works council informed | quarterly | 120 | head_hr | head_hr; ceo; head_production; plant_manager | standing | Working time; Safety | r18; r20 | yes | no | face_to_face | 3
exec_meeting | Executive meeting | monthly_review | Decide on matters of the whole company | first Tuesday of the month | 180 | ceo | ceo; head_sales; head_development; head_planning; head_production; head_logistics; head_service; head_quality; head_finance | standing | Results; Customers; Projects; People | r02; r18 | yes | no | face_to_face | 4
ops_review | Operations review | monthly_review | Review output, delivery and cost, and agree on measures | third Thursday of the month | 180 | head_planning | head_planning; head_production; head_logistics; head_quality; head_service; plant_manager; lead_scheduler; head_purchasing; controller; head_sales | standing | Output by line; On-time delivery; Stock; Cost | r03; r09; r23 | yes | no | face_to_face | 4
sales_forecast | Sales forecast | monthly_review | Agree the forecast for the next six months | FREQ=MONTHLY;BYDAY=2WE | 120 | head_sales | head_sales; head_key_accounts; head_marketing; order_desk_lead; lead_scheduler; controller | standing | Forecast; Large quotes; Prices | r04 | yes | no | mixed | 4
product_board | Product board | monthly_review | Steer development from idea to release | monthly | 120 | head_development | head_development; head_product; head_engineering; launch_manager; head_quality; head_sales; plant_manager | standing | Milestones; Development process; Releases | r36 | yes | yes | face_to_face | 5
quality_board | Quality board | monthly_review | Review calibration, audits and returns | monthly | 90 | head_quality | head_quality; head_cal_lab; plant_manager; head_engineering; head_service; complaints_coordinator | standing | Calibration process; Audits; Returns | r37; r38 | yes | yes | face_to_face | 5
finance_meeting | Finance meeting | monthly_review | Close the month and agree on measures | monthly | 90 | head_finance | head_finance; controller; credit_manager; head_it | standing | Closing; Receivables; Invoices | r24; r25 | yes | yes | mixed | 4
service_meeting | Service meeting | monthly_review | Review service and spare parts | FREQ=MONTHLY;BYDAY=1MO | 120 | head_service | head_service; head_spares; field_service_manager; counter_leader; order_desk_lead | standing | Field service; Spare parts; Contracts | r34 | yes | no | face_to_face | 4
logistics_meeting | Logistics meeting | monthly_review | Review warehouse and freight | every 4 weeks | 90 | head_logistics | head_logistics; warehouse_manager; dispatch_manager; head_purchasing; picking_leader | standing | Warehouse; Freight; Stock | r29; r31 | yes | no | face_to_face | 3
plant_meeting | Plant meeting | monthly_review | Review the plant: machines, people, safety | monthly | 120 | plant_manager | plant_manager; assembly_manager; maintenance_manager; line_leader; head_production | standing | Machines; People; Safety; Improvements | r16 | yes | no | face_to_face | 4
hr_jour_fixe | Personnel meeting | monthly_review | Decide on posts and training | last Friday of the month | 60 | head_hr | head_hr; head_finance; plant_manager; head_production | standing | Posts; Training | r20 | yes | no | mixed | 3
marketing_meeting | Marketing meeting | monthly_review | Agree campaigns and fairs | monthly | 90 | head_marketing | head_marketing; head_key_accounts; head_product; head_sales | standing | Campaigns; Fairs | r07 | yes | no | mixed | 3
budget_talks | Budget talks with the functions | monthly_review | Compare cost centres with the budget | monthly | 45 | controller | controller; head_sales; head_production; head_logistics; head_service; head_development | standing | Cost centres | r22 | yes | no | video | 2
price_committee | Price committee | monthly_review | Decide on prices and large discounts | monthly | 60 | head_sales | head_sales; head_finance; head_key_accounts; controller | standing | Discounts; Prices | r08 | yes | no | video | 3
safety_round | Safety round | monthly_review | Walk the plant and agree on measures | every month | 90 | plant_manager | plant_manager; head_hr; maintenance_manager; line_leader; picking_leader | standing | Accidents; Near misses | r18 | yes | no | face_to_face | 4
improvement_circle | Improvement circle | improvement | | monthly | 60 | plant_manager | plant_manager; assembly_manager; line_leader; head_quality; maintenance_manager | ad_hoc | Suggestions | r19 | no | no | face_to_face | 2
change_board | Design change board | improvement | Decide on changes to released designs | every second Wednesday | 60 | head_engineering | head_engineering; head_product; plant_manager; head_quality; head_purchasing | standing | Changes asked for; Stock of old parts | | yes | no | mixed | 4
launch_team | Launch team | alignment | Prepare the next launch | every two weeks | 60 | launch_manager | launch_manager; head_product; head_marketing; order_desk_lead; assembly_manager; field_service_manager | standing | Launch plan; Open points | r36 | yes | no | mixed | 3
supply_meeting | Supply meeting | weekly_steering | Agree the parts and the plan for the week | FREQ=WEEKLY;BYDAY=MO | 60 | lead_scheduler | lead_scheduler; head_purchasing; warehouse_manager; assembly_manager | standing | Missing parts; Plan of the week; Suppliers | r10; r33 | yes | no | face_to_face | 4
output_meeting | Output meeting | weekly_steering | Steer the output of the week | every Tuesday | 60 | head_production | head_production; plant_manager; assembly_manager; lead_scheduler; warehouse_manager; dispatch_manager; head_purchasing; line_leader | standing | Late orders; Missing parts; Plan changes; Priorities; Output by line; Overtime | r13; r14 | yes | no | face_to_face | 2
delivery_meeting | Delivery meeting | weekly_steering | Steer the deliveries of the week | every Thursday | 60 | head_logistics | head_logistics; plant_manager; assembly_manager; lead_scheduler; warehouse_manager; dispatch_manager; head_purchasing; head_production | standing | Late orders; Missing parts; Plan changes; Priorities; Carriers; Export papers | r30 | no | no | face_to_face | 2
sales_call | Sales call | weekly_steering | Exchange news of customers and quotes | weekly on Friday | 30 | head_sales | head_sales; head_key_accounts; head_marketing; order_desk_lead; head_spares; field_service_manager; credit_manager | standing | Quotes; Visits; Complaints | r05; r17 | no | no | phone | 3
exec_breakfast | Executives' breakfast | information | | every Monday | 45 | ceo | ceo; head_sales; head_development; head_planning; head_production; head_logistics; head_service; head_quality; head_finance | none | | | no | no | face_to_face | 3
scheduling | Scheduling round | weekly_steering | Fix the plan for the next two weeks | FREQ=WEEKLY;BYDAY=WE | 45 | lead_scheduler | lead_scheduler; assembly_manager; head_cal_lab; head_purchasing | standing | Plan; Capacity of the laboratory | r10 | yes | no | mixed | 4
lab_planning | Laboratory planning | weekly_steering | Plan the laboratory for the week | weekly | 30 | head_cal_lab | head_cal_lab; lead_scheduler; field_service_manager | standing | Backlog of calibration; Rush orders | r37 | yes | yes | face_to_face | 5
dev_jour_fixe | Development meeting | weekly_steering | Look at the projects and remove what blocks them | weekly | 90 | head_engineering | head_engineering; head_product; launch_manager; head_development | standing | Projects; People | | yes | no | mixed | 4
order_desk_round | Order desk round | weekly_steering | Clear open questions on orders | weekly | 30 | order_desk_lead | order_desk_lead; credit_manager; lead_scheduler | ad_hoc | Open questions | r06 | no | no | face_to_face | 3
spares_round | Spare parts round | weekly_steering | Look at open spare parts orders | every Wednesday | 30 | head_spares | head_spares; counter_leader; picking_leader; lead_scheduler | standing | Open orders; Missing parts |  | yes | no | face_to_face | 3
field_planning | Field service planning | weekly_steering | Plan the visits of the week | every Friday | 45 | field_service_manager | field_service_manager; head_service; counter_leader | standing | Visits; Parts | | yes | no | phone | 4
purchasing_round | Purchasing round | weekly_steering | Look at open orders with suppliers | weekly | 60 | head_purchasing | head_purchasing; warehouse_manager; lead_scheduler | standing | Missing parts; Suppliers | r33 | yes | no | mixed | 4
quality_round | Quality round | weekly_steering | Look at the faults of the week | weekly | 45 | head_quality | head_quality; plant_manager; assembly_manager; head_cal_lab | standing | Faults; First-pass yield | r14 | yes | no | face_to_face | 4
complaints_round | Complaints round | unexpected | | every second Friday | 60 | complaints_coordinator | complaints_coordinator; order_desk_lead; field_service_manager; dispatch_manager; head_cal_lab | ad_hoc | Open complaints | | no | no | face_to_face | 2
receivables_round | Receivables round | weekly_steering | Decide on customers that pay late | weekly | 30 | credit_manager | credit_manager; controller; order_desk_lead | standing | Late payers; Blocked orders | r24 | yes | no | video | 4
it_round | IT round | weekly_steering | Look at faults and requests | weekly | 30 | head_it | head_it; controller; lead_scheduler | standing | Faults; Requests |  | yes | no | video | 3
shift_handover | Shift handover | daily_steering | Hand the lines over to the next shift | daily | 10 | assembly_manager | assembly_manager; line_leader | standing | Output; Faults; People | r12 | yes | no | face_to_face | 4
morning_round | Morning round in the plant | daily_steering | Agree the day | every working day | 15 | plant_manager | plant_manager; assembly_manager; maintenance_manager; lead_scheduler; warehouse_manager; line_leader | standing | Output; Missing parts; Machines | r12 | yes | no | face_to_face | 4
dispatch_round | Dispatch round | daily_steering | Agree what leaves today | Mon-Fri | 15 | dispatch_manager | dispatch_manager; picking_leader; order_desk_lead | standing | Deliveries of the day |  | yes | no | face_to_face | 4
expediting | Rush order call | unexpected | | Mondays, Wednesdays and Fridays | 30 | head_logistics | head_logistics; plant_manager; lead_scheduler; dispatch_manager; order_desk_lead; head_key_accounts | none | | | no | no | phone | 2
escalation | Escalation of a customer | unexpected | | as needed | 45 | head_sales | head_sales; head_service; head_quality; head_logistics | none | | | no | no | phone | 3
stock_talks | Stock talks | other | | every six weeks | 60 | controller | controller; head_logistics; warehouse_manager; head_spares | ad_hoc | Stock | r28; r29 | no | no | mixed | 2
forecast_alignment | Alignment of forecast and capacity | alignment | Bring forecast and capacity together | FREQ=MONTHLY;BYDAY=4MO | 90 | head_planning | head_planning; head_sales; head_production; head_purchasing; lead_scheduler | standing | Forecast; Capacity; Bottlenecks | r04; r11 | yes | no | mixed | 4
project_review | Project review | other | Decide which projects go on | bimonthly | 120 | head_finance | head_finance; head_development; head_it; head_production; controller | standing | Projects; Budget |  | yes | no | mixed | 3
managers_forum | Managers' forum | information | Keep all managers informed | three times a year | 120 | ceo | ceo; head_key_accounts; head_marketing; head_product; head_engineering; plant_manager; head_purchasing; head_spares; head_cal_lab; controller; head_hr; head_it; order_desk_lead; lead_scheduler; assembly_manager; warehouse_manager; dispatch_manager; field_service_manager | standing | Results; News | r02 | no | no | face_to_face | 3
team_leaders | Team leaders' round | information | Pass on news and collect questions | fortnightly | 45 | plant_manager | plant_manager; line_leader; picking_leader; assembly_manager | standing | News; Questions | | no | no | face_to_face | 3
risk_group | Risk group | other |  | half-yearly | 90 | head_finance | head_finance; head_quality; head_it; controller | ad_hoc | Risks |  | yes | no | video | 3
"""
