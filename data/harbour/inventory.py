"""The few lists that Harbour could hand over in three hours: no metrics, no reports, no maps, and cells left empty."""

from __future__ import annotations

# Ten processes, three of them key; nobody is named as owner of two of the three, and no plan names any.
PROCESSES = """
process_id | name | parent_id | category | functions | customer | owner_role_id | is_key | revenue_importance | performance_problem | model | planned | managed | objective_hours | result_objective | objective_approved_by_customer | measured
book | Book appointments | | sell | Front desk | Patients | | yes | 5 | 4 | none | no | no | | | | no
visit | Patient visit | | deliver | Front desk; Nursing; Medicine | Patients | | yes | 5 | 4 | outdated | no | no | | | |
tests | Test samples | | deliver | Laboratory; Nursing | Doctors | lab_lead | no | 3 | 3 | current | no | yes | 24 | Result in the patient's record | no | yes
refer | Refer patients | | deliver | Medicine; Front desk | Patients | | no | 3 | | | no | no | | | |
bill | Bill insurers and patients | | deliver | Finance; Front desk; Medicine | Insurers | head_finance | yes | 5 | 5 | none | no | yes | | | | yes
roster | Plan rosters | | enable | Nursing; Medicine | Clinics | head_nursing | no | | 4 | none | no | yes | | | | no
supplies | Order supplies | | enable | Nursing; Finance | Clinics | | no | | | | no | | | | |
induct | Hire and induct | | enable | Nursing; Finance | Clinics | | no | | 4 | none | no | no | | | | no
premises | Look after premises and equipment | | enable | Finance | Clinics | | no | | | | | | | | |
run_clinics | Run the clinics | | manage | Management | | managing_director | no | | | none | no | | | | |
"""

# Money is planned and results are pressed for; there is no strategy, no yearly goals by process and no improvement (PM-49).
MANAGEMENT_PROCESSES = """
management_process_id | name | activity | formality | covers_processes | feeds | frequency
plan_talk | Talk about next year | plan_strategy | none | | |
goals_round | Targets for each clinic | set_goals | informal | | | yearly
budget | Budget | budget | formal | | accounts | yearly in November
rosters | Allocation of staff to clinics | allocate | partly | | | monthly
watch | Daily look at bookings | monitor | informal | | monday | daily
accounts | Monthly accounts | report | formal | bill | monday | monthly
monday | Monday management meeting | review | partly | | decisions | weekly
decisions | Decisions of the management | decide | informal | | | weekly
"""

ROLES = """
role_id | title | level | function | reports_to
managing_director | Managing Director | executive | Management |
medical_director | Medical Director | executive | Medicine | managing_director
head_nursing | Head of Nursing | senior | Nursing | medical_director
head_finance | Head of Finance and Billing | senior | Finance | managing_director
manager_north | Clinic Manager, North | middle | Front desk | managing_director
manager_south | Clinic Manager, South | middle | Front desk | managing_director
lab_lead | Laboratory Lead | middle | Laboratory | medical_director
front_desk_lead | Front Desk Lead | front_line | Front desk | manager_north
"""

RESPONSIBILITIES = """
subject_id | activity | role_id | assignment | source | clarity | executable | in_job_description
book | do | front_desk_lead | R | Interview | vague | no | no
book | manage | manager_north | R | Interview | vague | | no
book | manage | manager_south | R | Interview | vague | | no
visit | do | head_nursing | R | Job description | clear | yes | yes
visit | do | medical_director | R | Job description | clear | yes | yes
visit | do | front_desk_lead | R | Interview | undefined | | no
tests | | lab_lead | A | Job description | clear | yes | yes
refer | do | medical_director | R | Interview | undefined | |
bill | | head_finance | A | Job description | clear | no | yes
bill | do | front_desk_lead | R | Interview | vague | no | no
roster | | head_nursing | A | Job description | clear | yes | yes
roster | | medical_director | A | Interview | vague | | no
supplies | do | manager_north | R | Interview | undefined | |
supplies | do | manager_south | R | Interview | undefined | |
induct | do | head_nursing | R | Interview | undefined | |
run_clinics | | managing_director | A | Job description | clear | yes | yes
budget | | head_finance | A | Job description | clear | yes | yes
monday | manage | managing_director | A | Interview | clear | yes | no
"""

GOALS = """
goal_id | text | level | owner_role_id | process_id | parent_id | horizon | pulls_against
g_surplus | A surplus of 4% | enterprise | managing_director | | | year |
g_patients | 5% more patients | enterprise | | | | year | g_wait
g_wait | No patient waits longer than 20 minutes | enterprise | | | | year |
g_overtime | Halve overtime in nursing | function | head_nursing | | | year | g_wait
"""

MEETINGS = """
meeting_id | name | purpose | stated_purpose | frequency | minutes | chair | attendees | agenda | topics | inputs | decisions_recorded | process_performance_on_agenda | medium | value
monday | Monday management meeting | weekly_steering | | every Monday | 90 | managing_director | managing_director; medical_director; head_nursing; head_finance; manager_north; manager_south | ad_hoc | Bookings; Absences; Complaints | | no | no | mixed | 3
doctors | Doctors' round | information | | first Wednesday of the month | 60 | medical_director | medical_director; head_nursing; lab_lead | ad_hoc | Cases; News | | no | no | face_to_face | 4
managers | Clinic managers' call | weekly_steering | Fill gaps in the rosters | every Friday | 30 | head_nursing | head_nursing; manager_north; manager_south | standing | Rosters; Absences | | | no | phone | 4
billing | Billing round | monthly_review | Look at unpaid and refused bills | monthly | 60 | head_finance | head_finance; manager_north; manager_south; front_desk_lead | standing | Refused bills; Missing codes | | yes | yes | video | 4
budget_day | Budget day | budget | Agree the budget of each clinic | yearly in November | 300 | head_finance | managing_director; medical_director; head_nursing; head_finance; manager_north; manager_south | standing | Budget; Posts | | yes | no | face_to_face | 3
"""
