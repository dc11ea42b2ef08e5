grant insert, select, update (until) on unit_members to carecoord_app;
