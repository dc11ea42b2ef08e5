grant insert, select, update (name, phone) on organisation_units to carecoord_app;
