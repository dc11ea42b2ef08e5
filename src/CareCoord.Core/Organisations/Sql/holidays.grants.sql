grant delete, insert, select on holidays to carecoord_app;
