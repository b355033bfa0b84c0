select
    partnership_id, acronym, name, coordinator, published_sectors, ecosystems, ecosystems_basis, website, grant_agreement,
    exchange_target, exchange_target_basis, start_published, end_published, clusters_published, basis, sources
from partnerships
order by register_order
