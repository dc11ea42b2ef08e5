grant delete, insert, select on business_hours to carecoord_app;
