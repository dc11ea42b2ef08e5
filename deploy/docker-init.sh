#!/bin/bash
# Run once by the postgres image, while only its own superuser can connect.
set -euo pipefail
psql --no-psqlrc --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres <<'END'
\set database carecoord
\getenv owner_password CARECOORD_OWNER_PASSWORD
\getenv app_password CARECOORD_APP_PASSWORD
\getenv backup_password CARECOORD_BACKUP_PASSWORD
\getenv actor_key CARECOORD_ACTOR_KEY
\i /carecoord/bootstrap.sql
END
