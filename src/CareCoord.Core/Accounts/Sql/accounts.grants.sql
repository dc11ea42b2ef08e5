-- What pages say of people. Addresses, passwords, keys, locks and sign-ins are read and written by the functions of this folder alone.
grant select (id, display_name, phone_number, best_way_to_reach, time_zone, language) on accounts to carecoord_app;
