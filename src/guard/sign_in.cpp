#include "guard/sign_in.hpp"

#include "base/crypto/password.hpp"
#include "base/crypto/token.hpp"
#include "guard/authorisation_rules.hpp"
#include "guard/organisation_repository.hpp"
#include "guard/sign_in_repository.hpp"
#include "guard/user_repository.hpp"
#include "guard/write_unaudited.hpp"

#include <utility>

namespace guard {

namespace {

using base::ProblemCode;

struct Account {
    User user;
    Credentials credentials;
};

AuditEvent sign_in_event(std::string action, std::string subject_kind, const base::Uuid& subject,
                         Outcome outcome) {
    return {.action = std::move(action),
            .subject_kind = std::move(subject_kind),
            .subject = subject,
            .concerned_case = {},
            .zone = Zone::z1,
            .purpose = Purpose::self_access,
            .rule = std::string(kRuleSignIn),
            .outcome = outcome};
}

base::Result<std::optional<Account>> find_account(Workplace& workplace, std::string_view name) {
    using Found = std::optional<Account>;
    return workplace.database.read([&](store::ReadSession& session) -> base::Result<Found> {
        auto user = find_user(session, workplace.keys, name);
        if (!user) return base::fail(std::move(user.error()));
        if (!*user) return Found{};
        auto credentials = load_credentials(session, workplace.keys, (*user)->id);
        if (!credentials) return base::fail(std::move(credentials.error()));
        return Found(Account{**std::move(user), *std::move(credentials)});
    });
}

// What an attempt is counted with: the name, wherever it is tried from; or, from an address that the name's
// owner signs in from, the two together.
struct Counted {
    Tried as;
    Tried place;
    Origin origin = Origin::unknown;
};

base::Result<Counted> counted_with(Workplace& workplace, std::string_view name, std::string_view address) {
    Counted counted{.as = tried_name(workplace.keys, name),
                    .place = tried_at_place(workplace.keys, name, address)};
    const auto known = workplace.database.read([&](store::ReadSession& session) {
        return is_known_place(session, counted.place, workplace.clock.now());
    });
    if (!known) return base::fail(known.error());
    if (*known) {
        counted.as = counted.place;
        counted.origin = Origin::known_place;
    }
    return counted;
}

// As much work for a name that nobody has as for one that somebody has.
bool is_right(const Workplace& workplace, const std::optional<Account>& account,
              const base::Secret<std::string>& password) {
    if (!account) {
        static_cast<void>(base::crypto::hash_password(password.expose(), workplace.password_cost));
        return false;
    }
    const bool right = base::crypto::verify_password(account->credentials.password_hash, password.expose());
    return right && !account->user.disabled_at;
}

base::Problem refused(Workplace& workplace, const std::optional<Account>& account) {
    const base::Uuid subject = account ? account->user.id.uuid() : base::Uuid{};
    auto logged = write(workplace, Actor{}, [&](WriteWork& work) -> base::Done {
        work.record(sign_in_event("sign_in.refuse", "user", subject, Outcome::denied));
        return {};
    });
    if (!logged) return std::move(logged.error());
    return base::problem(ProblemCode::sign_in_failed);
}

base::Done end_replaced(store::WriteSession& session, const std::optional<std::string>& token) {
    if (!token) return {};
    const auto hash = base::crypto::stored_hash_of(*token);
    if (!hash) return {};
    auto row = find_session(session, *hash);
    if (!row) return base::fail(std::move(row.error()));
    if (!*row) return {};
    return end_session(session, (*row)->id);
}

base::Result<SignedIn> signed_in_from(store::ReadSession& session, User user, const SignInRow& row,
                                      base::Time now) {
    auto organisation = load_organisation(session, user.organisation);
    if (!organisation) return base::fail(std::move(organisation.error()));
    SignedIn signed_in;
    signed_in.actor = actor_of(user, *organisation, now);
    signed_in.actor.sign_in = row.id;
    signed_in.actor.second_factor_passed = row.second_factor_at.has_value();
    signed_in.stage = stage_of(user, signed_in.actor.second_factor_passed);
    signed_in.user = std::move(user);
    signed_in.organisation = *std::move(organisation);
    signed_in.since = row.created_at;
    signed_in.expires_at = row.expires_at;
    return signed_in;
}

// `checked` is what the password was compared with: whoever changed or disabled the account meanwhile was
// first.
base::Result<SignedIn> open_session(WriteWork& work, const Account& checked, const std::string& rehashed,
                                    const base::crypto::Token& token, const Counted& counted) {
    auto user = load_user(work.session(), work.keys(), checked.user.id);
    if (!user) return base::fail(std::move(user.error()));
    auto credentials = load_credentials(work.session(), work.keys(), user->id);
    if (!credentials) return base::fail(std::move(credentials.error()));
    if (user->disabled_at || credentials->password_hash != checked.credentials.password_hash) {
        return base::fail(ProblemCode::sign_in_failed);
    }
    if (!rehashed.empty()) {
        auto saved = save_password(work.session(), user->id, rehashed, user->must_change_password);
        if (!saved) return base::fail(std::move(saved.error()));
    }
    // Not what others failed at elsewhere, unless that is what this attempt was counted with.
    for (const Tried& tried : {counted.as, counted.place}) {
        auto forgotten = forget_failures(work.session(), tried);
        if (!forgotten) return base::fail(std::move(forgotten.error()));
    }
    auto placed = save_place(work.session(), counted.place, user->id, work.now());
    if (!placed) return base::fail(std::move(placed.error()));
    auto removed = remove_ended_sessions(work.session(), work.now(), work.now() - kSessionIdle);
    if (!removed) return base::fail(std::move(removed.error()));
    const SignInRow row{.id = work.new_id<SignIn>(),
                        .user = user->id,
                        .created_at = work.now(),
                        .last_seen_at = work.now(),
                        .expires_at = work.now() + kSessionLength,
                        .second_factor_at = {}};
    if (auto inserted = insert_session(work.session(), row, token.stored_hash); !inserted) {
        return base::fail(std::move(inserted.error()));
    }
    work.record(sign_in_event("sign_in.start", "sign_in", row.id.uuid(), Outcome::done));
    return signed_in_from(work.session(), *std::move(user), row, work.now());
}

}  // namespace

SignInStage stage_of(const User& user, bool second_factor_passed) {
    if (user.has_second_factor && !second_factor_passed) return SignInStage::second_factor;
    if (user.must_change_password) return SignInStage::new_password;
    if (!user.has_second_factor && needs_second_factor(user.roles)) return SignInStage::second_factor_set_up;
    return SignInStage::complete;
}

base::Done count_attempt(Workplace& workplace, const Tried& tried) {
    const base::Time now = workplace.clock.now();
    return write_unaudited(workplace, [&](store::WriteSession& session) -> base::Done {
        auto failures = load_failures(session, tried);
        if (!failures) return base::fail(std::move(failures.error()));
        if (locked_until(*failures, now)) return base::fail(ProblemCode::locked_out);
        Failures counted = remembered(*failures, now);
        ++counted.count;
        counted.last_at = now;
        if (auto removed = remove_old_failures(session, now); !removed) {
            return removed;
        }
        return save_failures(session, tried, counted);
    });
}

base::Result<NewSession> sign_in(Workplace& workplace, SignInLimiter& limiter, const SignInAttempt& attempt) {
    const auto cleaned = clean_sign_in_name(attempt.sign_in_name);
    const std::string& name = cleaned ? *cleaned : attempt.sign_in_name;
    const auto counted = counted_with(workplace, name, attempt.peer);
    if (!counted) return base::fail(counted.error());
    if (!limiter.admit(attempt.peer, workplace.clock.now(), counted->origin)) {
        return base::fail(ProblemCode::too_many_requests);
    }
    if (auto tried = count_attempt(workplace, counted->as); !tried) {
        return base::fail(std::move(tried.error()));
    }
    auto account = find_account(workplace, name);
    if (!account) return base::fail(std::move(account.error()));
    if (!is_right(workplace, *account, attempt.password)) return base::fail(refused(workplace, *account));

    const Account& checked = **account;
    std::string rehashed;
    if (base::crypto::needs_rehash(checked.credentials.password_hash, workplace.password_cost)) {
        rehashed = base::crypto::hash_password(attempt.password.expose(), workplace.password_cost);
    }
    const base::crypto::Token token = base::crypto::make_token(workplace.random);
    Actor actor;
    actor.user = checked.user.id;
    actor.organisation = checked.user.organisation;
    auto signed_in = write(workplace, actor, [&](WriteWork& work) -> base::Result<SignedIn> {
        if (auto ended = end_replaced(work.session(), attempt.replaces); !ended) {
            return base::fail(std::move(ended.error()));
        }
        return open_session(work, checked, rehashed, token, *counted);
    });
    if (!signed_in) return base::fail(std::move(signed_in.error()));
    limiter.give_back(attempt.peer, counted->origin);
    return NewSession{.token = token.text, .signed_in = *std::move(signed_in)};
}

base::Result<std::optional<SignedIn>> resume_session(Workplace& workplace, std::string_view token) {
    using Resumed = std::optional<SignedIn>;
    const auto hash = base::crypto::stored_hash_of(token);
    if (!hash) return Resumed{};
    const base::Time now = workplace.clock.now();
    std::optional<base::Time> last_seen_at;
    auto resumed = workplace.database.read([&](store::ReadSession& session) -> base::Result<Resumed> {
        auto row = find_session(session, *hash);
        if (!row) return base::fail(std::move(row.error()));
        if (!*row) return Resumed{};
        if ((*row)->expires_at <= now || (*row)->last_seen_at + kSessionIdle <= now) return Resumed{};
        // Opened while the clock was ahead: it would last longer than sessions do.
        if ((*row)->created_at > now + kSessionIdle) return Resumed{};
        auto user = load_user(session, workplace.keys, (*row)->user);
        if (!user) return base::fail(std::move(user.error()));
        if (user->disabled_at) return Resumed{};
        last_seen_at = (*row)->last_seen_at;
        auto signed_in = signed_in_from(session, *std::move(user), **row, now);
        if (!signed_in) return base::fail(std::move(signed_in.error()));
        return Resumed(*std::move(signed_in));
    });
    if (!resumed || !*resumed || *last_seen_at + kSeenEvery > now) return resumed;
    auto seen = write_unaudited(workplace, [&](store::WriteSession& session) {
        return save_last_seen(session, *(*resumed)->actor.sign_in, now);
    });
    if (!seen) return base::fail(std::move(seen.error()));
    return resumed;
}

base::Done sign_out(Workplace& workplace, const Actor& actor) {
    if (!actor.sign_in) return {};
    return write(workplace, actor, [&](WriteWork& work) -> base::Done {
        if (auto ended = end_session(work.session(), *actor.sign_in); !ended) return ended;
        work.record(sign_in_event("sign_in.end", "sign_in", actor.sign_in->uuid(), Outcome::done));
        return {};
    });
}

}  // namespace guard
