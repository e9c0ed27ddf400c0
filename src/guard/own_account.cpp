#include "guard/own_account.hpp"

#include "base/crypto/password.hpp"
#include "guard/authorisation_rules.hpp"
#include "guard/sign_in_repository.hpp"
#include "guard/user_repository.hpp"
#include "guard/write_unaudited.hpp"

#include <utility>

namespace guard {

namespace {

using base::ProblemCode;

constexpr Ask kOwn{
    .permission = Permission::own_account, .purpose = Purpose::self_access, .relation = Relation::own};

AuditEvent done(std::string action, UserId user) {
    return {.action = std::move(action),
            .subject_kind = "user",
            .subject = user.uuid(),
            .concerned_case = {},
            .zone = Zone::z1,
            .purpose = Purpose::self_access,
            .rule = {},
            .outcome = Outcome::done};
}

struct Known {
    User user;
    Credentials credentials;
};

base::Result<Known> load_known(Workplace& workplace, UserId id) {
    return workplace.database.read([&](store::ReadSession& session) -> base::Result<Known> {
        auto user = load_user(session, workplace.keys, id);
        if (!user) return base::fail(std::move(user.error()));
        auto credentials = load_credentials(session, workplace.keys, id);
        if (!credentials) return base::fail(std::move(credentials.error()));
        return Known{*std::move(user), *std::move(credentials)};
    });
}

base::Done check_password(Workplace& workplace, const Known& known, std::string_view field,
                          const base::Secret<std::string>& password) {
    // Apart from signing in: what somebody fails at before the door shuts nobody out who is inside.
    const Tried tried = tried_own_password(workplace.keys, known.user.id);
    if (auto counted = count_attempt(workplace, tried); !counted) return counted;
    if (!base::crypto::verify_password(known.credentials.password_hash, password.expose())) {
        return base::fail(base::invalid_field(std::string(field), "password_wrong"));
    }
    return write_unaudited(workplace,
                           [&](store::WriteSession& session) { return forget_failures(session, tried); });
}

}  // namespace

base::Result<OwnAccount> read_own_account(Workplace& workplace, const Actor& actor) {
    return read(workplace, actor, [&](ReadWork& work) -> base::Result<OwnAccount> {
        if (auto allowed = work.allow(kOwn); !allowed) return base::fail(std::move(allowed.error()));
        auto user = load_user(work.session(), work.keys(), actor.user);
        if (!user) return base::fail(std::move(user.error()));
        auto sessions = sessions_of(work.session(), actor.user);
        if (!sessions) return base::fail(std::move(sessions.error()));
        auto left = count_recovery_codes(work.session(), actor.user);
        if (!left) return base::fail(std::move(left.error()));
        OwnAccount account;
        account.stage = stage_of(*user, actor.second_factor_passed);
        account.user = *std::move(user);
        account.recovery_codes_left = *left;
        for (const SignInRow& row : *sessions) {
            if (row.expires_at <= work.now() || row.last_seen_at + kSessionIdle <= work.now()) continue;
            account.sessions.push_back({.since = row.created_at,
                                        .last_seen_at = row.last_seen_at,
                                        .this_one = actor.sign_in == row.id});
        }
        return account;
    });
}

base::Done change_password(Workplace& workplace, const Actor& actor, const base::Secret<std::string>& current,
                           const base::Secret<std::string>& wanted) {
    auto known = load_known(workplace, actor.user);
    if (!known) return base::fail(std::move(known.error()));
    // A session that still owes its second factor knows nothing but the password.
    if (stage_of(known->user, actor.second_factor_passed) == SignInStage::second_factor) {
        return base::fail(ProblemCode::second_factor_needed);
    }
    if (!known->user.must_change_password) {
        if (auto right = check_password(workplace, *known, "current_password", current); !right) return right;
    }
    if (auto good = check_new_password("new_password", wanted, known->user.sign_in_name); !good) return good;
    if (base::crypto::verify_password(known->credentials.password_hash, wanted.expose())) {
        return base::fail(base::invalid_field("new_password", "password_same"));
    }
    const std::string hash = base::crypto::hash_password(wanted.expose(), workplace.password_cost);
    return write(workplace, actor, [&](WriteWork& work) -> base::Done {
        if (auto allowed = work.allow(kOwn); !allowed) return allowed;
        if (auto saved = save_password(work.session(), actor.user, hash, false); !saved) return saved;
        if (auto ended = end_sessions_of(work.session(), actor.user, actor.sign_in); !ended) return ended;
        work.record(done("password.change", actor.user));
        return {};
    });
}

base::Done choose_language(Workplace& workplace, const Actor& actor, base::Language language) {
    return write(workplace, actor, [&](WriteWork& work) -> base::Done {
        if (auto allowed = work.allow(kOwn); !allowed) return allowed;
        if (auto saved = save_language(work.session(), actor.user, language); !saved) return saved;
        work.record(done("language.choose", actor.user));
        return {};
    });
}

base::Done end_other_sessions(Workplace& workplace, const Actor& actor) {
    return write(workplace, actor, [&](WriteWork& work) -> base::Done {
        if (auto allowed = work.allow(kOwn); !allowed) return allowed;
        if (auto ended = end_sessions_of(work.session(), actor.user, actor.sign_in); !ended) return ended;
        work.record(done("sign_in.end_others", actor.user));
        return {};
    });
}

base::Done check_own_password(Workplace& workplace, const Actor& actor, std::string_view field,
                              const base::Secret<std::string>& password) {
    auto known = load_known(workplace, actor.user);
    if (!known) return base::fail(std::move(known.error()));
    return check_password(workplace, *known, field, password);
}

}  // namespace guard
