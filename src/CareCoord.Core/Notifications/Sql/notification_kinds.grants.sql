grant select on notification_kinds to carecoord_app;
