-- One row per setting of the snapshot.
select setting_id, value, unit, label, basis, coalesce(source, '') as source from settings
