#include "guard/admit_program.hpp"

#include "guard/authorisation_rules.hpp"
#include "guard/organisation_repository.hpp"
#include "guard/program_token_repository.hpp"
#include "guard/user_repository.hpp"
#include "guard/write_unaudited.hpp"

#include <optional>
#include <utility>

namespace guard {

namespace {

struct Found {
    std::string why_not;  // the verb of the audit row; empty when the door is open
    std::optional<ProgramToken> token;
    AdmittedProgram admitted;
};

base::Result<Found> find(store::ReadSession& session, const KeyRing& keys, const base::crypto::Digest& hash,
                         base::Time now) {
    Found found;
    auto token = find_token(session, keys, hash);
    if (!token) return base::fail(std::move(token.error()));
    found.token = *std::move(token);
    if (!found.token) {
        found.why_not = "refuse_unknown";
        return found;
    }
    auto program = load_user(session, keys, found.token->program);
    if (!program) return base::fail(std::move(program.error()));
    auto organisation = load_organisation(session, program->organisation);
    if (!organisation) return base::fail(std::move(organisation.error()));
    if (found.token->revoked_at) {
        found.why_not = "refuse_revoked";
    } else if (!found.token->opens(now)) {
        found.why_not = "refuse_expired";
    } else if (program->disabled_at) {
        found.why_not = "refuse_disabled";
    } else if (!organisation->agreement_in_force(now)) {
        found.why_not = "refuse_agreement";
    }
    found.admitted.actor = actor_of(*program, *organisation, now);
    // A second factor is there because passwords are guessed, shared and used again. A token is none of
    // these: 256 random bits that an administrator, who has a second factor, handed to one program.
    found.admitted.actor.second_factor_passed = true;
    found.admitted.actor.scopes = found.token->scopes;
    found.admitted.display_name = std::move(program->display_name);
    found.admitted.token = found.token->id;
    found.admitted.expires_at = found.token->expires_at;
    return found;
}

}  // namespace

// What becomes of a token that opens nothing.
class TokenRefusal {
public:
    TokenRefusal(Workplace& workplace, RefusedTokens& refused) : workplace_(workplace), refused_(refused) {}

    base::Problem refuse(const std::string& why, const std::optional<ProgramToken>& token,
                         std::string_view peer) {
        const std::int64_t so_far = ++refused_.count_;
        const base::Uuid subject = token ? token->id.uuid() : base::Uuid{};
        const base::Time now = workplace_.clock.now();
        if (token ? refused_.known_.admit(token->id.text(), now) : refused_.unknown_.admit(peer, now)) {
            if (auto noted = note(why, subject); !noted) return std::move(noted.error());
            refused_.log_.warning(base::LogEvent::token_refused,
                                  {base::LogField::id(subject), base::LogField::count(so_far)});
        }
        return base::problem(base::ProblemCode::not_signed_in);
    }

private:
    base::Done note(const std::string& why, const base::Uuid& subject) {
        return write(workplace_, Actor{}, [&](WriteWork& work) -> base::Done {
            work.record({.action = "token." + why,
                         .subject_kind = "program_token",
                         .subject = subject,
                         .concerned_case = {},
                         .zone = Zone::z1,
                         .purpose = Purpose::self_access,
                         .rule = std::string(kRuleToken),
                         .outcome = Outcome::denied});
            return {};
        });
    }

    Workplace& workplace_;
    RefusedTokens& refused_;
};

base::Result<AdmittedProgram> admit_program(Workplace& workplace, RefusedTokens& refused,
                                            std::string_view bearer, std::string_view peer) {
    TokenRefusal refusal(workplace, refused);
    const auto hash = token_hash_of(workplace.keys, bearer);
    if (!hash) return base::fail(refusal.refuse("refuse_malformed", std::nullopt, peer));
    const base::Time now = workplace.clock.now();
    auto found = workplace.database.read(
        [&](store::ReadSession& session) { return find(session, workplace.keys, *hash, now); });
    if (!found) return base::fail(std::move(found.error()));
    if (!found->why_not.empty()) return base::fail(refusal.refuse(found->why_not, found->token, peer));
    const base::Time not_since = now - kTokenUseNotedEvery;
    if (!found->token->last_used_at || *found->token->last_used_at <= not_since) {
        auto used = write_unaudited(workplace, [&](store::WriteSession& session) {
            return save_used(session, found->token->id, now, not_since);
        });
        if (!used) return base::fail(std::move(used.error()));
    }
    return std::move(found->admitted);
}

}  // namespace guard
