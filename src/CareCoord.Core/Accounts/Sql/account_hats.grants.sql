grant select on account_hats to carecoord_app;
