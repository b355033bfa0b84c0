-- What a stay is worth by the rules, said once: for the rule checks of one exchange, the exceptions and the calculator.

-- The terms that hold in a host country on a day. A field is NULL where no such rule, or no ceiling, is valid then.
create macro terms_of_stay(host, day) as struct_pack(
    ceiling := (
        select max_by(
            struct_pack(full_eur := l.full_eur, half_eur := l.half_eur, basis := l.basis, source := l.source),
            coalesce(l.valid_from, date '0001-01-01')
        )
        from lump_sum_ceilings as l
        where l.host_country_code = host
          and day >= coalesce(l.valid_from, date '0001-01-01')
          and day <= coalesce(l.valid_to, date '9999-12-31')
    ),
    stay_minimum := rule_value('stay_minimum', day)::integer,
    stay_maximum := rule_value('stay_maximum', day)::integer,
    half_days := rule_value('half_below_working_days', day)::integer,
    half_km := rule_value('half_below_km', day),
    maximum_eur := rule_value('lump_sum_maximum', day),
    virtual_eur := rule_value('virtual_lump_sum', day),
    visits := rule_value('visits_per_organisation', day)::integer
);

-- The ceiling for a physical stay: half, full, or NULL where no ceiling is known or the facts do not tell which. Half is
-- half however many reasons there are for it.
create macro ceiling_of_stay(terms, working_days, distance_km) as
    case
        when terms.ceiling is null then null
        when working_days < terms.half_days or distance_km < terms.half_km then terms.ceiling.half_eur
        when (terms.half_days is not null and working_days is null) or (terms.half_km is not null and distance_km is null)
            then null
        else terms.ceiling.full_eur
    end;

-- An amount as far as the scheme's maximum allows; NULL stays NULL.
create macro within_maximum(terms, amount) as
    case when amount is not null then least(amount, terms.maximum_eur) end;

-- The lump sum that a stay may be granted at most; NULL where that cannot be told.
create macro entitlement_of_stay(terms, mode, working_days, distance_km) as
    case
        when mode = 'virtual' then terms.virtual_eur
        else within_maximum(terms, ceiling_of_stay(terms, working_days, distance_km))
    end::decimal(14, 2);

-- Why the ceiling is halved: the working days and the km with the limit that each is under, NULL where it is not.
create macro halving(terms, working_days, distance_km) as struct_pack(
    days := case when working_days < terms.half_days then working_days end,
    under_days := case when working_days < terms.half_days then terms.half_days end,
    km := case when distance_km < terms.half_km then distance_km end,
    under_km := case when distance_km < terms.half_km then terms.half_km::double end
);

create macro is_halved(terms, working_days, distance_km) as
    coalesce(working_days < terms.half_days, false) or coalesce(distance_km < terms.half_km, false);

-- Days from Monday to Friday up to a day, counted from a Monday long ago.
create macro weekdays_through(until) as (
    (until - date '1900-01-01' + 1) // 7 * 5 + least((until - date '1900-01-01' + 1) % 7, 5)
);

-- Days from Monday to Friday from one day to another, both included.
create macro weekdays_between(first_day, last_day) as
    weekdays_through(last_day) - weekdays_through(first_day - 1);

-- Public holidays of a country among them.
create macro holidays_between(country, first_day, last_day) as (
    select count(*)
    from public_holidays as h
    where h.country_code = country and h.date between first_day and last_day and isodow(h.date) < 6
);
