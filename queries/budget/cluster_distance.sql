with places as (
    select
        v.is_location_approximate or h.is_location_approximate as is_approximate,
        h.country_code as host_country_code,
        reduced_latitude(v.latitude) as b1,
        reduced_latitude(h.latitude) as b2,
        radians(h.longitude - v.longitude) as dl
    from clusters as v, clusters as h
    where v.cluster_id = $visiting and h.cluster_id = $host
), angles as (
    select *, central_angle(b1, b2, dl) as x, (b1 + b2) / 2 as p, (b2 - b1) / 2 as q
    from places
)
select host_country_code, lambert_km(x, p, q) as distance_km, is_approximate
from angles
