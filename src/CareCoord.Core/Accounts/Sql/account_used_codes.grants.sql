grant delete, insert, select on account_used_codes to carecoord_app;
