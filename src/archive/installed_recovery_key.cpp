#include "archive/installed_recovery_key.hpp"

#include "base/crypto/keyed_hash.hpp"

#include <algorithm>
#include <utility>

namespace archive {
namespace {

using base::ProblemCode;
using base::crypto::BoxPublicKey;
using base::crypto::SealingKey;
using store::value;

base::crypto::Digest mac_of(const SealingKey& master, base::ByteView public_key, base::Time created_at) {
    base::crypto::Hasher hasher(base::crypto::derive_key(master, "recovery"));
    hasher.add_field(base::bytes_of("waymark.recovery_key.1"));
    hasher.add_field(public_key);
    hasher.add_number(created_at.microseconds());
    return hasher.finish();
}

base::Done save(store::WriteSession& session, const SealingKey& master, const BoxPublicKey& key,
                base::Time now) {
    const auto saved = session.execute(
        "insert into recovery_key (one, public_key, mac, created_at) values (1, $1, $2, $3) "
        "on conflict (one) do update set public_key = excluded.public_key, mac = excluded.mac, "
        "created_at = excluded.created_at",
        {value(base::ByteView(key)), value(base::ByteView(mac_of(master, key, now))), value(now)});
    if (!saved) return base::fail(saved.error());
    return {};
}

}  // namespace

base::Result<RecoveryKey> renew_recovery_key(guard::Workplace& workplace, const guard::Actor& actor,
                                             const SealingKey& master) {
    RecoveryKey key = RecoveryKey::generate(workplace.random);
    const BoxPublicKey public_key = key.box_key().public_key();
    const auto saved = guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Done {
        const guard::Ask ask{.permission = guard::Permission::recovery_key_renew,
                             .purpose = guard::Purpose::administration};
        if (auto allowed = work.allow(ask); !allowed) return allowed;
        if (auto done = save(work.session(), master, public_key, work.now()); !done) return done;
        work.record({.action = "recovery_key.renew",
                     .subject_kind = "installation",
                     .subject = {},
                     .concerned_case = {},
                     .zone = guard::Zone::z1,
                     .purpose = guard::Purpose::administration,
                     .rule = {},
                     .outcome = guard::Outcome::done});
        return {};
    });
    if (!saved) return base::fail(saved.error());
    return key;
}

base::Result<BoxPublicKey> load_recovery_key(store::ReadSession& session, const SealingKey& master) {
    const auto row = session.query_one("select public_key, mac, created_at from recovery_key where one = 1");
    if (!row) return base::fail(row.error());
    if (!*row) {
        return base::fail(ProblemCode::wrong_state,
                          "there is no recovery key yet; \"waymark recovery new\" makes one");
    }
    const base::Bytes& stored = (*row)->bytes("public_key");
    const auto mac = mac_of(master, stored, (*row)->time("created_at"));
    BoxPublicKey key{};
    if (stored.size() != key.size() || !base::crypto::equal_in_constant_time(mac, (*row)->bytes("mac"))) {
        return base::fail(ProblemCode::data_damaged,
                          "the recovery key in the database was put there by other hands");
    }
    std::ranges::copy(stored, key.begin());
    return key;
}

}  // namespace archive
