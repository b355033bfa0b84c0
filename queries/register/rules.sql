select rule_id, label, value, unit, valid_from, valid_to, basis, source
from rules
