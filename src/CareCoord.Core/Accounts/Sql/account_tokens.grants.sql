grant delete, insert, select, update on account_tokens to carecoord_app;
