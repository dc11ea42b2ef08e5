-- Finds people by their names without regard to accents.
create extension if not exists unaccent with schema public;
