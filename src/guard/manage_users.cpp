#include "guard/manage_users.hpp"

#include "base/crypto/password.hpp"
#include "base/encoding.hpp"
#include "base/text.hpp"
#include "guard/organisation_repository.hpp"
#include "guard/sign_in_repository.hpp"
#include "guard/user_repository.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace guard {

namespace {

using base::ProblemCode;
using Password = base::Secret<std::string>;

constexpr Ask kManage{.permission = Permission::user_manage, .purpose = Purpose::administration};

AuditEvent done(std::string action, UserId user) {
    return {.action = std::move(action),
            .subject_kind = "user",
            .subject = user.uuid(),
            .concerned_case = {},
            .zone = Zone::z1,
            .purpose = Purpose::administration,
            .rule = {},
            .outcome = Outcome::done};
}

// 80 bits in groups that are read aloud and typed: "4k2m-9xq7-h3ta-w8dc".
Password make_password(base::RandomSource& random) {
    std::array<std::uint8_t, 10> bytes{};
    random.fill(bytes);
    const std::string letters = base::to_crockford(bytes);
    std::string text;
    for (std::size_t index = 0; index < letters.size(); ++index) {
        if (index > 0 && index % 4 == 0) text += '-';
        const char letter = letters[index];
        text += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    }
    return Password(std::move(text));
}

base::Done check_roles(const std::vector<Role>& roles) {
    if (roles.empty()) return base::fail(base::invalid_field("roles", "required"));
    return {};
}

base::Result<User> load_person(store::ReadSession& session, const KeyRing& keys, UserId id) {
    auto user = load_user(session, keys, id);
    if (user && user->is_program()) return base::fail(ProblemCode::not_found, "user");
    return user;
}

base::Done end_all(store::WriteSession& session, const KeyRing& keys, const User& user) {
    if (auto ended = end_sessions_of(session, user.id, std::nullopt); !ended) return ended;
    return forget_failures(session, keys, user);
}

// Authorise, load, change, record: what every use case on one account does.
// A program is not one of these (manage_programs.hpp).
template <class Change>
base::Done change_user(Workplace& workplace, const Actor& actor, UserId id, const std::string& action,
                       Change change) {
    return write(workplace, actor, [&](WriteWork& work) -> base::Done {
        if (auto allowed = work.allow(kManage, "user", id.uuid()); !allowed) return allowed;
        auto user = load_person(work.session(), work.keys(), id);
        if (!user) return base::fail(std::move(user.error()));
        if (auto changed = change(work, *user); !changed) return changed;
        work.record(done(action, id));
        return {};
    });
}

base::Result<User> checked(const NewUser& wanted) {
    User user;
    std::vector<base::FieldProblem> problems;
    const auto note = [&](base::Problem problem) {
        problems.insert(problems.end(), problem.fields.begin(), problem.fields.end());
    };
    if (auto name = clean_sign_in_name(wanted.sign_in_name)) {
        user.sign_in_name = *std::move(name);
    } else {
        note(std::move(name.error()));
    }
    if (auto name = base::clean_text("display_name", wanted.display_name,
                                     {.code_points_max = 100, .code_points_min = 2})) {
        user.display_name = *std::move(name);
    } else {
        note(std::move(name.error()));
    }
    if (auto roles = check_roles(wanted.duties.roles); !roles) note(std::move(roles.error()));
    if (wanted.password) {
        auto good = check_new_password("password", *wanted.password, user.sign_in_name);
        if (!good) note(std::move(good.error()));
    }
    if (!problems.empty()) return base::fail(base::invalid_fields(std::move(problems)));
    user.organisation = wanted.organisation;
    user.roles = wanted.duties.roles;
    user.training = wanted.duties.training;
    user.vetted_for_children = wanted.duties.vetted_for_children;
    user.supervisor = wanted.duties.supervisor;
    user.language = wanted.language;
    user.must_change_password = wanted.must_change_password;
    return user;
}

}  // namespace

base::Result<AddedUser> add_user(Workplace& workplace, const Actor& actor, const NewUser& wanted) {
    // Before the work that takes a tenth of a second; write() below asks again, for the log.
    const bool allowed_at_all = authorise(actor, kManage, workplace.clock.now()).allowed;
    auto user = checked(wanted);
    const Password password = wanted.password ? *wanted.password : make_password(workplace.random);
    std::string password_hash;
    if (allowed_at_all && user) {
        password_hash = base::crypto::hash_password(password.expose(), workplace.password_cost);
    }
    return write(workplace, actor, [&](WriteWork& work) -> base::Result<AddedUser> {
        if (auto allowed = work.allow(kManage); !allowed) return base::fail(std::move(allowed.error()));
        if (!user) return base::fail(user.error());
        auto organisation = load_organisation(work.session(), wanted.organisation);
        if (!organisation && organisation.error().code == ProblemCode::not_found) {
            return base::fail(base::invalid_field("organisation", "not_in_list"));
        }
        if (!organisation) return base::fail(std::move(organisation.error()));
        auto same = find_user(work.session(), work.keys(), user->sign_in_name);
        if (!same) return base::fail(std::move(same.error()));
        if (*same) return base::fail(base::invalid_field("sign_in_name", "taken"));

        user->id = work.new_id<User>();
        user->created_at = work.now();
        if (auto inserted = insert_user(work.session(), work.keys(), *user, password_hash); !inserted) {
            return base::fail(std::move(inserted.error()));
        }
        if (wanted.totp_secret) {
            auto saved = save_second_factor(work.session(), work.keys(), user->id, wanted.totp_secret);
            if (!saved) return base::fail(std::move(saved.error()));
        }
        work.record(done("user.add", user->id));
        return AddedUser{.id = user->id, .password = password};
    });
}

base::Result<std::vector<User>> list_users(Workplace& workplace, const Actor& actor,
                                           std::optional<OrganisationId> organisation,
                                           std::optional<UserId> after, int rows_max) {
    return read(workplace, actor, [&](ReadWork& work) -> base::Result<std::vector<User>> {
        if (auto allowed = work.allow(kManage); !allowed) return base::fail(std::move(allowed.error()));
        return list_users(work.session(), work.keys(), AccountKind::person, organisation, after, rows_max);
    });
}

base::Result<User> read_user(Workplace& workplace, const Actor& actor, UserId id) {
    return read(workplace, actor, [&](ReadWork& work) -> base::Result<User> {
        if (auto allowed = work.allow(kManage, "user", id.uuid()); !allowed) {
            return base::fail(std::move(allowed.error()));
        }
        return load_person(work.session(), work.keys(), id);
    });
}

base::Result<User> find_user(Workplace& workplace, const Actor& actor, const std::string& sign_in_name) {
    return read(workplace, actor, [&](ReadWork& work) -> base::Result<User> {
        if (auto allowed = work.allow(kManage); !allowed) return base::fail(std::move(allowed.error()));
        const auto name = clean_sign_in_name(sign_in_name);
        if (!name) return base::fail(ProblemCode::not_found, "user");
        auto user = find_user(work.session(), work.keys(), *name);
        if (!user) return base::fail(std::move(user.error()));
        if (!*user) return base::fail(ProblemCode::not_found, "user");
        return **std::move(user);
    });
}

base::Done disable_user(Workplace& workplace, const Actor& actor, UserId id) {
    return change_user(workplace, actor, id, "user.disable", [&](WriteWork& work, User& user) -> base::Done {
        if (id == actor.user) return base::fail(ProblemCode::wrong_state, "one's own account");
        if (auto saved = save_disabled(work.session(), id, work.now()); !saved) return saved;
        return end_all(work.session(), work.keys(), user);
    });
}

base::Done enable_user(Workplace& workplace, const Actor& actor, UserId id) {
    return change_user(workplace, actor, id, "user.enable", [&](WriteWork& work, User&) {
        return save_disabled(work.session(), id, std::nullopt);
    });
}

base::Result<Password> reset_user(Workplace& workplace, const Actor& actor, UserId id) {
    const bool allowed_at_all = authorise(actor, kManage, workplace.clock.now()).allowed;
    Password password = make_password(workplace.random);
    std::string password_hash;
    if (allowed_at_all) {
        password_hash = base::crypto::hash_password(password.expose(), workplace.password_cost);
    }
    auto reset =
        change_user(workplace, actor, id, "user.reset", [&](WriteWork& work, User& user) -> base::Done {
            if (auto saved = save_password(work.session(), id, password_hash, true); !saved) return saved;
            if (auto saved = save_second_factor(work.session(), work.keys(), id, std::nullopt); !saved) {
                return saved;
            }
            return end_all(work.session(), work.keys(), user);
        });
    if (!reset) return base::fail(std::move(reset.error()));
    return password;
}

base::Done set_duties(Workplace& workplace, const Actor& actor, UserId id, std::int64_t version,
                      const Duties& duties) {
    return change_user(workplace, actor, id, "user.set_duties",
                       [&](WriteWork& work, User& user) -> base::Done {
                           if (auto some = check_roles(duties.roles); !some) return some;
                           const bool stays_administrator =
                               std::ranges::find(duties.roles, Role::administrator) != duties.roles.end();
                           if (id == actor.user && !stays_administrator) {
                               return base::fail(ProblemCode::wrong_state, "one's own account");
                           }
                           user.version = version;
                           user.roles = duties.roles;
                           user.training = duties.training;
                           user.vetted_for_children = duties.vetted_for_children;
                           user.supervisor = duties.supervisor;
                           return update_user(work.session(), user);
                       });
}

}  // namespace guard
