create trigger demand_same_hat before insert or update of account_id, hat, deputy_account_id on absences
    for each row execute function app.demand_same_hat();
create trigger follow_absence after insert or update or delete on absences for each row execute function app.follow_absence();
