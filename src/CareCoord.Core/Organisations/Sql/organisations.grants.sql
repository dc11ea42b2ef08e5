grant select on organisations to carecoord_app;
