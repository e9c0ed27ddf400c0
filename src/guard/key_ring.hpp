#pragma once
// The key hierarchy: a master key in a file of mode 0600 wraps one key per organisation, which wraps the key
// of every subject (a case, its identity part, a referral's packet) that the organisation may open. Taking a
// wrapping away ends access at the next read; destroying all of a subject's wrappings is erasure. Both
// databases store only wrapped keys. Thread rule: const after construction; sessions are passed in.

#include "base/crypto/sealing_key.hpp"
#include "base/id.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "guard/actor.hpp"
#include "guard/zone.hpp"
#include "store/session.hpp"

#include <filesystem>
#include <span>
#include <vector>

namespace guard {

class KeyRing {
public:
    // Problems: not_found, no_permission, invalid_file (mode not 0600, another's file, not a file, wrong
    // size).
    static base::Result<KeyRing> load(const std::filesystem::path& master_key_file);
    // Writes a new master key file (mode 0600, never over an existing one). Problems: already_exists,
    // no_permission, not_found (the folder), disk_full.
    static base::Result<KeyRing> create(const std::filesystem::path& master_key_file,
                                        base::RandomSource& random);
    // For tests.
    static KeyRing from_master(base::crypto::SealingKey master);

    // Writes, or compares with, the check value kept in the database; call before anything is sealed.
    // Problem: wrong_key (not the file of this installation).
    base::Done bind_to(store::WriteSession& session, base::Time now) const;
    base::Done check_against(store::ReadSession& session) const;

    // Keys derived from the master for one use each: staff names, look-up hashes, form tokens, the audit
    // chain.
    const base::crypto::SealingKey& staff_key() const { return staff_; }
    const base::crypto::SealingKey& lookup_key() const { return lookup_; }
    const base::crypto::SealingKey& form_key() const { return form_; }
    const base::crypto::SealingKey& audit_key() const { return audit_; }

    base::Done create_organisation_key(store::WriteSession& session, OrganisationId organisation,
                                       base::Time now, base::RandomSource& random) const;

    // New keys for zones of a subject, wrapped for its first holder. Problem: already_exists, when one of the
    // zones has a key.
    base::Result<std::vector<base::crypto::SealingKey>> create_subject_keys(
        store::WriteSession& session, const base::Uuid& subject, std::span<const Zone> zones,
        OrganisationId holder, base::Time now, base::RandomSource& random) const;
    base::Result<base::crypto::SealingKey> create_subject_key(store::WriteSession& session,
                                                              const base::Uuid& subject, Zone zone,
                                                              OrganisationId holder, base::Time now,
                                                              base::RandomSource& random) const;
    // What open_subject_key() will ask.
    static store::Question subject_key_question(const base::Uuid& subject, Zone zone, OrganisationId holder);
    // Problem: key_not_held, when the organisation has no wrapping (never given, or withdrawn). Withdrawing
    // and destroying what is not there succeed.
    base::Result<base::crypto::SealingKey> open_subject_key(store::ReadSession& session,
                                                            const base::Uuid& subject, Zone zone,
                                                            OrganisationId holder) const;
    base::Done share_subject_key(store::WriteSession& session, const base::Uuid& subject, Zone zone,
                                 OrganisationId from, OrganisationId to, base::Time now) const;
    base::Done withdraw_subject_key(store::WriteSession& session, const base::Uuid& subject, Zone zone,
                                    OrganisationId holder) const;
    base::Done destroy_subject_keys(store::WriteSession& session, const base::Uuid& subject) const;

private:
    explicit KeyRing(base::crypto::SealingKey master);
    base::Result<bool> is_bound(store::ReadSession& session) const;

    base::crypto::SealingKey master_;
    base::crypto::SealingKey organisations_;
    base::crypto::SealingKey staff_;
    base::crypto::SealingKey lookup_;
    base::crypto::SealingKey form_;
    base::crypto::SealingKey audit_;
};

}  // namespace guard
