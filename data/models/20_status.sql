-- The scheme's words for where an exchange stands, said once.

create macro status_group_of(status) as
    case
        when status in ('completed', 'reported', 'validated', 'paid') then 'took place'
        when status = 'ongoing' then 'ongoing'
        when status in ('matched', 'agreed') then 'upcoming'
        when status = 'cancelled' then 'cancelled'
    end;

create macro phase_of(status) as
    case
        when status = 'matched' then 'matching'
        when status in ('agreed', 'ongoing') then 'exchange building'
        when status in ('completed', 'reported', 'validated', 'paid') then 'exchange finalisation'
    end;

-- Status on any day from the dates alone; NULL before the match. A stay is delivered as ongoing or completed by its
-- partnership, so the dates of a stay count only once the delivered status says that it was carried out.
create macro status_on(
    day, status, matched_date, agreed_date, start_date, end_date, reported_date, validated_date, paid_date, cancelled_date
) as
    case
        when matched_date > day then null
        when cancelled_date <= day then 'cancelled'
        when paid_date <= day then 'paid'
        when validated_date <= day then 'validated'
        when reported_date <= day then 'reported'
        when end_date <= day and status in ('completed', 'reported', 'validated', 'paid') then 'completed'
        when start_date <= day and status in ('ongoing', 'completed', 'reported', 'validated', 'paid') then 'ongoing'
        when agreed_date <= day then 'agreed'
        else 'matched'
    end;
