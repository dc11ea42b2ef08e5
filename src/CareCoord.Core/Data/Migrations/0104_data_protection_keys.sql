-- The keys by which every node of the portal seals cookies and forms. Their secrets are encrypted by a master key, which is not in the database.
create table data_protection_keys (
    id         uuid primary key,
    name       text not null unique,
    xml        text not null check (xml !~ 'requiresEncryption'),
    created_at timestamptz not null
);
