create trigger demand_administrator before insert or update or delete on unit_members
    for each statement execute function app.demand_administrator();
