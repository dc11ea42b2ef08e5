grant delete, insert, select, update on account_claims to carecoord_app;
grant usage on sequence account_claims_id_seq to carecoord_app;
