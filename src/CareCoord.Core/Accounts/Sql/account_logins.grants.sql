grant delete, insert, select, update on account_logins to carecoord_app;
