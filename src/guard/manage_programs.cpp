#include "guard/manage_programs.hpp"

#include "base/text.hpp"
#include "guard/organisation_repository.hpp"
#include "guard/program_token_repository.hpp"
#include "guard/user_repository.hpp"

#include <utility>

namespace guard {

namespace {

using base::ProblemCode;

constexpr Ask kManage{.permission = Permission::program_manage, .purpose = Purpose::administration};
constexpr base::TextLimits kNameLimits{.code_points_max = 100, .code_points_min = 2};

AuditEvent done(std::string action, std::string subject_kind, const base::Uuid& subject) {
    return {.action = std::move(action),
            .subject_kind = std::move(subject_kind),
            .subject = subject,
            .concerned_case = {},
            .zone = Zone::z1,
            .purpose = Purpose::administration,
            .rule = {},
            .outcome = Outcome::done};
}

base::Result<User> load_program(store::ReadSession& session, const KeyRing& keys, UserId id) {
    auto program = load_user(session, keys, id);
    if (program && !program->is_program()) return base::fail(ProblemCode::not_found, "program");
    return program;
}

void note(std::vector<base::FieldProblem>& problems, base::Problem problem) {
    problems.insert(problems.end(), problem.fields.begin(), problem.fields.end());
}

// Somebody who can be asked: of the same organisation, a person, and with an account that is open.
base::Result<bool> may_answer(store::ReadSession& session, const KeyRing& keys, UserId id,
                              OrganisationId organisation) {
    const auto person = load_user(session, keys, id);
    if (!person && person.error().code == ProblemCode::not_found) return false;
    if (!person) return base::fail(person.error());
    return !person->is_program() && !person->disabled_at && person->organisation == organisation;
}

// Into `program`, whose organisation is known.
base::Done fill(WriteWork& work, User& program, const ProgramParts& parts) {
    std::vector<base::FieldProblem> problems;
    if (auto name = base::clean_text("display_name", parts.display_name, kNameLimits)) {
        program.display_name = *std::move(name);
    } else {
        note(problems, std::move(name.error()));
    }
    if (parts.duties.roles.empty()) note(problems, base::invalid_field("roles", "required"));
    const auto answers = may_answer(work.session(), work.keys(), parts.responsible, program.organisation);
    if (!answers) return base::fail(answers.error());
    if (!*answers) note(problems, base::invalid_field("responsible", "no_such_colleague"));
    if (!problems.empty()) return base::fail(base::invalid_fields(std::move(problems)));
    program.responsible = parts.responsible;
    program.roles = parts.duties.roles;
    program.training = parts.duties.training;
    program.vetted_for_children = parts.duties.vetted_for_children;
    program.supervisor = parts.duties.supervisor;
    return {};
}

// Authorise, load, change, record: what every use case on one program does.
template <class Change>
base::Done change_program(Workplace& workplace, const Actor& actor, UserId id, const std::string& action,
                          Change change) {
    return write(workplace, actor, [&](WriteWork& work) -> base::Done {
        if (auto allowed = work.allow(kManage, "program", id.uuid()); !allowed) return allowed;
        auto program = load_program(work.session(), work.keys(), id);
        if (!program) return base::fail(std::move(program.error()));
        if (auto changed = change(work, *program); !changed) return changed;
        work.record(done(action, "program", id.uuid()));
        return {};
    });
}

base::Result<ProgramToken> checked(const NewToken& wanted, base::Time now) {
    ProgramToken token;
    std::vector<base::FieldProblem> problems;
    if (auto name = base::clean_text("name", wanted.name, kNameLimits)) {
        token.name = *std::move(name);
    } else {
        note(problems, std::move(name.error()));
    }
    if (wanted.scopes.empty()) note(problems, base::invalid_field("scopes", "choose_at_least_one"));
    if (wanted.expires_at <= now) {
        note(problems, base::invalid_field("expires_at", "must_be_later"));
    } else if (wanted.expires_at > now + kTokenLengthMax) {
        note(problems, base::invalid_field("expires_at", "token_too_long", "366"));
    }
    if (!problems.empty()) return base::fail(base::invalid_fields(std::move(problems)));
    token.scopes = wanted.scopes;
    token.expires_at = wanted.expires_at;
    return token;
}

base::Result<ProgramView> view_of(store::ReadSession& session, const KeyRing& keys, User program) {
    ProgramView view;
    const auto responsible = load_user(session, keys, *program.responsible);
    if (!responsible) return base::fail(responsible.error());
    auto tokens = tokens_of(session, keys, program.id);
    if (!tokens) return base::fail(std::move(tokens.error()));
    view.program = std::move(program);
    view.responsible_name = responsible->display_name;
    view.responsible_sign_in_name = responsible->sign_in_name;
    view.responsible_disabled = responsible->disabled_at.has_value();
    view.tokens = *std::move(tokens);
    return view;
}

}  // namespace

base::Result<UserId> create_program(Workplace& workplace, const Actor& actor, OrganisationId organisation,
                                    const ProgramParts& parts) {
    return write(workplace, actor, [&](WriteWork& work) -> base::Result<UserId> {
        if (auto allowed = work.allow(kManage); !allowed) return base::fail(std::move(allowed.error()));
        const auto known = load_organisation(work.session(), organisation);
        if (!known && known.error().code == ProblemCode::not_found) {
            return base::fail(base::invalid_field("organisation", "not_in_list"));
        }
        if (!known) return base::fail(known.error());
        User program;
        program.id = work.new_id<User>();
        program.organisation = organisation;
        program.created_at = work.now();
        if (auto filled = fill(work, program, parts); !filled) return base::fail(std::move(filled.error()));
        if (auto inserted = insert_user(work.session(), work.keys(), program, {}); !inserted) {
            return base::fail(std::move(inserted.error()));
        }
        work.record(done("program.add", "program", program.id.uuid()));
        return program.id;
    });
}

base::Done edit_program(Workplace& workplace, const Actor& actor, UserId id, std::int64_t version,
                        const ProgramParts& parts) {
    return change_program(workplace, actor, id, "program.edit",
                          [&](WriteWork& work, User& program) -> base::Done {
                              if (auto filled = fill(work, program, parts); !filled) return filled;
                              program.version = version;
                              if (auto updated = update_user(work.session(), program); !updated) {
                                  return updated;
                              }
                              return rename_program(work.session(), work.keys(), program);
                          });
}

base::Done disable_program(Workplace& workplace, const Actor& actor, UserId id) {
    return change_program(workplace, actor, id, "program.disable", [&](WriteWork& work, User&) {
        return save_disabled(work.session(), id, work.now());
    });
}

base::Done enable_program(Workplace& workplace, const Actor& actor, UserId id) {
    return change_program(workplace, actor, id, "program.enable", [&](WriteWork& work, User&) {
        return save_disabled(work.session(), id, std::nullopt);
    });
}

base::Result<IssuedToken> issue_token(Workplace& workplace, const Actor& actor, UserId program,
                                      const NewToken& wanted) {
    const auto text = wanted.text ? *wanted.text : make_token_text(workplace.random);
    const auto hash = token_hash_of(workplace.keys, text.expose());
    if (!hash) return base::fail(hash.error());
    return write(workplace, actor, [&](WriteWork& work) -> base::Result<IssuedToken> {
        if (auto allowed = work.allow(kManage, "program", program.uuid()); !allowed) {
            return base::fail(std::move(allowed.error()));
        }
        const auto holder = load_program(work.session(), work.keys(), program);
        if (!holder) return base::fail(holder.error());
        if (holder->disabled_at) return base::fail(ProblemCode::wrong_state, "program");
        auto token = checked(wanted, work.now());
        if (!token) return base::fail(std::move(token.error()));
        token->id = work.new_id<ProgramToken>();
        token->program = program;
        token->created_at = work.now();
        if (actor.user != UserId{}) token->created_by = actor.user;
        if (auto inserted = insert_token(work.session(), work.keys(), *token, *hash); !inserted) {
            return base::fail(std::move(inserted.error()));
        }
        work.record(done("token.issue", "program_token", token->id.uuid()));
        return IssuedToken{.id = token->id, .text = text};
    });
}

base::Done revoke_token(Workplace& workplace, const Actor& actor, ProgramTokenId id) {
    return write(workplace, actor, [&](WriteWork& work) -> base::Done {
        if (auto allowed = work.allow(kManage, "program_token", id.uuid()); !allowed) return allowed;
        const auto token = load_token(work.session(), work.keys(), id);
        if (!token) return base::fail(token.error());
        if (token->revoked_at) return {};
        if (auto saved = save_revoked(work.session(), id, work.now()); !saved) return saved;
        work.record(done("token.revoke", "program_token", id.uuid()));
        return {};
    });
}

base::Result<std::vector<ProgramView>> list_programs(Workplace& workplace, const Actor& actor,
                                                     std::optional<OrganisationId> organisation,
                                                     std::optional<UserId> after, int rows_max) {
    using Views = std::vector<ProgramView>;
    return read(workplace, actor, [&](ReadWork& work) -> base::Result<Views> {
        if (auto allowed = work.allow(kManage); !allowed) return base::fail(std::move(allowed.error()));
        auto programs =
            list_users(work.session(), work.keys(), AccountKind::program, organisation, after, rows_max);
        if (!programs) return base::fail(std::move(programs.error()));
        Views views;
        for (User& program : *programs) {
            auto view = view_of(work.session(), work.keys(), std::move(program));
            if (!view) return base::fail(std::move(view.error()));
            views.push_back(*std::move(view));
        }
        return views;
    });
}

base::Result<std::vector<EndingToken>> list_ending_tokens(Workplace& workplace, const Actor& actor,
                                                          int rows_max) {
    using Ending = std::vector<EndingToken>;
    return read(workplace, actor, [&](ReadWork& work) -> base::Result<Ending> {
        if (auto allowed = work.allow(kManage); !allowed) return base::fail(std::move(allowed.error()));
        auto tokens = tokens_ending_soon(work.session(), work.keys(), work.now(), rows_max);
        if (!tokens) return base::fail(std::move(tokens.error()));
        Ending ending;
        for (ProgramToken& token : *tokens) {
            auto program = load_program(work.session(), work.keys(), token.program);
            if (!program) return base::fail(std::move(program.error()));
            ending.push_back({std::move(token), std::move(program->display_name)});
        }
        return ending;
    });
}

base::Result<ProgramView> read_program(Workplace& workplace, const Actor& actor, UserId id) {
    return read(workplace, actor, [&](ReadWork& work) -> base::Result<ProgramView> {
        if (auto allowed = work.allow(kManage, "program", id.uuid()); !allowed) {
            return base::fail(std::move(allowed.error()));
        }
        auto program = load_program(work.session(), work.keys(), id);
        if (!program) return base::fail(std::move(program.error()));
        return view_of(work.session(), work.keys(), *std::move(program));
    });
}

}  // namespace guard
