#include "guard/user_repository.hpp"

#include "base/crypto/keyed_hash.hpp"
#include "base/crypto/sealing_key.hpp"
#include "base/crypto/totp.hpp"

#include <utility>

namespace guard {

namespace {

constexpr std::string_view kSelect =
    "select id, organisation, sealed_sign_in_name, sealed_display_name, roles, vetted_for_children, "
    "supervisor, language, must_change_password, case when sealed_totp_secret is null then 0 else 1 end "
    "as second_factor, disabled_at, created_at, version, responsible from user_account ";

// Behind the name of a program, in every language alike: who reads it sees that no person wrote this.
constexpr std::string_view kProgramMark = " [API]";

std::string place_of(UserId id, std::string_view column) {
    return base::crypto::Place{"user_account", id.text(), std::string(column)}.associated();
}

base::Bytes seal_text(const KeyRing& keys, UserId id, std::string_view column, std::string_view text) {
    return base::crypto::seal(keys.staff_key(), base::bytes_of(text), place_of(id, column));
}

base::Result<std::string> open_text(const store::Row& row, const KeyRing& keys, UserId id,
                                    std::string_view column) {
    auto opened = base::crypto::open(keys.staff_key(), row.bytes(column), place_of(id, column));
    if (!opened) return base::fail(std::move(opened.error()));
    return std::string(base::text_of(*opened));
}

base::Bytes hash_of_name(const KeyRing& keys, std::string_view sign_in_name) {
    base::crypto::Hasher hasher(keys.lookup_key());
    hasher.add_field(base::bytes_of("user.sign_in_name"));
    hasher.add_field(base::bytes_of(sign_in_name));
    const auto digest = hasher.finish();
    return {digest.begin(), digest.end()};
}

// A program has no name to sign in with; its place in the column is taken by what nobody can type.
base::Bytes name_hash_of(const KeyRing& keys, const User& user) {
    if (!user.is_program()) return hash_of_name(keys, user.sign_in_name);
    base::crypto::Hasher hasher(keys.lookup_key());
    hasher.add_field(base::bytes_of("program"));
    hasher.add_field(user.id.uuid().bytes());
    const auto digest = hasher.finish();
    return {digest.begin(), digest.end()};
}

std::string joined(const std::vector<Role>& roles) {
    std::string text;
    for (const Role role : roles) {
        if (!text.empty()) text += ' ';
        text += code_of(role);
    }
    return text;
}

base::Result<std::vector<Role>> roles_from(std::string_view text) {
    std::vector<Role> roles;
    while (!text.empty()) {
        const std::size_t space = text.find(' ');
        const auto role = role_from_code(text.substr(0, space));
        if (!role) return base::fail(base::ProblemCode::data_damaged, "user_account.roles");
        roles.push_back(*role);
        text = space == std::string_view::npos ? std::string_view{} : text.substr(space + 1);
    }
    return roles;
}

store::Question training_question(UserId id) {
    return {"select function, valid_to from user_training where user_id = $1 order by function",
            {store::value(id)}};
}

base::Result<std::vector<Training>> training_of(store::ReadSession& session, UserId id) {
    auto rows = session.query(training_question(id));
    if (!rows) return base::fail(std::move(rows.error()));
    std::vector<Training> training;
    for (const store::Row& row : *rows) {
        const auto function = function_from_code(row.text("function"));
        if (!function) return base::fail(base::ProblemCode::data_damaged, "user_training.function");
        training.push_back({.function = *function, .valid_to = row.time("valid_to")});
    }
    return training;
}

base::Done save_training(store::WriteSession& session, const User& user) {
    auto removed = session.execute("delete from user_training where user_id = $1", {store::value(user.id)});
    if (!removed) return base::fail(std::move(removed.error()));
    for (const Training& training : user.training) {
        auto saved = session.execute(
            "insert into user_training (user_id, function, valid_to) values ($1, $2, $3) "
            "on conflict (user_id, function) do update set valid_to = excluded.valid_to",
            {store::value(user.id), store::value(code_of(training.function)),
             store::value(training.valid_to)});
        if (!saved) return base::fail(std::move(saved.error()));
    }
    return {};
}

base::Result<User> user_of(store::ReadSession& session, const KeyRing& keys, const store::Row& row) {
    User user;
    user.id = row.id<User>("id");
    user.organisation = row.id<Organisation>("organisation");
    auto sign_in_name = open_text(row, keys, user.id, "sealed_sign_in_name");
    if (!sign_in_name) return base::fail(std::move(sign_in_name.error()));
    auto display_name = open_text(row, keys, user.id, "sealed_display_name");
    if (!display_name) return base::fail(std::move(display_name.error()));
    auto roles = roles_from(row.text("roles"));
    if (!roles) return base::fail(std::move(roles.error()));
    auto training = training_of(session, user.id);
    if (!training) return base::fail(std::move(training.error()));
    const auto language = base::language_from_code(row.text("language"));
    if (!language) return base::fail(base::ProblemCode::data_damaged, "user_account.language");
    user.sign_in_name = *std::move(sign_in_name);
    user.display_name = *std::move(display_name);
    user.roles = *std::move(roles);
    user.training = *std::move(training);
    user.language = *language;
    user.vetted_for_children = row.boolean("vetted_for_children");
    user.supervisor = row.boolean("supervisor");
    user.must_change_password = row.boolean("must_change_password");
    user.has_second_factor = row.boolean("second_factor");
    user.disabled_at = row.optional_time("disabled_at");
    user.created_at = row.time("created_at");
    user.version = row.integer("version");
    user.responsible = row.optional_id<User>("responsible");
    return user;
}

base::Done changed_one(base::Result<std::int64_t> executed, base::ProblemCode otherwise) {
    if (!executed) return base::fail(std::move(executed.error()));
    if (*executed == 0) return base::fail(otherwise, "user");
    return {};
}

}  // namespace

base::Done insert_user(store::WriteSession& session, const KeyRing& keys, const User& user,
                       const std::string& password_hash) {
    auto inserted = session.execute(
        "insert into user_account (id, organisation, name_hash, sealed_sign_in_name, sealed_display_name, "
        "roles, vetted_for_children, supervisor, language, password_hash, must_change_password, disabled_at, "
        "created_at, version, responsible) "
        "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        {store::value(user.id), store::value(user.organisation), store::value(name_hash_of(keys, user)),
         store::value(seal_text(keys, user.id, "sealed_sign_in_name", user.sign_in_name)),
         store::value(seal_text(keys, user.id, "sealed_display_name", user.display_name)),
         store::value(joined(user.roles)), store::value(user.vetted_for_children),
         store::value(user.supervisor), store::value(base::kind_of(user.language).code),
         store::value(password_hash), store::value(user.must_change_password), store::value(user.disabled_at),
         store::value(user.created_at), store::value(user.version), store::value(user.responsible)});
    if (!inserted) return base::fail(std::move(inserted.error()));
    return save_training(session, user);
}

base::Done rename_program(store::WriteSession& session, const KeyRing& keys, const User& program) {
    return changed_one(
        session.execute(
            "update user_account set sealed_display_name = $2, responsible = $3 where id = $1 "
            "and responsible is not null",
            {store::value(program.id),
             store::value(seal_text(keys, program.id, "sealed_display_name", program.display_name)),
             store::value(program.responsible)}),
        base::ProblemCode::not_found);
}

base::Done update_user(store::WriteSession& session, const User& user) {
    if (auto updated = changed_one(
            session.execute("update user_account set roles = $3, vetted_for_children = $4, supervisor = $5, "
                            "language = $6, version = version + 1 where id = $1 and version = $2",
                            {store::value(user.id), store::value(user.version),
                             store::value(joined(user.roles)), store::value(user.vetted_for_children),
                             store::value(user.supervisor), store::value(base::kind_of(user.language).code)}),
            base::ProblemCode::edited_meanwhile);
        !updated) {
        return updated;
    }
    return save_training(session, user);
}

base::Result<User> load_user(store::ReadSession& session, const KeyRing& keys, UserId id) {
    session.will_ask(training_question(id));
    auto row = session.query_one(std::string(kSelect) + "where id = $1", {store::value(id)});
    if (!row) return base::fail(std::move(row.error()));
    if (!*row) return base::fail(base::ProblemCode::not_found, "user");
    return user_of(session, keys, **row);
}

base::Result<std::optional<User>> find_user(store::ReadSession& session, const KeyRing& keys,
                                            std::string_view sign_in_name) {
    auto row = session.query_one(std::string(kSelect) + "where name_hash = $1",
                                 {store::value(hash_of_name(keys, sign_in_name))});
    if (!row) return base::fail(std::move(row.error()));
    if (!*row) return std::optional<User>{};
    auto user = user_of(session, keys, **row);
    if (!user) return base::fail(std::move(user.error()));
    return std::optional(std::move(*user));
}

base::Result<std::vector<User>> list_users(store::ReadSession& session, const KeyRing& keys, AccountKind kind,
                                           std::optional<OrganisationId> organisation,
                                           std::optional<UserId> after, int rows_max) {
    std::vector<store::Value> parameters{store::value(after.value_or(UserId{})), store::value(rows_max)};
    std::string condition = "where id > $1 and responsible is ";
    condition += kind == AccountKind::program ? "not null " : "null ";
    if (organisation) {
        condition += "and organisation = $3 ";
        parameters.push_back(store::value(*organisation));
    }
    auto rows = session.query(std::string(kSelect) + condition + "order by id limit $2", parameters);
    if (!rows) return base::fail(std::move(rows.error()));
    std::vector<User> users;
    for (const store::Row& row : *rows) {
        auto user = user_of(session, keys, row);
        if (!user) return base::fail(std::move(user.error()));
        users.push_back(std::move(*user));
    }
    return users;
}

base::Result<std::map<UserId, std::string>> display_names(store::ReadSession& session, const KeyRing& keys,
                                                          const std::vector<UserId>& ids) {
    std::map<UserId, std::string> names;
    for (const UserId id : ids) {
        if (names.contains(id)) continue;
        auto row = session.query_one(
            "select sealed_display_name, responsible from user_account where id = $1", {store::value(id)});
        if (!row) return base::fail(std::move(row.error()));
        if (!*row) continue;
        auto name = open_text(**row, keys, id, "sealed_display_name");
        if (!name) return base::fail(std::move(name.error()));
        if (!(*row)->is_null("responsible")) *name += kProgramMark;
        names.emplace(id, *std::move(name));
    }
    return names;
}

base::Result<UserId> person_behind(store::ReadSession& session, UserId id) {
    const auto row =
        session.query_one("select responsible from user_account where id = $1", {store::value(id)});
    if (!row) return base::fail(row.error());
    if (!*row) return id;
    return (*row)->optional_id<User>("responsible").value_or(id);
}

base::Result<std::map<UserId, HeldRoles>> roles_of_users(store::ReadSession& session,
                                                         const std::vector<UserId>& ids) {
    std::map<UserId, HeldRoles> found;
    for (const UserId id : ids) {
        if (found.contains(id)) continue;
        const auto row = session.query_one("select roles, responsible from user_account where id = $1",
                                           {store::value(id)});
        if (!row) return base::fail(row.error());
        if (!*row) continue;
        auto roles = roles_from((*row)->text("roles"));
        if (!roles) return base::fail(std::move(roles.error()));
        found.emplace(id,
                      HeldRoles{.roles = std::move(*roles), .is_program = !(*row)->is_null("responsible")});
    }
    return found;
}

base::Result<Credentials> load_credentials(store::ReadSession& session, const KeyRing& keys, UserId id) {
    auto row = session.query_one(
        "select password_hash, sealed_totp_secret, totp_last_step from user_account where id = $1",
        {store::value(id)});
    if (!row) return base::fail(std::move(row.error()));
    if (!*row) return base::fail(base::ProblemCode::not_found, "user");
    Credentials credentials;
    credentials.password_hash = (*row)->text("password_hash");
    credentials.totp_last_step = (*row)->optional_integer("totp_last_step");
    if (const auto sealed = (*row)->optional_bytes("sealed_totp_secret")) {
        auto secret = base::crypto::open(keys.staff_key(), *sealed, place_of(id, "sealed_totp_secret"));
        if (!secret) return base::fail(std::move(secret.error()));
        credentials.totp_secret = base::Secret<base::Bytes>(*std::move(secret));
    }
    return credentials;
}

base::Done save_password(store::WriteSession& session, UserId id, const std::string& password_hash,
                         bool must_change) {
    return changed_one(
        session.execute("update user_account set password_hash = $2, must_change_password = "
                        "$3 where id = $1",
                        {store::value(id), store::value(password_hash), store::value(must_change)}),
        base::ProblemCode::not_found);
}

base::Done save_second_factor(store::WriteSession& session, const KeyRing& keys, UserId id,
                              const std::optional<base::Secret<base::Bytes>>& secret) {
    store::Value sealed{};
    if (secret) {
        sealed = store::value(
            base::crypto::seal(keys.staff_key(), secret->expose(), place_of(id, "sealed_totp_secret")));
    }
    if (auto saved = changed_one(session.execute("update user_account set sealed_totp_secret = $2, "
                                                 "totp_last_step = null where id = $1",
                                                 {store::value(id), std::move(sealed)}),
                                 base::ProblemCode::not_found);
        !saved) {
        return saved;
    }
    auto removed = session.execute("delete from recovery_code where user_id = $1", {store::value(id)});
    if (!removed) return base::fail(std::move(removed.error()));
    return {};
}

base::Result<bool> use_totp_step(store::WriteSession& session, UserId id, std::int64_t step) {
    auto used = session.execute(
        "update user_account set totp_last_step = $2 where id = $1 and "
        "(totp_last_step is null or totp_last_step < $2 or totp_last_step > $3)",
        {store::value(id), store::value(step), store::value(step + base::crypto::kTotpStepsAheadMax)});
    if (!used) return base::fail(std::move(used.error()));
    return *used == 1;
}

base::Done save_disabled(store::WriteSession& session, UserId id, std::optional<base::Time> disabled_at) {
    return changed_one(session.execute("update user_account set disabled_at = $2 where id = $1",
                                       {store::value(id), store::value(disabled_at)}),
                       base::ProblemCode::not_found);
}

base::Done save_language(store::WriteSession& session, UserId id, base::Language language) {
    return changed_one(session.execute("update user_account set language = $2 where id = $1",
                                       {store::value(id), store::value(base::kind_of(language).code)}),
                       base::ProblemCode::not_found);
}

}  // namespace guard
