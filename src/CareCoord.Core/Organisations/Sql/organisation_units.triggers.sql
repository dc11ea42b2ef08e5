create trigger demand_administrator before insert or update or delete on organisation_units
    for each statement execute function app.demand_administrator();
