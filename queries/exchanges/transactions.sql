select date, kind, amount_eur, reference, transaction_id
from budget_transactions
where exchange_id = $exchange_id
order by date, transaction_id
