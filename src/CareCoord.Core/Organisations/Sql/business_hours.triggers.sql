create trigger demand_administrator before insert or update or delete on business_hours
    for each statement execute function app.demand_administrator();
