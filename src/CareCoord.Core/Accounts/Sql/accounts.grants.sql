grant insert, select, update on accounts to carecoord_app;
