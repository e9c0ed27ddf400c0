#include "cli/demo_stories.hpp"

#include "casework/escalate_referrals.hpp"
#include "cli/demo_plots.hpp"
#include "cli/demo_story.hpp"
#include "directory/manage_service.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace cli {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr base::Duration kJobEvery = hours(3);
constexpr std::int64_t kFirstHour = 7;
constexpr std::int64_t kLastHour = 16;
constexpr std::int64_t kHoursOfDay = 24;
constexpr std::int64_t kSecondsOfHour = 3600;

// One story on its way.
struct Told {
    const DemoPlot* plot = nullptr;
    DemoStory story;
    std::vector<base::Time> times;  // of each act
    std::size_t next = 0;
};

// Which plot each case follows: every one once, then as often as its weight says, in an order of chance.
std::vector<const DemoPlot*> plots_for(int cases, base::RandomSource& random) {
    std::vector<const DemoPlot*> again;
    std::vector<const DemoPlot*> chosen;
    for (const DemoPlot& plot : demo_plots()) {
        chosen.push_back(&plot);
        for (int copy = 1; copy < plot.weight; ++copy) again.push_back(&plot);
    }
    for (std::size_t left = again.size(); left > 1; --left) {
        std::swap(again[left - 1], again[static_cast<std::size_t>(random.below(left))]);
    }
    const auto wanted = static_cast<std::size_t>(cases);
    for (std::size_t place = 0; chosen.size() < wanted; ++place)
        chosen.push_back(again[place % again.size()]);
    chosen.resize(wanted);
    return chosen;
}

// Back to working hours: most people are met by day.
base::Time by_day(base::Time time, base::RandomSource& random) {
    const std::int64_t hour = time.seconds() / kSecondsOfHour % kHoursOfDay;
    if (hour >= kFirstHour && hour <= kLastHour) return time;
    const std::int64_t back = hour > kLastHour ? hour - kLastHour : hour + kHoursOfDay - kLastHour;
    return time - hours(back) - minutes(static_cast<std::int64_t>(random.below(50)));
}

std::vector<base::Time> times_of(const DemoPlot& plot, base::Time now, base::RandomSource& random) {
    const auto span = static_cast<std::uint64_t>((plot.ended_most - plot.ended_least).count());
    const base::Duration ago =
        plot.ended_least + base::Duration(static_cast<std::int64_t>(random.below(span + 1)));
    base::Duration length{};
    for (const DemoAct& act : plot.acts) length += act.after;
    base::Time at = now - minutes(1) - ago - length;
    // What is waiting since a few hours stays so, whatever the hour.
    if (plot.ended_most > days(1)) at = by_day(at, random);
    std::vector<base::Time> times;
    for (const DemoAct& act : plot.acts) {
        at = at + act.after;
        times.push_back(at);
    }
    return times;
}

Told make_story(const DemoPlot& plot, int number, const DemoData& data, base::Time now,
                base::RandomSource& random, base::RandomSource& ids) {
    Told told;
    told.plot = &plot;
    told.times = times_of(plot, now, random);
    told.story.person = make_person(data, random, number, plot.for_child);
    const std::vector<DemoTeam> teams = teams_for(plot);
    told.story.team = one_of(teams, random);
    told.story.id = casework::CaseId::make(told.times.front(), ids);
    return told;
}

base::Done play_next(const DemoStage& stage, Told& told) {
    auto played = told.plot->acts[told.next].play(stage, told.story);
    if (!played) {
        played.error().detail += " (demo plot \"" + std::string(told.plot->name) + "\", act " +
                                 std::to_string(told.next + 1) + ", team " +
                                 std::string(told.story.team.organisation) + ")";
    }
    ++told.next;
    return played;
}

// What happens when: the next scene of a story, or the count of a service's free places.
struct Cue {
    enum class Kind { scene, count };
    base::Time at;
    Kind kind = Kind::scene;
    std::size_t index = 0;
    friend auto operator<=>(const Cue&, const Cue&) = default;
};

std::vector<Cue> cues_of(const std::vector<Told>& stories, const DemoData& data, base::Time now) {
    std::vector<Cue> cues;
    for (std::size_t story = 0; story < stories.size(); ++story) {
        for (const base::Time at : stories[story].times) cues.push_back({at, Cue::Kind::scene, story});
    }
    for (std::size_t index = 0; index < data.services.size(); ++index) {
        if (!data.services[index].service.capacity) continue;
        const base::Time at = now - days(data.services[index].capacity_days_ago) - hours(1);
        cues.push_back({at, Cue::Kind::count, index});
    }
    std::ranges::stable_sort(cues);
    return cues;
}

base::Done count_places(const DemoStage& stage, std::size_t index) {
    const directory::Service& service = stage.cast.services[index];
    return done_of(directory::record_capacity(stage.desk.workplace, stage.actor("coordinator"),
                                              {.service = service.id,
                                               .version = 1,
                                               .total = service.capacity->total,
                                               .free = service.capacity->free,
                                               .note = {}}));
}

// The clock, and the job that a server runs every minute; here as often as shows.
class Walk {
public:
    Walk(const DemoStage& stage, base::ManualClock& clock)
        : stage_(stage), clock_(clock), next_job_(clock.now() + kJobEvery) {}

    base::Done to(base::Time time) {
        for (; next_job_ < time; next_job_ = next_job_ + kJobEvery) {
            clock_.set(next_job_);
            if (const auto job = casework::escalate_referrals(stage_.desk); !job)
                return base::fail(job.error());
        }
        clock_.set(time);
        return {};
    }

private:
    const DemoStage& stage_;
    base::ManualClock& clock_;
    base::Time next_job_;
};

}  // namespace

base::Done tell_stories(const casework::CaseDesk& desk, base::ManualClock& clock, const DemoData& data,
                        const DemoPlan& plan, const DemoCast& cast, const Progress& progress) {
    base::SeededRandom random(plan.seed);
    std::vector<Told> stories;
    int number = 0;
    for (const DemoPlot* plot : plots_for(plan.cases, random)) {
        stories.push_back(make_story(*plot, number++, data, plan.now, random, desk.workplace.random));
    }
    const DemoStage stage{.desk = desk, .cast = cast, .random = random};
    Walk walk(stage, clock);
    int finished = 0;
    for (const Cue& cue : cues_of(stories, data, plan.now)) {
        if (auto walked = walk.to(cue.at); !walked) return walked;
        if (cue.kind == Cue::Kind::count) {
            if (auto counted = count_places(stage, cue.index); !counted) return counted;
            continue;
        }
        Told& told = stories[cue.index];
        if (auto played = play_next(stage, told); !played) return played;
        if (told.next == told.plot->acts.size()) progress("cases", ++finished, plan.cases);
    }
    return walk.to(plan.now);
}

}  // namespace cli
