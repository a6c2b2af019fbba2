-- Who made the receipts that are found on targets: one row, made once for each database.

create table installation (
  id text primary key
);
