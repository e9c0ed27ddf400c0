#include "guard/second_factor.hpp"

#include "base/crypto/token.hpp"
#include "base/crypto/totp.hpp"
#include "base/encoding.hpp"
#include "guard/own_account.hpp"
#include "guard/sign_in_repository.hpp"
#include "guard/user_repository.hpp"
#include "guard/write_unaudited.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace guard {

namespace {

using base::ProblemCode;
using Secret = base::Secret<base::Bytes>;

constexpr Ask kOwn{
    .permission = Permission::own_account, .purpose = Purpose::self_access, .relation = Relation::own};

AuditEvent event(std::string action, UserId user, Outcome outcome = Outcome::done) {
    return {.action = std::move(action),
            .subject_kind = "user",
            .subject = user.uuid(),
            .concerned_case = {},
            .zone = Zone::z1,
            .purpose = Purpose::self_access,
            .rule = {},
            .outcome = outcome};
}

// As people type them: without the gaps, in one case.
std::string typed(std::string_view code) {
    std::string text;
    for (const char letter : code) {
        if (letter == ' ' || letter == '-') continue;
        text += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    }
    return text;
}

base::Problem wrong_code() {
    return base::invalid_field("code", "code_wrong");
}

// 50 bits each, enough against guessing behind the lock-out.
RecoveryCodes make_recovery_codes(base::RandomSource& random) {
    RecoveryCodes codes;
    for (int number = 0; number < kRecoveryCodes; ++number) {
        std::array<std::uint8_t, 7> bytes{};
        random.fill(bytes);
        codes.emplace_back(typed(base::to_crockford(bytes)).substr(0, 10));
    }
    return codes;
}

base::Result<User> own_user(WriteWork& work) {
    if (auto allowed = work.allow(kOwn); !allowed) return base::fail(std::move(allowed.error()));
    if (!work.actor().sign_in) return base::fail(ProblemCode::wrong_state, "no session");
    return load_user(work.session(), work.keys(), work.actor().user);
}

// Of the application: each step opens once, whoever is first.
base::Result<bool> use_code(WriteWork& work, std::string_view code) {
    const UserId user = work.actor().user;
    auto credentials = load_credentials(work.session(), work.keys(), user);
    if (!credentials) return base::fail(std::move(credentials.error()));
    if (!credentials->totp_secret) return base::fail(ProblemCode::wrong_state, "no second factor");
    const auto step = base::crypto::match_totp(credentials->totp_secret->expose(), code, work.now(),
                                               credentials->totp_last_step);
    if (!step) return false;
    return use_totp_step(work.session(), user, *step);
}

base::Done pass(WriteWork& work, const base::crypto::Token& token, std::string action) {
    const UserId user = work.actor().user;
    if (auto forgotten = forget_failures(work.session(), tried_second_factor(work.keys(), user));
        !forgotten) {
        return forgotten;
    }
    auto saved =
        save_second_factor_passed(work.session(), *work.actor().sign_in, work.now(), token.stored_hash);
    if (!saved) return saved;
    work.record(event(std::move(action), user));
    return {};
}

base::Done note_refusal(Workplace& workplace, const Actor& actor) {
    return write(workplace, actor, [&](WriteWork& work) -> base::Done {
        if (auto allowed = work.allow(kOwn); !allowed) return allowed;
        work.record(event("second_factor.refuse", actor.user, Outcome::denied));
        return {};
    });
}

}  // namespace

base::Result<SecondFactorSetUp> begin_second_factor(Workplace& workplace, const Actor& actor) {
    const Secret fresh = base::crypto::make_totp_secret(workplace.random);
    return write(workplace, actor, [&](WriteWork& work) -> base::Result<SecondFactorSetUp> {
        auto user = own_user(work);
        if (!user) return base::fail(std::move(user.error()));
        if (user->has_second_factor) return base::fail(ProblemCode::wrong_state, "second factor set up");
        auto pending = load_pending_secret(work.session(), work.keys(), *actor.sign_in);
        if (!pending) return base::fail(std::move(pending.error()));
        const Secret secret = *pending ? **pending : fresh;
        if (!*pending) {
            auto saved = save_pending_secret(work.session(), work.keys(), *actor.sign_in, secret);
            if (!saved) return base::fail(std::move(saved.error()));
            work.record(event("second_factor.begin", actor.user));
        }
        return SecondFactorSetUp{.secret = base::Secret<std::string>(base::to_base32(secret.expose())),
                                 .uri = base::crypto::otpauth_uri(
                                     {.issuer = "Waymark", .account = user->sign_in_name}, secret.expose())};
    });
}

base::Result<SecondFactorKept> confirm_second_factor(Workplace& workplace, const Actor& actor,
                                                     std::string_view code) {
    const RecoveryCodes codes = make_recovery_codes(workplace.random);
    const base::crypto::Token token = base::crypto::make_token(workplace.random);
    return write(workplace, actor, [&](WriteWork& work) -> base::Result<SecondFactorKept> {
        auto user = own_user(work);
        if (!user) return base::fail(std::move(user.error()));
        auto pending = load_pending_secret(work.session(), work.keys(), *actor.sign_in);
        if (!pending) return base::fail(std::move(pending.error()));
        if (user->has_second_factor || !*pending)
            return base::fail(ProblemCode::wrong_state, "nothing begun");
        const auto step = base::crypto::match_totp((*pending)->expose(), typed(code), work.now());
        if (!step) return base::fail(wrong_code());
        auto saved = save_second_factor(work.session(), work.keys(), actor.user, *pending);
        if (!saved) return base::fail(std::move(saved.error()));
        auto used = use_totp_step(work.session(), actor.user, *step);
        if (!used) return base::fail(std::move(used.error()));
        auto kept = save_recovery_codes(work.session(), work.keys(), actor.user, codes);
        if (!kept) return base::fail(std::move(kept.error()));
        auto ended = end_sessions_of(work.session(), actor.user, actor.sign_in);
        if (!ended) return base::fail(std::move(ended.error()));
        if (auto passed = pass(work, token, "second_factor.set_up"); !passed) {
            return base::fail(std::move(passed.error()));
        }
        return SecondFactorKept{.codes = codes, .token = token.text};
    });
}

base::Result<SessionToken> pass_second_factor(Workplace& workplace, const Actor& actor,
                                              std::string_view code) {
    const std::string given = typed(code);
    const bool of_application = given.size() == static_cast<std::size_t>(base::crypto::kTotpDigits);
    if (auto counted = count_attempt(workplace, tried_second_factor(workplace.keys, actor.user)); !counted) {
        return base::fail(std::move(counted.error()));
    }
    const base::crypto::Token token = base::crypto::make_token(workplace.random);
    auto passed = write(workplace, actor, [&](WriteWork& work) -> base::Done {
        auto user = own_user(work);
        if (!user) return base::fail(std::move(user.error()));
        auto used = of_application ? use_code(work, given)
                                   : use_recovery_code(work.session(), work.keys(), actor.user, given);
        if (!used) return base::fail(std::move(used.error()));
        if (!*used) return base::fail(wrong_code());
        return pass(work, token, of_application ? "second_factor.pass" : "second_factor.recover");
    });
    if (passed) return token.text;
    if (passed.error().code == ProblemCode::invalid_input) {
        if (auto noted = note_refusal(workplace, actor); !noted) return base::fail(std::move(noted.error()));
    }
    return base::fail(std::move(passed.error()));
}

base::Result<std::string> code_in_demo(Workplace& workplace, const Actor& actor, const Secret& secret) {
    auto credentials = workplace.database.read(
        [&](store::ReadSession& session) { return load_credentials(session, workplace.keys, actor.user); });
    if (!credentials) return base::fail(std::move(credentials.error()));
    if (!credentials->totp_secret || credentials->totp_secret->expose() != secret.expose()) {
        return std::string();
    }
    return base::crypto::totp_code(secret.expose(), workplace.clock.now());
}

base::Result<SessionToken> pass_second_factor_in_demo(Workplace& workplace, const Actor& actor,
                                                      std::string_view code, const Secret& secret) {
    const base::crypto::Token token = base::crypto::make_token(workplace.random);
    auto passed = write(workplace, actor, [&](WriteWork& work) -> base::Done {
        auto user = own_user(work);
        if (!user) return base::fail(std::move(user.error()));
        auto credentials = load_credentials(work.session(), work.keys(), actor.user);
        if (!credentials) return base::fail(std::move(credentials.error()));
        if (!credentials->totp_secret || credentials->totp_secret->expose() != secret.expose()) {
            return base::fail(ProblemCode::wrong_state, "not the account's secret");
        }
        if (!base::crypto::match_totp(secret.expose(), typed(code), work.now())) {
            return base::fail(wrong_code());
        }
        return pass(work, token, "second_factor.pass");
    });
    if (!passed) return base::fail(std::move(passed.error()));
    return token.text;
}

base::Result<RecoveryCodes> renew_recovery_codes(Workplace& workplace, const Actor& actor,
                                                 const base::Secret<std::string>& password) {
    if (auto right = check_own_password(workplace, actor, "password", password); !right) {
        return base::fail(std::move(right.error()));
    }
    const RecoveryCodes codes = make_recovery_codes(workplace.random);
    return write(workplace, actor, [&](WriteWork& work) -> base::Result<RecoveryCodes> {
        auto user = own_user(work);
        if (!user) return base::fail(std::move(user.error()));
        if (!user->has_second_factor || !actor.second_factor_passed) {
            return base::fail(ProblemCode::wrong_state, "no second factor");
        }
        auto saved = save_recovery_codes(work.session(), work.keys(), actor.user, codes);
        if (!saved) return base::fail(std::move(saved.error()));
        work.record(event("recovery_codes.renew", actor.user));
        return codes;
    });
}

}  // namespace guard
