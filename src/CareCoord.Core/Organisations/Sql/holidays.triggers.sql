create trigger demand_administrator before insert or update or delete on holidays
    for each statement execute function app.demand_administrator();
