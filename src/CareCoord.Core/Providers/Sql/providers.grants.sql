grant select on providers to carecoord_app;
