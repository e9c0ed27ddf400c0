#include "cli/plain_problem.hpp"

#include <algorithm>
#include <string_view>

namespace cli {
namespace {

struct Told {
    std::string_view words;
    std::string_view remedy;
};

Told told_of(base::ProblemCode code) {
    using enum base::ProblemCode;
    switch (code) {
        case invalid_input:
            return {"What was given cannot be used.", "Correct what is named above and try again."};
        case invalid_configuration:
            return {"A setting is wrong.",
                    "Correct it where it was set: a flag, a WAYMARK_ variable or waymark.toml in the data "
                    "directory. \"waymark config\" shows where each comes from."};
        case invalid_file:
            return {"A file that Waymark needs cannot be used.",
                    "Put the right file back, or correct what is named above."};
        case malformed_request:
        case form_expired:
        case method_not_allowed:
        case too_large:
        case header_too_large: return {"What was sent cannot be read.", "Try again."};
        case not_signed_in:
        case sign_in_failed:
        case second_factor_needed: return {"Nobody is signed in.", "Sign in and try again."};
        case not_allowed:
        case consent_missing:
        case key_not_held:
        case training_missing:
        case second_person_needed:
            return {"A rule does not allow this.", "The rule is named above; docs/security.md explains it."};
        case not_found:
            return {"What was asked for is not there.", "Check the name, or the directory given by --data."};
        case already_exists:
            return {"Something of that name is there already.", "Choose another name, or use what is there."};
        case wrong_state:
        case open_referral_exists:
        case still_referenced:
        case edited_meanwhile:
        case rule_refuses:
        case prerequisites_open:
            return {"This cannot be done as things stand.", "Look at what is there now, then try again."};
        case too_many_requests:
        case locked_out: return {"Too many attempts.", "Wait a few minutes and try again."};
        case request_timeout: return {"It took too long.", "Try again."};
        case internal:
            return {
                "Something went wrong inside Waymark.",
                "This is a mistake in the program: please report it as SECURITY.md or CONTRIBUTING.md says."};
        case data_damaged:
            return {"The database is damaged, or is not one of Waymark.",
                    "Do not write to it. Check the disk, and restore the newest backup that opens."};
        case audit_chain_broken:
            return {"The audit log was changed by other hands than Waymark's.",
                    "Keep this database as evidence, tell the data protection officer, and compare it with a "
                    "backup."};
        case wrong_key:
            return {"The key file master.key is not the one this database was made with.",
                    "Put the right master.key back into the data directory. Without it nothing sealed can be "
                    "opened, so do not make a new one."};
        case database_newer:
            return {"The database was written by a newer Waymark than this one.",
                    "Install that version or a newer one. An older program must not write to it."};
        case no_permission:
            return {"Waymark may not read or write what it needs.",
                    "Run it as the user who owns the data directory, or correct the owner and mode (0700)."};
        case database_unreachable:
            return {
                "The database does not answer.",
                "Check that PostgreSQL runs and that host, port, database, user and password of --database "
                "are right."};
        case database_busy:
            return {"The database is in use by another Waymark, probably a running server.",
                    "Stop the server (SIGTERM, Ctrl-C), then try again."};
        case serialization_conflict:
        case overloaded:
        case shutting_down: return {"The system is busy.", "Try again in a moment."};
        case disk_full:
            return {
                "The disk is full.",
                "Make room, then try again. What was acknowledged before is safe; nothing is half written."};
        case port_taken:
            return {"Another program listens on that port.", "Stop it, or choose another port with --port."};
    }
    return {};
}

std::string with_spaces(std::string rule) {
    std::ranges::replace(rule, '_', ' ');
    return rule;
}

}  // namespace

std::string plain_words(const base::Problem& problem) {
    return std::string(told_of(problem.code).words);
}

std::string what_to_do(const base::Problem& problem) {
    return std::string(told_of(problem.code).remedy);
}

std::string told(const base::Problem& problem) {
    const base::ProblemKind& kind = problem.kind();
    std::string text = "waymark: " + std::string(kind.number) + " " + std::string(kind.name) + "\n  " +
                       plain_words(problem) + "\n";
    if (!problem.rule.empty()) text += "  Rule: " + problem.rule + "\n";
    if (!problem.detail.empty()) text += "  (" + problem.detail + ")\n";
    for (const base::FieldProblem& field : problem.fields) {
        text += "  " + field.field + ": " + with_spaces(field.rule);
        if (!field.accepted.empty()) text += "; accepted: " + field.accepted;
        text += "\n";
    }
    return text + "  " + what_to_do(problem) + "\n";
}

}  // namespace cli
