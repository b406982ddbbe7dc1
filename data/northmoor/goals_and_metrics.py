"""What Northmoor wants and what it counts: goals, metrics and the course of the most important ones."""

from __future__ import annotations

# "Halve complaints" and "Keep good people" have no metric. Utilisation, field utilisation, the telephone and the visits serve no
# goal of the enterprise. Four goals pull against another one.
GOALS = """
goal_id | text | level | owner_role_id | process_id | parent_id | horizon | pulls_against
g_orders | Grow orders by 6% | enterprise | head_sales | | | year |
g_margin | Margin of 14% | enterprise | ceo | | | year |
g_ontime | Deliver 95% on time | enterprise | head_planning | | | year |
g_newprod | Two new products a year | enterprise | head_development | | | several_years |
g_accred | Stay accredited | enterprise | head_quality | | | several_years |
g_complaints | Halve complaints | enterprise | | | | several_years |
g_people | Keep good people | enterprise | | | | several_years |
g_spares24 | Spare parts in 24 hours | process | head_service | spares | g_ontime | year |
g_cert5 | Certificates within five working days | process | head_quality | calibrate | g_accred | year |
g_book | Book 92 million euro by December | function | head_sales | | g_orders | year |
g_winback | Win back 20 lost customers, at a lower price if need be | function | head_key_accounts | | g_orders | year | g_margin
g_cost | Cut the cost of an instrument by 5% | function | head_production | | g_margin | year |
g_util | Keep the lines 92% busy | function | head_production | | | year | g_ontime
g_stock | Cut stock by 15% | function | head_logistics | | g_margin | year | g_spares24; g_ontime
g_ttm | From idea to market in 14 months | function | head_development | | g_newprod | several_years |
g_field | Bill 80% of field service hours | function | head_service | | | year | g_complaints
g_line2 | 240 instruments a week from Line 2 | team | line_leader | | g_util | quarter |
g_phone | Answer the spare parts telephone within 30 seconds | team | counter_leader | | | quarter |
g_visits | Twelve customer visits a week for each salesperson | team | head_key_accounts | | | quarter |
"""

# 80 metrics. Near-duplicates stand in for one another under other names: on-time delivery (three), scrap (two), stock (two),
# first-pass yield (two), orders (two), spare parts in 24 hours (two), hours worked (two).
METRICS = """
metric_id | name | goal_id | process_id | kind | focus | unit | direction | collected_by | reported_by | reported_to | decided_by | frequency | latency_days | target | on_scorecard | used_in_decisions
m01 | Orders received | g_orders | find | lagging | outcome | million euro | up | order_desk_lead | controller | exec_meeting | head_sales | monthly | 6 | 7.7 | yes | yes
m02 | Order intake | g_book | find | lagging | outcome | million euro | up | head_key_accounts | head_sales | sales_forecast | head_sales | weekly | 3 | 1.8 | no | yes
m03 | Open quotes | g_book | quote | leading | activity | number | up | order_desk_lead | order_desk_lead | sales_call | head_sales | weekly | 1 | 340 | no | yes
m04 | Hit rate of quotes | g_book | quote | leading | process | percent | up | order_desk_lead | head_key_accounts | sales_forecast | head_sales | monthly | 8 | 32 | no | yes
m05 | Quotes sent per salesperson | g_book | quote | leading | activity | number | up | order_desk_lead | order_desk_lead | sales_call | | weekly | 1 | 9 | no | no
m06 | Customer visits | g_visits | | leading | activity | number | up | head_key_accounts | head_key_accounts | sales_call | | weekly | 2 | 144 | no | no
m07 | Calls made | | | leading | activity | number | up | head_marketing | head_marketing | sales_call | | weekly | 2 | 400 | no | no
m08 | Leads from fairs and web | g_orders | find | leading | activity | number | up | head_marketing | head_marketing | exec_meeting | | monthly | 9 | 120 | no | no
m09 | Share of wallet of key accounts | g_orders | accounts | lagging | outcome | percent | up | head_key_accounts | head_key_accounts | key_account_review | head_sales | quarterly | 15 | 40 | no | yes
m10 | Website visits | | | leading | activity | number | up | head_marketing | head_marketing | | | monthly | 4 | | no | no
m11 | Average discount | g_margin | quote | lagging | activity | percent | down | order_desk_lead | controller | sales_forecast | | monthly | 10 | 11 | no | no
m12 | Newsletter opens | | | leading | activity | percent | up | head_marketing | head_marketing | | | monthly | 3 | | no | no
m13 | Gross margin | g_margin | | lagging | outcome | percent | up | controller | controller | exec_meeting | ceo | monthly | 12 | 38 | yes | yes
m14 | Operating margin | g_margin | | lagging | outcome | percent | up | controller | controller | exec_meeting | ceo | monthly | 12 | 14 | yes | yes
m15 | Cost per instrument | g_cost | | lagging | outcome | euro | down | controller | controller | exec_meeting; ops_review | head_production | monthly | 14 | 3120 | no | yes
m16 | Overdue receivables | g_margin | | lagging | activity | thousand euro | down | credit_manager | controller | finance_meeting | head_finance | monthly | 8 | 900 | no | yes
m17 | Days of sales outstanding | g_margin | | lagging | outcome | days | down | credit_manager | controller | exec_meeting | head_finance | monthly | 12 | 45 | yes | no
m18 | Stock value | g_stock | | lagging | outcome | million euro | down | controller; warehouse_manager | controller | exec_meeting; ops_review | | monthly | 11 | 11.5 | yes | no
m19 | Value of inventory | g_margin | | lagging | outcome | million euro | down | controller | controller | exec_meeting | | monthly | 12 | 11.5 | no | no
m20 | Budget used by cost centre | g_margin | | lagging | activity | percent | within | controller | controller | budget_talks | | monthly | 14 | 100 | no | no
m21 | Travel cost | | | lagging | activity | thousand euro | down | controller | controller | exec_meeting | | monthly | 14 | 65 | no | no
m22 | Overtime cost | g_cost | | lagging | activity | thousand euro | down | controller | controller | exec_meeting | | monthly | 14 | 80 | no | no
m23 | Invoices with errors | | invoice | lagging | process | percent | down | controller | controller | finance_meeting | | monthly | 9 | 2 | no | no
m24 | Days to close the books | | books | lagging | process | days | down | controller | controller | finance_meeting | head_finance | monthly | 10 | 8 | no | yes
m25 | Energy cost | | | lagging | activity | thousand euro | down | controller | controller | | | monthly | 20 | 48 | no | no
m26 | Credit notes issued | | | lagging | activity | number | down | credit_manager | controller | | | monthly | 9 | | no | no
m27 | Head count | | | lagging | activity | people | within | head_hr | controller | exec_meeting | | monthly | 12 | 1240 | no | no
m28 | Line utilisation | g_util | assemble | leading | activity | percent | up | assembly_manager | plant_manager | output_meeting; ops_review | head_production | weekly | 1 | 92 | yes | yes
m29 | Output of instruments | g_util | assemble | lagging | activity | number | up | assembly_manager | plant_manager | output_meeting | head_production | weekly | 1 | 610 | no | yes
m30 | Output of Line 2 | g_line2 | assemble | lagging | activity | number | up | line_leader | assembly_manager | output_meeting | plant_manager | weekly | 1 | 240 | no | no
m31 | First-pass yield | g_accred | assemble | leading | process | percent | up | assembly_manager | head_quality | ops_review | head_production | weekly | 3 | 97 | yes | yes
m32 | Yield, first pass | g_cost | assemble | leading | process | percent | up | line_leader | plant_manager | output_meeting | | weekly | 2 | 96 | no | no
m33 | Scrap | g_cost | assemble | lagging | activity | thousand euro | down | assembly_manager | plant_manager | output_meeting | | weekly | 5 | 14 | no | no
m34 | Scrap rate | g_cost | assemble | lagging | activity | percent | down | line_leader | plant_manager | ops_review | | monthly | 7 | 1.5 | no | no
m35 | Rework hours | g_cost | assemble | lagging | activity | hours | down | assembly_manager | plant_manager | output_meeting | | weekly | 5 | 120 | no | no
m36 | Hours worked | | | lagging | activity | hours | within | assembly_manager | plant_manager | output_meeting | | weekly | 2 | 9400 | no | no
m37 | Worked hours | | | lagging | activity | hours | within | head_hr | controller | | | monthly | 12 | | no | no
m38 | Machine downtime | g_util | maintain | lagging | activity | hours | down | maintenance_manager | maintenance_manager | plant_meeting | plant_manager | weekly | 2 | 18 | no | no
m39 | Maintenance tasks done on time | g_util | maintain | leading | activity | percent | up | maintenance_manager | maintenance_manager | plant_meeting | plant_manager | monthly | 4 | 95 | no | no
m40 | Accidents | | | lagging | activity | number | down | plant_manager | head_hr | exec_meeting | head_production | monthly | 5 | 0 | yes | yes
m41 | Near misses reported | | | leading | activity | number | up | line_leader | head_hr | safety_round | | monthly | 6 | 15 | no | no
m42 | Suggestions handed in | | | leading | activity | number | up | line_leader | plant_manager | | | monthly | 10 | 25 | no | no
m43 | Sick leave | | | lagging | activity | percent | down | head_hr | head_hr | exec_meeting | | monthly | 10 | 4.5 | no | no
m44 | Set-up time | g_cost | assemble | leading | activity | minutes | down | assembly_manager | plant_manager | output_meeting | | weekly | 3 | 35 | no | no
m45 | On-time delivery | g_ontime | otd | lagging | outcome | percent | up | dispatch_manager; lead_scheduler; order_desk_lead | lead_scheduler; order_desk_lead | ops_review | | weekly | 3 | 95 | yes | no
m46 | Delivery on time rate | g_ontime | otd | lagging | outcome | percent | up | order_desk_lead | order_desk_lead | sales_call | | weekly | 2 | 95 | no | no
m47 | On-time shipments | g_ontime | ship | lagging | outcome | percent | up | dispatch_manager | dispatch_manager | delivery_meeting | | weekly | 2 | 98 | no | no
m48 | Order lead time | g_ontime | otd | leading | process | days | down | lead_scheduler | lead_scheduler | ops_review | | monthly | 9 | 15 | no | no
m49 | Late orders | g_ontime | otd | lagging | activity | number | down | lead_scheduler | lead_scheduler | delivery_meeting | head_planning | weekly | 1 | 20 | no | yes
m50 | Changes to the weekly plan | g_ontime | plan_production | leading | activity | number | down | lead_scheduler | lead_scheduler | supply_meeting | head_planning | weekly | 1 | 12 | no | yes
m51 | Forecast accuracy | g_ontime | plan_production | leading | activity | percent | up | lead_scheduler | lead_scheduler | sales_forecast | | monthly | 10 | 80 | no | no
m52 | Parts missing at the line | g_ontime | plan_production | leading | activity | number | down | warehouse_manager | warehouse_manager | supply_meeting | head_purchasing | weekly | 1 | 10 | no | yes
m53 | Supplier on-time rate | g_ontime | buy | leading | activity | percent | up | head_purchasing | head_purchasing | supply_meeting | head_purchasing | monthly | 6 | 93 | no | yes
m54 | Purchase price change | g_cost | buy | lagging | activity | percent | down | head_purchasing | controller | finance_meeting | head_purchasing | quarterly | 14 | -1 | no | no
m55 | Picks per hour | | ship | leading | activity | number | up | picking_leader | warehouse_manager | logistics_meeting | | weekly | 1 | 46 | no | no
m56 | Picking errors | g_ontime | ship | lagging | activity | number | down | picking_leader | warehouse_manager | logistics_meeting | head_logistics | weekly | 2 | 8 | no | no
m57 | Freight cost | g_margin | ship | lagging | activity | thousand euro | down | dispatch_manager | controller | exec_meeting | head_logistics | monthly | 14 | 210 | no | yes
m58 | Truck fill | | ship | leading | activity | percent | up | dispatch_manager | dispatch_manager | logistics_meeting | | weekly | 2 | 85 | no | no
m59 | Days of stock | g_stock | | leading | activity | days | within | warehouse_manager | controller | ops_review | head_logistics | monthly | 9 | 52 | no | no
m60 | Slow-moving stock | g_stock | | lagging | activity | thousand euro | down | warehouse_manager | warehouse_manager | logistics_meeting | | quarterly | 20 | 700 | no | no
m61 | Spare parts in 24 hours | g_spares24 | spares | lagging | outcome | percent | up | warehouse_manager; counter_leader | | | | monthly | | 95 | yes | no
m62 | Spare parts, 24 hours | g_spares24 | spares | lagging | outcome | percent | up | dispatch_manager | | | | weekly | | 95 | no | no
m63 | Spare parts availability | g_spares24 | spares_stock | leading | activity | percent | up | head_spares | head_spares | service_meeting | | monthly | 8 | 97 | no | no
m64 | Calls answered within 30 seconds | g_phone | spares_orders | leading | activity | percent | up | counter_leader | counter_leader | service_meeting | head_spares | weekly | 1 | 90 | no | yes
m65 | Field hours billed | g_field | field_visits | lagging | activity | percent | up | field_service_manager | controller | service_meeting | head_service | monthly | 8 | 80 | no | yes
m66 | Repair time | | repair_shop | lagging | process | days | down | field_service_manager | field_service_manager | service_meeting | | monthly | 7 | 10 | no | no
m67 | Complaints received | | | lagging | activity | number | down | complaints_coordinator | | | | monthly | 15 | 30 | no | no
m68 | Customer satisfaction | | | lagging | outcome | points | up | head_marketing | head_marketing | board_report | | quarterly | 40 | 8.5 | yes | no
m69 | Service contracts in force | g_orders | | lagging | outcome | number | up | field_service_manager | controller | exec_meeting | | quarterly | 15 | 1450 | no | no
m70 | Products launched | g_newprod | introduce | lagging | outcome | number | up | launch_manager | head_product | product_board | head_development | quarterly | 5 | 0.5 | yes | yes
m71 | Milestones met | g_ttm | develop | leading | process | percent | up | head_engineering | head_product | product_board | head_development | monthly | 5 | 85 | no | yes
m72 | Time to market | g_ttm | develop | lagging | process | months | down | head_product | head_product | product_board | head_development | quarterly | 10 | 14 | no | yes
m73 | Design changes after release | g_ttm | release_design | lagging | process | number | down | head_engineering | head_engineering | product_board | | monthly | 9 | 6 | no | no
m74 | Development hours booked | | develop | leading | activity | hours | within | head_engineering | controller | product_board | | monthly | 12 | 5200 | no | no
m75 | Calibration backlog | g_cert5 | calibrate | leading | process | number | down | head_cal_lab | head_cal_lab | quality_board | head_quality | weekly | 2 | 60 | no | yes
m76 | Certificates within five days | g_cert5 | calibrate | lagging | outcome | percent | up | head_cal_lab | head_cal_lab | quality_board | head_quality | monthly | 4 | 95 | no | no
m77 | Audit remarks open | g_accred | assure | lagging | activity | number | down | head_quality | head_quality | quality_board | head_quality | monthly | 5 | 8 | no | no
m78 | Laboratory temperature | g_accred | lab | leading | activity | °C | within | head_cal_lab | head_cal_lab | quality_board | head_cal_lab | weekly | 1 | 23 | no | no
m79 | Customer returns | g_accred | assure | lagging | activity | per thousand | down | head_quality | head_quality | quality_board | | monthly | 12 | 6 | no | no
m80 | Staff turnover | | | lagging | outcome | percent | down | head_hr | head_hr | exec_meeting | | quarterly | 20 | 7 | no | no
"""

# How the measured metrics ran. "months" back from September 2026 (or quarters back from the third); level at the start and at
# the end; size of the season and of the noise; "with" names a series whose deviations this one mirrors, and how strongly:
# utilisation is pushed up at the cost of delivery, and stock is cut at the cost of the spare parts promise.
SERIES = """
metric_id | every | periods | start | end | season | noise | with | pull | target | minimum | maximum | decimals
m01 | month | 24 | 7.15 | 7.52 | 0.35 | 0.22 | | | 7.7 | | | 2
m04 | month | 12 | 29 | 26.5 | 0.6 | 0.9 | | | 32 | | | 1
m11 | month | 12 | 11.2 | 13.6 | 0.2 | 0.4 | | | 11 | | | 1
m13 | month | 24 | 38.4 | 36.6 | 0.3 | 0.4 | | | 38 | | | 1
m14 | month | 24 | 13.4 | 12.3 | 0.5 | 0.5 | | | 14 | | | 1
m15 | month | 18 | 3290 | 3215 | 12 | 18 | | | 3120 | | | 0
m17 | month | 24 | 46 | 52 | 0.8 | 1.1 | | | 45 | | | 0
m18 | month | 24 | 13.6 | 11.7 | 0.15 | 0.16 | | | 11.5 | | | 2
m28 | month | 24 | 87 | 93.5 | 0.6 | 1.3 | | | 92 | | | 1
m31 | month | 24 | 95.6 | 97.2 | 0.1 | 0.5 | | | 97 | | | 1
m40 | month | 24 | 2.1 | 1.2 | 0 | 0.8 | | | 0 | | | 0
m43 | month | 12 | 4.6 | 5.3 | 0.9 | 0.2 | | | 4.5 | | | 1
m45 | month | 24 | 91 | 83 | 0.5 | 0.5 | m28 | -1.4 | 95 | | | 1
m48 | month | 18 | 17.8 | 21.4 | 0.4 | 0.5 | | | 15 | | | 1
m49 | month | 12 | 31 | 47 | 2 | 4 | | | 20 | | | 0
m52 | month | 12 | 14 | 22 | 1 | 3 | | | 10 | | | 0
m53 | month | 18 | 90.5 | 91.8 | 0.3 | 0.9 | | | 93 | | | 1
m57 | month | 12 | 204 | 231 | 6 | 7 | | | 210 | | | 0
m59 | month | 24 | 61 | 50.5 | 0.5 | 0.9 | | | 52 | 45 | 58 | 1
m61 | month | 24 | 66 | 41 | 0.6 | 1.1 | m18 | 9 | 95 | | | 1
m63 | month | 24 | 95.8 | 89.4 | 0.2 | 0.4 | m18 | 2.5 | 97 | | | 1
m65 | month | 12 | 74 | 79.5 | 1 | 1.2 | | | 80 | | | 1
m68 | quarter | 8 | 8.1 | 7.4 | 0 | 0.12 | | | 8.5 | | | 1
m71 | month | 12 | 82 | 87 | 0 | 3 | | | 85 | | | 0
m75 | month | 24 | 92 | 55 | 3 | 4 | | | 60 | | | 0
m76 | month | 24 | 90.5 | 96.4 | 0.2 | 0.6 | | | 95 | | | 1
m78 | month | 12 | 23 | 23.1 | 0.12 | 0.1 | | | 23 | 22.5 | 23.5 | 1
m80 | quarter | 8 | 7.6 | 10.8 | 0.2 | 0.3 | | | 7 | | | 1
"""
