-- The public half of the recovery key (archive/installed_recovery_key.hpp): enough to seal a backup for it, not to open one. The mac says that
-- it was put there by a holder of the master key. One row; a new key takes the old one's place.
create table recovery_key (
    one bigint primary key check (one = 1),
    public_key bytea not null,
    mac bytea not null,
    created_at bigint not null
);
