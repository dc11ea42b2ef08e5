create trigger lanes_stay before insert or delete or truncate on audit_lanes for each statement execute function app.refuse_change();
