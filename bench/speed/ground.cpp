#include "speed/ground.hpp"

#include "casework/answer_referral.hpp"
#include "casework/create_case.hpp"
#include "casework/edit_profile.hpp"
#include "casework/open_identity.hpp"
#include "casework/presume.hpp"
#include "casework/raise_concern.hpp"
#include "casework/read_case.hpp"
#include "casework/search_people.hpp"
#include "casework/send_referral.hpp"
#include "speed/must.hpp"
#include "speed/samples.hpp"
#include "web/http/compress.hpp"

#include <algorithm>
#include <optional>

namespace speed {

using casework::CaseId;

namespace {

constexpr std::size_t kPageRows = 50;
constexpr int kFarPage = 200;
constexpr std::size_t kSampleCases = 400;

std::string target_behind(const casework::CasePlace& place) {
    return "/worklist?show=open&before=" + place.id.text() +
           "&at=" + std::to_string(place.opened_at.microseconds());
}

}  // namespace

Ground::Ground(Country& country)
    : country_(country), worker_(country.sign_in("social")), receiver_(country.sign_in("lawyer")) {
    known_ = known_cases();
    far_ = far_target();
    find_service();
}

CaseId Ground::create() {
    const CaseId id = new_case();
    must(casework::create_case(desk(), actor(), id,
                               {.content = sample_concern(desk().instruments),
                                .profile = sample_profile(),
                                .identity = sample_identity(number_++)}));
    return id;
}

void Ground::create_by_steps() {
    const CaseId id = new_case();
    must(casework::raise_concern(desk(), actor(), id, sample_concern(desk().instruments)));
    must(casework::edit_profile(desk(), actor(), id, sample_profile(), 1));
    must(casework::write_identity(desk(), actor(), id, sample_identity(number_++), 0));
}

void Ground::read() {
    must(casework::read_case(desk(), actor(), next_known()));
}

// Two versions in turn, so that each changes something.
void Ground::update() {
    casework::PersonProfile profile = sample_profile();
    if (number_++ % 2 == 0) profile.wishes += " And a room that can be locked.";
    must(casework::edit_profile(desk(), actor(), updated_, profile, updated_version_));
    updated_version_ += 1;
}

void Ground::prepare_update() {
    updated_ = create();
    updated_version_ = profile_version(updated_);
}

// By a given name and a family name, one person in some thirty of those that were created here.
void Ground::search() {
    must(casework::search_people(desk(), actor(), sample_identity(number_++).name_used));
}

std::size_t Ground::page(const std::string& target) {
    return country_.ask(worker_, target).body.size();
}

std::size_t Ground::packed(const std::string& target) {
    web::http::Request request;
    request.headers = {{"Accept-Encoding", "gzip"}};
    web::http::Response response = country_.ask(worker_, target);
    web::http::compress(response, request, 0);
    return response.body.size();
}

void Ground::history() {
    must(casework::read_timeline(desk(), actor(), next_known()));
}

void Ground::prepare_referral() {
    const CaseId id = create();
    must(casework::presume(desk(), actor(), id,
                           {.ground = "professional_judgement", .note = "Fear was seen."}));
    must(casework::record_consent(desk(), actor(), id, sample_talk(casework::ConsentCode::support)));
    must(casework::record_consent(
        desk(), actor(), id, sample_talk(casework::ConsentCode::referral, receiver_.actor.organisation)));
    agreed_.push_back(id);
}

void Ground::refer_and_accept() {
    const CaseId id = agreed_.back();
    agreed_.pop_back();
    casework::ReferralDraft draft;
    draft.need = need_;
    draft.urgency = "this_week";
    draft.service = service_;
    draft.facts = shared_facts();
    const auto sent = must(casework::send_referral(desk(), actor(), id, draft));
    must(casework::accept_referral(desk(), receiver_.actor, {.referral = sent, .version = 1}));
}

CaseId Ground::new_case() {
    return CaseId::make(country_.workplace().clock.now(), country_.workplace().random);
}

std::int64_t Ground::profile_version(CaseId id) {
    return must(country_.database().read([&](store::ReadSession& session) -> base::Result<std::int64_t> {
        return session.query_one("select version from person_profile where case_id = $1", {store::value(id)})
            .map([](const auto& row) { return row ? row->integer("version") : 0; });
    }));
}

// All over the country's time, so that they lie on different pages of the database.
std::vector<CaseId> Ground::known_cases() {
    const auto rows = must(country_.database().read([&](store::ReadSession& session) {
        return session.query(
            "select case_file.id as id from case_file join person_profile on person_profile.case_id = "
            "case_file.id where lead_organisation = $1 order by case_file.id",
            {store::value(actor().organisation)});
    }));
    std::vector<CaseId> ids;
    const std::size_t step = std::max<std::size_t>(1, rows.size() / kSampleCases);
    for (std::size_t place = 0; place < rows.size(); place += step)
        ids.push_back(rows[place].id<guard::Case>("id"));
    return ids;
}

CaseId Ground::next_known() {
    constexpr std::size_t kStride = 37;  // neighbours in time are not read one after the other
    return known_[(static_cast<std::size_t>(number_++) * kStride) % known_.size()];
}

std::string Ground::far_target() {
    std::optional<casework::CasePlace> before;
    std::string target = "/worklist";
    for (int page = 1; page <= kFarPage; ++page) {
        const auto list = must(casework::read_worklist(desk(), actor(), {}, before, kPageRows));
        if (before && list.lines.size() < kPageRows) break;
        if (before) target = target_behind(*before);
        if (!list.more) break;
        const casework::CaseFile& last = list.lines.back().file;
        before = casework::CasePlace{last.opened_at, last.id};
    }
    return target;
}

void Ground::find_service() {
    const auto row = must(country_.database().read([&](store::ReadSession& session) {
        return session.query_one(
            "select service.id as id, service_need.need as need from service join service_need on "
            "service_need.service = service.id where service.organisation = $1 order by service.name, "
            "service_need.need limit 1",
            {store::value(receiver_.actor.organisation)});
    }));
    service_ = row->id<directory::Service>("id");
    need_ = row->text("need");
}

}  // namespace speed
