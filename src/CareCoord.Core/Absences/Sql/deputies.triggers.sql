create trigger demand_same_hat before insert or update of account_id, hat, deputy_account_id on deputies
    for each row execute function app.demand_same_hat();
