"""Who manages Northmoor: its roles, and what four kinds of paper say that each of them answers for."""

from __future__ import annotations

from written_tables import Row, rows

# The Customer Complaints Coordinator reports to nobody that the organisation chart names.
ROLES = """
role_id | title | level | function | reports_to
ceo | Chief Executive | executive | Executive office |
head_sales | Head of Sales | executive | Sales | ceo
head_development | Head of Development | executive | Development | ceo
head_planning | Head of Planning | executive | Planning | ceo
head_production | Head of Production | executive | Production | ceo
head_logistics | Head of Logistics | executive | Logistics | ceo
head_service | Head of Service | executive | Service | ceo
head_quality | Head of Quality | executive | Quality | ceo
head_finance | Head of Finance | executive | Finance | ceo
head_key_accounts | Head of Key Accounts | senior | Sales | head_sales
head_marketing | Head of Marketing | senior | Sales | head_sales
head_product | Head of Product Management | senior | Development | head_development
head_engineering | Head of Engineering | senior | Development | head_development
plant_manager | Plant Manager | senior | Production | head_production
head_purchasing | Head of Purchasing | senior | Logistics | head_logistics
head_spares | Head of Spare Parts | senior | Service | head_service
head_cal_lab | Head of the Calibration Laboratory | senior | Quality | head_quality
controller | Head of Controlling | senior | Finance | head_finance
head_hr | Head of Human Resources | senior | Human Resources | head_finance
head_it | Head of IT | senior | IT | head_finance
order_desk_lead | Manager, Order Desk | middle | Sales | head_sales
launch_manager | Product Launch Manager | middle | Development | head_product
lead_scheduler | Lead Scheduler | middle | Planning | head_planning
assembly_manager | Assembly Manager | middle | Production | plant_manager
maintenance_manager | Maintenance Manager | middle | Production | plant_manager
warehouse_manager | Warehouse Manager | middle | Logistics | head_logistics
dispatch_manager | Dispatch Manager | middle | Logistics | head_logistics
field_service_manager | Field Service Manager | middle | Service | head_service
complaints_coordinator | Customer Complaints Coordinator | middle | Quality |
credit_manager | Credit Manager | middle | Finance | head_finance
line_leader | Team Leader, Line 2 | front_line | Production | assembly_manager
picking_leader | Team Leader, Picking | front_line | Logistics | warehouse_manager
counter_leader | Team Leader, Spare Parts Counter | front_line | Service | head_spares
"""

# One line per statement of a source; every "role letter" pair in it becomes a row of the list.
# The five key processes without anybody accountable: research, renew, otd, spares, complaints. Two with two: introduce, repair.
# Two on which the papers disagree: find, quote. Of the others, managing risk has two and maintaining the plant is disputed.
STATEMENTS = """
subject_id | activity | who | source | clarity | executable | in_job_description
research | do | head_marketing R; head_product R | Job description | clear | yes | yes
research | | ceo I; head_finance I | Handbook | clear | yes | no
research | plan | head_sales R; head_development R | Handbook | vague | | no
research | improve | head_marketing R | Interview | undefined | no | no
develop | | head_development A | Job description | clear | yes | yes
develop | | head_development A | Handbook | clear | yes | yes
develop | do | head_engineering R; head_product R | Job description | clear | yes | yes
develop | decide | head_sales C; head_quality C; head_production C; ceo I; head_finance I | Handbook | clear | yes | no
introduce | | head_sales A | Job description | clear | yes | yes
introduce | | head_development A | Job description | clear | yes | yes
introduce | | head_sales A; head_development A | Handbook | vague | no | yes
introduce | do | launch_manager R | Interview | undefined | no | no
introduce | do | head_planning R; head_production R | Handbook | vague | | no
introduce | | head_service C | Handbook | clear | yes | no
find | | head_sales A | Job description | clear | yes | yes
find | | ceo A | Handbook | vague | no | no
find | do | head_marketing R; head_key_accounts R | Job description | clear | yes | yes
find | | head_service C | Handbook | clear | yes | no
quote | | head_sales A | Job description | clear | no | yes
quote | | head_finance A | Handbook | clear | no | no
quote | do | order_desk_lead R; head_planning R | Job description | clear | yes | yes
quote | do | head_engineering C; head_production C | Handbook | vague | | no
quote | decide | head_finance R | Interview | vague | no | no
accounts | | head_sales A | Job description | clear | yes | yes
accounts | | head_sales A | Handbook | clear | yes | yes
accounts | do | head_key_accounts R | Job description | clear | yes | yes
accounts | | head_finance C; ceo I; head_logistics I | Handbook | clear | yes | no
renew | do | head_key_accounts R; field_service_manager R | Job description | vague | no | yes
renew | | head_sales R; head_service R | Handbook | vague | no | no
renew | report | head_finance I | Handbook | clear | yes | no
otd | do | head_sales R; head_planning R; head_production R; head_logistics R; head_quality R; head_finance R | Job description | clear | no | yes
otd | | ceo I | Handbook, page 12 | clear | yes | no
otd | plan | head_planning R | Handbook, page 12 | vague | no | no
otd | monitor | head_planning R; head_sales R; head_logistics R | Interview | vague | no | no
otd | improve | head_planning R | Interview | undefined | no | no
calibrate | | head_quality A | Job description | clear | yes | yes
calibrate | | head_quality A | Handbook | clear | yes | yes
calibrate | do | head_cal_lab R | Job description | clear | yes | yes
calibrate | | head_production C; head_service C; head_logistics I | Handbook | clear | yes | no
spares | do | head_sales R; head_planning R; head_logistics R; head_service R; head_quality R; head_finance R | Job description | vague | no | yes
spares | manage | head_spares R | Interview | undefined | no | no
spares | improve | head_spares R | Interview | undefined | no | no
spares | monitor | head_logistics R; head_service R | Interview | vague | no | no
repair | | head_production A | Job description | clear | no | yes
repair | | head_service A | Job description | clear | no | yes
repair | | head_production A; head_service A | Handbook | vague | no | yes
repair | do | field_service_manager R; head_logistics R | Job description | clear | yes | yes
repair | | head_quality C | Handbook | clear | yes | no
complaints | do | complaints_coordinator R | Interview | undefined | no | no
complaints | do | head_sales R; head_service R; head_quality R | Handbook | vague | no | no
complaints | | ceo I; head_logistics C | Handbook | clear | yes | no
complaints | improve | complaints_coordinator R | Interview | undefined | no | no
buy | | head_purchasing A | Job description | clear | yes | yes
buy | | head_purchasing A | Handbook | clear | yes | yes
buy | | head_logistics C; head_finance C; head_planning C | Handbook | clear | yes | no
maintain | | maintenance_manager A | Handbook | clear | yes | no
maintain | | plant_manager A | Job description | clear | yes | yes
maintain | | plant_manager C; assembly_manager I | Handbook | clear | yes | no
hire | | head_hr A | Job description | clear | yes | yes
hire | do | plant_manager R; assembly_manager R | Handbook | clear | yes | no
run_it | | head_it A | Job description | clear | yes | yes
run_it | | head_it A | Handbook | clear | yes | yes
books | | head_finance A | Job description | clear | yes | yes
books | do | controller R; credit_manager R | Job description | clear | yes | yes
assure | | head_quality A | Job description | clear | yes | yes
assure | | head_quality A | Handbook | clear | yes | yes
assure | do | plant_manager R; head_cal_lab R | Handbook | clear | yes | no
plan_business | | ceo A | Job description | clear | yes | yes
plan_business | do | head_planning R; head_finance R; controller R | Handbook | clear | yes | no
improve_work | do | head_quality R; head_production R; plant_manager R | Handbook | undefined | no | no
manage_risk | | head_finance A; head_quality A | Handbook | vague | no | no
enter_order | | order_desk_lead A | Job description | clear | yes | yes
enter_order | do | credit_manager C | Handbook | clear | yes | no
plan_production | | head_planning A | Job description | clear | yes | yes
plan_production | | head_production A | Handbook | vague | no | no
plan_production | do | lead_scheduler R; head_purchasing R | Job description | clear | yes | yes
assemble | | plant_manager A | Job description | clear | yes | yes
assemble | | plant_manager A | Handbook | clear | yes | yes
assemble | do | assembly_manager R; line_leader R | Job description | clear | yes | yes
test_release | do | head_quality R; plant_manager R | Job description | vague | no | yes
test_release | decide | assembly_manager R; head_cal_lab R | Interview | vague | no | no
ship | | dispatch_manager A | Job description | clear | yes | yes
ship | | warehouse_manager A | Handbook | vague | no | no
ship | do | warehouse_manager R | Interview | clear | yes | no
invoice | do | controller R; order_desk_lead R | Handbook | vague | | no
specify | do | order_desk_lead R; head_engineering R | Handbook | vague | no | no
price | | head_sales A | Job description | clear | no | yes
price | | controller A | Job description | clear | no | yes
credit | | credit_manager A | Job description | clear | yes | yes
spares_orders | do | counter_leader R; credit_manager R; lead_scheduler R; order_desk_lead R | Job description | vague | no | yes
spares_stock | | head_spares A | Job description | clear | no | yes
spares_stock | | head_logistics A | Job description | clear | no | yes
spares_ship | do | warehouse_manager R; dispatch_manager R; head_cal_lab R | Handbook | vague | no | no
returns | do | warehouse_manager R; counter_leader R | Interview | undefined | no | no
repair_shop | do | plant_manager R; field_service_manager R | Handbook | vague | no | no
field_visits | | field_service_manager A | Job description | clear | yes | yes
lab | | head_cal_lab A | Job description | clear | yes | yes
certificates | | head_cal_lab A | Job description | clear | yes | yes
design | | head_engineering A | Job description | clear | yes | yes
release_design | do | head_engineering R; plant_manager R; head_quality C | Handbook | vague | no | no
strategic_plan | plan | ceo A | Job description | clear | yes | yes
strategic_plan | plan | head_planning R; head_finance R | Handbook | clear | yes | no
strategic_plan | monitor | head_planning R | Interview | undefined | no | no
roadmap | plan | head_product A | Job description | clear | yes | yes
annual_goals | plan | ceo A | Handbook | clear | yes | no
annual_goals | plan | head_hr R; controller R | Handbook | vague | | no
budget | plan | head_finance A | Job description | clear | yes | yes
budget | plan | controller R | Job description | clear | yes | yes
staffing | decide | head_production R; head_development R; head_hr R | Interview | undefined | no | no
monitoring | monitor | head_planning R; head_production R; head_logistics R; head_sales R | Job description | clear | yes | yes
monthly_report_mp | report | controller A | Job description | clear | yes | yes
monthly_report_mp | report | head_planning R; head_sales R; head_quality R | Handbook | vague | | no
monthly_review_mp | manage | head_planning A | Handbook | clear | yes | no
quarterly_review_mp | manage | ceo A | Handbook | clear | yes | no
decisions_mp | decide | ceo A | Job description | clear | yes | yes
improvement | improve | head_quality R; head_production R | Interview | undefined | no | no
pay_round_mp | manage | head_hr A | Job description | clear | yes | yes
"""


def responsibilities() -> list[Row]:
    """The statements, one row for each role that a statement names."""
    made = []
    for statement in rows(STATEMENTS):
        for pair in statement.pop("who").split(";"):
            role, letter = pair.split()
            made.append(
                {
                    "subject_id": statement["subject_id"],
                    "activity": statement["activity"],
                    "role_id": role,
                    "assignment": letter,
                    **{name: statement[name] for name in ("source", "clarity", "executable", "in_job_description")},
                }
            )
    return made
