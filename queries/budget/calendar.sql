select
    ($last_day::date - $first_day::date + 1)::bigint as days,
    greatest(weekdays_between($first_day::date, $last_day::date), 0)::bigint as weekdays,
    holidays_between($country, $first_day::date, $last_day::date)::bigint as holidays,
    coalesce(
        (
            select string_agg(strftime(h.date, '%Y-%m-%d') || ' ' || h.name, ', ' order by h.date)
            from public_holidays as h
            where h.country_code = $country and h.date between $first_day::date and $last_day::date and isodow(h.date) < 6
        ),
        ''
    ) as holiday_names,
    exists (select 1 from public_holidays as h where h.country_code = $country and year(h.date) = year($first_day::date)) as is_known
