with counted as (
    select
        count(*) as exchanges,
        count(*) filter (purpose = 'not given') as purpose,
        count(*) filter (activity = 'not given') as activity,
        count(*) filter (distance_km is null) as distance,
        count(*) filter (start_date is null and status_group <> 'cancelled') as start
    from exchanges
)
unpivot (
    select exchanges, purpose as "Purpose not given", activity as "Activity not given",
        distance as "Distance unknown: no place for an organisation", start as "Start not planned yet"
    from counted
)
on columns(* exclude (exchanges))
into name what value missing
