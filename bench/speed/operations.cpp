#include "speed/operations.hpp"

#include "casework/answer_referral.hpp"
#include "casework/edit_profile.hpp"
#include "casework/open_identity.hpp"
#include "casework/presume.hpp"
#include "casework/raise_concern.hpp"
#include "casework/read_case.hpp"
#include "casework/send_referral.hpp"
#include "speed/must.hpp"
#include "speed/samples.hpp"
#include "store/sqlite_database.hpp"
#include "web/http/compress.hpp"

#include <algorithm>
#include <chrono>

namespace speed {
namespace {

using casework::CaseId;
using guard::OrganisationId;

constexpr int kPageRows = 50;
constexpr int kFarPage = 200;
constexpr int kSampleCases = 400;

// Everything an operation needs to be run a number of times.
class Ground {
public:
    explicit Ground(Country& country)
        : country_(country), worker_(country.sign_in("social")), receiver_(country.sign_in("lawyer")) {
        known_ = known_cases();
        far_ = far_target();
        find_service();
    }

    CaseId create() {
        const CaseId id = raise();
        must(casework::edit_profile(desk(), actor(), id, sample_profile(), profile_version(id)));
        must(casework::write_identity(desk(), actor(), id, sample_identity(number_++), 0));
        return id;
    }

    void read() { must(casework::read_case(desk(), actor(), next_known())); }

    void update() {
        // Two versions in turn, so that each changes something.
        casework::PersonProfile profile = sample_profile();
        if (number_++ % 2 == 0) profile.wishes += " And a room that can be locked.";
        must(casework::edit_profile(desk(), actor(), updated_, profile, updated_version_));
        updated_version_ += 1;
    }
    void prepare_update() {
        updated_ = create();
        updated_version_ = profile_version(updated_);
    }

    std::size_t page(const std::string& target) { return country_.ask(worker_, target).body.size(); }
    std::size_t packed(const std::string& target) {
        web::http::Request request;
        request.headers = {{"Accept-Encoding", "gzip"}};
        web::http::Response response = country_.ask(worker_, target);
        web::http::compress(response, request, 0);
        return response.body.size();
    }
    std::string first_page() const { return "/worklist"; }
    std::string far_page() const { return far_; }
    std::string case_page() { return "/cases/" + next_known().text(); }
    std::string timeline_page() { return "/cases/" + next_known().text() + "/timeline"; }

    void history() { must(casework::read_timeline(desk(), actor(), next_known())); }

    // As far as the person has agreed; what follows is the referral.
    void prepare_referral() {
        const CaseId id = create();
        must(casework::presume(desk(), actor(), id,
                               {.ground = "professional_judgement", .note = "Fear was seen."}));
        must(casework::record_consent(desk(), actor(), id, sample_talk(casework::ConsentCode::support)));
        must(casework::record_consent(
            desk(), actor(), id, sample_talk(casework::ConsentCode::referral, receiver_.actor.organisation)));
        agreed_.push_back(id);
    }
    void refer_and_accept() {
        const CaseId id = agreed_.back();
        agreed_.pop_back();
        const auto sent = must(casework::send_referral(
            desk(), actor(), id,
            {.need = need_, .urgency = "this_week", .service = service_, .facts = shared_facts()}));
        must(casework::accept_referral(desk(), receiver_.actor, {.referral = sent, .version = 1}));
    }

private:
    const casework::CaseDesk& desk() const { return country_.desk(); }
    const guard::Actor& actor() const { return worker_.actor; }

    CaseId raise() {
        const CaseId id = CaseId::make(country_.workplace().clock.now(), country_.workplace().random);
        must(casework::raise_concern(desk(), actor(), id, sample_concern(desk().instruments)));
        return id;
    }

    std::int64_t profile_version(CaseId id) {
        return must(country_.database().read([&](store::ReadSession& session) -> base::Result<std::int64_t> {
            return session
                .query_one("select version from person_profile where case_id = $1", {store::value(id)})
                .map([](const auto& row) { return row ? row->integer("version") : 0; });
        }));
    }

    // All over the years, so that they lie on different pages of the database.
    std::vector<CaseId> known_cases() {
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

    CaseId next_known() {
        constexpr std::size_t kStride = 37;  // neighbours in time are not read one after the other
        return known_[(static_cast<std::size_t>(number_++) * kStride) % known_.size()];
    }

    // The two hundredth page, or the last full one of a country that has fewer.
    std::string far_target() {
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
    static std::string target_behind(const casework::CasePlace& place) {
        return "/worklist?show=open&before=" + place.id.text() +
               "&at=" + std::to_string(place.opened_at.microseconds());
    }

    void find_service() {
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

    Country& country_;
    Person worker_;
    Person receiver_;
    std::vector<CaseId> known_;
    std::vector<CaseId> agreed_;
    std::string far_;
    directory::ServiceId service_;
    std::string need_;
    CaseId updated_;
    std::int64_t updated_version_ = 0;
    int number_ = 0;
};

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

class Stopwatch {
public:
    Stopwatch(CpuMeter& meter, const Plan& plan) : meter_(meter), plan_(plan) {}

    Measured take(const std::string& name, const std::function<void()>& once,
                  const std::function<void()>& before_each = {}) {
        using clock = std::chrono::steady_clock;
        std::vector<double> cpu;
        std::vector<double> wall;
        for (int batch = 0; batch <= plan_.batches; ++batch) {
            for (int number = 0; before_each && number < plan_.per_batch; ++number) before_each();
            meter_.begin();
            const auto began = clock::now();
            for (int number = 0; number < plan_.per_batch; ++number) once();
            const std::chrono::duration<double, std::milli> took = clock::now() - began;
            const double spent = meter_.end();
            if (batch == 0) continue;  // warms the caches
            cpu.push_back(spent / 1000 / plan_.per_batch);
            wall.push_back(took.count() / plan_.per_batch);
        }
        return {.name = name,
                .cpu_ms = median(std::move(cpu)),
                .wall_ms = median(std::move(wall)),
                .bytes = {},
                .bytes_packed = {}};
    }

    int times() const { return (plan_.batches + 1) * plan_.per_batch; }

private:
    CpuMeter& meter_;
    Plan plan_;
};

double bytes_stored(store::Database& database) {
    const char* sql = database.engine() == store::Engine::sqlite
                          ? "select page_count * page_size as bytes from pragma_page_count, pragma_page_size"
                          : "select pg_database_size(current_database()) as bytes";
    const auto row = must(database.read([&](store::ReadSession& session) { return session.query_one(sql); }));
    return static_cast<double>(row->integer("bytes"));
}

// The least that keeping these bytes can cost: one row, one commit, one sync.
Measured bare_insert(Stopwatch& watch, const std::filesystem::path& scratch, double bytes) {
    std::filesystem::remove_all(scratch);
    std::filesystem::create_directories(scratch);
    Measured measured;
    {
        const auto bare = must(store::open_sqlite(scratch / "bare.db"));
        must(bare->run_write([](store::WriteSession& session) -> base::Done {
            must(session.execute("create table bare (number integer primary key, body blob not null)"));
            return {};
        }));
        std::int64_t number = 0;
        const base::Bytes body(static_cast<std::size_t>(bytes), 7);
        measured = watch.take("bare durable insert of the same bytes (SQLite)", [&] {
            must(bare->run_write([&](store::WriteSession& session) -> base::Done {
                must(session.execute("insert into bare (number, body) values ($1, $2)",
                                     {store::value(++number), store::value(body)}));
                return {};
            }));
        });
    }
    std::filesystem::remove_all(scratch);
    measured.bytes = bytes;
    return measured;
}

Measured page_of(Stopwatch& watch, Ground& ground, const std::string& name,
                 const std::function<std::string()>& target) {
    Measured measured = watch.take(name, [&] { ground.page(target()); });
    measured.bytes = static_cast<double>(ground.page(target()));
    measured.bytes_packed = static_cast<double>(ground.packed(target()));
    return measured;
}

}  // namespace

std::vector<Measured> measure_all(Country& country, const Plan& plan, const std::filesystem::path& scratch) {
    CpuMeter meter(country.database());
    Stopwatch watch(meter, plan);
    Ground ground(country);
    std::vector<Measured> all;

    const double before = bytes_stored(country.database());
    all.push_back(watch.take("create a case of 40 facts", [&] { ground.create(); }));
    all.back().bytes = (bytes_stored(country.database()) - before) / watch.times();
    all.push_back(bare_insert(watch, scratch, *all.front().bytes));
    all.push_back(watch.take("read one", [&] { ground.read(); }));
    ground.prepare_update();
    all.push_back(watch.take("update, its version compared", [&] { ground.update(); }));
    all.push_back(
        page_of(watch, ground, "worklist of 50 as HTML, page 1", [&] { return ground.first_page(); }));
    all.push_back(
        page_of(watch, ground, "worklist of 50 as HTML, page 200", [&] { return ground.far_page(); }));
    all.push_back(watch.take(
        "referral and acceptance", [&] { ground.refer_and_accept(); }, [&] { ground.prepare_referral(); }));
    all.push_back(watch.take("history", [&] { ground.history(); }));
    all.push_back(page_of(watch, ground, "the case as HTML", [&] { return ground.case_page(); }));
    all.push_back(page_of(watch, ground, "the history as HTML", [&] { return ground.timeline_page(); }));
    return all;
}

void run_script(Country& country, int times) {
    Ground ground(country);
    ground.prepare_update();
    for (int number = 0; number < times; ++number) {
        ground.create();
        ground.read();
        ground.update();
        ground.page(ground.first_page());
        ground.prepare_referral();
        ground.refer_and_accept();
        ground.history();
    }
}

}  // namespace speed
