-- Pseudo random numbers that depend on the seed, a row's own number and a salt per use, never on order or threads.
CREATE MACRO draw(number, salt) AS
    (hash(number::BIGINT, salt::INTEGER, getvariable('seed')::BIGINT) >> 11)::DOUBLE / 9007199254740992.0;

CREATE MACRO draw_below(number, salt, bound) AS floor(draw(number, salt) * bound)::BIGINT;

-- The place of an organisation: the first of a cluster (index 0) sits at the cluster's first site.
CREATE MACRO site_of(organisation_no, index_in_cluster) AS
    CASE WHEN index_in_cluster = 0 THEN 0
         ELSE 1 + draw_below(organisation_no, 1, getvariable('sites_per_cluster') - 1) END;

CREATE MACRO is_without_place(organisation_no) AS draw(organisation_no, 2) < 0.03;

-- About five kilometres around a site, to four decimals, as delivered.
CREATE MACRO organisation_latitude(organisation_no, site_latitude) AS
    CASE WHEN NOT is_without_place(organisation_no)
         THEN round(site_latitude + 0.09 * (draw(organisation_no, 3) - 0.5), 4) END;

CREATE MACRO organisation_longitude(organisation_no, site_longitude) AS
    CASE WHEN NOT is_without_place(organisation_no)
         THEN round(site_longitude + 0.12 * (draw(organisation_no, 4) - 0.5), 4) END;

-- Great-circle distance in km on a sphere, within 0.6 per cent of the geodesic one.
CREATE MACRO sphere_km(latitude, longitude, other_latitude, other_longitude) AS
    2 * 6371.0088 * asin(least(1.0, sqrt(
        pow(sin(radians(other_latitude - latitude) / 2), 2)
        + cos(radians(latitude)) * cos(radians(other_latitude)) * pow(sin(radians(other_longitude - longitude) / 2), 2)
    )));

-- Last day of a stay of so many working days that starts on a weekday.
CREATE MACRO last_stay_day(first_day, working_days) AS
    first_day + (working_days - 1 + 2 * ((isodow(first_day) + working_days - 2) // 5))::INTEGER;

CREATE MACRO monday_after_weekend(day) AS
    day + (CASE isodow(day) WHEN 6 THEN 2 WHEN 7 THEN 1 ELSE 0 END)::INTEGER;

CREATE MACRO code(letter, number) AS letter || '-' || lpad(number::VARCHAR, greatest(7, length(number::VARCHAR))::INTEGER, '0');
