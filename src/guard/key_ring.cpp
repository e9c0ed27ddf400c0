#include "guard/key_ring.hpp"

#include "base/crypto/keyed_hash.hpp"
#include "guard/audit.hpp"
#include "guard/master_key_file.hpp"
#include "store/value_rows.hpp"

#include <string>
#include <utility>

namespace guard {

namespace {

using base::crypto::Place;
using base::crypto::SealingKey;

// Where a wrapped key stands; it opens nowhere else.
std::string place_of(OrganisationId organisation) {
    return Place{"organisation_key", organisation.text(), "wrapped"}.associated();
}

std::string place_of(const base::Uuid& subject, Zone zone, OrganisationId holder) {
    const std::string row =
        subject.text() + "/" + std::to_string(static_cast<int>(zone)) + "/" + holder.text();
    return Place{"subject_key", row, "wrapped"}.associated();
}

store::Question organisation_key_question(OrganisationId organisation) {
    return {"select wrapped from organisation_key where organisation = $1", {store::value(organisation)}};
}

base::Result<SealingKey> open_organisation_key(store::ReadSession& session, const SealingKey& organisations,
                                               OrganisationId organisation) {
    auto row = session.query_one(organisation_key_question(organisation));
    if (!row) return base::fail(std::move(row.error()));
    if (!*row) return base::fail(base::ProblemCode::key_not_held, "the organisation has no key");
    return base::crypto::unwrap_key(organisations, (*row)->bytes("wrapped"), place_of(organisation));
}

base::Done save_subject_key(store::WriteSession& session, const base::Uuid& subject, Zone zone,
                            OrganisationId holder, const base::Bytes& wrapped, base::Time now) {
    return session.post(
        "insert into subject_key (subject, zone, organisation, wrapped, created_at) values ($1, $2, $3, $4, "
        "$5) "
        "on conflict (subject, zone, organisation) do update set wrapped = excluded.wrapped",
        {store::value(subject), store::value(static_cast<int>(zone)), store::value(holder),
         store::value(wrapped), store::value(now)});
}

base::Done done_if(base::Result<std::int64_t> executed) {
    if (!executed) return base::fail(std::move(executed.error()));
    return {};
}

}  // namespace

KeyRing::KeyRing(SealingKey master)
    : master_(std::move(master)),
      organisations_(base::crypto::derive_key(master_, "organisations")),
      staff_(base::crypto::derive_key(master_, "staff")),
      lookup_(base::crypto::derive_key(master_, "lookup")),
      form_(base::crypto::derive_key(master_, "form")),
      audit_(base::crypto::derive_key(master_, "audit")) {}

base::Result<KeyRing> KeyRing::load(const std::filesystem::path& master_key_file) {
    return read_master_key(master_key_file).map([](SealingKey master) { return KeyRing(std::move(master)); });
}

base::Result<KeyRing> KeyRing::create(const std::filesystem::path& master_key_file,
                                      base::RandomSource& random) {
    SealingKey master = SealingKey::generate(random);
    if (auto written = write_master_key(master_key_file, master); !written) {
        return base::fail(std::move(written.error()));
    }
    return KeyRing(std::move(master));
}

KeyRing KeyRing::from_master(SealingKey master) {
    return KeyRing(std::move(master));
}

base::Result<bool> KeyRing::is_bound(store::ReadSession& session) const {
    auto row = session.query_one("select key_check from installation where one = 1");
    if (!row) return base::fail(std::move(row.error()));
    if (*row) {
        const base::Bytes& expected = (*row)->bytes("key_check");
        if (base::crypto::equal_in_constant_time(expected, base::crypto::key_check_value(master_)))
            return true;
        return base::fail(base::ProblemCode::wrong_key, "the key file belongs to another installation");
    }
    // Never bound: then whatever is wrapped already must open with this key.
    auto wrapped = session.query_one("select organisation, wrapped from organisation_key limit 1");
    if (!wrapped) return base::fail(std::move(wrapped.error()));
    if (!*wrapped) return false;
    const auto organisation = (*wrapped)->id<Organisation>("organisation");
    auto opened =
        base::crypto::unwrap_key(organisations_, (*wrapped)->bytes("wrapped"), place_of(organisation));
    if (!opened) return base::fail(std::move(opened.error()));
    return false;
}

base::Done KeyRing::bind_to(store::WriteSession& session, base::Time now) const {
    auto bound = is_bound(session);
    if (!bound) return base::fail(std::move(bound.error()));
    if (*bound) return {};
    base::Done inserted =
        session.post("insert into installation (one, key_check, created_at) values (1, $1, $2)",
                     {store::value(base::crypto::key_check_value(master_)), store::value(now)});
    if (!inserted) return inserted;
    // Where organisations are, somebody took the mark away; the log they left behind is not begun again.
    const auto used = session.query_one("select organisation from organisation_key limit 1");
    if (!used) return base::fail(used.error());
    if (*used) return {};
    return begin_audit(session, audit_key());
}

base::Done KeyRing::check_against(store::ReadSession& session) const {
    auto bound = is_bound(session);
    if (!bound) return base::fail(std::move(bound.error()));
    return {};
}

base::Done KeyRing::create_organisation_key(store::WriteSession& session, OrganisationId organisation,
                                            base::Time now, base::RandomSource& random) const {
    const SealingKey key = SealingKey::generate(random);
    auto inserted = session.execute(
        "insert into organisation_key (organisation, wrapped, created_at) values ($1, $2, $3) "
        "on conflict (organisation) do nothing",
        {store::value(organisation),
         store::value(base::crypto::wrap_key(organisations_, key, place_of(organisation))),
         store::value(now)});
    if (!inserted) return base::fail(std::move(inserted.error()));
    if (*inserted == 0) return base::fail(base::ProblemCode::already_exists, "organisation_key");
    return {};
}

base::Result<std::vector<SealingKey>> KeyRing::create_subject_keys(store::WriteSession& session,
                                                                   const base::Uuid& subject,
                                                                   std::span<const Zone> zones,
                                                                   OrganisationId holder, base::Time now,
                                                                   base::RandomSource& random) const {
    session.will_ask(organisation_key_question(holder));
    // A second key for the same zone would leave what the first one sealed to those who hold that.
    std::vector<store::Value> parameters{store::value(subject)};
    std::string list;
    for (const Zone zone : zones) {
        parameters.push_back(store::value(static_cast<int>(zone)));
        list += (list.empty() ? "$" : ", $") + std::to_string(parameters.size());
    }
    auto existing = session.query_one(
        "select zone from subject_key where subject = $1 and zone in (" + list + ") limit 1", parameters);
    if (!existing) return base::fail(std::move(existing.error()));
    if (*existing) return base::fail(base::ProblemCode::already_exists, "subject_key");
    const auto organisation_key = open_organisation_key(session, organisations_, holder);
    if (!organisation_key) return base::fail(organisation_key.error());

    std::vector<SealingKey> keys;
    parameters.clear();
    for (const Zone zone : zones) {
        keys.push_back(SealingKey::generate(random));
        const base::Bytes wrapped =
            base::crypto::wrap_key(*organisation_key, keys.back(), place_of(subject, zone, holder));
        for (store::Value one : {store::value(subject), store::value(static_cast<int>(zone)),
                                 store::value(holder), store::value(wrapped), store::value(now)}) {
            parameters.push_back(std::move(one));
        }
    }
    const std::string rows = store::value_rows(zones.size(), parameters.size() / zones.size());
    auto saved = session.post(
        "insert into subject_key (subject, zone, organisation, wrapped, created_at) values " + rows,
        std::move(parameters));
    if (!saved) return base::fail(std::move(saved.error()));
    return keys;
}

base::Result<SealingKey> KeyRing::create_subject_key(store::WriteSession& session, const base::Uuid& subject,
                                                     Zone zone, OrganisationId holder, base::Time now,
                                                     base::RandomSource& random) const {
    auto keys = create_subject_keys(session, subject, {&zone, 1}, holder, now, random);
    if (!keys) return base::fail(std::move(keys.error()));
    return std::move(keys->front());
}

store::Question KeyRing::subject_key_question(const base::Uuid& subject, Zone zone, OrganisationId holder) {
    return {
        "select subject_key.wrapped, organisation_key.wrapped as wrapping from subject_key "
        "join organisation_key on organisation_key.organisation = subject_key.organisation "
        "where subject_key.subject = $1 and subject_key.zone = $2 and subject_key.organisation = $3",
        {store::value(subject), store::value(static_cast<int>(zone)), store::value(holder)}};
}

base::Result<SealingKey> KeyRing::open_subject_key(store::ReadSession& session, const base::Uuid& subject,
                                                   Zone zone, OrganisationId holder) const {
    auto row = session.query_one(subject_key_question(subject, zone, holder));
    if (!row) return base::fail(std::move(row.error()));
    if (!*row)
        return base::fail(base::ProblemCode::key_not_held, "the organisation holds no key of this subject");
    auto wrapping = base::crypto::unwrap_key(organisations_, (*row)->bytes("wrapping"), place_of(holder));
    if (!wrapping) return wrapping;
    return base::crypto::unwrap_key(*wrapping, (*row)->bytes("wrapped"), place_of(subject, zone, holder));
}

base::Done KeyRing::share_subject_key(store::WriteSession& session, const base::Uuid& subject, Zone zone,
                                      OrganisationId from, OrganisationId to, base::Time now) const {
    auto key = open_subject_key(session, subject, zone, from);
    if (!key) return base::fail(std::move(key.error()));
    auto wrapping = open_organisation_key(session, organisations_, to);
    if (!wrapping) return base::fail(std::move(wrapping.error()));
    return save_subject_key(session, subject, zone, to,
                            base::crypto::wrap_key(*wrapping, *key, place_of(subject, zone, to)), now);
}

base::Done KeyRing::withdraw_subject_key(store::WriteSession& session, const base::Uuid& subject, Zone zone,
                                         OrganisationId holder) const {
    return done_if(
        session.execute("delete from subject_key where subject = $1 and zone = $2 and organisation = $3",
                        {store::value(subject), store::value(static_cast<int>(zone)), store::value(holder)}));
}

base::Done KeyRing::destroy_subject_keys(store::WriteSession& session, const base::Uuid& subject) const {
    return done_if(session.execute("delete from subject_key where subject = $1", {store::value(subject)}));
}

}  // namespace guard
