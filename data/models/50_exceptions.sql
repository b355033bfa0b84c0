-- Where the exchanges depart from the rules valid on their day. Cancelled ones are left out.

-- One row per kind, in the order of the page.
create table exception_kinds as
select row_number() over ()::integer as place, kind
from (values
    ('over ceiling'), ('should be halved'), ('distance unknown'), ('working days unknown'),
    ('more working days than the calendar holds'), ('stay too short'), ('stay too long'), ('same country'),
    ('not a COSME country'), ('visiting twice'), ('paid twice'), ('paid without validation'), ('paid late'),
    ('virtual but paid'), ('dates overlapping'), ('outside the partnership''s period')
) as kinds (kind);

-- One row per kind and exchange, as on a day. granted_eur is the lump sum; entitlement_eur is NULL where it cannot be told.
-- at_stake_eur is what may have to be taken back: the part above the entitlement, or where the stay as a whole breaks a rule
-- all of it, less what was recovered. A late payment puts nothing at stake. kept_eur is the most that the exchange can put
-- at stake for all reasons together. is_by_holidays is NULL but for what depends on whether public holidays count as working
-- days: such a row holds only where they do not (true), or where they do (false).
-- facts are the figures compared, those of other kinds NULL; data/exception_words.py puts them in words.
create macro exceptions_on(on_day) as table
with days as (
    select distinct host_country_code, coalesce(start_date, agreed_date, matched_date) as day from exchanges
), terms_by_day as (
    -- once per host country and day, not once per exchange
    select host_country_code, day, terms_of_stay(host_country_code, day) as terms from days
), taken_back as (
    select exchange_id, sum(amount_eur) as recovered_eur
    from budget_transactions
    where kind = 'recovery' and exchange_id is not null and date <= on_day
    group by all
), payments as (
    select
        exchange_id, count(*) as payments, sum(amount_eur) as payments_eur, max(date) as last_payment_date
    from budget_transactions
    where kind = 'payment' and date <= on_day
    group by all
    having count(*) > 1
), visits as (
    -- Physical stays of one organisation in the order of their start.
    select
        exchange_id,
        row_number() over its_stays as visit,
        first_value(exchange_id) over its_stays as first_visit,
        max_by(exchange_id, end_date) over before as other_id,
        max(end_date) over before as busy_until
    from exchanges_on(on_day)
    where mode = 'physical' and status <> 'cancelled'
    window
        its_stays as (partition by visiting_organisation_id order by start_date nulls last, exchange_id),
        before as (
            partition by visiting_organisation_id order by start_date nulls last, exchange_id
            rows between unbounded preceding and 1 preceding
        )
), stays as (
    select
        e.*, t.day, t.terms, v.visit, v.first_visit, v.other_id, v.busy_until, m.payments, m.payments_eur, m.last_payment_date,
        -- What was recovered first takes back what was paid above the lump sum in further payments.
        greatest(
            e.lump_sum_eur - greatest(coalesce(b.recovered_eur, 0) - greatest(coalesce(m.payments_eur - e.lump_sum_eur, 0), 0), 0), 0
        )::decimal(14, 2) as kept_eur,
        greatest(greatest(coalesce(m.payments_eur - e.lump_sum_eur, 0), 0) - coalesce(b.recovered_eur, 0), 0)::decimal(14, 2) as above_eur,
        entitlement_of_stay(t.terms, e.mode, e.working_days, e.distance_km) as entitlement_eur,
        within_maximum(t.terms, t.terms.ceiling.half_eur)::decimal(14, 2) as least_eur,
        -- the full ceiling or the scheme's maximum, whichever is lower or known
        least(t.terms.ceiling.full_eur, t.terms.maximum_eur)::decimal(14, 2) as most_eur,
        t.terms.ceiling is null or coalesce(t.terms.maximum_eur < t.terms.ceiling.full_eur, false) as is_at_maximum,
        halving(t.terms, e.working_days, e.distance_km) as halving,
        is_halved(t.terms, e.working_days, e.distance_km) as is_halved,
        vk.cosme_participant as is_visiting_cosme, hk.cosme_participant as is_host_cosme,
        vk.name as visiting_country, hk.name as host_country,
        p.start_date as period_start, p.end_date as period_end, p.basis as period_basis, p.sources as period_sources
    from exchanges_on(on_day) as e
    join terms_by_day as t
        on t.host_country_code = e.host_country_code and t.day = coalesce(e.start_date, e.agreed_date, e.matched_date)
    join countries as vk on vk.country_code = e.visiting_country_code
    join countries as hk on hk.country_code = e.host_country_code
    join partnerships as p on p.partnership_id = e.visiting_partnership_id
    left join visits as v using (exchange_id)
    left join taken_back as b using (exchange_id)
    left join payments as m using (exchange_id)
    where e.status <> 'cancelled'
), counted as (
    -- Stays that may have more working days than the calendar holds: once with public holidays as working days, and once not.
    select s.*, c.is_by_holidays, c.holidays, weekdays_between(s.start_date, s.end_date) - c.holidays as calendar_days
    from stays as s
    cross join lateral (
        select false as is_by_holidays, 0 as holidays
        union all
        select true, holidays_between(s.host_country_code, s.start_date, s.end_date)
    ) as c
    where s.working_days is not null and s.end_date >= s.start_date
), found as (
    select
        'over ceiling' as kind, null::boolean as is_by_holidays, exchange_id, kept_eur - most_eur as at_stake_eur,
        case when is_at_maximum then 'lump_sum_maximum' else 'ceiling of the host country' end as rule_id, day as rule_day,
        {
            'granted_eur': lump_sum_eur, 'limit_eur': most_eur,
            'host_country': case when not is_at_maximum then host_country end, 'host_country_code': host_country_code
        } as facts
    from stays where mode = 'physical' and kept_eur > most_eur
    union all
    select
        'should be halved', null, exchange_id, least(kept_eur, most_eur) - entitlement_eur,
        case when working_days < terms.half_days then 'half_below_working_days' else 'half_below_km' end, day,
        {
            'granted_eur': lump_sum_eur, 'limit_eur': entitlement_eur, 'halving': halving,
            'host_country': host_country, 'host_country_code': host_country_code
        }
    from stays where mode = 'physical' and is_halved and least(kept_eur, most_eur) > entitlement_eur
    union all
    select
        'distance unknown', null, exchange_id,
        case when is_halved then 0 else coalesce(greatest(least(kept_eur, most_eur) - least_eur, 0), 0) end,
        'half_below_km', day, {'halving': halving, 'least_km': terms.half_km::double, 'limit_eur': least_eur}
    from stays where mode = 'physical' and kept_eur > 0 and distance_km is null and terms.half_km is not null
    union all
    select
        'working days unknown', null, exchange_id,
        case when not is_halved and (distance_km is not null or terms.half_km is null)
            then coalesce(greatest(least(kept_eur, most_eur) - least_eur, 0), 0) else 0 end,
        'half_below_working_days', day, {'halving': halving, 'least_days': terms.half_days, 'limit_eur': least_eur}
    from stays
    -- before the end of a stay its days are not known for certain
    where mode = 'physical' and kept_eur > 0 and working_days is null and terms.half_days is not null
        and status in ('completed', 'reported', 'validated', 'paid')
    union all
    select
        'more working days than the calendar holds', is_by_holidays, exchange_id,
        case
            when mode = 'virtual' then 0
            when calendar_days < terms.stay_minimum then kept_eur
            else coalesce(
                greatest(
                    least(kept_eur, coalesce(entitlement_eur, kept_eur))
                    - entitlement_of_stay(terms, mode, calendar_days::integer, distance_km), 0
                ), 0
            )
        end,
        'working_weekdays', day,
        {
            'days': working_days, 'start_date': start_date, 'end_date': end_date, 'calendar_days': calendar_days,
            'holidays': case when is_by_holidays then holidays end,
            'host_country': host_country, 'host_country_code': host_country_code
        }
    from counted where working_days > calendar_days
    union all
    select
        'stay too short', null, exchange_id, kept_eur, 'stay_minimum', day, {'days': working_days, 'least_days': terms.stay_minimum}
    from stays where mode = 'physical' and working_days < terms.stay_minimum
    union all
    select
        'stay too long', null, exchange_id, kept_eur, 'stay_maximum', day,
        {'start_date': start_date, 'end_date': end_date, 'most_months': terms.stay_maximum}
    from stays where end_date > start_date + to_months(terms.stay_maximum)
    union all
    select
        'same country', null, exchange_id, kept_eur, 'countries_differ', day,
        {'host_country': host_country, 'host_country_code': host_country_code}
    from stays where visiting_country_code = host_country_code
    union all
    select
        'not a COSME country', null, exchange_id, kept_eur, 'cosme_countries', day,
        {
            'visiting_country': case when not is_visiting_cosme then visiting_country end,
            'visiting_country_code': visiting_country_code,
            'host_country': case when not is_host_cosme then host_country end, 'host_country_code': host_country_code
        }
    from stays where not is_visiting_cosme or not is_host_cosme
    union all
    select
        'visiting twice', null, exchange_id, kept_eur, 'visits_per_organisation', day,
        {'visit': visit, 'other_exchange_id': first_visit}
    from stays where visit > terms.visits
    union all
    select
        'paid twice', null, exchange_id, above_eur, 'payment_days', end_date,
        {'payments': payments, 'payments_eur': payments_eur, 'granted_eur': lump_sum_eur, 'paid_date': last_payment_date}
    from stays where payments > 1
    union all
    select
        'paid without validation', null, exchange_id, kept_eur, 'payment_days', end_date,
        {'paid_date': paid_date, 'validated_date': validated_date}
    from stays where paid_date is not null and (validated_date is null or paid_date < validated_date)
    union all
    select
        'paid late', null, exchange_id, 0, 'payment_days', end_date,
        {'paid_date': paid_date, 'due_date': due_date, 'late_days': coalesce(paid_date, on_day) - due_date}
    from stays where mode = 'physical' and (paid_date > due_date or (payable_eur > 0 and on_day > due_date))
    union all
    select
        'virtual but paid', null, exchange_id, kept_eur - entitlement_eur, 'virtual_lump_sum', day,
        {'granted_eur': lump_sum_eur, 'limit_eur': entitlement_eur}
    from stays where mode = 'virtual' and kept_eur > entitlement_eur
    union all
    select
        'dates overlapping', null, exchange_id, kept_eur, 'stays_at_a_time', day,
        {'start_date': start_date, 'other_exchange_id': other_id, 'end_date': busy_until}
    from stays where start_date <= busy_until
    union all
    select
        'outside the partnership''s period', null, exchange_id, kept_eur, 'period of the partnership', day,
        {'start_date': start_date, 'end_date': end_date, 'period_start': period_start, 'period_end': period_end}
    from stays where start_date < period_start or coalesce(end_date, start_date) > period_end
)
select
    f.kind, f.is_by_holidays, f.exchange_id, s.visiting_partnership_id,
    s.lump_sum_eur as granted_eur,
    s.entitlement_eur,
    f.at_stake_eur::decimal(14, 2) as at_stake_eur,
    (s.kept_eur + s.above_eur)::decimal(14, 2) as kept_eur,
    f.facts, f.rule_id,
    case f.rule_id
        when 'ceiling of the host country' then s.terms.ceiling.basis
        when 'period of the partnership' then s.period_basis
        else coalesce(r.basis, 'assumed')
    end as basis,
    case f.rule_id
        when 'ceiling of the host country' then s.terms.ceiling.source
        when 'period of the partnership' then s.period_sources
        else coalesce(r.source, case when r.rule_id is null then 'Not in the rule table' end)
    end as source
from found as f
join stays as s using (exchange_id)
join exception_kinds as k using (kind)
left join rules as r
    on r.rule_id = f.rule_id
    and f.rule_day between coalesce(r.valid_from, date '0001-01-01') and coalesce(r.valid_to, date '9999-12-31')
order by k.place, f.exchange_id;

-- The list of the as-of date, kept since it is asked for most.
create table exceptions as
from exceptions_on((select as_of_date from snapshot));
