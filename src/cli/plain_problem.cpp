#include "cli/plain_problem.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace cli {
namespace {

struct Told {
    base::ProblemCode code{};
    std::string_view words;
    std::string_view remedy;
};

using enum base::ProblemCode;

// A test asks that every problem is here.
constexpr std::array kTold = std::to_array<Told>({
    {invalid_input, "What was given cannot be used.", "Correct what is named above and try again."},
    {invalid_configuration, "A setting is wrong.",
     "Correct it where it was set: a flag, a WAYMARK_ variable or waymark.toml in the data directory. "
     "\"waymark config\" shows where each comes from."},
    {invalid_file, "A file that Waymark needs cannot be used.",
     "Put the right file back, or correct what is named above."},
    {malformed_request, "What was sent cannot be read.", "Try again."},
    {form_expired, "What was sent cannot be read.", "Try again."},
    {method_not_allowed, "What was sent cannot be read.", "Try again."},
    {too_large, "What was sent cannot be read.", "Try again."},
    {media_type_not_supported, "What was sent cannot be read.", "Try again."},
    {version_missing, "What was sent cannot be read.", "Try again."},
    {header_too_large, "What was sent cannot be read.", "Try again."},
    {not_signed_in, "Nobody is signed in.", "Sign in and try again."},
    {sign_in_failed, "Nobody is signed in.", "Sign in and try again."},
    {second_factor_needed, "Nobody is signed in.", "Sign in and try again."},
    {not_allowed, "A rule does not allow this.", "The rule is named above; docs/security.md explains it."},
    {consent_missing, "A rule does not allow this.",
     "The rule is named above; docs/security.md explains it."},
    {key_not_held, "A rule does not allow this.", "The rule is named above; docs/security.md explains it."},
    {training_missing, "A rule does not allow this.",
     "The rule is named above; docs/security.md explains it."},
    {second_person_needed, "A rule does not allow this.",
     "The rule is named above; docs/security.md explains it."},
    {not_found, "What was asked for is not there.", "Check the name, or the directory given by --data."},
    {already_exists, "Something of that name is there already.",
     "Choose another name, or use what is there."},
    {wrong_state, "This cannot be done as things stand.", "Look at what is there now, then try again."},
    {open_referral_exists, "This cannot be done as things stand.",
     "Look at what is there now, then try again."},
    {still_referenced, "This cannot be done as things stand.", "Look at what is there now, then try again."},
    {done_already, "This was done already.", "Look at what is there now."},
    {key_used_differently, "This cannot be done as things stand.",
     "Look at what is there now, then try again."},
    {edited_meanwhile, "This cannot be done as things stand.", "Look at what is there now, then try again."},
    {rule_refuses, "This cannot be done as things stand.", "Look at what is there now, then try again."},
    {prerequisites_open, "This cannot be done as things stand.",
     "Look at what is there now, then try again."},
    {too_many_requests, "Too many attempts.", "Wait a few minutes and try again."},
    {locked_out, "Too many attempts.", "Wait a few minutes and try again."},
    {request_timeout, "It took too long.", "Try again."},
    {internal, "Something went wrong inside Waymark.",
     "This is a mistake in the program: please report it as SECURITY.md or CONTRIBUTING.md says."},
    {data_damaged, "The database is damaged, or is not one of Waymark.",
     "Do not write to it. Check the disk, and restore the newest backup that opens."},
    {audit_chain_broken, "The audit log was changed by other hands than Waymark's.",
     "Keep this database as evidence, tell the data protection officer, and compare it with a backup."},
    {wrong_key, "The key file master.key is not the one this database was made with.",
     "Put the right master.key back into the data directory. Without it nothing sealed can be opened, so do "
     "not make a new one."},
    {recovery_key_wrong, "This is not the recovery key that the backup was made for.",
     "Look for the key that was shown when the installation was set up, or when a newer one was made "
     "before this backup."},
    {backup_damaged, "The backup is damaged, was cut short, or is not one of Waymark.",
     "Nothing was written. Take another copy of it, or the backup before it."},
    {database_newer, "The database was written by a newer Waymark than this one.",
     "Install that version or a newer one. An older program must not write to it."},
    {no_permission, "Waymark may not read or write what it needs.",
     "Run it as the user who owns the data directory, or correct the owner and mode (0700)."},
    {database_unreachable, "The database does not answer.",
     "Check that PostgreSQL runs and that host, port, database, user and password of --database are right."},
    {database_busy, "The database is in use by another Waymark, probably a running server.",
     "Stop the server (SIGTERM, Ctrl-C), then try again."},
    {serialization_conflict, "The system is busy.", "Try again in a moment."},
    {overloaded, "The system is busy.", "Try again in a moment."},
    {shutting_down, "It was stopped before its end.",
     "Nothing is half-written. Start it again when you like."},
    {disk_full, "The disk is full.",
     "Make room, then try again. What was acknowledged before is safe; nothing is half written."},
    {storage_failed, "The disk failed while the database was read or written.",
     "Look at the disk and the messages of the kernel (dmesg). What was acknowledged before is safe as far "
     "as the "
     "disk is; make a backup now, and verify it."},
    {disk_read_only, "The disk is read-only.",
     "Make it writable again; a disk that became so by itself has failed: look at dmesg. Waymark goes on by "
     "itself "
     "then."},
    {outcome_unknown, "The database went away in the middle; whether this was saved is not known.",
     "Look whether it is there before you do it again."},
    {port_taken, "Another program listens on that port.", "Stop it, or choose another port with --port."},
});

Told told_of(base::ProblemCode code) {
    const auto found = std::ranges::find(kTold, code, &Told::code);
    return found == kTold.end() ? Told{} : *found;
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
