grant insert, select, update on sign_in_sessions to carecoord_app;
