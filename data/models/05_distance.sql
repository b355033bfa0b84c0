-- Distance on the WGS 84 ellipsoid by Lambert's formula for long lines (a = 6378.137 km, f = 1/298.257223563): within some
-- ten metres of the exact geodesic inside Europe. In three macros, so that no step is computed twice for a row.

-- Reduced latitude in radians of a latitude in degrees.
create macro reduced_latitude(latitude) as atan((1 - 1 / 298.257223563) * tan(radians(latitude)));

-- Angle in radians between two points on the sphere, from their reduced latitudes and the difference of longitudes.
create macro central_angle(b1, b2, dl) as
    2 * asin(least(1, sqrt(sin((b2 - b1) / 2) ** 2 + cos(b1) * cos(b2) * sin(dl / 2) ** 2)));

-- Kilometres, from the central angle x, the mean p of the two reduced latitudes and half their difference q.
create macro lambert_km(x, p, q) as
    case
        when x < 1e-12 then 0
        else 6378.137 * (
            x - 1 / 298.257223563 / 2 * (
                (x - sin(x)) * sin(p) ** 2 * cos(q) ** 2 / cos(x / 2) ** 2
                + (x + sin(x)) * cos(p) ** 2 * sin(q) ** 2 / sin(x / 2) ** 2
            )
        )
    end;
